"""One folder: where it stands, what happened, what is in it, who may open it and who has."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import BrokenGlass, Person
from handrail.service.access.roles import ALL
from handrail.service.cases import history, looks
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.due import Row, rows
from handrail.service.cases.forms import OPENS
from handrail.service.cases.going_over import came_from
from handrail.service.cases.models import Case, KeptClock
from handrail.service.cases.resuming import begun_in
from handrail.service.cases.rules import MARKS
from handrail.service.cases.shutting_out import SHUTS, attempts_at
from handrail.service.cases.ways import to_look_at, told_on, ways_on
from handrail.service.cases.work import desk_of

LATEST = 40
"""Lines of the chronology on the folder's own page; all of them have a page of their own."""
FEW = 8
OF_LATE = timedelta(days=30)
"""For so long the folder's own page says that the glass was broken."""


@signed_in
@require_http_methods(["GET"])
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    person, folder = person_of(request), open_folder(request, case_id, what=ALL)
    clocks, events = clocks_of(folder, person), history.chronology(folder)
    live, ended = history.keys(folder)
    words = {
        "case": folder,
        "in_short": next((row.in_short for row in clocks), "") or desk_of([folder.pk]).in_short(folder.pk),
        "next": [row for row in clocks if not row.clock.ended][:3],
        "dates": clocks,
        "events": history.newest(events, LATEST),
        "earlier": max(len(events) - LATEST, 0),
        "papers": history.papers(folder),
        "moved": folder.moved_dates.all()[:FEW],
        "begun": begun_in(folder, person),
        "keys": live,
        "ended_keys": ended,
        "opens": OPENS,
        "looked": looks.in_words(looks.days_of(folder.pk).filter(looks.BY_PEOPLE)[:FEW]),
        "joined": history.joined(folder, person),
        "meanings": MARKS,
        "ways": list(ways_on(folder, person)),
        "told": told_on(folder),
        "to_look_at": to_look_at(person, folder),
        "manages": may_open(person, folder, what=ALL, may="manage folders"),
        "came": came_from(folder),
        "writes": may_open(person, folder, what=ALL, may="write notes"),
        **_watched(person, folder),
    }
    return render(request, "cases/case.html", words)


def _watched(person: Person, folder: Case) -> dict[str, Any]:
    """For those who manage exclusions: who is or was at the folder and should not be, and glass broken of late."""
    shuts = may_open(person, folder, what=ALL, may=SHUTS)
    broken = BrokenGlass.objects.filter(folder=folder.pk, broken_at__gt=timezone.now() - OF_LATE)
    late = broken | BrokenGlass.objects.unreviewed().filter(folder=folder.pk)
    return {
        "shuts": shuts,
        "attempts": attempts_at(folder) if shuts else [],
        "glass": list(late.exclude(person=person).select_related("person")) if shuts else [],
    }


def clocks_of(folder: Case, person: Person, *, apart: bool = False) -> list[Row]:
    """Every clock of a folder: those still running by their day, those with no day, then those that ended.

    `apart` gives each a line of its own, also what stands beside a duty with a number.
    """
    kept = KeptClock.objects.filter(case=folder).select_related("case", "owed_by", "partnership")
    told = rows(kept, person, timezone.now(), apart=apart)
    return sorted(told, key=lambda row: (row.clock.ended, row.clock.due_on is None))


@signed_in
@require_http_methods(["GET"])
def chronology(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everything that is recorded to have happened, for reading and for printing."""
    folder = open_folder(request, case_id, what=ALL)
    return render(request, "cases/chronology.html", {"case": folder, "events": history.chronology(folder)})
