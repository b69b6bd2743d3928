"""A national review that the Panel holds: what is recorded of it, step by step."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import signed_in
from handrail.service.access.models import Person
from handrail.service.cases.acting import ask
from handrail.service.national_panel.actions import holding as actions
from handrail.service.national_panel.actions import joining
from handrail.service.national_panel.doors import at_the_panel, item_there
from handrail.service.national_panel.forms import JoinCase, Step, Why
from handrail.service.national_panel.joining import may_join, reads_review, runs
from handrail.service.national_panel.models import CaseJoined, DocketItem, NationalStep, PanelDecision
from handrail.service.national_panel.views.asking import page_at_panel, trail_to


@signed_in
@require_http_methods(["GET", "POST"])
def record_step(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    decision = PanelDecision.objects.filter(item=found, national=PanelDecision.National.HOLD).first()
    if decision is None or not reads_review(person, decision):
        raise Http404
    form = Step(typed(request))
    page = page_at_panel(
        "Record a step of the national review", "Record it", "It is recorded.", _of(found), trail=trail_to(found)
    )
    return ask(request, page, form, lambda: actions.record_step(decision, **form.cleaned_data, by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def set_step_aside(request: HttpRequest, item_id: uuid.UUID, national_step_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    step = NationalStep.objects.filter(decision__item=found, pk=national_step_id).first()
    if step is None or not reads_review(person, step.decision):
        raise Http404
    form = Why(typed(request))
    page = page_at_panel(
        f"Set aside: {step}", "Set it aside", "It was set aside, and counts no more.", _of(found),
        trail=trail_to(found),
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.set_step_aside(step, why=form.cleaned_data["why"], by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def join_case(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    decision = _running(person, found)
    others = list(may_join(person, decision)[:MOST])
    form = JoinCase(typed(request), items=others)
    page = page_at_panel(
        "Take a further case into the national review", "Take it in", "The review is of that case too.", _of(found),
        trail=trail_to(found), warns=[] if others else ["Nothing else is before the Panel that is in no review yet."],
        says=["What its partnership was told, and what was decided on it, stays as it is."],
    )  # fmt: skip

    def act() -> None:
        chosen = next(one for one in others if str(one.pk) == form.cleaned_data["item"])
        joining.join_case(decision, chosen, why=form.cleaned_data["why"], by=person)

    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def take_case_out(request: HttpRequest, item_id: uuid.UUID, joined_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    decision = _running(person, found)
    joined = CaseJoined.objects.filter(decision=decision, pk=joined_id, taken_out_at__isnull=True).first()
    if joined is None:
        raise Http404
    form = Why(typed(request))
    page = page_at_panel(
        f"Take out of the national review: {joined}", "Take it out", "The review is of that case no more.", _of(found),
        trail=trail_to(found),
    )  # fmt: skip
    return ask(request, page, form, lambda: joining.take_case_out(joined, why=form.cleaned_data["why"], by=person))


MOST = 200
"""Of those latest before the Panel."""


def _running(person: Person, item: DocketItem) -> PanelDecision:
    """The national review that is held on an item, while it runs, for whoever reads each of its cases."""
    decision = PanelDecision.objects.filter(item=item, national=PanelDecision.National.HOLD).first()
    if decision is None or not runs(decision) or not reads_review(person, decision):
        raise Http404
    return decision


def _of(item: DocketItem) -> str:
    return reverse("national_panel:item", args=[item.pk])
