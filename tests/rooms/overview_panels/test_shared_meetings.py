"""A themed meeting shared with a neighbour: each reads what the other laid before it, while it lasts and no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion, Person
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.overview_panels.actions import sharing, sitting, speaking
from handrail.service.overview_panels.models import (
    Analysis,
    Factor,
    Joining,
    Member,
    Minutes,
    PanelDeath,
    Question,
    Sitting,
    Withdrawal,
)
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.cast import Cast, employ
from tests.rooms.overview_panels.panels import SAFE, a_death, before_the_panel, day, found, sits, the_panel

OTHER = "5e0d1c8f-cccc-4c60-9f5e-canary-death"
ALL, DOCTORS, NOBODY = Joining.Who.MEMBERS, Joining.Who.DOCTORS, Joining.Who.NOBODY


def neighbour() -> Body:
    return Body.objects.get_or_create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Moor")[0]


def from_the_moor(cast: Cast, name: str, office: str = "member") -> tuple[Person, Member]:
    person = employ(name, "outside reader", neighbour(), cast.neighbour)
    name_actor(person)
    member = sitting.add_member(
        neighbour(), name=name, office=office, agency="", from_on=day(-90), until_on=None, email=person.email, by=person
    )
    return person, member


def shared(cast: Cast, who: str = ALL) -> tuple[PanelDeath, Sitting, Person]:
    """A death laid before a themed meeting that the Moor joins, and another of the Vale's that is not."""
    death = before_the_panel(cast, a_death(cast))
    before_the_panel(cast, a_death(cast, OTHER), about=OTHER)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    meeting = sitting.plan(the_panel(), on=timezone.localdate(), theme="Suicide", joined_by="", by=chair)
    sitting.put_on(death, meeting, by=chair)
    sitting.analyse(death, found(death), by=chair)
    speaking.keep_minutes(death, "A long talk.", let_stand=False, by=chair)
    speaking.ask(death, "Was anybody rung?", let_stand=True, by=chair)
    Sitting.objects.filter(pk=meeting.pk).update(until_at=timezone.now() + timedelta(hours=2))
    Joining.objects.create(sitting=meeting, panel=neighbour(), who=who, asked_by=chair)
    meeting.refresh_from_db()
    return death, meeting, chair


def rows_before(person: Person) -> list[int]:
    with unit_of_work(person):
        return [model.objects.count() for model in (PanelDeath, Sitting, Analysis, Factor, Minutes, Question)]


def test_a_neighbour_reads_what_is_laid_before_the_meeting_and_nothing_else(cast: Cast, client: Client) -> None:
    death, meeting, _ = shared(cast)
    person, _ = from_the_moor(cast, "Moira Fell")
    assert rows_before(person) == [1, 1, 0, 0, 0, 0]
    client.force_login(person)
    page = client.get(reverse("overview_panels:meeting", args=[meeting.pk])).content.decode()
    assert SAFE in page
    assert "Death 1" in page
    assert "Death 2" not in page
    assert "The Overview Panel of the Vale" in page
    assert "A long talk." not in page
    assert reverse("overview_panels:meeting", args=[meeting.pk]) in client.get(
        reverse("overview_panels:home")
    ).content.decode()  # fmt: skip
    for name in ("death", "analyse", "minutes", "ask_folder", "withdraw", "put_on", "complete"):
        assert client.get(reverse(f"overview_panels:{name}", args=[death.pk])).status_code == 404
    for name in ("desk", "plan", "add_member"):
        assert client.get(reverse(f"overview_panels:{name}", args=[the_panel().pk])).status_code == 404
    assert client.get(reverse("overview_panels:share", args=[meeting.pk])).status_code == 404


def test_the_neighbours_keys_end_with_the_meeting(cast: Cast, client: Client) -> None:
    _, meeting, chair = shared(cast)
    person, _ = from_the_moor(cast, "Moira Fell")
    Sitting.objects.filter(pk=meeting.pk).update(until_at=timezone.now() - timedelta(seconds=1))
    assert rows_before(person) == [0, 0, 0, 0, 0, 0]
    client.force_login(person)
    assert client.get(reverse("overview_panels:meeting", args=[meeting.pk])).status_code == 404
    client.force_login(chair)
    assert SAFE in client.get(reverse("overview_panels:meeting", args=[meeting.pk])).content.decode()


def test_a_post_without_a_seat_a_third_panel_and_who_is_asked_no_more_read_nothing(cast: Cast) -> None:
    shared(cast)
    person, member = from_the_moor(cast, "Moira Fell")
    clerk = employ("Cecil Marsh", "outside reader", neighbour(), cast.neighbour)
    third = Body.objects.create(kind=Kind.OVERVIEW_PANEL, name="The Overview Panel of the Fen")
    stranger = employ("Fenella Reed", "outside reader", third, cast.neighbour)
    assert rows_before(clerk)[0] == rows_before(stranger)[0] == 0
    Member.objects.filter(pk=member.pk).update(from_on=day(1))
    assert rows_before(person)[0] == 0
    Member.objects.filter(pk=member.pk).update(from_on=day(-90))
    assert rows_before(person)[0] == 1
    Joining.objects.update(who=NOBODY)
    assert rows_before(person)[0] == 0


