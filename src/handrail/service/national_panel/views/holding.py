"""A national review that the Panel holds: what is recorded of it, step by step."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import typed
from handrail.service.access.doors import signed_in
from handrail.service.cases.acting import ask
from handrail.service.national_panel.actions import holding as actions
from handrail.service.national_panel.doors import at_the_panel, item_there
from handrail.service.national_panel.forms import Step, Why
from handrail.service.national_panel.models import DocketItem, NationalStep, PanelDecision
from handrail.service.national_panel.views.asking import page_at_panel, trail_to


@signed_in
@require_http_methods(["GET", "POST"])
def record_step(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    person = at_the_panel(request)
    found = item_there(person, item_id)
    decision = PanelDecision.objects.filter(item=found, national=PanelDecision.National.HOLD).first()
    if decision is None:
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
    if step is None:
        raise Http404
    form = Why(typed(request))
    page = page_at_panel(
        f"Set aside: {step}", "Set it aside", "It was set aside, and counts no more.", _of(found),
        trail=trail_to(found),
    )  # fmt: skip
    return ask(request, page, form, lambda: actions.set_step_aside(step, why=form.cleaned_data["why"], by=person))


def _of(item: DocketItem) -> str:
    return reverse("national_panel:item", args=[item.pk])
