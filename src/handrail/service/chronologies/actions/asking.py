"""A coordinator begins a chronology, asks agencies for theirs, and changes what is asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.chronologies.models import Chronology
from handrail.service.partnerships.models import Body
from handrail.service.requests.actions import ask_for_summaries
from handrail.service.requests.models import Request


@dataclass(frozen=True)
class Scope:
    """What a chronology is for, what it is called, which days it asks about, and how long a silence is a gap."""

    purpose: str
    matter: str
    title: str
    from_on: date | None
    until_on: date | None
    gap_days: int


@transaction.atomic
def begin(case: Case, scope: Scope, *, by: Person) -> Chronology:
    case = locked_open(case.pk)
    _refuse_backwards(scope)
    if Chronology.objects.filter(case=case, title=scope.title).exists():
        raise NotDone(f"There is a chronology called “{scope.title}” on this folder. Give this one another name.")
    chronology = Chronology.objects.create(case=case, recorded_by=by, **vars(scope))
    audit.record(by, f"began a chronology for a {chronology.get_purpose_display().lower()}", chronology)
    follow(chronology)
    return chronology


@transaction.atomic
def change(chronology: Chronology, scope: Scope, *, by: Person) -> None:
    """Change what it asks about. What agencies were asked stays as it was put to them."""
    case = locked_open(chronology.case_id)
    _refuse_backwards(scope)
    if Chronology.objects.filter(case=case, title=scope.title).exclude(pk=chronology.pk).exists():
        raise NotDone(f"There is a chronology called “{scope.title}” on this folder. Give this one another name.")
    for name, value in vars(scope).items():
        setattr(chronology, name, value)
    chronology.save(update_fields=list(vars(scope)))
    audit.record(by, "changed what the chronology asks about", chronology)
    follow(chronology)


@transaction.atomic
def ask(
    chronology: Chronology,
    *,
    bodies: Iterable[Body],
    children_named: str,
    what: str,
    due_on: date,
    by: Person,
    by_code: bool = False,
) -> list[Request]:
    """Ask each body for its lines by a day; it is chased, received and locked as a summary is."""
    return ask_for_summaries(
        chronology.case, bodies=bodies, about=str(chronology.pk), children_named=children_named, what=what,
        due_on=due_on, by=by, by_code=by_code, of=Request.Of.CHRONOLOGY,
    )  # fmt: skip


def _refuse_backwards(scope: Scope) -> None:
    if scope.from_on and scope.until_on and scope.until_on < scope.from_on:
        raise NotDone("The last day asked about is before the first. Change one of them.")
    if scope.from_on and scope.from_on > timezone.localdate():
        raise NotDone("The first day asked about is in the future. A chronology tells what has happened.")
