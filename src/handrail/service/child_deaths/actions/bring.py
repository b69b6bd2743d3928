"""Bringing in deaths that a spreadsheet or another system held: a dry run says what is wrong, line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time

from django.db import transaction

from handrail.guidance.days import LONDON
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.child_deaths.actions.happened import record_event
from handrail.service.child_deaths.actions.notify import notify
from handrail.service.child_deaths.bringing.lines import Line, Matched, dated_in, reference_of, told_in
from handrail.service.child_deaths.models import Death
from handrail.service.chronologies.reading.values import NotRead
from handrail.service.partnerships.models import Body

BROUGHT = "Brought in from the earlier record."


@dataclass
class Brought:
    """What came of a file: the lines that were right, those taken in before, and what is wrong with the others."""

    right: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


class _OnlyLooking(Exception):
    """Undoes all that a dry run did."""


def bring_in(matched: Matched, *, partnership: Body, authority: Body, by: Person, look: bool) -> Brought:
    """Each line is taken in whole or not at all. With `look` nothing is written."""
    brought = Brought()
    try:
        with transaction.atomic():
            for line in matched.lines():
                _bring(line, brought, partnership, authority, by)
            if look:
                raise _OnlyLooking
            if brought.right:
                audit.record(by, f"brought in {len(brought.right)} deaths from a file", by)
    except _OnlyLooking:
        brought.references.clear()
    return brought


def _bring(line: Line, brought: Brought, partnership: Body, authority: Body, by: Person) -> None:
    try:
        reference = reference_of(line)
        if _held(reference, partnership, by):
            brought.before.append(line.number)
            return
        with transaction.atomic():
            death = _taken_in(line, reference, partnership, authority, by)
    except (NotRead, NotDone) as fault:
        brought.wrong.append((line.number, str(fault)))
    else:
        brought.right.append(line.number)
        brought.references.append(f"{reference}: {death.case}")


def _held(reference: str, partnership: Body, by: Person) -> bool:
    seen = Case.objects.visible_to(by, {ALL}).filter(partnership=partnership)
    return Death.objects.filter(case__in=seen, brought_from=reference).exists()


def _taken_in(line: Line, reference: str, partnership: Body, authority: Body, by: Person) -> Death:
    told = told_in(line)
    told_on = told.teller.told_at
    day = told_on.date() if isinstance(told_on, datetime) else told_on
    death = notify(
        told, partnership=partnership, authority=authority, sent_by=partnership, by=by, brought_from=reference,
        opened_at=datetime.combine(day, time(9), LONDON),
    )  # fmt: skip
    for kind, happened_on in dated_in(line):
        words = BROUGHT if kind == "initial_information_shared" else ""
        record_event(death, kind, at=happened_on, words=words, by=by)
    return death
