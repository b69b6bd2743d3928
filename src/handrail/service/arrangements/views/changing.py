"""The plans of a change: begun, filled in, tried out, done."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.actions.changing import DAYS
from handrail.service.arrangements.changing import change_named
from handrail.service.arrangements.counted import clocks_of_change, days_of, lacks_of
from handrail.service.arrangements.doors import READS, WRITES, partnerships_of, the_plan
from handrail.service.arrangements.forms.change import (
    DaysForm,
    DoneForm,
    LastDayForm,
    PassingForm,
    PlanForm,
    RecordsForm,
)
from handrail.service.arrangements.models import Passing, Transition
from handrail.service.arrangements.own import still_due
from handrail.service.arrangements.staffing import told_of_posts
from handrail.service.arrangements.views.asking import Page, Trail, ask, ask_why, trail, typed
from handrail.service.arrangements.views.telling import left_with_nobody, open_in
from handrail.service.cases.acting import once_answered
from handrail.service.cases.clocks_told import clocks_told
from handrail.service.partnerships.models import AreaDates, Body


def of_changes(plan: Transition | None = None) -> Trail:
    whole = [*trail(), ("Changes of law and of bodies", reverse("arrangements:changes_of_law"))]
    return [*whole, (str(plan), _home(plan))] if plan else whole


def _home(plan: Transition) -> str:
    return reverse("arrangements:plan", args=[plan.pk])


@signed_in
@require_http_methods(["GET", "POST"])
def changes_of_law(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if request.method == "POST":
        require(person, WRITES)
    require(person, READS)
    writes = partnerships_of(person, WRITES)
    form = PlanForm(typed(request), partnerships=writes) if writes else None
    made: list[Transition] = []
    if form is not None:

        def begin() -> None:
            made.append(act.begin_plan(form.whose, by=person, **form.said()))

        if on := once_answered(request, form, begin, say="The plan is begun.", go=lambda: _home(made[0])):
            return on
    plans = Transition.objects.filter(partnership__in=partnerships_of(person)).select_related("partnership")
    words = {"form": form, "plans": plans, "trail": trail(), "change_named": change_named}
    return render(request, "arrangements/changes_of_law.html", words)


@signed_in
@require_http_methods(["GET"])
def plan(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_plan(person, transition_id)
    change = change_named(one.change)
    areas = days_of(one) if change.areas else {}
    counted = (
        [(body, days, clocks_told(clocks_of_change(one, change, days))) for body, days in areas.items()]
        if change.areas
        else [(one.partnership, None, clocks_told(clocks_of_change(one, change, None)))]
    )
    open_now = open_in(person, list(areas)) if change.areas else []
    words = {
        "one": one,
        "change": change,
        "trail": of_changes(),
        "passings": one.passings.filter(taken_out_at=None).select_related("before", "after"),
        "areas": counted,
        "lacks": [] if one.given_up_at or one.done_on else [*lacks_of(one, change), *left_with_nobody(open_now)],
        "moves": one.moves.select_related("moved_by"),
        "posts": told_of_posts(one, timezone.localdate()),
        "open": open_now,
        "may_write": one.given_up_at is None and one.partnership in partnerships_of(person, WRITES),
        "today": timezone.localdate(),
    }
    return render(request, "arrangements/plan.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def add_passing(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_plan(person, transition_id, WRITES)
    change = change_named(one.change)
    if not change.before:
        raise Http404
    form = PassingForm(
        typed(request), change=change, bodies=Body.objects.filter(kind__in=(*change.before, *change.after)),
        initial={"begins_on": one.begins_on, "after": str(one.partnership_id), "ends": "yes"},
    )  # fmt: skip

    def done() -> str:
        made = act.add_passing(one, by=person, **form.said())
        return f"It is in the plan: {made}."

    says = ["A body that is not in the list is added there by an administrator."]
    return ask(request, page_in_plan(one, "Who passes to whom", "Put it in", says), form, done)


@signed_in
@require_http_methods(["POST"])
def take_out_passing(request: HttpRequest, transition_id: uuid.UUID, passing_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_plan(person, transition_id, WRITES)
    passing = one.passings.filter(pk=passing_id, taken_out_at=None).select_related("before", "after").first()
    if passing is None:
        raise Http404
    return ask(
        request, page_in_plan(one, f"Take out: {passing}", "Take it out"), forms.Form({}), _taking_out(passing, person)
    )


def _taking_out(passing: Passing, person: Any) -> Any:
    def done() -> str:
        act.take_out_passing(passing, by=person)
        return "It is taken out of the plan."

    return done


@signed_in
@require_http_methods(["GET", "POST"])
def give_days(request: HttpRequest, transition_id: uuid.UUID, area_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_plan(person, transition_id, WRITES)
    held = {body.pk: (body, days) for body, days in days_of(one).items()}
    if area_id not in held or not change_named(one.change).areas:
        raise Http404
    body, days = held[area_id]
    form = DaysForm(typed(request), initial=_as_held(body, days))

    def done() -> str:
        act.give_days(one, body, by=person, **form.cleaned_data)
        if one.invented:
            return "The days are kept in this plan. Nothing is written into the area."
        return "The days are kept. Within a minute the area has them and its folders are counted anew."

    says = [
        "What you give here stands in place of what was given before. Leave a day empty if it is not known or has not "
        "come. To see first what would change, go back and try the days out."
    ]
    return ask(request, page_in_plan(one, f"The days of {body}", "Keep these days", says), form, done)


def _as_held(body: Body, days: Any) -> dict[str, Any]:
    """What was given last, or else what the list of bodies has."""
    if days is not None:
        return {name: getattr(days, name) for name in DAYS}
    held = AreaDates.objects.filter(authority=body).first()
    return {
        "published_on": held.safeguarding_published_on, "began_on": held.safeguarding_began_on,
        "child_death_began_on": held.child_death_began_on,
    } if held else {}  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def plan_records(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_plan(person, transition_id, WRITES)
    form = RecordsForm(typed(request), initial={"planned_on": one.planned_on, "planned_says": one.planned_says})

    def done() -> str:
        act.plan_records(one, by=person, **form.cleaned_data)
        return "It is recorded how the records are handed over."

    return ask(request, page_in_plan(one, "How the records are handed over", "Record it"), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def done(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_plan(person, transition_id, WRITES)
    form = DoneForm(typed(request))

    def do() -> str:
        act.record_done(one, by=person, **form.cleaned_data)
        return "It is recorded that the change is done."

    says = ["It then stands no longer under “What is due”, and nobody is reminded of it. You can take it back."]
    if waits := still_due(one):
        says.append(f"What the law has running in it is not all done: {'; '.join(waits)}.")
    return ask(request, page_in_plan(one, "Record that the change is done", "Record it", says), form, do)


@signed_in
@require_http_methods(["GET", "POST"])
def move_last_day(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_plan(person, transition_id, WRITES)
    form = LastDayForm(typed(request), initial={"due_on": one.due_on})

    def do() -> str:
        act.move_last_day(one, by=person, **form.cleaned_data)
        return "The last day is changed. The partnership is reminded by the new day."

    says = ["What it was, and why it was changed, stays with the plan."]
    return ask(request, page_in_plan(one, "Change the last day", "Change it", says), form, do)


@signed_in
@require_http_methods(["GET", "POST"])
def not_done(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_plan(person, transition_id, WRITES)
    says = ["For what was recorded in error. It stands under “What is due” again, with its last day."]
    page = page_in_plan(one, "Take back that the change is done", "Take it back", says)
    said = "The change is open again."
    return ask_why(request, page, lambda why: act.take_back_done(one, why=why, by=person), said=said)


@signed_in
@require_http_methods(["GET", "POST"])
def give_plan_up(request: HttpRequest, transition_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = the_plan(person, transition_id, WRITES)
    says = ["Days that were written into an area already stay there."]
    page = page_in_plan(one, "Give up this plan", "Give it up", says)
    said = "The plan is given up. It stays to be read."
    return ask_why(request, page, lambda why: act.give_plan_up(one, why=why, by=person), said=said)


def page_in_plan(plan: Transition, title: str, press: str, says: Any = ()) -> Page:
    return Page(title, str(plan), of_changes(plan), _home(plan), press, says=list(says))
