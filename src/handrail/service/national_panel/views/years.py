"""The Panel's report on a year: its own words, and the counts that follow them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import signed_in
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.acting import ask
from handrail.service.national_panel.actions import reporting as actions
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.counting import Year, year_of
from handrail.service.national_panel.doors import at_the_panel
from handrail.service.national_panel.forms import ApprovedAt, Why, YearWords
from handrail.service.national_panel.models import PanelMeeting, PanelReport
from handrail.service.national_panel.report import BROUGHT_TOGETHER, PARTS, whole_of
from handrail.service.national_panel.views.asking import page_at_panel
from handrail.service.one_text import as_read
from handrail.service.partnerships.models import Body
from handrail.service.reviews.files import FILES, answer_file

FIRST = 2018


@signed_in
@require_http_methods(["GET"])
def year(request: HttpRequest, panel_year: int) -> HttpResponse:
    counted, this = _counted(request, panel_year), timezone.localdate().year
    report = _report_on(panel_year)
    words = {
        "report": report, "parts": _written(report), "year": counted,
        "before": panel_year - 1 if panel_year > FIRST else None,
        "after": panel_year + 1 if panel_year < this else None, "brought_together": BROUGHT_TOGETHER,
    }  # fmt: skip
    return render(request, "national_panel/year.html", words)


@signed_in
@require_http_methods(["GET"])
def year_file(request: HttpRequest, panel_year: int, slug: str) -> HttpResponse:
    """The year as Word or PDF: as the Panel approved it, where it has."""
    counted, report = _counted(request, panel_year), _report_on(panel_year)
    if report is not None and report.approved_at is not None and slug in FILES:
        _, ending, kind = FILES[slug]
        kept = bytes((report.word if slug == "word" else report.pdf) or b"")
        headers = {"Content-Disposition": f'attachment; filename="panel-{panel_year}.{ending}"'}
        return HttpResponse(kept, content_type=kind, headers=headers)
    return answer_file(slug, whole_of(counted, timezone.localdate(), report), f"panel-{panel_year}")


@signed_in
@require_http_methods(["GET", "POST"])
def write_year(request: HttpRequest, panel_year: int) -> HttpResponse:
    person, report = _writer(request, panel_year), _report_on(panel_year)
    kept = {name: getattr(report, name) if report else "" for name, _ in PARTS}
    form = YearWords(typed(request), stands=kept)
    page = page_at_panel(
        f"The Panel’s report on {panel_year}", "Save the words", "The words were kept.", _of(panel_year),
        says=["The counts of the year follow these words by themselves."],
    )  # fmt: skip
    over = as_read(kept)
    return ask(request, page, form, lambda: actions.write_report(panel_year, form.cleaned_data, over=over, by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def approve_year(request: HttpRequest, panel_year: int) -> HttpResponse:
    person, report = _writer(request, panel_year), _there(panel_year)
    held = PanelMeeting.objects.filter(panel=PANEL.key, held_at__isnull=False, on__year__gte=panel_year)
    meetings = {str(one.pk): one for one in held}
    form = ApprovedAt(typed(request), meetings=meetings.values())

    def act() -> None:
        actions.approve_report(report, meetings[form.cleaned_data["meeting"]], by=person)

    page = page_at_panel(
        "Record that the Panel approved it", "Record the approval", "It is recorded that the Panel approved it.",
        _of(panel_year), says=["The report then stands as it is now, words and counts, as Word and as PDF."],
        warns=[] if meetings else ["No meeting of that year or later is recorded as held."],
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def take_approval_back(request: HttpRequest, panel_year: int) -> HttpResponse:
    person, report = _writer(request, panel_year), _there(panel_year)
    form = Why(typed(request))
    page = page_at_panel(
        "Take the approval back", "Take it back", "It is a draft again.", _of(panel_year),
        says=["The report is then a draft, and what it counts is counted anew. What was sent out stays where it is."],
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.take_approval_back(report, why=form.cleaned_data["why"], by=person))


def _counted(request: HttpRequest, panel_year: int) -> Year:
    """For the Panel's own people; a look at it is recorded."""
    person = at_the_panel(request)
    if not FIRST <= panel_year <= timezone.localdate().year:
        raise Http404
    audit.looked(person, f"the Panel's year {panel_year} in numbers", Body.objects.get(pk=PANEL.key))
    return year_of(panel_year, person)


def _writer(request: HttpRequest, panel_year: int) -> Person:
    person = at_the_panel(request)
    if not FIRST <= panel_year <= timezone.localdate().year:
        raise Http404
    return person


def _report_on(panel_year: int) -> PanelReport | None:
    return (
        PanelReport.objects.filter(panel=PANEL.key, year=panel_year).select_related("approved_at", "written_by").first()
    )


def _there(panel_year: int) -> PanelReport:
    report = _report_on(panel_year)
    if report is None:
        raise Http404
    return report


def _written(report: PanelReport | None) -> list[tuple[str, str]]:
    return [(title, getattr(report, name)) for name, title in PARTS if report and getattr(report, name)]


def _of(panel_year: int) -> str:
    return reverse("national_panel:year", args=[panel_year])
