"""The times of a partnership, as its independent scrutineer reads them: duties, editions and days, and whose folder
nobody could say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.paging import page_of
from handrail.service.national_panel.bodies import READS, scrutinises
from handrail.service.national_panel.models import Timeliness
from handrail.service.national_panel.sheets import sheet_of
from handrail.service.partnerships.models import Body

HEAD = (
    "Folder, by its place in this list", "Partnership", "Duty", "Edition", "Owed by", "Started", "Due", "Done",
    "Fell away", "Days late",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One duty of one folder. `folder` is the folder's place in this list, and is nobody's number elsewhere."""

    folder: int
    row: Timeliness
    days_late: int | None
    how: str


@dataclass(frozen=True, slots=True)
class Count:
    """How one duty went in all folders: done in time, late, running, past its day."""

    title: str
    how: Counter[str]


IN_TIME, LATE, RUNNING, OVERDUE, FELL_AWAY = "in time", "late", "running", "past its day", "fell away"


@signed_in
@require_http_methods(["GET"])
def times(request: HttpRequest) -> HttpResponse:
    viewer = _reader(request)
    lines = lines_of(Timeliness.objects.visible_to(viewer).select_related("partnership"), timezone.localdate())
    for partnership in Body.objects.filter(pk__in=scrutinises(viewer)):
        audit.looked(viewer, "the times of the partnership's duties", partnership)
    words = {
        "shown": page_of(request, lines), "counts": counts_of(lines), "viewer": viewer,
        "columns": (IN_TIME, LATE, RUNNING, OVERDUE, FELL_AWAY), "folders": len({line.folder for line in lines}),
    }  # fmt: skip
    return render(request, "national_panel/times.html", words)


@signed_in
@require_http_methods(["GET"])
def times_csv(request: HttpRequest) -> HttpResponse:
    viewer = _reader(request)
    lines = lines_of(Timeliness.objects.visible_to(viewer).select_related("partnership"), timezone.localdate())
    return sheet_of("times", HEAD, (_cells(line) for line in lines))


def lines_of(rows: Iterable[Timeliness], today: date) -> list[Line]:
    """In the order in which the folders' first duties began; a folder is known by its place in that order alone."""
    held = list(rows)
    begun: dict[object, tuple[date, str]] = {}
    for row in held:
        first = (row.started_on, str(row.mark_id))
        begun[row.mark_id] = min(begun.get(row.mark_id, first), first)
    place = {mark: number for number, (mark, _) in enumerate(sorted(begun.items(), key=lambda one: one[1]), start=1)}
    held.sort(key=lambda row: (place[row.mark_id], row.started_on, row.due_on, row.duty))
    return [Line(place[row.mark_id], row, row.days_late(today), _how(row, today)) for row in held]


def _how(row: Timeliness, today: date) -> str:
    if row.fell_away_on is not None:
        return FELL_AWAY
    late = bool(row.days_late(today))
    if row.stopped_on is not None:
        return LATE if late else IN_TIME
    return OVERDUE if late else RUNNING


def counts_of(lines: Sequence[Line]) -> list[Count]:
    found: dict[str, Counter[str]] = {}
    for line in lines:
        found.setdefault(line.row.title, Counter())[line.how] += 1
    return [Count(title, how) for title, how in sorted(found.items())]


def _cells(line: Line) -> tuple[object, ...]:
    row = line.row
    return (
        line.folder, row.partnership, row.title, row.source, row.owed_by_kind, row.started_on, row.due_on,
        row.stopped_on, row.fell_away_on, line.days_late,
    )  # fmt: skip


def _reader(request: HttpRequest) -> Person:
    viewer = person_of(request)
    require(viewer, READS)
    return viewer
