"""Outcomes: the indicators a partnership watches, each drawn over the years, and what it was used for."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.analysis.control import place_among
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import ask
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.actions import indicators as act
from handrail.service.scrutiny.doors import READS, RUNS, may, the_indicator, the_partnership
from handrail.service.scrutiny.drawing import Chart, chart_of, chart_of_england
from handrail.service.scrutiny.forms.activities import WhyForm
from handrail.service.scrutiny.forms.indicators import ChooseForm, MeasureForm, StopForm, UseForm
from handrail.service.scrutiny.measures import MEASURES, Measure
from handrail.service.scrutiny.models import Area, Figure, Indicator, Loaded, Use
from handrail.service.scrutiny.series import Cell, Compared, Everywhere, Series, compared, compared_in, everywhere
from handrail.service.scrutiny.views.ways import to_indicator, to_outcomes, trail

FIRST_MEASURE = "at31-episodes-rate"


@dataclass(frozen=True, slots=True)
class Watched:
    """An indicator as its page shows it: drawn for each authority, and how often it was used."""

    indicator: Indicator
    measure: Measure
    drawn: list[tuple[Compared, Chart]]
    uses: list[Use]


@signed_in
@require_http_methods(["GET"])
def outcomes(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    found = [
        (body, list(_watched(body)), may(person, body, RUNS))
        for body in the_partnership(person, READS, scrutineers=True)
    ]
    words = {
        "found": found, "loaded": Loaded.objects.first(), "may_run": any(may_run for _, _, may_run in found),
        "any_invented": Loaded.objects.filter(invented=True).exists(),
    }  # fmt: skip
    return render(request, "scrutiny/outcomes.html", words)


def _watched(partnership: Body) -> Iterator[Watched]:
    rows = Indicator.objects.filter(partnership=partnership, ended_on__isnull=True).prefetch_related("uses")
    chosen = [one for one in rows if one.measure in MEASURES]
    figures = compared(partnership, {one.measure for one in chosen}, timezone.localdate())
    for one in chosen:
        drawn = [(each, chart_of(each)) for each in figures[one.measure]]
        yield Watched(one, MEASURES[one.measure], drawn, [use for use in one.uses.all() if use.set_aside_at is None])


@signed_in
@require_http_methods(["GET"])
def indicator(request: HttpRequest, indicator_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_indicator(person, indicator_id)
    each = _figures(found)
    words = {
        "indicator": found, "measure": MEASURES[found.measure], "drawn": [(one, chart_of(one)) for one in each],
        "uses": found.uses.select_related("activity", "recorded_by"),
        "source": _source(found.measure),
        "may_run": found.ended_on is None and may(person, found.partnership, RUNS),
    }  # fmt: skip
    return render(request, "scrutiny/indicator.html", words)


def _figures(found: Indicator) -> list[Compared]:
    return compared(found.partnership, [found.measure], timezone.localdate())[found.measure]


def _source(measure: str) -> Loaded | None:
    newest = Figure.objects.filter(measure=measure).select_related("loaded").order_by("-loaded__loaded_at").first()
    return newest.loaded if newest else None


@signed_in
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = ChooseForm(typed(request), partnerships=the_partnership(person, RUNS))

    def done() -> str:
        said = {name: form.cleaned_data[name] for name in ("outcome", "question", "better")}
        made = act.choose(form.whose, form.cleaned_data["measure"], on=timezone.localdate(), by=person, **said)
        return f"“{made}” is watched. Record what it is used for when it is."

    page = Page(
        "Choose an indicator",
        trail=trail(to_outcomes()),
        press="Watch it",
        said="",
        go=reverse("scrutiny:outcomes"),
        over="Outcomes",
    )
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, indicator_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_indicator(person, indicator_id, RUNS)
    form = UseForm(typed(request), indicator=found)
    seen = "\n".join(one.said for one in _figures(found))

    def done() -> str:
        said = form.cleaned_data
        act.use(
            found, used_for=said["used_for"], words=said["words"], by_whom=said["by_whom"], on=said["used_on"],
            activity=form.chosen, report_year=form.year, seen=seen, by=person,
        )  # fmt: skip
        return "What it was used for is recorded, with the figures as they stand today."

    return ask(request, _page(found, "Record what it was used for", "Record it", seen), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def set_use_aside(request: HttpRequest, use_id: int) -> HttpResponse:
    person = person_of(request)
    rows = Use.objects.filter(indicator__partnership__in=the_partnership(person, RUNS), pk=use_id)
    found = rows.select_related("indicator").first()
    if found is None:
        raise Http404
    form = WhyForm(typed(request))

    def done() -> str:
        act.set_use_aside(found, why=form.cleaned_data["why"], by=person)
        return "It is set aside, and stands in no yearly report. It stays to be read here."

    return ask(request, _page(found.indicator, "Set a use aside", "Set it aside", found.words), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, indicator_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_indicator(person, indicator_id, RUNS)
    form = StopForm(typed(request))

    def done() -> str:
        act.stop_watching(found, on=form.cleaned_data["on"], why=form.cleaned_data["why"], by=person)
        return "It is no longer watched. What it was used for stays to be read."

    return ask(request, _page(found, "Stop watching it", "Stop watching it", found.question), form, done)


def _page(found: Indicator, title: str, press: str, says: str) -> Page:
    way = trail(to_outcomes(), to_indicator(found))
    return Page(
        title,
        trail=way,
        press=press,
        said="",
        go=to_indicator(found)[1],
        over=found.outcome,
        says=says.split("\n") if says else [],
    )


@dataclass(frozen=True, slots=True)
class OfEngland:
    """One authority's line of the table: its newest figure, where that stands, and what stands out over the years."""

    series: Series
    newest: Cell | None
    place: tuple[int, int] | None
    stands_out: list[str]