def test_only_the_designated_doctors_where_only_they_are_asked(cast: Cast, client: Client) -> None:
    _, meeting, _ = shared(cast, DOCTORS)
    lay, _ = from_the_moor(cast, "Moira Fell", "lay")
    doctor, _ = from_the_moor(cast, "Dorothea Quill", "designated doctor")
    assert (rows_before(lay)[0], rows_before(doctor)[0]) == (0, 1)
    for person, answer in ((lay, 404), (doctor, 200)):
        client.force_login(person)
        assert client.get(reverse("overview_panels:meeting", args=[meeting.pk])).status_code == answer


def test_a_neighbour_who_knew_the_child_withdraws_and_finds_it_no_more(cast: Cast, client: Client) -> None:
    death, meeting, chair = shared(cast)
    person, member = from_the_moor(cast, "Moira Fell")
    client.force_login(person)
    address = reverse("overview_panels:withdraw_at", args=[meeting.pk, death.pk])
    told = client.post(address, {"why": "Zebedee's aunt"})
    assert "“Zebedee" in told.content.decode()
    assert not Withdrawal.objects.exists()
    assert client.post(address, {"why": "Knew the family"}).status_code == 302
    assert Withdrawal.objects.get().member == member
    assert rows_before(person)[0] == 0
    assert SAFE not in client.get(reverse("overview_panels:meeting", args=[meeting.pk])).content.decode()
    client.force_login(chair)
    page = client.get(reverse("overview_panels:death", args=[death.pk])).content.decode()
    assert "Somebody of a neighbouring panel: Knew the family" in page
    assert "Moira Fell" not in page


def test_a_neighbour_who_is_shut_out_of_the_folder_reads_no_row_of_it_from_then_on(cast: Cast) -> None:
    case = a_death(cast)
    death = before_the_panel(cast, case)
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    meeting = sitting.plan(the_panel(), on=timezone.localdate(), theme="Suicide", joined_by="", by=chair)
    sitting.put_on(death, meeting, by=chair)
    Joining.objects.create(sitting=meeting, panel=neighbour(), who=ALL, asked_by=chair)
    Sitting.objects.update(until_at=timezone.now() + timedelta(hours=2))
    person, member = from_the_moor(cast, "Moira Fell")
    assert rows_before(person)[0] == 1
    by = cast["coordinator"]
    name_actor(by)
    shut_out(case, Named((person.name,), (), Exclusion.Stands.RELATIVE), why="An aunt.", by=by)
    assert rows_before(person)[0] == 0
    assert not Withdrawal.objects.filter(member=member).exists(), "nothing tells the others of it"


def test_the_neighbour_lays_deaths_of_its_own_before_the_meeting_and_goes_on_with_them_after(cast: Cast) -> None:
    _, meeting, chair = shared(cast)
    person, _ = from_the_moor(cast, "Moira Fell", "chair")
    theirs = PanelDeath.objects.create(
        panel=neighbour(), number=1, form_edition="2019", age_band="1 to 4 years", sex="Female", summary="Of the Moor."
    )
    assert rows_before(chair)[0] == 2
    with unit_of_work(person):
        sitting.put_on(theirs, meeting, by=person)
    assert rows_before(chair)[0] == 3
    with unit_of_work(chair):
        assert PanelDeath.objects.filter(summary="Of the Moor.").exists()
    Sitting.objects.filter(pk=meeting.pk).update(until_at=timezone.now() - timedelta(seconds=1))
    assert rows_before(chair)[0] == 2
    with unit_of_work(person):
        assert PanelDeath.objects.select_related("sitting").get().sitting == meeting
        assert not Sitting.objects.exclude(pk=meeting.pk).exists()


def test_a_meeting_that_its_panel_does_not_join_takes_no_death_of_it(cast: Cast) -> None:
    death, _, chair = shared(cast)
    theirs = Sitting.objects.create(panel=neighbour(), on=timezone.localdate(), theme="Sleep", planned_by=chair)
    with pytest.raises(NotDone, match="or one that it joins"):
        sitting.put_on(death, theirs, by=chair)


def test_what_may_not_be_shared_is_said(cast: Cast) -> None:
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    plain = sitting.plan(the_panel(), on=day(1), theme="", joined_by="", by=chair)
    themed = sitting.plan(the_panel(), on=day(1), theme="Suicide", joined_by="", by=chair)
    tomorrow = timezone.localtime() + timedelta(days=1)
    for meeting, panel, until_at, sentence in (
        (plain, neighbour(), tomorrow, "Only a themed meeting is shared"),
        (themed, the_panel(), tomorrow, "Choose a neighbour"),
        (themed, neighbour(), timezone.now() - timedelta(hours=1), "still to come"),
        (themed, neighbour(), tomorrow + timedelta(days=1), "on its own day"),
    ):
        with pytest.raises(NotDone, match=sentence):
            sharing.share(meeting, panel, who=ALL, until_at=until_at, by=chair)
    sharing.share(themed, neighbour(), who=ALL, until_at=tomorrow, by=chair)
    sharing.share(themed, neighbour(), who=NOBODY, until_at=tomorrow, by=chair)
    assert [one.who for one in Joining.objects.all()] == [NOBODY]
