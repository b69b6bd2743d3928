"""What is whose to do at a panel: its chair completes, its clerk sees to the papers, others read, ask and withdraw.

Each wall holds to it by itself.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.audit.actions import unit_of_work
from handrail.service.overview_panels.actions import sitting
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
from handrail.service.partnerships.models import Body
from tests.rooms.cast import Cast, employ
from tests.rooms.overview_panels.panels import a_death, before_the_panel, day, found, sits, the_panel

OF_A_DEATH, OF_THE_PANEL = ("put_on", "analyse", "minutes"), ("plan", "add_member")


def a_sitting_death(cast: Cast) -> tuple[PanelDeath, Sitting, Person]:
    death = before_the_panel(cast, a_death(cast))
    chair, _ = sits(cast, "Bertram Lisle", "chair")
    sat = sitting.plan(the_panel(), on=day(0), theme="Low mood", joined_by="", by=chair)
    sitting.put_on(death, sat, by=chair)
    sitting.analyse(death, found(death), by=chair)
    return death, sat, chair


def answers(client: Client, death: PanelDeath, sat: Sitting, seat: Member) -> dict[str, int]:
    places = {
        **{name: [death.pk] for name in (*OF_A_DEATH, "complete", "withdraw", "ask_folder", "death")},
        **{name: [death.panel_id] for name in (*OF_THE_PANEL, "desk")},
        "share": [sat.pk], "meeting": [sat.pk], "end_seat": [seat.pk],
    }  # fmt: skip
    return {
        name: client.get(reverse(f"overview_panels:{name}", args=args)).status_code for name, args in places.items()
    }


@pytest.mark.parametrize(
    ("office", "keeps", "leads"),
    [
        ("chair", True, True), ("deputy", True, True), ("clerk", True, False), ("member", False, False),
        ("lay", False, False), ("designated doctor", False, False), ("no seat", True, False),
    ],
)  # fmt: skip
def test_each_office_finds_the_pages_of_what_it_does(
    cast: Cast, client: Client, office: str, keeps: bool, leads: bool
) -> None:
    death, sat, _ = a_sitting_death(cast)
    _, seat = sits(cast, "Ada Marsh", "member")
    if office == "no seat":
        person = employ("Cecil Marsh", "outside reader", the_panel(), cast.partnership)
    else:
        person, _ = sits(cast, "Cecil Marsh", office)
    client.force_login(person)
    found_there = answers(client, death, sat, seat)
    for name in ("death", "desk", "meeting", "withdraw", "ask_folder"):
        assert found_there.pop(name) == 200
    assert found_there.pop("complete") == (200 if leads else 404)
    assert set(found_there.values()) == {200 if keeps else 404}
    page = client.get(reverse("overview_panels:death", args=[death.pk])).content.decode()
    desk = client.get(reverse("overview_panels:desk", args=[the_panel().pk])).content.decode()
    assert (reverse("overview_panels:analyse", args=[death.pk]) in page) is keeps
    assert (reverse("overview_panels:complete", args=[death.pk]) in page) is leads
    assert (reverse("overview_panels:plan", args=[the_panel().pk]) in desk) is keeps


def test_a_member_withdraws_themselves_and_nobody_else(cast: Cast, client: Client) -> None:
    death, _, _ = a_sitting_death(cast)
    (person, own), (_, other) = sits(cast, "Ada Marsh", "member"), sits(cast, "Cecil Marsh", "member")
    client.force_login(person)
    address = reverse("overview_panels:withdraw", args=[death.pk])
    client.post(address, {"member": str(other.pk), "why": "Knew the child"})
    assert not Withdrawal.objects.exists()
    client.post(address, {"member": str(own.pk), "why": "Knew the child"})
    assert [one.member for one in Withdrawal.objects.all()] == [own]


def test_a_chair_whose_seat_is_over_or_to_come_completes_nothing(cast: Cast, client: Client) -> None:
    death, _, chair = a_sitting_death(cast)
    client.force_login(chair)
    address = reverse("overview_panels:complete", args=[death.pk])
    Member.objects.filter(person=chair).update(from_on=day(1))
    assert client.get(address).status_code == 404
    Member.objects.filter(person=chair).update(from_on=day(-9))
    assert client.get(address).status_code == 200


def test_that_nobody_can_complete_a_death_is_said_on_the_desk(cast: Cast, client: Client) -> None:
    person, _ = sits(cast, "Cecil Marsh", "clerk")
    client.force_login(person)
    desk = reverse("overview_panels:desk", args=[the_panel().pk])
    assert "nobody can complete a death" in client.get(desk).content.decode()
    sits(cast, "Bertram Lisle", "deputy")
    assert "nobody can complete a death" not in client.get(desk).content.decode()


def writes(person: Person, death: PanelDeath, sat: Sitting, seat: Member) -> dict[str, bool]:
    """What the database lets somebody write at the panel, asked of it alone."""
    panel = death.panel
    other = Body.objects.exclude(pk=panel.pk).filter(kind=panel.kind).first() or panel

    def analysis() -> Analysis:
        return Analysis.objects.get(death=death)

    tries: dict[str, Callable[[], object]] = {
        "a member": lambda: Member.objects.create(
            panel=panel, name="X", office="chair", from_on=day(0), recorded_by=person
        ),
        "a seat's end": lambda: Member.objects.filter(pk=seat.pk).update(until_on=day(5)),
        "a meeting": lambda: Sitting.objects.create(panel=panel, on=day(1), planned_by=person),
        "a meeting's theme": lambda: Sitting.objects.filter(pk=sat.pk).update(theme="Roads"),
        "a neighbour": lambda: Joining.objects.create(sitting=sat, panel=other, who="members", asked_by=person),
        "an agenda": lambda: PanelDeath.objects.filter(pk=death.pk).update(sitting=None),
        "minutes": lambda: Minutes.objects.create(death=death, sitting=sat, text="x", written_by=person),
        "the form": lambda: Analysis.objects.filter(death=death).update(cause="Otherwise."),
        "a domain": lambda: Factor.objects.filter(analysis=analysis()).update(text="Otherwise."),
        "another domain": lambda: Factor.objects.create(analysis=analysis(), domain="more", grade="1"),
        "somebody's withdrawal": lambda: Withdrawal.objects.create(
            panel=panel, death=death.pk, number=death.number, member=seat, why="x", recorded_by=person
        ),
        "a question": lambda: Question.objects.create(death=death, text="x", asked_by=person),
        "that it is complete": lambda: Analysis.objects.filter(death=death).update(completed_on=day(0)),
    }
    let: dict[str, bool] = {}
    for name, write in tries.items():
        with unit_of_work(person):
            try:
                with transaction.atomic():
                    let[name] = bool(write())
                    transaction.set_rollback(True)
            except DatabaseError:
                let[name] = False
    return let


def test_the_database_lets_each_office_write_what_it_does(cast: Cast) -> None:
    death, sat, chair = a_sitting_death(cast)
    Body.objects.create(kind=the_panel().kind, name="The Overview Panel of the Moor")
    _, seat = sits(cast, "Ada Marsh", "lay")
    (clerk, _), (member, _) = sits(cast, "Cecil Marsh", "clerk"), sits(cast, "Dora Reed", "member")
    of_chair, of_clerk, of_member = (writes(one, death, sat, seat) for one in (chair, clerk, member))
    assert set(of_chair.values()) == {True}
    assert [name for name, let in of_clerk.items() if not let] == ["that it is complete"]
    assert [name for name, let in of_member.items() if let] == ["a question"]
    Analysis.objects.filter(death=death).update(completed_on=day(0))
    assert not writes(clerk, death, sat, seat)["the form"]
