"""The daily digest counts and names folders. Nothing about a child is ever in it."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import close_case, give_key
from handrail.service.cases.digest import write_digests
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.incidents.models import Incident, InvolvedChild, Limb, Nature
from handrail.service.learning.models import Action
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast, open_folder_for

MONDAY = date(2026, 6, 8)
TUESDAY = date(2026, 6, 9)
SATURDAY = date(2026, 6, 13)
BANK_HOLIDAY = date(2026, 8, 31)
CANARIES = ("Wrenna", "Canarytree", "Nightjar Close", "a fall from the weir", "weir", "NJ1 1AA")


def incident(case: Case, cast: Cast, aware_on: date) -> Incident:
    child = Child.objects.create(folder=case.folder, given_names="Wrenna", family_name="Canarytree")
    recorded = Incident.objects.create(
        case=case, raised_by=cast.council, authority=cast.council, limb=Limb.IN_AREA, nature=Nature.SERIOUS_HARM,
        became_aware_on=aware_on, what_is_known="a fall from the weir", place="4 Nightjar Close, NJ1 1AA",
        recorded_by=cast["notifier"],
    )  # fmt: skip
    InvolvedChild.objects.create(
        incident=recorded, child=child, place=1, outcome=Nature.SERIOUS_HARM, lives_at="4 Nightjar Close, NJ1 1AA"
    )
    follow(recorded)
    return recorded


def action(case: Case, cast: Cast, title: str, due_on: date) -> Action:
    asked = Action.objects.create(case=case, title=title, owner=cast.trust, due_on=due_on)
    follow(asked)
    return asked


def to(address: str) -> Message:
    return Message.objects.get(to=address, kind="digest")


def test_each_is_told_how_much_is_overdue_and_due_and_in_which_folders(cast: Cast) -> None:
    case = open_folder_for(cast)
    incident(case, cast, date(2026, 6, 2))  # notify the Panel by 9 June
    assert write_digests(TUESDAY) > 0
    digest = to(cast["notifier"].email)
    assert "due today" in digest.subject
    assert f"due today: {case.reference}" in digest.text
    assert "http://localhost:8000/" in digest.text
    assert digest.partnership == cast.partnership


def test_what_was_due_yesterday_is_overdue(cast: Cast) -> None:
    case = open_folder_for(cast)
    incident(case, cast, date(2026, 6, 1))  # notify the Panel by 8 June
    write_digests(TUESDAY)
    assert "overdue" in to(cast["notifier"].email).subject


def test_a_body_is_told_at_its_shared_mailbox_of_what_it_owes(cast: Cast) -> None:
    incident(open_folder_for(cast), cast, date(2026, 6, 2))
    write_digests(TUESDAY)
    digest = to(cast.council.mailbox)
    assert digest.to_body == cast.council
    assert not Message.objects.filter(to=cast.police.mailbox).exists()


def test_no_digest_carries_anything_about_a_child(cast: Cast) -> None:
    case = open_folder_for(cast)
    incident(case, cast, date(2026, 6, 2))
    action(case, cast, "Tell Wrenna Canarytree's school of a fall from the weir", MONDAY)
    give_key(case, cast.trust, opens="own contribution", why="asked", ground=ASKING, by=cast["notifier"])
    assert write_digests(TUESDAY) > 0
    written = "\n".join(f"{one.to} {one.subject} {one.text} {one.once}" for one in Message.objects.all())
    assert case.reference in written
    assert [canary for canary in CANARIES if canary.lower() in written.lower()] == []


def test_a_digest_is_written_once_a_day(cast: Cast) -> None:
    incident(open_folder_for(cast), cast, date(2026, 6, 2))
    assert write_digests(TUESDAY) > 0
    assert write_digests(TUESDAY) == 0
    assert write_digests(date(2026, 6, 10)) > 0


@pytest.mark.parametrize("day", [SATURDAY, BANK_HOLIDAY])
def test_nothing_is_written_on_a_day_that_is_not_worked(cast: Cast, day: date) -> None:
    incident(open_folder_for(cast), cast, date(2026, 6, 2))
    assert write_digests(day) == 0


def test_a_person_who_wants_none_or_no_longer_signs_in_gets_none(cast: Cast) -> None:
    incident(open_folder_for(cast), cast, date(2026, 6, 2))
    Person.objects.filter(pk=cast["notifier"].pk).update(digest=False)
    Person.objects.filter(pk=cast["senior officer"].pk).update(is_active=False)
    write_digests(TUESDAY)
    assert not Message.objects.filter(to__in=[cast["notifier"].email, cast["senior officer"].email]).exists()


def test_a_person_elsewhere_learns_nothing_of_a_folder(cast: Cast) -> None:
    incident(open_folder_for(cast), cast, date(2026, 6, 2))
    write_digests(TUESDAY)
    assert not Message.objects.filter(to__in=[cast["stranger"].email, cast["strange notifier"].email]).exists()


def test_a_body_without_a_key_learns_nothing_of_a_folder(cast: Cast) -> None:
    case = open_folder_for(cast)
    action(case, cast, "Read the guidance again", MONDAY)
    write_digests(TUESDAY)
    assert not Message.objects.filter(to__in=[cast.trust.mailbox, cast["hospital lead"].email]).exists()


def test_a_closed_folder_is_not_counted(cast: Cast) -> None:
    case = open_folder_for(cast)
    incident(case, cast, date(2026, 6, 2))
    name_actor(cast["coordinator"])
    close_case(case, why="Dealt with elsewhere.", by=cast["coordinator"])
    assert write_digests(TUESDAY) == 0
