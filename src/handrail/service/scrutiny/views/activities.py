"""The plan of a year, and each piece of scrutiny in it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import ask
from handrail.service.cases.actions import NotDone
from handrail.service.scrutiny.actions import activities as act
from handrail.service.scrutiny.doors import RUNS, may, the_activity, the_partnership, the_plan
from handrail.service.scrutiny.forms.activities import ActivityForm, AgreeForm, DoneForm, DropForm, MoveForm, PlanForm
from handrail.service.scrutiny.models import Activity, Plan
from handrail.service.scrutiny.standing import come_of, independence_of
from handrail.service.scrutiny.views.ways import to_activity, trail

HOME = "scrutiny:scrutiny"


@signed_in
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = PlanForm(typed(request), partnerships=the_partnership(person, RUNS))

    def done() -> str:
        said, year = form.cleaned_data, int(form.cleaned_data["year"])
        if Plan.objects.filter(partnership=form.whose, year=year).exists():
            raise NotDone("There is a plan of this year. Change that one.", "year")
        plan = act.write_plan(form.whose, year, way=said["way"], way_why=said["way_why"], aims=said["aims"], by=person)
        return f"{plan} is begun. Add what is to be scrutinised, then record that the partners agreed it."

    page = Page(
        "Write the plan of a year", trail=trail(), press="Save the plan", said="", go=reverse(HOME), over="Scrutiny"
    )
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, scrutiny_plan_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, scrutiny_plan_id, RUNS)
    form = PlanForm(typed(request), partnerships=[], of=plan)

    def done() -> str:
        said = form.cleaned_data
        act.write_plan(
            plan.partnership, plan.year, way=said["way"], way_why=said["way_why"], aims=said["aims"], by=person
        )
        return "The plan is changed."

    warns = ["The partners have agreed this plan. Once it is changed they have to agree it again."]
    page = Page(
        "Change the plan",
        trail=trail(),
        press="Save the plan",
        said="",
        go=reverse(HOME),
        over=str(plan),
        warns=warns if plan.agreed_on else [],
    )
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, scrutiny_plan_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, scrutiny_plan_id, RUNS)
    form = AgreeForm(typed(request))

    def done() -> str:
        act.agree_plan(plan, on=form.cleaned_data["on"], by_name=form.cleaned_data["by_name"], by=person)
        return "It is recorded that the plan is agreed."

    page = Page(
        "Record that the plan is agreed", trail=trail(), press="Record it", said="", go=reverse(HOME), over=str(plan)
    )
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, scrutiny_plan_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    plan = the_plan(person, scrutiny_plan_id, RUNS)
    form = ActivityForm(typed(request), plan=plan)

    def done() -> str:
        said = form.cleaned_data
        made = act.add_activity(
            plan, form.chosen, title=said["title"], question=said["question"], how=said["how"], due_on=said["due_on"],
            by=person,
        )  # fmt: skip
        return f"“{made}” is in the plan."

    warns = [] if form.scrutineers else ["Nobody is appointed. Record a scrutineer’s appointment first."]
    page = Page(
        "Add a piece of scrutiny",
        trail=trail(),
        press="Add it to the plan",
        said="",
        go=reverse(HOME),
        over=str(plan),
        warns=warns,
    )
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET"])
def activity(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    person, today = person_of(request), timezone.localdate()
    found = the_activity(person, activity_id)
    findings = found.findings.select_related("to_body").prefetch_related("responses", "follow_ups")
    words = {
        "activity": found, "findings": [(one, come_of(one, today)) for one in findings],
        "uses": found.uses.filter(set_aside_at__isnull=True).select_related("indicator"),
        "independence": independence_of(found.scrutineer, today),
        "may_record": may(person, found.plan.partnership, RUNS, own=True),
        "may_run": may(person, found.plan.partnership, RUNS),
    }  # fmt: skip
    return render(request, "scrutiny/activity.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def done(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_activity(person, activity_id, RUNS)
    form = DoneForm(typed(request))

    def record() -> str:
        said = form.cleaned_data
        act.record_done(found, on=said["on"], how=said["how"], words=said["words"], by=person)
        return "What was done is recorded. Now record what it found, strengths too."

    return ask(request, page_of(found, "Record what was done", "Record it"), form, record)


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_activity(person, activity_id, RUNS, own=False)
    form = MoveForm(typed(request), of=found)

    def record() -> str:
        said = form.cleaned_data
        act.move(found, due_on=said["due_on"], scrutineer=form.chosen, why=said["why"], by=person)
        return "It is changed."

    return ask(request, page_of(found, "Another day, or another scrutineer", "Change it"), form, record)


@signed_in
@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_activity(person, activity_id, RUNS, own=False)
    form = DropForm(typed(request))

    def record() -> str:
        act.drop(found, on=form.cleaned_data["on"], why=form.cleaned_data["why"], by=person)
        return "It is recorded that this will not be done."

    return ask(request, page_of(found, "Record that it will not be done", "Record it"), form, record)


def page_of(found: Activity, title: str, press: str) -> Page:
    return Page(
        title,
        trail=trail(to_activity(found)),
        press=press,
        said="",
        go=to_activity(found)[1],
        over=str(found),
        says=[found.question],
    )