@signed_in
@require_http_methods(["GET"])
def england(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    the_partnership(person, READS, scrutineers=True)
    form = MeasureForm(request.GET or {"measure": FIRST_MEASURE})
    if not form.is_valid() or not form.cleaned_data["measure"]:
        raise Http404
    measure = MEASURES[form.cleaned_data["measure"]]
    found = everywhere(measure)
    words = {
        "form": form, "measure": measure, "found": found, "chart": chart_of_england(found) if found.years else None,
        "year": found.years[-1] if found.years else None, "lines": list(_lines(found)), "source": _source(measure.key),
    }  # fmt: skip
    return render(request, "scrutiny/england.html", words)


@signed_in
@require_http_methods(["GET"])
def area(request: HttpRequest, area_code: str) -> HttpResponse:
    """One measure drawn for any authority of England."""
    person = person_of(request)
    the_partnership(person, READS, scrutineers=True)
    where = (
        Area.objects.filter(level=Area.Level.AUTHORITY, code=area_code).select_related("region", "authority").first()
    )
    form = MeasureForm(request.GET or {"measure": FIRST_MEASURE})
    if where is None or not form.is_valid() or not form.cleaned_data["measure"]:
        raise Http404
    measure = MEASURES[form.cleaned_data["measure"]]
    found = compared_in(where, measure)
    words = {
        "form": form, "measure": measure, "area": where, "compared": found, "source": _source(measure.key),
        "chart": chart_of(found) if found.own.cells else None,
    }  # fmt: skip
    return render(request, "scrutiny/area.html", words)


def _lines(found: Everywhere) -> Iterator[OfEngland]:
    year = found.years[-1] if found.years else 0
    now = {one.area.pk: one.cells[year] for one in found.authorities if year in one.cells}
    known = [float(cell.value) for cell in now.values() if cell.value is not None]
    for one in found.authorities:
        cell = now.get(one.area.pk)
        if cell is None:
            continue  # one that is no more
        place = place_among(float(cell.value), known) if cell.value is not None else None
        out = [f"{when}: {', '.join(words)}" for when, words in one.stands_out.items() if when >= year - 2]
        yield OfEngland(one, cell, place, out)
