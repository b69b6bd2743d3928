"""The yearly report on child deaths from beginning to approval, the size of the area, and what the work costs."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import law_in
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.clocks_told import ClockTold, clocks_told
from handrail.service.partnerships.models import Body, BodyCode, Kind, Membership
from handrail.service.publication.models import Release
from handrail.service.reports import actions as act
from handrail.service.reports.counted_areas import LARGEST, read_counts
from handrail.service.reports.doors import APPROVES, RELEASES, WRITES, partnerships_of, reports_of, the_report
from handrail.service.reports.drafting import drafted_for, minutes_by_step
from handrail.service.reports.footprint import MOST_SHOWN, Areas, asked_in_drafts, asked_on
from handrail.service.reports.forms.deaths import ApproveForm, BeginForm, CountsForm, WriteForm
from handrail.service.reports.keeping import read
from handrail.service.reports.looking import is_looked_through, standing_public
from handrail.service.reports.marking import marks_for
from handrail.service.reports.models import CountsLoaded, DeathReport, EarlierYear
from handrail.service.reports.panel_year import clocks_of, still_to_be_sent
from handrail.service.reports.paper import whole_of
from handrail.service.reports.releasing import KIND
from handrail.service.reviews.files import answer_file

SENDS_ON = "send national data"
CODES = ("ons", "dfe")
EXPECTED = "overview_panel_annual_report"
"""What the guidance asks of the report, with how far each part of it was seen; in the editions."""


@signed_in
@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    _partnerships(person)
    writes = partnerships_of(person, WRITES)
    form = BeginForm(request.POST if request.method == "POST" else None, partnerships=writes) if writes else None
    if request.method == "POST":
        require(person, WRITES)
        if form is not None and form.is_valid():
            whose, beside, year = form.whose, form.beside, int(form.cleaned_data["year"])
            try:
                words = drafted_for([whose, *beside], year, person)
                begun = act.begin_report(
                    whose, year, drafted=words.parts, drawn_from=words.folders, beside=beside, by=person
                )
            except NotDone as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "The report is begun. Its figures are counted within a minute.")
                return redirect("reports:report", yearly_id=begun.pk)
    shown = {
        "reports": reports_of(person).select_related("partnership"), "form": form, "sends_on": person.may(SENDS_ON),
        "annual": [(body, *_annual(body)) for body in _partnerships(person)],
    }  # fmt: skip
    return render(request, "reports/reports.html", shown)


def _annual(body: Body) -> tuple[list[ClockTold], list[EarlierYear]]:
    """What the law has running of the panel's annual report, and those that came out before reports were kept here."""
    waits = [clock for clock in clocks_told(clocks_of(body)) if clock.open]
    return waits, list(EarlierYear.objects.standing(body, of=EarlierYear.Of.DEATHS))


