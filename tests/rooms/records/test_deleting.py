"""A folder goes when a period has run out, two people agree, nobody objects for seven days, and no hold stands."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from handrail.service.access.models import Folder, Grant
from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, close_case, next_reference
from handrail.service.cases.models import Case
from handrail.service.documents.actions import store
from handrail.service.documents.models import Content
from handrail.service.records.actions.deleting import confirm, object_to, propose
from handrail.service.records.actions.holding import lift, put_on
from handrail.service.records.actions.letting_go import agreed, digest_of, let_go
from handrail.service.records.models import Deletion, Period, Tombstone
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.records.going import agree, make_due, see_off, wait_out


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return case


def test_without_a_period_nothing_is_ever_due(cast: Cast, case: Case) -> None:
    close_case(case, why="Done.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="entered no period"):
        propose(case, by=cast["coordinator"])


def test_an_open_folder_is_never_due(cast: Cast, case: Case) -> None:
    make_due(case, cast)
    Case.objects.filter(pk=case.pk).update(closed_at=None)
    with pytest.raises(NotDone, match="open"):
        propose(case, by=cast["coordinator"])


def test_a_folder_is_not_due_on_the_last_day_of_its_period(cast: Cast, case: Case) -> None:
    make_due(case, cast)
    last_day = timezone.localtime().replace(hour=12)
    Case.objects.filter(pk=case.pk).update(closed_at=last_day.replace(year=last_day.year - 6))
    with pytest.raises(NotDone, match="not due yet"):
        propose(case, by=cast["coordinator"])
    Case.objects.filter(pk=case.pk).update(closed_at=last_day.replace(year=last_day.year - 6) - timedelta(days=1))
    propose(case, by=cast["coordinator"])


def test_who_proposed_cannot_confirm(cast: Cast, case: Case) -> None:
    make_due(case, cast)
    propose(case, by=cast["coordinator"])
    with pytest.raises(NotDone, match="Somebody else"):
        confirm(case, by=cast["coordinator"])


def test_the_database_refuses_one_person_twice(cast: Cast, case: Case) -> None:
    make_due(case, cast)
    deletion = propose(case, by=cast["coordinator"])
    now = timezone.now()
    with pytest.raises(DatabaseError, match="two_people_delete"), transaction.atomic():
        Deletion.objects.filter(pk=deletion.pk).update(confirmed_by=cast["coordinator"], confirmed_at=now, goes_at=now)


def test_seven_days_must_pass(cast: Cast, case: Case) -> None:
    make_due(case, cast)
    agree(case, cast)
    assert agreed() == []
    name_actor(Job("deletion"))
    with pytest.raises(NotDone, match="not over"):
        let_go(case.pk, by=Job("deletion"))
    assert Case.objects.filter(pk=case.pk).exists()


def test_an_objection_stops_it_until_it_is_proposed_anew(cast: Cast, case: Case) -> None:
    make_due(case, cast)
    deletion = agree(case, cast)
    name_actor(cast["notifier"])
    object_to(case, why="A brother has come to notice.", by=cast["notifier"])
    wait_out(deletion)
    assert agreed() == []
    name_actor(Job("deletion"))
    with pytest.raises(NotDone, match="not agreed"):
        let_go(case.pk, by=Job("deletion"))
    name_actor(cast["coordinator"])
    assert propose(case, by=cast["coordinator"]).confirmed_at is None


@pytest.mark.parametrize("over_all", [False, True])
def test_a_hold_beats_an_agreement_at_every_step(cast: Cast, case: Case, over_all: bool) -> None:
    make_due(case, cast)
    where = {"partnership": case.partnership} if over_all else {"case": case}
    first = put_on(reason="An inquiry asked for it.", asked_by="inquiry", by=cast["coordinator"], **where)
    with pytest.raises(NotDone, match="legal hold"):
        propose(case, by=cast["coordinator"])
    lift(first, why="The inquiry has ended.", by=cast["coordinator"])
    propose(case, by=cast["coordinator"])
    second = put_on(reason="The police asked.", asked_by="police", by=cast["coordinator"], **where)
    name_actor(cast["senior officer"])
    with pytest.raises(NotDone, match="legal hold"):
        confirm(case, by=cast["senior officer"])
    lift(second, why="No longer.", by=cast["senior officer"])
    wait_out(confirm(case, by=cast["senior officer"]))
    put_on(reason="A court asked.", asked_by="court", by=cast["senior officer"], **where)
    name_actor(Job("deletion"))
    with pytest.raises(NotDone, match="legal hold"):
        let_go(case.pk, by=Job("deletion"))


def test_the_database_lets_no_folder_go_that_is_not_agreed_or_is_held(cast: Cast, case: Case) -> None:
    def drop() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("delete from access_grant where folder_id = %s", [case.pk])
            cursor.execute("delete from cases_case where folder_id = %s", [case.pk])

    with pytest.raises(DatabaseError, match="two people"):
        drop()
    make_due(case, cast)
    wait_out(agree(case, cast))
    put_on(case=case, reason="A court asked.", by=cast["senior officer"])
    with pytest.raises(DatabaseError, match="held"):
        drop()


def test_a_period_entered_later_keeps_what_was_agreed_under_the_old_one(cast: Cast, case: Case) -> None:
    make_due(case, cast)
    wait_out(agree(case, cast))
    Period.objects.create(
        partnership=case.partnership, runs_from="closed", years=75, months=0, source="New policy",
        from_on=date(2020, 1, 1), agreed_by_name="The executive", agreed_on=date(2020, 1, 1),
        recorded_by=cast["coordinator"],
    )  # fmt: skip
    name_actor(Job("deletion"))
    with pytest.raises(NotDone, match="not due"):
        let_go(case.pk, by=Job("deletion"))


def test_what_stays_is_a_tombstone_and_the_audit(cast: Cast, case: Case) -> None:
    looked = Entry.objects.filter(case_id=case.pk).count()
    digest, reference = digest_of(case), case.reference
    stone = see_off(case, cast)
    assert not Case.objects.filter(pk=case.pk).exists()
    assert not Folder.objects.filter(pk=case.pk).exists()
    assert not Grant.objects.filter(folder=case.pk).exists()
    assert not Deletion.objects.exists()
    assert (stone.digest, stone.proposed_by, stone.confirmed_by) == (
        digest,
        cast["coordinator"],
        cast["senior officer"],
    )
    assert stone.held["cases.Case"] == 1
    assert stone.held["access.Grant"] > 1
    assert reference not in str(stone.held)
    assert Entry.objects.filter(case_id=case.pk).count() > looked


def test_a_tombstone_and_a_period_are_never_changed(cast: Cast, case: Case) -> None:
    stone = see_off(case, cast)
    with pytest.raises(DatabaseError, match="added to"), transaction.atomic():
        Tombstone.objects.filter(pk=stone.pk).update(digest="x")
    with pytest.raises(DatabaseError, match="added to"), transaction.atomic():
        Period.objects.update(years=1)


def test_the_reference_of_a_folder_that_went_is_never_given_again(cast: Cast, case: Case) -> None:
    number = int(case.reference.rsplit("-", 1)[1])
    see_off(case, cast)
    assert int(next_reference(cast.partnership, timezone.localdate().year).rsplit("-", 1)[1]) == number + 1


def test_bytes_that_another_folder_refers_to_stay(cast: Cast, case: Case) -> None:
    other = open_folder_for(cast)
    for held, folders in ((b"%PDF-1.4 shared", (case, other)), (b"%PDF-1.4 alone", (case,))):
        for one in folders:
            store(one.folder, "a.pdf", held, by=cast["notifier"])
    see_off(case, cast)
    assert [bytes(content.held) for content in Content.objects.all()] == [b"%PDF-1.4 shared"]


def test_a_folder_nobody_agreed_on_is_not_let_go(cast: Cast, case: Case) -> None:
    name_actor(Job("deletion"))
    with pytest.raises(Case.DoesNotExist):
        let_go(uuid.uuid4(), by=Job("deletion"))
    with pytest.raises(NotDone, match="not agreed"):
        let_go(case.pk, by=Job("deletion"))
