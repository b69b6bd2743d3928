"""Taken back: that a piece of scrutiny, an answer, a remedy, a promise or an appointment came to its end."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import ask
from handrail.service.scrutiny.actions import taking_back as act
from handrail.service.scrutiny.doors import RUNS, the_activity, the_scrutineer
from handrail.service.scrutiny.doors_of_rounds import open_promise
from handrail.service.scrutiny.forms.activities import WhyForm
from handrail.service.scrutiny.models import Activity, Promise, Remedy
from handrail.service.scrutiny.views import activities, inspections, returns, scrutineers

PRESS = "Take it back"


@signed_in
@require_http_methods(["GET", "POST"])
def work_again(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """By whoever may record that it is done; that it will not be done, by whoever runs scrutiny."""
    person = person_of(request)
    found = the_activity(person, activity_id, RUNS)
    if found.dropped_on is not None:
        found = the_activity(person, activity_id, RUNS, own=False)
    page = _with_what_came(activities.page_of(found, "Take back what came of it", PRESS), found)
    return _ask(request, page, lambda why: act.work_again(found, why=why, by=person), "It waits to be done again.")


@signed_in
@require_http_methods(["GET", "POST"])
def answer_again(request: HttpRequest, inspection_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = inspections.the_inspection(person, inspection_id, RUNS)
    page = inspections.page_of(found, "Take back that the answer was sent", PRESS, "")
    return _ask(request, page, lambda why: act.answer_again(found, why=why, by=person), "The answer waits again.")


@signed_in
@require_http_methods(["GET", "POST"])
def remedy_again(request: HttpRequest, remedy_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = inspections.run_remedy(person, remedy_id)
    page = _with_what_came(inspections.page_of_remedy(person, found, "Take back what came of it", PRESS, ""), found)
    said = "It is to be done again, and the body is told."
    return _ask(request, page, lambda why: act.remedy_again(found, why=why, by=person), said)


@signed_in
@require_http_methods(["GET", "POST"])
def promise_again(request: HttpRequest, case_id: uuid.UUID, promise_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found, _, runs = open_promise(request, case_id, promise_id)
    if not runs:
        raise Http404
    page = _with_what_came(returns.page_of_promise(request, found, "Take back what came of it", PRESS, ""), found)
    return _ask(request, page, lambda why: act.promise_again(found, why=why, by=person), "It is to be done again.")


@signed_in
@require_http_methods(["GET", "POST"])
def appointed_still(request: HttpRequest, scrutineer_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_scrutineer(person, scrutineer_id, RUNS, own=False)
    says = ["What others took over from them stays with those. An administrator gives back their sign-in under People."]
    page = scrutineers.page_of(found, "Take back that they have ended", PRESS, says)
    return _ask(request, page, lambda why: act.appointed_still(found, why=why, by=person), f"{found} is appointed.")


def _with_what_came(page: Page, found: Activity | Remedy | Promise) -> Page:
    return replace(page, says=[*page.says, *([] if found.waits else [f"Recorded: it {act.was(found)}."])])


def _ask(request: HttpRequest, page: Page, act: Callable[[str], None], said: str) -> HttpResponse:
    form: forms.Form = WhyForm(typed(request))

    def done() -> str:
        act(form.cleaned_data["why"])
        return said

    return ask(request, page, form, done)
