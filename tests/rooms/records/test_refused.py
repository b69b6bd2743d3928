"""What may not be done with what is kept: refused in a sentence, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, file_note
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.records.actions.answering import (
    check,
    decide,
    gather,
    match,
    record_answered,
    record_request,
)
from handrail.service.records.actions.deleting import confirm, object_to, propose
from handrail.service.records.actions.holding import lift, put_on
from handrail.service.records.actions.schedule import enter_period
from handrail.service.records.models import AccessRequest, Deletion, Hold, Period
from handrail.service.records.models.seeing import WITHHOLD
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.records.going import agree, make_due


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return case


@pytest.fixture
def asked(cast: Cast, case: Case) -> AccessRequest:
    return asks(cast, received_on=timezone.localdate() - timedelta(days=3))


def asks(cast: Cast, *, received_on: date, identity_on: date | None = None) -> AccessRequest:
    return record_request(
        cast.partnership, asked_by_name="Wren Fairlight", asks="self", about_name="Wren Fairlight",
        received_on=received_on, identity_how="A passport.", identity_on=identity_on, by=cast["coordinator"],
    )  # fmt: skip


def test_deleting_is_proposed_once(cast: Cast, case: Case) -> None:
    make_due(case, cast)
    standing = propose(case, by=cast["coordinator"])
    with pytest.raises(NotDone, match="Deleting this folder is proposed already"):
        propose(case, by=cast["senior officer"])
    assert Deletion.objects.get() == standing
    assert Deletion.objects.get().proposed_by == cast["coordinator"]


def test_what_was_confirmed_is_not_confirmed_again_and_its_seven_days_run_on(cast: Cast, case: Case) -> None:
    make_due(case, cast)
    agreed = agree(case, cast)
    with pytest.raises(NotDone, match=f"{cast['senior officer']} has confirmed it already"):
        confirm(case, by=cast["notifier"])
    standing = Deletion.objects.get()
    assert (standing.confirmed_by, standing.goes_at) == (cast["senior officer"], agreed.goes_at)


@pytest.mark.parametrize("objected", [False, True])
def test_nobody_confirms_or_objects_to_what_is_not_proposed(cast: Cast, case: Case, objected: bool) -> None:
    make_due(case, cast)
    if objected:
        propose(case, by=cast["coordinator"])
        object_to(case, why="A brother has come to notice.", by=cast["coordinator"])
    tried: list[Callable[[], object]] = [
        lambda: confirm(case, by=cast["senior officer"]),
        lambda: object_to(case, why="Not yet.", by=cast["notifier"]),
    ]
    for attempt in tried:
        with pytest.raises(NotDone, match="Nobody proposes to delete this folder now"):
            attempt()
    assert not Deletion.objects.filter(confirmed_at__isnull=False).exists()
    assert not Deletion.objects.filter(ended_why="Not yet.").exists()


@pytest.mark.parametrize("over_all", [False, True])
def test_a_hold_says_why_nothing_may_be_deleted(cast: Cast, case: Case, over_all: bool) -> None:
    where = {"partnership": case.partnership} if over_all else {"case": case}
    with pytest.raises(NotDone, match="Say why nothing may be deleted"):
        put_on(reason=" \n", asked_by="court", by=cast["coordinator"], **where)
    assert not Hold.objects.exists()
    assert not Entry.objects.filter(did__contains="legal hold").exists()


def test_a_hold_is_lifted_once_and_the_first_reason_stands(cast: Cast, case: Case) -> None:
    hold = put_on(case=case, reason="The police asked.", asked_by="police", by=cast["coordinator"])
    lift(hold, why="The trial is over.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="This hold has been lifted already"):
        lift(hold, why="Another reason.", by=cast["senior officer"])
    hold.refresh_from_db()
    assert (hold.lifted_by, hold.lifted_why) == (cast["coordinator"], "The trial is over.")


@pytest.mark.parametrize(
    ("runs_from", "years", "months", "sentence"),
    [
        ("closed", 151, 0, "and months from 0 to 11"),
        ("closed", -1, 6, "Enter years from 0 to"),
        ("closed", 6, 12, "and months from 0 to 11"),
        ("closed", 6, -1, "and months from 0 to 11"),
        ("whenever", 6, 0, "Choose from what the period runs"),
    ],
)
def test_a_period_of_no_right_length_or_beginning_is_not_entered(
    cast: Cast, runs_from: str, years: int, months: int, sentence: str
) -> None:
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match=sentence):
        enter_period(
            cast.partnership, runs_from=runs_from, years=years, months=months, source="Retention policy 4.2",
            agreed_by_name="The executive", agreed_on=timezone.localdate(), from_on=timezone.localdate(),
            by=cast["coordinator"],
        )  # fmt: skip
    assert not Period.objects.exists()


def test_an_identity_is_not_shown_before_the_request_came(cast: Cast) -> None:
    name_actor(cast["coordinator"])
    came = timezone.localdate() - timedelta(days=3)
    with pytest.raises(NotDone, match="on the day the request came, or later"):
        asks(cast, received_on=came, identity_on=came - timedelta(days=1))
    assert not AccessRequest.objects.exists()
    assert asks(cast, received_on=came, identity_on=came).identity_on == came


@pytest.mark.parametrize("under", ["", "embarrassing"])
def test_words_are_withheld_under_an_exemption_alone(cast: Cast, case: Case, asked: AccessRequest, under: str) -> None:
    wren = Child.objects.create(folder=case.folder, given_names="Wren", family_name="Fairlight")
    file_note(
        case, of="note", happened_at=timezone.now(), with_whom="Sister Quillfeather", text="Ms Ashgrove rang.",
        by=cast["coordinator"],
    )  # fmt: skip
    match(asked, wren, by=cast["coordinator"])
    gather(asked, by=cast["coordinator"])
    extract = asked.extracts.filter(to_decide=True, passages__isnull=False).distinct()[0]
    for decisions, more in (
        ({one.pk: (WITHHOLD, under) for one in extract.passages.all()}, []),
        ({one.pk: ("give", "") for one in extract.passages.all()}, [extract.text[:5]]),
    ):
        with pytest.raises(NotDone, match="under which exemption it is withheld"):
            decide(extract, decisions=decisions, more=more, exemption=under, by=cast["coordinator"])
    extract.refresh_from_db()
    assert extract.decided_at is None
    assert {one.decided for one in extract.passages.all()} == {""}


def test_an_answer_in_which_nothing_is_gathered_is_not_checked(cast: Cast, asked: AccessRequest) -> None:
    with pytest.raises(NotDone, match="Nothing is gathered yet"):
        check(asked, by=cast["senior officer"])
    asked.refresh_from_db()
    assert asked.checked_at is None


def test_no_request_is_answered_before_it_came(cast: Cast, case: Case, asked: AccessRequest) -> None:
    wren = Child.objects.create(folder=case.folder, given_names="Wren", family_name="Fairlight")
    match(asked, wren, by=cast["coordinator"])
    gather(asked, by=cast["coordinator"])
    for extract in asked.extracts.filter(to_decide=True):
        decide(extract, decisions={one.pk: ("give", "") for one in extract.passages.all()}, by=cast["coordinator"])
    name_actor(cast["senior officer"])
    check(asked, by=cast["senior officer"])
    with pytest.raises(NotDone, match="answered after it came"):
        record_answered(asked, answered_on=asked.received_on - timedelta(days=1), by=cast["senior officer"])
    asked.refresh_from_db()
    assert asked.answered_on is None
    record_answered(asked, answered_on=asked.received_on, by=cast["senior officer"])
