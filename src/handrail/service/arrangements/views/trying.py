"""A change tried out before it is made: what each open folder's clocks would become. Nothing is written."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.arrangements.changing import change_named
from handrail.service.arrangements.counted import authorities_of, takes_over_alone
from handrail.service.arrangements.doors import the_plan
from handrail.service.arrangements.forms.trying import TryDaysForm, TryEditionForm, TryPassingForm
from handrail.service.arrangements.models import Passing, Transition
from handrail.service.arrangements.views.changing import of_changes
from handrail.service.arrangements.views.telling import in_short
from handrail.service.cases.going_over import anybody_manages, goes_over
from handrail.service.cases.models import Case, CaseQuerySet
from handrail.service.cases.what_if import what_if

Trial = TryDaysForm | TryEditionForm | TryPassingForm


@signed_in
@require_http_methods(["GET"])
def try_days(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    """What each folder that this person may open would have due, were the change made as they say."""
    person = person_of(request)
    one = the_plan(person, transition_id)
    form = _form_of(one, request)
    words: dict[str, Any] = {"one": one, "form": form, "trail": of_changes(one), "found": None}
    if form is not None and form.is_valid():
        words |= tried_for(person, one, form)
    return render(request, "arrangements/try_days.html", words)


def _form_of(plan: Transition, request: HttpRequest) -> Trial | None:
    """What there is to try in this change; None where nobody is in the plan yet."""
    change, asked = change_named(plan.change), request.GET if len(request.GET) else None
    if change.areas:
        authorities = authorities_of(plan)
        return TryDaysForm(asked, authorities=authorities) if authorities else None
    if change.edition:
        return TryEditionForm(asked, edition=change.edition)
    passings = list(plan.passings.filter(taken_out_at=None, ended_at=None).select_related("before", "after"))
    given = {"on": passings[0].begins_on, "passing": str(passings[0].pk)} if passings else {}
    return TryPassingForm(asked, passings=passings, initial=given) if passings else None


def tried_for(person: Person, plan: Transition, form: Trial) -> dict[str, Any]:
    """Of the open folders that this person may open, and of no other."""
    mine = Case.objects.visible_to(person, {ALL}).filter(closed_at__isnull=True)
    over: dict[str, Any] = {}
    if isinstance(form, TryDaysForm):
        rows = mine.filter(authority__in=form.areas)
    elif isinstance(form, TryPassingForm) and form.chosen.of_partnerships:
        rows, over = _over(mine, form.chosen, form.cleaned_data["on"])
    else:
        rows = mine.filter(partnership=plan.partnership)
    cases = list(rows.select_related("authority", "succeeded_by", "partnership").order_by("reference"))
    now = timezone.now()
    found = what_if(cases, form.side(), now)
    return over | {
        "looked": len(cases),
        "how": sorted(Counter(pair.how for tried in found.values() for pair in tried.differs).items()),
        "found": [
            (
                case,
                [(pair, in_short(pair.now), in_short(pair.then)) for pair in found[case.pk].differs],
                [(same, in_short(same)) for same in found[case.pk].stay],
            )
            for case in cases
            if case.pk in found
        ],
    }


def _over(mine: CaseQuerySet, passing: Passing, on: date) -> tuple[CaseQuerySet, dict[str, Any]]:
    """The folders that would go over to another partnership, and those of the first that would not."""
    going = goes_over(
        passing.before, passing.after, on=on, ends=passing.ends, alone=takes_over_alone(passing)
    ).values("pk")  # fmt: skip
    stay = mine.filter(partnership=passing.before).exclude(pk__in=going).count()
    return mine.filter(pk__in=going), {"over": passing, "stay": stay, "nobody": not anybody_manages(passing.after)}
