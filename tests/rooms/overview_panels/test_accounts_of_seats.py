"""What somebody withdrew from, and the end of their seat, bind their account: also one that is attached afterwards."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.overview_panels.actions import seats, sitting
from handrail.service.overview_panels.models import Member, PanelDeath, Withdrawal
from handrail.service.overview_panels.offices import keeps
from handrail.service.partnerships.actions import NotDone
from tests.rooms.cast import Cast, employ
from tests.rooms.overview_panels.panels import a_death, before_the_panel, day, sits, the_panel


def with_a_post(cast: Cast, name: str = "Winifred Withers") -> Person:
    return employ(name, "outside reader", the_panel(), cast.partnership)


def without_an_account(chair: Person, name: str = "Winifred Withers") -> Member:
    name_actor(chair)
    return sitting.add_member(
        the_panel(), name=name, office="lay", agency="", from_on=day(-9), until_on=None, email="", by=chair
    )


def reads(client: Client, person: Person, death: PanelDeath) -> bool:
    """By the page, and by the database."""
    client.force_login(person)
    page = client.get(reverse("overview_panels:death", args=[death.pk])).status_code == 200
    with unit_of_work(person):
        assert PanelDeath.objects.filter(pk=death.pk).exists() is page
    return page


def test_of_a_seat_without_an_account_it_is_said_that_nothing_is_hidden_until_one_is(
    cast: Cast, client: Client
) -> None:
    death, person = before_the_panel(cast, a_death(cast)), with_a_post(cast)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    seat = without_an_account(chair)
    client.force_login(chair)
    address = reverse("overview_panels:withdraw", args=[death.pk])
    assert "Nothing is hidden from a member until their account is attached" in client.get(address).text
    said = client.post(address, {"member": str(seat.pk), "why": "Knew the child."}, follow=True).text
    assert "Nothing is hidden: no account is attached to the seat." in said
    assert "hidden from them." not in said
    assert "no account is attached" in client.get(reverse("overview_panels:desk", args=[the_panel().pk])).text
    attach = reverse("overview_panels:attach", args=[seat.pk])
    assert attach in client.get(reverse("overview_panels:death", args=[death.pk])).text
    assert reads(client, person, death)
    client.force_login(chair)
    assert client.post(attach, {"email": person.email, "why": ""}).status_code == 302
    assert not reads(client, person, death)
    client.force_login(chair)
    assert attach not in client.get(reverse("overview_panels:death", args=[death.pk])).text


def test_a_seat_that_ended_shuts_out_whose_account_is_attached_afterwards(cast: Cast, client: Client) -> None:
    death, person = before_the_panel(cast, a_death(cast)), with_a_post(cast)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    seat = without_an_account(chair)
    client.force_login(chair)
    end = reverse("overview_panels:end_seat", args=[seat.pk])
    assert "They read nothing" not in client.get(end).text
    today = {"on_day": day(0).day, "on_month": day(0).month, "on_year": day(0).year}
    assert "Nothing is hidden: no account" in client.post(end, {**today, "why": "Moved."}, follow=True).text
    assert reads(client, person, death)
    client.force_login(chair)
    assert client.post(reverse("overview_panels:attach", args=[seat.pk]), {"email": person.email}).status_code == 302
    assert not reads(client, person, death)


def test_whoever_has_a_post_and_no_seat_can_withdraw_and_keeps_what_they_may_do(cast: Cast, client: Client) -> None:
    death, person = before_the_panel(cast, a_death(cast)), with_a_post(cast)
    assert reads(client, person, death)
    address = reverse("overview_panels:withdraw", args=[death.pk])
    assert "Winifred Withers, who has a post here and no seat" in client.get(address).text
    said = client.post(address, {"member": f"post {person.pk}", "why": "Taught the child."}, follow=True).text
    assert "It is recorded, and hidden from them." in said
    assert not reads(client, person, death)
    with unit_of_work(person):
        assert Member.objects.get(person=person).office == Member.Office.CLERK
        assert keeps(person, the_panel())
        sitting.plan(the_panel(), on=day(1), theme="", joined_by="", by=person)


def test_a_lay_member_withdraws_nobody_else(cast: Cast, client: Client) -> None:
    death, other = before_the_panel(cast, a_death(cast)), with_a_post(cast)
    person, _ = sits(cast)
    client.force_login(person)
    address = reverse("overview_panels:withdraw", args=[death.pk])
    assert other.name not in client.get(address).text
    assert client.post(address, {"member": f"post {other.pk}", "why": "Knew the child."}).status_code == 200
    assert not Withdrawal.objects.exists()
    assert client.get(reverse("overview_panels:attach", args=[Member.objects.get().pk])).status_code == 404


def test_an_account_attached_in_error_is_changed_with_a_reason_until_it_hides_something(cast: Cast) -> None:
    death, wrong, right = before_the_panel(cast, a_death(cast)), with_a_post(cast), with_a_post(cast, "Ada Quill")
    chair, own = sits(cast, "Bertram Lisle", "chair")
    seat = without_an_account(chair)
    for email, sentence in (("nobody@example.org", "Nobody with this address"), (chair.email, "a seat of its own")):
        with pytest.raises(NotDone, match=sentence):
            seats.attach(seat, email=email, why="", by=chair)
    seats.attach(seat, email=wrong.email, why="", by=chair)
    with pytest.raises(NotDone, match="attached already"):
        seats.attach(seat, email=wrong.email.upper(), why="", by=chair)
    with pytest.raises(NotDone, match="Another account is attached. Say why it is the wrong one"):
        seats.attach(seat, email=right.email, why="", by=chair)
    seats.attach(seat, email=right.email, why="Of another of that name.", by=chair)
    seat.refresh_from_db()
    assert seat.person == right
    sitting.withdraw(death, seat, why="Knew the child.", by=chair)
    with pytest.raises(NotDone, match="Something is hidden"):
        seats.attach(seat, email=wrong.email, why="Back.", by=chair)
    assert own.person == chair