@signed_in
@require_http_methods(["GET"])
def report(request: HttpRequest, yearly_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_report(person, yearly_id)
    audit.looked(person, "a report on child deaths", found)
    draft = found.approved_at is None
    left = Release.objects.filter(kind=KIND, publication_key=found.pk).first()
    told_anyway = read(found.figures).told_anyway if found.counted_at else 0
    words: dict[str, object] = {
        "report": found, "whole": whole_of(found), "told_anyway": told_anyway,
        "may_write": draft and reports_of(person, WRITES).filter(pk=found.pk).exists(),
        "may_approve": _may_approve(found, person),
        "may_publish": not draft and reports_of(person, RELEASES).filter(pk=found.pk).exists(),
        "marks": marks_for(found, person), "looked_through": is_looked_through(found),
        "sendings": found.sendings.select_related("to", "partnership", "recorded_by", "set_aside_by"),
        "unsent": still_to_be_sent(found, found.sendings.all()) if not draft else [],
        "left": left, "public_address": settings.PUBLIC_ADDRESS,
    }  # fmt: skip
    return render(request, "reports/report.html", words)


def _may_approve(found: DeathReport, person: Person) -> bool:
    """As the first, or for the public as the second, who is another."""
    if found.second_at is not None or person.pk in (found.begun_by_id, found.approved_by_id):
        return False
    return reports_of(person, APPROVES).filter(pk=found.pk).exists()


@signed_in
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, yearly_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_report(person, yearly_id, WRITES)
    kept = {name: getattr(found, name) for name in (*dict(act.PARTS), "revised_why")}
    again = bool(standing_public(found))
    form = WriteForm(request.POST if request.method == "POST" else None, initial=kept, again=again)
    if request.method == "POST" and form.is_valid():
        try:
            act.write_report(found, form.cleaned_data, by=person)
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The report was kept.")
            return redirect("reports:report", yearly_id=found.pk)
    words = {"report": found, "form": form, "heading": "Write the report", "button_words": "Save the report"}
    words["expected"] = law_in().contents(EXPECTED, date(found.year, 4, 1))
    return render(request, "reports/form.html", words)


@signed_in
@require_http_methods(["POST"])
def count_anew(request: HttpRequest, yearly_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_report(person, yearly_id, WRITES)
    try:
        act.count_anew(found, by=person)
    except NotDone as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The figures are counted anew within a minute.")
    return redirect("reports:report", yearly_id=found.pk)


@signed_in
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, yearly_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_report(person, yearly_id, APPROVES)
    form = ApproveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act.approve_report(found, by=person)
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "The report is approved, and stands as it is. For the public, a second person approves it."
            )
            return redirect("reports:report", yearly_id=found.pk)
    words = {"report": found, "form": form, "heading": "Approve the report", "button_words": "Approve it"}
    return render(request, "reports/form.html", words)


@signed_in
@require_http_methods(["GET"])
def download(request: HttpRequest, yearly_id: uuid.UUID, slug: str) -> HttpResponse:
    """The report as Word or PDF."""
    person = person_of(request)
    found = the_report(person, yearly_id)
    answer = answer_file(slug, whole_of(found), f"child-deaths-{found.year}{'' if found.approved_at else '-draft'}")
    audit.looked(person, f"a report on child deaths as {slug}", found)
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def area(request: HttpRequest) -> HttpResponse:
    """Whether the area sees enough deaths, and what joining with which neighbour would give."""
    person = person_of(request)
    partnerships, writes = _partnerships(person), partnerships_of(person, WRITES)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CountsForm(*sent, partnerships=writes) if writes else None
    if request.method == "POST":
        require(person, WRITES)
        if form is not None and form.is_valid() and _loaded(form, person):
            messages.success(request, f"The counts were loaded for {form.whose}.")
            return redirect(f"{reverse('reports:area')}?{urlencode({'whose': form.whose.pk})}")
    whose = [one for one in partnerships if str(one.pk) == request.GET.get("whose")] or partnerships
    loaded = CountsLoaded.objects.filter(partnership__in=whose).select_related("partnership").first()
    words: dict[str, object] = {
        "form": form,
        "partnerships": partnerships,
        "whose": whose[0] if len(whose) == 1 else None,
        "loaded": loaded,
        "drafts": asked_in_drafts(),
        "asked": asked_on(timezone.localdate()),
    }
    words |= _joined(loaded, request.GET.getlist("with")) if loaded else {}
    return render(request, "reports/area.html", words)


def _loaded(form: CountsForm, person: Person) -> bool:
    file = form.cleaned_data["file"]
    content: bytes = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        form.add_error("file", f"The file is larger than {LARGEST // 1024 // 1024} MB.")
        return False
    reading = read_counts(content, _codes())
    for fault in reading.faults[:20]:
        form.add_error("file", fault)
    if reading.faults:
        return False
    act.load_counts(form.whose, reading.rows, name=file.name[:200], source=form.cleaned_data["source"], by=person)
    return True


def _joined(loaded: CountsLoaded, chosen: Iterable[str]) -> dict[str, object]:
    areas = Areas(loaded, _codes())
    own = set(_own(loaded.partnership)) & set(areas.bodies)
    picked = {one for one in areas.bodies if str(one) in set(chosen)}
    others = sorted((body for key, body in areas.bodies.items() if key not in own), key=lambda body: body.name)
    return {
        "own": areas.joined(own) if own else None, "picked": areas.joined({*own, *picked}) if picked else None,
        "chosen": picked, "others": others, "near": list(areas.with_neighbours(own))[:MOST_SHOWN] if own else [],
    }  # fmt: skip


def _own(partnership: Body) -> Iterable[uuid.UUID]:
    members = Membership.objects.filter(partnership=partnership, body__kind=Kind.LOCAL_AUTHORITY)
    return members.on(timezone.localdate()).values_list("body", flat=True)


def _codes() -> dict[str, uuid.UUID]:
    """Every code that an authority is or was known by: a code can change without another council coming to be."""
    codes = BodyCode.objects.filter(scheme__in=CODES, body__kind=Kind.LOCAL_AUTHORITY)
    return dict(codes.values_list("code", "body"))


@signed_in
@require_http_methods(["GET"])
def staff_time(request: HttpRequest) -> HttpResponse:
    """What child death review costs in people's time, by step, as far as it was recorded."""
    person = person_of(request)
    found = []
    for partnership in _partnerships(person):
        audit.looked(person, "staff time on child deaths", partnership)
        found.append((partnership, *minutes_by_step(partnership, person)))
    return render(request, "reports/staff_time.html", {"found": found})


def _partnerships(person: Person) -> list[Body]:
    partnerships = partnerships_of(person)
    if not partnerships:
        raise Http404
    return partnerships
