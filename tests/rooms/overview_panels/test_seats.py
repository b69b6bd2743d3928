"""A seat at the panel ends on a day, for a reason: from then on its holder reads nothing, and the history stays."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.overview_panels.actions import seats, sitting
from handrail.service.overview_panels.guarding import WouldTell
from handrail.service.overview_panels.models import Analysis, Member, PanelDeath, Sitting, Withdrawal
from handrail.service.partnerships.actions import NotDone
from tests.rooms.cast import Cast, employ
from tests.rooms.overview_panels.panels import a_death, before_the_panel, day, found, sits, the_panel

ZONE = (PanelDeath, Sitting, Analysis, Withdrawal)


def test_whose_seat_ended_reads_nothing_though_their_post_stands(cast: Cast, client: Client) -> None:
    death = before_the_panel(cast, a_death(cast))
    (person, member), (chair, other) = sits(cast), sits(cast, "Bertram Lisle", "chair")
    sitting.put_on(death, sitting.plan(the_panel(), on=day(0), theme="", joined_by="", by=chair), by=chair)
    sitting.analyse(death, found(death), by=chair)
    sitting.withdraw(death, other, why="Knew the child.", by=chair)
    client.force_login(chair)
    ended = client.post(
        reverse("overview_panels:end_seat", args=[member.pk]),
        {"on_day": day(0).day, "on_month": day(0).month, "on_year": day(0).year, "why": "Moved away."},
    )
    assert ended.status_code == 302
    client.force_login(person)
    for address in (
        reverse("overview_panels:desk", args=[the_panel().pk]), reverse("overview_panels:death", args=[death.pk])
    ):  # fmt: skip
        assert client.get(address).status_code == 404
    home = client.get(reverse("overview_panels:home")).content.decode()
    assert the_panel().name not in home
    with unit_of_work(person):
        assert [model.objects.count() for model in ZONE] == [0, 0, 0, 0]
        assert [one.pk for one in Member.objects.all()] == [member.pk]


def test_history_stays_with_the_day_and_the_reason(cast: Cast, client: Client) -> None:
    death = before_the_panel(cast, a_death(cast))
    (chair, _), (person, member) = sits(cast, "Bertram Lisle", "chair"), sits(cast)
    analysis = sitting.analyse(death, found(death), by=person)
    name_actor(chair)
    seats.end_seat(member, on=day(0), why="Moved away.", by=chair)
    member.refresh_from_db()
    assert (member.until_on, member.ended_why, member.ended_by) == (day(0), "Moved away.", chair)
    assert Analysis.objects.get(pk=analysis.pk).written_by == person
    client.force_login(chair)
    assert "Moved away." in client.get(reverse("overview_panels:desk", args=[the_panel().pk])).content.decode()


def test_a_seat_ends_on_a_day_to_come_and_may_be_moved_until_then(cast: Cast) -> None:
    before_the_panel(cast, a_death(cast))
    (person, member), (chair, _) = sits(cast), sits(cast, "Bertram Lisle", "chair")
    seats.end_seat(member, on=day(3), why="Moves away.", by=chair)
    with unit_of_work(person):
        assert PanelDeath.objects.exists()
    name_actor(chair)
    seats.end_seat(member, on=day(0), why="Moves sooner.", by=chair)
    with unit_of_work(person):
        assert not PanelDeath.objects.exists()
    with pytest.raises(NotDone, match="ended on"):
        seats.end_seat(member, on=day(5), why="Stays after all.", by=chair)


def test_a_seat_that_ran_out_opens_nothing_and_another_seat_opens_again(cast: Cast) -> None:
    before_the_panel(cast, a_death(cast))
    person, member = sits(cast)
    Member.objects.filter(pk=member.pk).update(until_on=day(-1))
    with unit_of_work(person):
        assert not PanelDeath.objects.exists()
    sits_again = Member.objects.create(
        panel=the_panel(), person=person, name=person.name, office="lay", from_on=day(0), recorded_by=person
    )
    assert sits_again.sits_on(day(0))
    with unit_of_work(person):
        assert PanelDeath.objects.exists()


def test_a_clerk_with_a_post_and_no_seat_reads_on(cast: Cast, client: Client) -> None:
    death = before_the_panel(cast, a_death(cast))
    clerk = employ("Cecil Marsh", "outside reader", the_panel(), cast.partnership)
    client.force_login(clerk)
    assert client.get(reverse("overview_panels:death", args=[death.pk])).status_code == 200


def test_a_day_before_the_seat_began_and_a_reason_that_names_are_refused(cast: Cast) -> None:
    before_the_panel(cast, a_death(cast))
    (_, member), (chair, _) = sits(cast), sits(cast, "Bertram Lisle", "chair")
    with pytest.raises(NotDone, match="They sit from"):
        seats.end_seat(member, on=day(-91), why="Moved away.", by=chair)
    with pytest.raises(WouldTell):
        seats.end_seat(member, on=day(0), why="Is Zebedee's aunt.", by=chair)


def test_another_panels_seat_is_not_there(cast: Cast, client: Client) -> None:
    _, member = sits(cast)
    client.force_login(cast["coordinator"])
    assert client.get(reverse("overview_panels:end_seat", args=[member.pk])).status_code == 404
