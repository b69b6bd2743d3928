"""What stands out of the lines: the picture, gaps, days of several agencies, and lines that may tell of one event."""

from __future__ import annotations

import uuid
from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.chronologies import exports, seeing
from handrail.service.chronologies.actions import weighing
from handrail.service.chronologies.doors import WEIGH, open_chronology, open_line, open_tie
from handrail.service.chronologies.forms import DecideForm, WhyForm
from handrail.service.chronologies.merging.gaps import shared
from handrail.service.chronologies.models import Chronology, KeyEvent, Line, Tie
from handrail.service.chronologies.sheets import EXCEL
from handrail.service.chronologies.views.combining import chosen_of, may
from handrail.service.fields import whole_number

PAGE = 50
NEAR = timedelta(days=7)


@signed_in
@require_http_methods(["GET"])
def picture(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    """Who was involved when, drawn, and as a table."""
    chronology = open_chronology(request, case_id, chronology_id)
    chosen = chosen_of(request, chronology)
    drawn = seeing.picture(chronology, chosen)
    names = seeing.bodies_of(chronology)
    words = {
        "chronology": chronology, "case": chronology.case, "picture": drawn, "names": names, "chosen": chosen,
        "counts": list(drawn.counts()) if drawn else [],
        "lines_at": lambda body, bar: urlencode({"agency": body, "first": bar.from_on, "last": bar.until_on}),
        **may(request, chronology.case),
    }  # fmt: skip
    return render(request, "chronologies/picture.html", words)


@signed_in
@require_http_methods(["GET"])
def silences(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    """Periods without a line: by agency, by person, or of all together; how long, the reader says."""
    chronology = open_chronology(request, case_id, chronology_id)
    by = request.GET.get("by", "agency")
    by = by if by in ("agency", "person", "all") else "agency"
    days = min(3650, max(1, whole_number(request.GET.get("days", "").strip(), chronology.gap_days)))
    found = seeing.silences(chronology, by, days)
    words = {"chronology": chronology, "case": chronology.case, "found": found, "by": by, "days": days}
    words |= may(request, chronology.case)
    return render(request, "chronologies/gaps.html", {**words, "period": seeing.period_of(chronology)})


@signed_in
@require_http_methods(["GET"])
def together(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    """Days, or weeks, of which several agencies tell."""
    chronology = open_chronology(request, case_id, chronology_id)
    by_week = request.GET.get("by") == "week"
    found = shared(seeing.light(seeing.lines_of(chronology, seeing.Filter()).lines), by_week=by_week)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    keys = [line.key for one in page.object_list for line in one.lines]
    lines = {str(line.pk): line for line in Line.objects.filter(pk__in=keys).select_related("body")}
    rows = [(one, [lines[line.key] for line in one.lines if line.key in lines]) for one in page.object_list]
    words = {"chronology": chronology, "case": chronology.case, "rows": rows, "page": page, "by_week": by_week}
    words |= may(request, chronology.case)
    return render(request, "chronologies/together.html", words)


@signed_in
@require_http_methods(["GET"])
def ties(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    """Lines that may tell of one event, for a person to decide."""
    chronology = open_chronology(request, case_id, chronology_id)
    which = request.GET.get("which", "")
    which = which if which in Tie.Decided.values else ""
    every = Tie.objects.filter(chronology=chronology, first__ended_at__isnull=True, second__ended_at__isnull=True)
    counts = {key: every.filter(decided=key).count() for key in ("", *Tie.Decided.values)}
    found = every.filter(decided=which).select_related("first__body", "second__body", "decided_by")
    # What is told differently comes first: it is what has to be asked about.
    ordered = sorted(found, key=lambda tie: (not tie.differ, -tie.alike, str(tie.pk)))
    words = {
        "chronology": chronology, "case": chronology.case, "counts": counts, "which": which,
        "page": Paginator(ordered, PAGE).get_page(request.GET.get("page")), "choices": Tie.Decided.choices,
        **may(request, chronology.case),
    }  # fmt: skip
    return render(request, "chronologies/ties.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def tie(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID, tie_id: uuid.UUID) -> HttpResponse:
    """Two lines side by side, and what a person decides of them."""
    writes = request.method == "POST"
    tied = open_tie(request, case_id, chronology_id, tie_id, may=WEIGH if writes else None)
    form = DecideForm(request.POST if writes else None, initial={"decided": tied.decided, "note": tied.note})
    if writes and form.is_valid():
        try:
            weighing.decide(tied, form.cleaned_data["decided"], note=form.cleaned_data["note"], by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"Decided: {dict(Tie.Decided.choices)[form.cleaned_data['decided']].lower()}.")
            return redirect(_all_ties(tied))
    words = {"tie": tied, "chronology": tied.chronology, "case": tied.chronology.case, "form": form}
    return render(request, "chronologies/tie.html", {**words, **may(request, tied.chronology.case)})


def _all_ties(tied: Tie) -> str:
    return reverse("chronologies:ties", kwargs={"case_id": tied.case_id, "chronology_id": tied.chronology_id})


@signed_in
@require_http_methods(["GET"])
def line(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID, line_id: uuid.UUID) -> HttpResponse:
    """One line with its source, what stood there before, and the lines of other agencies near it."""
    held = open_line(request, case_id, chronology_id, line_id)
    near = Line.objects.filter(
        chronology=held.chronology, from_on__lte=held.until_on + NEAR, until_on__gte=held.from_on - NEAR
    )
    near = near.standing().sent().placed().exclude(pk=held.pk).exclude(body=held.body)
    (one,) = seeing.shown([held])
    words = {
        "line": held, "one": one, "chronology": held.chronology, "case": held.chronology.case, "before": _before(held),
        "after": Line.objects.filter(corrects=held).first(), "near": near.select_related("body")[:30],
        "form": WhyForm(label="Why it is a key event"), **may(request, held.chronology.case),
    }  # fmt: skip
    return render(request, "chronologies/line.html", words)


def _before(held: Line) -> list[Line]:
    """What this line said before it was corrected, the latest first."""
    found, one = [], held.corrects
    while one is not None:
        found.append(one)
        one = one.corrects
    return found


@signed_in
@require_http_methods(["POST"])
def mark(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID, line_id: uuid.UUID) -> HttpResponse:
    held = open_line(request, case_id, chronology_id, line_id, may=WEIGH)
    form = WhyForm(request.POST)
    try:
        if form.is_valid():
            weighing.mark(held, why=form.cleaned_data["why"], by=person_of(request))
            messages.success(request, "Marked as a key event.")
        else:
            messages.warning(request, "Make the reason shorter: at most 300 characters.")
    except NotDone as reason:
        messages.warning(request, str(reason))
    return redirect("chronologies:line", case_id=case_id, chronology_id=chronology_id, line_id=line_id)


@signed_in
@require_http_methods(["POST"])
def unmark(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID, line_id: uuid.UUID) -> HttpResponse:
    held = open_line(request, case_id, chronology_id, line_id, may=WEIGH)
    try:
        weighing.unmark(held, by=person_of(request))
    except NotDone as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, "No longer marked as a key event.")
    return redirect("chronologies:line", case_id=case_id, chronology_id=chronology_id, line_id=line_id)


@signed_in
@require_http_methods(["POST"])
def hold_against(
    request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID, line_id: uuid.UUID
) -> HttpResponse:
    """Bring two lines together that the search did not."""
    held = open_line(request, case_id, chronology_id, line_id, may=WEIGH)
    try:
        chosen = uuid.UUID(request.POST.get("other", ""))
    except ValueError:
        chosen = held.pk
    other = Line.objects.filter(chronology=held.chronology, pk=chosen).standing().sent().first()
    try:
        if other is None:
            raise NotDone("Choose a line that still stands.")
        tied = weighing.tie(held, other, by=person_of(request))
    except NotDone as reason:
        messages.warning(request, str(reason))
        return redirect("chronologies:line", case_id=case_id, chronology_id=chronology_id, line_id=line_id)
    return redirect("chronologies:tie", case_id=case_id, chronology_id=chronology_id, tie_id=tied.pk)


@signed_in
@require_http_methods(["GET"])
def excel(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    """What the filter leaves, as one sheet of words."""
    chronology = open_chronology(request, case_id, chronology_id)
    lines = seeing.lines_of(chronology, chosen_of(request, chronology)).lines
    audit.record(person_of(request), "took the combined chronology out as Excel", chronology)
    return as_file(exports.excel_of(lines), EXCEL, f"{chronology.case.reference} chronology.xlsx")


@signed_in
@require_http_methods(["GET"])
def word(request: HttpRequest, case_id: uuid.UUID, chronology_id: uuid.UUID) -> HttpResponse:
    chronology = open_chronology(request, case_id, chronology_id)
    chosen = chosen_of(request, chronology)
    lines = seeing.lines_of(chronology, chosen).lines
    if lines.count() > exports.MOST_IN_WORD:
        messages.warning(
            request, f"Word holds at most {exports.MOST_IN_WORD:,} lines well. Filter them first, or take Excel."
        )
        return redirect(f"{request.path.removesuffix('word')}?{chosen.address}")
    audit.record(person_of(request), "took the combined chronology out as Word", chronology)
    held = exports.word_of(
        lines, title=chronology.title, reference=f"{chronology.case.reference}, {chronology.get_purpose_display()}",
        told=_told(chronology, chosen),
    )  # fmt: skip
    return as_file(held, exports.WORD, f"{chronology.case.reference} chronology.docx")


def _told(chronology: Chronology, chosen: seeing.Filter) -> list[str]:
    marks = KeyEvent.objects.filter(Q(line__chronology=chronology), ended_at__isnull=True).count()
    return [
        f"Period asked about: {seeing.period_of(chronology)}. {seeing.in_words(chosen, seeing.bodies_of(chronology))}.",
        f"Made on {spoken(timezone.localdate())}. {marks} lines are marked as key events."
        if marks != 1
        else f"Made on {spoken(timezone.localdate())}. 1 line is marked as a key event.",
        "A line whose day is not certain stands at the first day on which it can have been.",
    ]


def as_file(held: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(held, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer
