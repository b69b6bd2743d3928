"""Under the earlier law: the decision of the LSCB's chair on a serious case review."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.doors import may_open
from handrail.service.reviews import actions
from handrail.service.reviews.covering import is_hidden
from handrail.service.reviews.doors import WRITE, folder_for, may_do, open_decision
from handrail.service.reviews.facts import initiates
from handrail.service.reviews.forms.serious_case import SeriousCase
from handrail.service.reviews.forms.shared import DoneOn, SetAside
from handrail.service.reviews.models import SeriousCaseDecision
from handrail.service.reviews.under_way import board_ended_before, for_the_chair, reviews_under_way
from handrail.service.reviews.views.acting import ask
from handrail.service.reviews.written import criteria_on


@signed_in
@require_http_methods(["GET", "POST"])
def serious_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Record what the chair decided, with each criterion of the edition in force on the day of the notice."""
    case, person = folder_for(request, case_id, WRITE), person_of(request)
    asked = for_the_chair(case)
    if not asked:
        words = {"case": case, "asked": [], "form": SetAside(), "ended": board_ended_before(case)}
        return render(request, "reviews/serious_case.html", words)
    day = min(one.since for one in asked)
    form = SeriousCase(request.POST or None, asked=asked, criteria=criteria_on(case, ["serious_case_review"], day))
    made: list[SeriousCaseDecision] = []

    def act() -> None:
        said = form.cleaned_data
        made.append(
            actions.record_serious_case_decision(
                case, form.incidents, hold=said["hold"] == "yes", reasons=said["reasons"],
                decided_on=said["decided_on"], chair_name=said["chair_name"], weighed=form.weighed,
                late_reason=said["late_reason"], by=person,
            )
        )  # fmt: skip

    words = {"case": case, "asked": asked, "day": day, "ended": board_ended_before(case)}
    answer = ask(
        request, form, "reviews/serious_case.html", words, act=act, say="The decision is recorded.",
        go=reverse("cases:case", args=[case.pk]),
    )  # fmt: skip
    return redirect("reviews:serious_case_decision", case_id=case.pk, decision_id=made[0].pk) if made else answer


@signed_in
@require_http_methods(["GET"])
def serious_case_decision(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    decision = open_decision(request, case_id, decision_id)
    words = {
        "case": decision.case,
        "decision": decision,
        "incidents": decision.incidents.order_by("recorded_at", "pk"),
        "reads_incidents": may_open(person_of(request), decision.case, what="incidents"),
        "considered": decision.considered.all(),
        "going": next(
            (one for one in reviews_under_way(decision.case) if one.decision == decision and not is_hidden(one.pk)),
            None,
        ),
        "stands": decision.hold and initiates(decision),
        "writes": decision.case.closed_at is None and may_do(person_of(request), decision.case, WRITE),
    }
    return render(request, "reviews/serious_case_decision.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def decision_told(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    """Record that Ofsted, the Department for Education and the national panel were told."""
    decision, person = open_decision(request, case_id, decision_id, WRITE), person_of(request)
    form = DoneOn(request.POST or None, label="On which day were they told?", what="The day they were told")
    says = [
        "The guidance has the LSCB tell Ofsted, the Department for Education and the national panel of independent "
        "experts; from July 2018, the Panel. Record the day by which all of them had been told."
    ]
    return ask(
        request, form, "reviews/step.html",
        {**_about(decision), "title": "Record that the decision was told", "press": "Record it", "says": says},
        act=lambda: actions.record_decision_told(
            decision, on=form.cleaned_data["on"], late_reason=form.cleaned_data["late_reason"], by=person
        ),
        say="It is recorded that the decision was told.", go=_back_to(decision),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def set_decision_aside(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    decision, person = open_decision(request, case_id, decision_id, WRITE), person_of(request)
    if decision.set_aside_at is not None:
        messages.warning(request, "This decision is set aside already.")
        return redirect(_back_to(decision))
    form = SetAside(request.POST or None)
    says = [
        "For a decision recorded in error. It stays readable and counts for nothing: days that it met are due again.",
        "If the chair decided anew, record the new decision instead.",
    ]
    return ask(
        request, form, "reviews/step.html",
        {**_about(decision), "title": "Set this decision aside", "press": "Set it aside", "says": says},
        act=lambda: actions.set_decision_aside(decision, why=form.cleaned_data["why"], by=person),
        say="The decision is set aside.", go=_back_to(decision),
    )  # fmt: skip


def _about(decision: SeriousCaseDecision) -> dict[str, object]:
    return {"case": decision.case, "of": "Decision on a serious case review", "back": _back_to(decision)}


def _back_to(decision: SeriousCaseDecision) -> str:
    return reverse("reviews:serious_case_decision", args=[decision.case_id, decision.pk])
