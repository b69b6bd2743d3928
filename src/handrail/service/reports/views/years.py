"""The partnership's yearly report: the list of them, one and what it needs, as it reads, and the writing of a part."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.once import keeps_as_typed
from handrail.service.audit import actions as audit
from handrail.service.cases.acting import once_answered
from handrail.service.cases.actions import NotDone
from handrail.service.cases.clocks_told import ClockTold, clocks_told
from handrail.service.fields import keepable, whole_number
from handrail.service.partnerships.models import Body
from handrail.service.publication.models import Release
from handrail.service.reports.actions import years as act
from handrail.service.reports.doors import APPROVES, RELEASES, WRITES, partnerships_of, the_year, whose_agreement
from handrail.service.reports.facts import clocks_of, next_months, standing_with, to_whom
from handrail.service.reports.forms.years import BeginYearForm, YearSectionForm
from handrail.service.reports.models import EarlierYear, YearReport, YearSection, YearSent
from handrail.service.reports.year.gate import Answer, Gate, gate_of
from handrail.service.reports.year.paper import whole_of
from handrail.service.reports.year.saying import agreed_by, partners_of
from handrail.service.reviews.files import answer_file
from handrail.service.scrutiny.actions.readings import shared_now
from handrail.service.yearly import read


@signed_in
@require_http_methods(["GET", "POST"])
def years(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    partnerships, writes = partnerships_of(person), partnerships_of(person, WRITES)
    if not partnerships:
        raise Http404
    form = None
    if request.method == "POST":
        require(person, WRITES)
    if writes:
        months = next_months(writes[0])
        form = BeginYearForm(typed(request), partnerships=writes, initial={"first_on": months[0]})
        made: list[YearReport] = []

        def begin() -> None:
            made.append(act.begin_year(form.whose, form.cleaned_data["first_on"], by=person))

        said = "The report is begun. What the partnership recorded is gathered within a minute."
        if on := once_answered(request, form, begin, say=said, go=lambda: page_of(made[0])):
            return on
    found = [(body, _of(body)) for body in partnerships]
    return render(request, "reports/years.html", {"found": found, "form": form})


def _of(body: Body) -> dict[str, object]:
    rows = list(YearReport.objects.filter(partnership=body).select_related("begun_by"))
    waits = [clock for clock in clocks_told(clocks_of(body)) if clock.open]
    earlier = EarlierYear.objects.standing(body)
    return {"reports": rows, "earlier": earlier, "waits": waits, "drafted": any(one.is_draft for one in rows)}


@signed_in
@require_http_methods(["GET"])
def year(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id)
    audit.looked(person, "a yearly report", one)
    gate = gate_of(one, person) if one.is_draft else None
    partners = partners_of(one.partnership)
    words = {
        "one": one, "gate": gate, "under": _left_out(one), "agreements": _agreements(one, partners),
        "shared": shared_now(one.pk) if one.is_draft else None,
        "may_write": one.is_draft and one.partnership in partnerships_of(person),
        "may_run": one.is_draft and one.partnership in partnerships_of(person, WRITES),
        "may_agree": bool(gate and gate.ready and whose_agreement(person, one, partners)),
        "may_publish": bool(gate and gate.open and one.partnership in partnerships_of(person, RELEASES)),
        "may_send": one.published_at is not None and one.withdrawn_at is None
        and one.partnership in partnerships_of(person, RELEASES),
        "clocks": _running_or_ended_by(one),
        "sent": _sent(one), "left": Release.objects.filter(publication_key=one.pk).first(),
    }  # fmt: skip
    return render(request, "reports/year.html", words)


def _running_or_ended_by(one: YearReport) -> list[ClockTold]:
    """Those of earlier reports are left out: they ended before this one came out."""
    if one.published_at is None:
        return []
    since = timezone.localdate(one.published_at)
    told = clocks_told(clocks_of(one.partnership))
    return [clock for clock in told if clock.open or (clock.done_on is not None and clock.done_on >= since)]


def _left_out(one: YearReport) -> list[tuple[str, str, str]]:
    return [
        (part["key"], part["heading"], one.left_out[part["key"]]) for part in one.told if part["key"] in one.left_out
    ]


def _agreements(one: YearReport, partners: list[Body]) -> list[tuple[str, object]]:
    given = agreed_by(one)
    if one.published_at is not None:
        return [(agreement.body.name, agreement) for agreement in given.values()]
    return [(body.name, given.get(body.pk)) for body in partners]


def _sent(one: YearReport) -> list[tuple[str, list[YearSent]]]:
    """What went of it, and of the versions that it corrects: the duty to send it is met by any that stands."""
    if one.published_at is None:
        return []
    versions = [one, *(earlier for earlier in standing_with(one) if earlier.number < one.number)]
    held = list(YearSent.objects.filter(report__in=versions).select_related("report", "recorded_by"))
    return [(name, [sending for sending in held if sending.to == name]) for name in to_whom(one)]


@signed_in
@require_http_methods(["GET"])
def year_read(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id)
    audit.looked(person, "a yearly report as it reads", one)
    return render(request, "reports/year_read.html", {"one": one, "whole": whole_of(one)})


@signed_in
@require_http_methods(["GET"])
def year_download(request: HttpRequest, year_report_id: uuid.UUID, slug: str) -> HttpResponse:
    """The report as Word or PDF."""
    person = person_of(request)
    one = the_year(person, year_report_id)
    name = f"yearly-report-{one.last_on.year}{'' if one.published_at else '-draft'}"
    answer = answer_file(slug, whole_of(one), name)
    audit.looked(person, f"a yearly report as {slug}", one)
    return answer


@signed_in
@keeps_as_typed
@require_http_methods(["GET", "POST"])
def year_write(request: HttpRequest, year_report_id: uuid.UUID, year_item: str) -> HttpResponse:
    """One part of a draft. It is kept as it is typed; it is this year's once somebody saves it."""
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES, APPROVES)
    answer = _answer(gate_of(one, person), year_item) if one.is_draft else None
    if answer is None:
        raise Http404
    held = answer.section or YearSection(report=one, item=year_item)
    first = {"text": held.text, "why_not": held.why_not}
    form = YearSectionForm(typed(request), binds=answer.item.binds, initial=first)
    now: list[YearSection] = []

    def save(*, keep: bool = True) -> YearSection:
        said = {"text": "", "why_not": "", **form.cleaned_data}
        version = whole_number(request.POST.get("version", ""), 0)
        try:
            return act.write_section(one, year_item, version=version, by=person, keep=keep, **said)
        except act.Overtaken as overtaken:
            now.append(overtaken.now)
            raise

    if "autosave" in request.POST:
        return _kept(request, form, lambda: save(keep=False))
    if on := once_answered(request, form, save, say=f"{answer.title}: saved.", go=page_of(one)):
        return on
    shown = now[0] if now else held
    words = {"one": one, "answer": answer, "form": form, "held": shown, "now": now[0] if now else None}
    return render(request, "reports/year_write.html", words)


