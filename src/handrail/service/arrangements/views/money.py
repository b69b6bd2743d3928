"""The money of a partnership's years: one year on one page, how even it is, and what a shortfall would take."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from handrail.common.pounds import NOTHING
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.doors import WRITES
from handrail.service.arrangements.equity import chart_by_agency, chart_by_child, parts_of
from handrail.service.arrangements.forms.money import ShareForm, YearForm
from handrail.service.arrangements.fund import Means, Year, account_of, before, partners_of, year_of
from handrail.service.arrangements.law_of_money import law_told
from handrail.service.arrangements.models import Budget, FundContribution, FundLine
from handrail.service.arrangements.money_doors import (
    agrees_for,
    bodies_of,
    keeps,
    partnerships_of,
    reads_all,
    the_budget,
)
from handrail.service.arrangements.serving import served_in
from handrail.service.arrangements.shortfall import Way, ways_of
from handrail.service.arrangements.views.asking import typed
from handrail.service.cases.acting import once_answered
from handrail.service.partnerships.models import Body
from handrail.service.room import Cost, Room


@signed_in
@require_http_methods(["GET", "POST"])
def money(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    theirs = partnerships_of(person)
    if not theirs:
        raise Http404
    if request.method == "POST":
        require(person, WRITES)
    kept = [body for body in theirs if keeps(person, body)]
    first = {} if typed(request) else {"from_on": _next_first_day(kept[0])} if kept else {}
    form = YearForm(typed(request), partnerships=kept, initial=first) if kept else None
    made: list[Budget] = []
    if form is not None:

        def begin() -> None:
            said = form.cleaned_data
            as_last = said["as_last_year"] == "yes"
            made.append(
                act.begin_year(form.whose, from_on=said["from_on"], until_on=form.last_day, as_last_year=as_last,
                               by=person)
            )  # fmt: skip

        if on := once_answered(request, form, begin, say="The year is begun.", go=lambda: to_budget(made[0])):
            return on
    found = [(body, list(Budget.objects.filter(partnership=body))) for body in theirs]
    return render(request, "arrangements/money.html", {"found": found, "form": form, "whole": reads_all(person)})


def _next_first_day(partnership: Body) -> date:
    """The day after the last year ends; with none, the 1 April that began last."""
    newest = Budget.objects.filter(partnership=partnership).first()
    today = timezone.localdate()
    if newest is not None:
        return newest.until_on + timedelta(days=1)
    return today.replace(year=today.year if today.month >= 4 else today.year - 1, month=4, day=1)


def to_budget(found: Budget) -> str:
    return reverse("arrangements:budget", args=[found.pk])


@signed_in
@require_http_methods(["GET"])
def budget(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    """All of it; for whoever reads their own body's part alone, that and the totals."""
    person = person_of(request)
    found = the_budget(person, budget_id, whole=False)
    law = law_told(found.partnership, min(timezone.localdate(), found.until_on))
    if found.partnership_id not in reads_all(person):
        return render(request, "arrangements/own_money.html", {"budget": found, "law": law, "own": _own(found, person)})
    last = before(found)
    costs = costs_of(person, found)
    words = {
        "budget": found, "year": year_of(found), "law": law, "costs": costs, "borne": _borne(costs),
        "last": year_of(last) if last else None, "may_keep": keeps(person, found.partnership),
        "may_agree": keeps(person, found.partnership) or bool(own_partners(person, found)),
        "entries": _entries(found),
    }  # fmt: skip
    return render(request, "arrangements/budget.html", words)


def _own(found: Budget, person: Person) -> list[tuple[object, list[FundContribution]]]:
    """Of each body of theirs: its cash, and what it gives in kind."""
    rows = FundContribution.objects.filter(budget=found, body__in=bodies_of(person, found.partnership))
    given = list(rows.standing().select_related("body"))
    bodies = {one.body_id: one.body for one in given}
    return [
        (
            account_of(body, [one for one in given if one.body_id == key and one.means == Means.CASH]),
            [one for one in given if one.body_id == key and one.means == Means.KIND],
        )
        for key, body in bodies.items()
    ]


