"""Agreeing that a folder goes: one proposes, another confirms, and for seven days whoever holds it may object."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked
from handrail.service.cases.models import Case
from handrail.service.fields import instant
from handrail.service.records.holds import REVIEWED_ELSEWHERE, holds_over, open_deletion, reviewed_elsewhere
from handrail.service.records.keeping import kept
from handrail.service.records.models import Deletion

DAYS_TO_OBJECT = 7


def goes_at(confirmed_at: datetime) -> datetime:
    """The start of the London day after seven whole days from the day it was confirmed."""
    return instant(london_day(confirmed_at) + timedelta(days=DAYS_TO_OBJECT + 1), time.min)


@transaction.atomic
def propose(case: Case, *, by: Person) -> Deletion:
    case = locked(case.pk)
    _refuse_held(case)
    if open_deletion(case.folder) is not None:
        raise NotDone("Deleting this folder is proposed already.")
    keeping = kept(case, timezone.localdate())
    if keeping.period is None or keeping.event_on is None or keeping.until is None:
        raise NotDone(keeping.why_not)
    if not keeping.over(timezone.localdate()):
        raise NotDone(f"This folder is kept until the end of {spoken(keeping.until)}. It is not due yet.")
    deletion = Deletion.objects.create(
        folder=case.folder, period=keeping.period, event_on=keeping.event_on, kept_until=keeping.until, proposed_by=by
    )
    audit.record(by, "proposed that the folder be deleted", deletion, case.pk)
    return deletion


@transaction.atomic
def confirm(case: Case, *, by: Person) -> Deletion:
    """A second person's word. From then seven whole days must pass."""
    case, deletion = _standing(case)
    _refuse_held(case)
    if deletion.confirmed_at is not None:
        raise NotDone(f"{deletion.confirmed_by} has confirmed it already.")
    if deletion.proposed_by_id == by.pk:
        raise NotDone("You proposed this yourself. Somebody else has to confirm it.")
    if not kept(case, timezone.localdate()).over(timezone.localdate()):
        raise NotDone("By the period now in force this folder is not due. It cannot be confirmed.")
    now = timezone.now()
    deletion.confirmed_by, deletion.confirmed_at, deletion.goes_at = by, now, goes_at(now)
    deletion.save(update_fields=["confirmed_by", "confirmed_at", "goes_at"])
    audit.record(by, "confirmed that the folder be deleted", deletion, case.pk)
    return deletion


@transaction.atomic
def object_to(case: Case, *, why: str, by: Person) -> Deletion:
    """Anyone who holds the folder may stop it, until it is done. It can then only be proposed anew."""
    case, deletion = _standing(case)
    if not why.strip():
        raise NotDone("Say why the folder should not go.")
    deletion.ended_by, deletion.ended_at, deletion.ended_why = by, timezone.now(), why.strip()
    deletion.save(update_fields=["ended_by", "ended_at", "ended_why"])
    audit.record(by, "objected to deleting the folder", deletion, case.pk)
    return deletion


def _standing(case: Case) -> tuple[Case, Deletion]:
    case = locked(case.pk)
    deletion = open_deletion(case.folder)
    if deletion is None:
        raise NotDone("Nobody proposes to delete this folder now.")
    return case, deletion


def _refuse_held(case: Case) -> None:
    if holds_over(case.folder):
        raise NotDone("A legal hold stands. While it does, nothing in this folder may be deleted.")
    if reviewed_elsewhere(case.folder):
        raise NotDone(REVIEWED_ELSEWHERE)
