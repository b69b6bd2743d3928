"""One clock: the reason for its day, day by day, and what was known when."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import Clock, explain
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases import actions
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.cases.due import Row
from handrail.service.cases.forms import KnownBy, LateWords
from handrail.service.cases.history import Event, event_of
from handrail.service.cases.models import Case, KeptFact, PaperLine
from handrail.service.cases.reckon import law_clocks
from handrail.service.cases.rules import MARKS
from handrail.service.cases.views.folder import clocks_of
from handrail.service.cases.work import paper_link
from handrail.service.law.month import months

MAY_EXPLAIN = "write notes"


@signed_in
@require_http_methods(["GET", "POST"])
def clock(request: HttpRequest, case_id: uuid.UUID, duty: str, about: str) -> HttpResponse:
    """A clock's explanation. Posting gives a reason why it is late; `?on_day=...` asks what was known then."""
    person = person_of(request)
    folder = open_folder(request, case_id, what=ALL, may=MAY_EXPLAIN if request.method == "POST" else None)
    runs = [run for run in law_clocks(folder) if (run.duty.key, run.about) == (duty, about)]
    kept = [row for row in clocks_of(folder, person, apart=True) if (row.clock.duty, row.clock.about) == (duty, about)]
    if not runs or not kept:
        raise Http404
    late = LateWords(request.POST or None)
    if late.is_valid():
        actions.give_late_reason(folder, duty=duty, about=about, reason=late.cleaned_data["reason"], by=person)
        messages.success(request, "The reason is kept with this clock, with your name and the time.")
        return redirect("cases:clock", case_id=case_id, duty=duty, about=about)
    known = KnownBy(request.GET if "on_year" in request.GET else None)
    words = {
        "case": folder,
        "run": runs[-1],
        "told": [_told(run, folder, _row_of(run, kept)) for run in reversed(runs)],
        "row": _row_of(runs[-1], kept),
        "facts": _facts(folder, runs[-1]),
        "papers": _papers(folder, about),
        "moved": folder.moved_dates.filter(duty=duty, about=about),
        "reasons": folder.late_reasons.filter(duty=duty, about=about).select_related("given_by"),
        "late": late,
        "known": known,
        "then": _then(folder, duty, about, known.instant) if known.is_valid() else None,
        "may_explain": may_open(person, folder, what=ALL, may=MAY_EXPLAIN),
        "meanings": MARKS,
    }
    return render(request, "cases/clock.html", words)


def _papers(folder: Case, about: str) -> list[tuple[str, str]]:
    """The papers that speak of the same thing as a clock, so that its explanation leads on to the work."""
    speaking = KeptFact.objects.filter(case=folder, about=about, replaced_at__isnull=True).values("paper_id")
    lines = PaperLine.objects.filter(case=folder, paper_id__in=speaking, for_body__isnull=True)
    return [(line.title, link) for line in lines if (link := paper_link(line))]


def _row_of(run: Clock, kept: list[Row]) -> Row:
    """The kept clock that this run is: the one that started on the same day."""
    return next((row for row in kept if row.clock.started_on == run.started_on), kept[0])


def _told(run: Clock, folder: Case, row: Row) -> dict[str, object]:
    """One run of the clock: its sentences, its days, and the days drawn as months."""
    explained = explain(run, timezone.now())
    return {"explained": explained, "months": months(explained.days), "row": row}


def _then(folder: Case, duty: str, about: str, at: datetime) -> dict[str, object]:
    """The same clock as anyone could have known it at an instant."""
    runs = [run for run in law_clocks(folder, at) if (run.duty.key, run.about) == (duty, about)]
    return {"at": at, "explained": explain(runs[-1], at) if runs else None}


def _facts(folder: Case, run: Clock) -> list[Event]:
    """The facts that could start, stop or end this clock, with the instants they became known."""
    kinds = run.duty.starts | run.duty.stops | run.duty.falls_away
    facts = KeptFact.objects.filter(case=folder, about=run.about, kind__in=kinds).order_by("recorded_at", "id")
    lines = {line.paper_id: line for line in folder.lines.all()}
    return [event_of(fact, lines.get(fact.paper_id)) for fact in facts]
