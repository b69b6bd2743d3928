"""Scrutiny at a glance, and all that it says of one year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.doors import ANSWERS, READS, RUNS, may, partnerships_of, the_partnership, year_of
from handrail.service.scrutiny.models import Activity, Finding, Indicator, Plan, Scrutineer, Use
from handrail.service.scrutiny.standing import Come, Independence, come_of, independence_of

MOST_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Glance:
    """What one partnership has of scrutiny."""

    partnership: Body
    scrutineers: list[tuple[Scrutineer, Independence]]
    plans: list[tuple[Plan, list[Activity]]]
    waiting: list[tuple[Finding, Come]]
    unused: int
    watched: int
    may_run: bool
    may_answer: bool


@signed_in
@require_http_methods(["GET"])
def scrutiny(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    found = [_glance(person, body) for body in the_partnership(person, READS, scrutineers=True)]
    this = year_of(timezone.localdate())
    words = {
        "found": found,
        "reads": person.may(READS),
        "reads_as_scrutineer": bool(partnerships_of(person, RUNS)),
        "this_year": this,
        "may_run": any(one.may_run for one in found),
    }
    return render(request, "scrutiny/scrutiny.html", words)


def _glance(person: Person, partnership: Body) -> Glance:
    today = timezone.localdate()
    whose = Scrutineer.objects.filter(partnership=partnership).select_related("body")
    plans = Plan.objects.filter(partnership=partnership, year__gte=year_of(today) - 1)
    watched = Indicator.objects.filter(partnership=partnership, ended_on__isnull=True)
    used = Use.objects.filter(
        set_aside_at__isnull=True, indicator__in=watched, used_on__gte=date(today.year - 1, today.month, 1)
    )
    return Glance(
        partnership,
        [(one, independence_of(one, today)) for one in whose],
        [(plan, list(plan.activities.select_related("scrutineer"))) for plan in plans],
        [(one, come) for one, come in findings_of(partnership, today) if come.waits],
        watched.exclude(pk__in=used.values("indicator")).count(),
        watched.count(),
        may(person, partnership, RUNS),
        may(person, partnership, ANSWERS),
    )


def findings_of(partnership: Body, today: date, year: int | None = None) -> Iterator[tuple[Finding, Come]]:
    """What waits longest first."""
    rows = Finding.objects.filter(activity__plan__partnership=partnership)
    if year is not None:
        rows = rows.filter(activity__plan__year=year)
    found = rows.select_related("activity", "to_body").prefetch_related("responses", "follow_ups")
    come = [(one, come_of(one, today)) for one in found]
    yield from sorted(come, key=lambda pair: (pair[1].by or date.max, pair[0].recorded_at))


@signed_in
@require_http_methods(["GET"])
def year(request: HttpRequest, scrutiny_year: int) -> HttpResponse:
    """What the yearly report can take from here: the plan and what was done, findings and answers, figures used."""
    if scrutiny_year not in MOST_YEARS:
        raise Http404
    person, today = person_of(request), timezone.localdate()
    told = []
    for body in the_partnership(person, READS, scrutineers=True):
        plan = Plan.objects.filter(partnership=body, year=scrutiny_year).first()
        activities = list(plan.activities.select_related("scrutineer")) if plan else []
        standing = Use.objects.filter(set_aside_at__isnull=True, indicator__partnership=body)
        uses = standing.filter(used_on__gte=date(scrutiny_year, 4, 1),
                                  used_on__lte=date(scrutiny_year + 1, 3, 31))  # fmt: skip
        lines = standing.filter(report_year=scrutiny_year)
        told.append({
            "partnership": body, "plan": plan, "activities": activities,
            "findings": list(findings_of(body, today, scrutiny_year)),
            "lines": lines.select_related("indicator"),
            "uses": uses.exclude(used_for=Use.For.REPORT).select_related("indicator", "activity"),
        })  # fmt: skip
    words = {"told": told, "year": scrutiny_year, "years": f"{scrutiny_year}–{(scrutiny_year + 1) % 100:02d}"}
    return render(request, "scrutiny/year.html", words)