def own_partners(person: Person, found: Budget) -> list[Body]:
    """The safeguarding partners of the year for which this person agrees."""
    own = agrees_for(person, found.partnership)
    return [body for key, body in partners_of(found).items() if key in own]


def _entries(found: Budget) -> list[FundContribution | FundLine]:
    """Both books, the newest first, with what was set aside."""
    given = FundContribution.objects.filter(budget=found).select_related("body", "recorded_by", "set_aside_by")
    lines = FundLine.objects.filter(budget=found).select_related("recorded_by", "set_aside_by")
    return sorted([*given, *lines], key=lambda one: one.recorded_at, reverse=True)


def costs_of(person: Person, found: Budget) -> list[Cost]:
    """What stands in other rooms, as far as this person may read it there."""
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.costs)
    told = (import_string(room.costs)(person, found.partnership, found.from_on, found.until_on) for room in rooms)
    return [one for each in told for one in each]


def _borne(costs: Iterable[Cost]) -> list[tuple[str, Decimal, Decimal, Decimal]]:
    """By body, over all of them; and all together at the end."""
    shares = [share for cost in costs for share in cost.shares]
    if not shares:
        return []
    each = [(body, [share for share in shares if share[0] == body]) for body in sorted({body for body, *_ in shares})]
    return [
        (
            body,
            sum((agreed for _, agreed, _, _ in own), NOTHING),
            sum((asked for _, _, asked, _ in own), NOTHING),
            sum((paid for _, _, _, paid in own), NOTHING),
        )
        for body, own in [*each, ("Together", shares)]
    ]


@signed_in
@require_http_methods(["GET"])
def equity(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_budget(person, budget_id)
    year = year_of(found)
    bodies = {one.body.pk: one.body for one in year.accounts} | {one.body_id: one.body for one in year.kind}
    parts = parts_of(year, served_in(found, list(bodies.values())))
    words = {
        "budget": found, "parts": parts, "any": any(one.both for one in parts),
        "by_agency": chart_by_agency(parts, str(found)), "by_child": chart_by_child(parts, str(found)),
        "expected": [one.body for one in parts if one.only_expected],
        "may_keep": keeps(person, found.partnership),
        "law": law_told(found.partnership, min(timezone.localdate(), found.until_on)),
    }  # fmt: skip
    return render(request, "arrangements/equity.html", words)


@signed_in
@require_http_methods(["GET"])
def shortfall(request: HttpRequest, budget_id: uuid.UUID) -> HttpResponse:
    """Side by side, what each way of sharing would take from each body. It advises nothing."""
    person = person_of(request)
    found = the_budget(person, budget_id)
    year = year_of(found)
    bodies = {str(one.body.pk): one.body for one in year.accounts}
    form = ShareForm(request.GET or None, bodies=bodies, short=year.short)
    partners = [one.body for one in year.accounts if one.partner]
    amount, among = (year.short if year.short > 0 else None), partners
    if form.is_bound and form.is_valid():
        amount = form.cleaned_data["amount"]
        among = [bodies[key] for key in form.cleaned_data["among"]]
    elif form.is_bound:
        amount = None
    else:
        form.initial["among"] = [str(body.pk) for body in partners]
    words = {
        "budget": found, "year": year, "form": form, "amount": amount, "among": among,
        "ways": _ways(found, year, amount, among) if amount else [],
        "by_key": {one.body.pk: one for one in year.accounts},
    }  # fmt: skip
    return render(request, "arrangements/shortfall.html", words)


def _ways(found: Budget, year: Year, amount: Decimal, among: list[Body]) -> list[Way]:
    last = before(found)
    gave = {one.body.pk: one.agrees if one.agrees is not None else one.paid for one in year_of(last).accounts} \
        if last else {}  # fmt: skip
    keys = {body.pk for body in among}
    return ways_of(
        amount, among,
        children={key: one.children for key, one in served_in(found, _of_the_year(year)).items()},
        last_year={key: amount for key, amount in gave.items() if key in keys},
        agreed={one.body.pk: one.agrees for one in year.accounts if one.agrees is not None and one.body.pk in keys},
    )  # fmt: skip


def _of_the_year(year: Year) -> list[Body]:
    return [one.body for one in year.accounts]