def _kept(request: HttpRequest, form: YearSectionForm, save: Callable[[], YearSection]) -> JsonResponse:
    typed_words = {name: request.POST.getlist(name) for name in ("text", "why_not") if name in request.POST}
    if not keepable(typed_words) or not form.is_valid():
        return JsonResponse({"not_kept": True}, status=422)
    try:
        kept = save()
    except act.Overtaken as overtaken:
        return JsonResponse({"overtaken_by": str(overtaken.now.saved_by)}, status=409)
    except NotDone:
        return JsonResponse({"not_kept": True}, status=422)
    return JsonResponse({"version": kept.version})


def _answer(gate: Gate, item: str) -> Answer | None:
    return next((answer for answer in gate.answers if answer.item.key == item), None)


@signed_in
@require_http_methods(["POST"])
def year_gather(request: HttpRequest, year_report_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_year(person, year_report_id, WRITES)
    try:
        act.gather_anew(one, by=person)
    except NotDone as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The records are gathered anew within a minute.")
    return redirect("reports:year", year_report_id=one.pk)


def page_of(one: YearReport, name: str = "year") -> str:
    return reverse(f"reports:{name}", args=[one.pk])


def part_named(one: YearReport, key: str) -> str:
    """Its heading. Http404 where the report has no such part."""
    found = next((part for part in one.told if part["key"] == key), None)
    if found is None:
        raise Http404
    return read(found).heading


def trail(one: YearReport) -> list[tuple[str, str]]:
    return [
        ("What is due", reverse("cases:due")), ("Reports", reverse("reports:reports")),
        ("Yearly reports", reverse("reports:years")), (str(one), page_of(one)),
    ]  # fmt: skip
