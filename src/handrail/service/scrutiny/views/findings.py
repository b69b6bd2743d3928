"""A finding: recorded, answered, looked at again."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import ask
from handrail.service.scrutiny.actions import activities as act
from handrail.service.scrutiny.doors import ANSWERS, RUNS, finding_for, may, the_activity, the_finding
from handrail.service.scrutiny.forms.activities import AnswerForm, FindingForm, FollowForm, WhyForm
from handrail.service.scrutiny.models import Finding
from handrail.service.scrutiny.standing import come_of
from handrail.service.scrutiny.views.ways import asked_of_us, to_activity, to_finding, trail


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    of = the_activity(person, activity_id, RUNS)
    form = FindingForm(typed(request), partnership=of.plan.partnership)

    def done() -> str:
        said = form.cleaned_data
        act.record_finding(
            of, kind=said["kind"], words=said["words"], seen_in=said["seen_in"], to_body=form.chosen,
            answer_due_on=said["answer_due_on"], found_on=said["found_on"], by=person,
        )  # fmt: skip
        return "The finding is recorded. It cannot be changed by those whom it is about."

    page = Page(
        "Record a finding",
        trail=trail(to_activity(of)),
        press="Record the finding",
        said="",
        go=to_activity(of)[1],
        over=str(of),
        says=[of.question],
    )
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET"])
def finding(request: HttpRequest, found_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found, whole = finding_for(person, found_id)
    partnership = found.partnership
    come = come_of(found, timezone.localdate())
    stands = found.set_aside_at is None
    words = {
        "finding": found, "come": come, "whole": whole,
        "answers": found.responses.select_related("recorded_by") if whole else found.responses.all(),
        "looks": found.follow_ups.select_related("recorded_by") if whole else found.follow_ups.all(),
        "may_answer": stands and found.kind != Finding.Kind.STRENGTH
        and (not whole or may(person, partnership, ANSWERS, RUNS)),
        "may_follow": come.waits == "look" and may(person, partnership, RUNS, own=True),
        "may_set_aside": stands and found.recorded_by_id == person.pk and not found.responses.exists(),
    }  # fmt: skip
    return render(request, "scrutiny/finding.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, found_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_finding(person, found_id, RUNS)
    form = WhyForm(typed(request))

    def done() -> str:
        act.set_finding_aside(found, why=form.cleaned_data["why"], by=person)
        return "The finding is set aside. It stays to be read."

    return ask(request, _page(found, "Set a finding aside", "Set it aside"), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, found_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found, whole = finding_for(person, found_id, ANSWERS, RUNS, own=False)
    form = AnswerForm(typed(request))

    def done() -> str:
        act.answer(found, by=person, **form.cleaned_data)
        return "The answer is recorded."

    return ask(request, _page(found, f"Answer for {found.to_whom}", "Record the answer", whole=whole), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, found_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_finding(person, found_id, RUNS)
    form = FollowForm(typed(request))

    def done() -> str:
        act.follow_up(found, by=person, **form.cleaned_data)
        return "What was seen is recorded."

    return ask(request, _page(found, "Was it acted on?", "Record what was seen"), form, done)


def _page(found: Finding, title: str, press: str, *, whole: bool = True) -> Page:
    way = [*(trail(to_activity(found.activity)) if whole else asked_of_us()), to_finding(found)]
    over = str(found.activity) if whole else f"Independent scrutiny of {found.partnership}"
    return Page(title, trail=way, press=press, said="", go=to_finding(found)[1], over=over, says=[found.words])
