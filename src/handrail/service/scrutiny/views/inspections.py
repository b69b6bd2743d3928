"""Inspections: every one, one with its judgement and what is done about it, and each thing that is recorded of it."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.cases.acting import ask
from handrail.service.scrutiny.actions import inspections as act
from handrail.service.scrutiny.doors import RUNS, may, partnerships_of, the_partnership, the_remedy
from handrail.service.scrutiny.forms import inspections as asked
from handrail.service.scrutiny.forms.activities import DropForm, WhyForm
from handrail.service.scrutiny.models import Inspection, Remedy
from handrail.service.scrutiny.views.ways import asked_of_us, trail


def the_inspection(person: Person, inspection_id: uuid.UUID, *permissions: str) -> Inspection:
    among = partnerships_of(person, *permissions, scrutineers=not permissions)
    rows = Inspection.objects.filter(pk=inspection_id, partnership__in=among)
    found = rows.select_related("partnership", "of_body", "recorded_by").first()
    if found is None:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET"])
def inspections(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    found = Inspection.objects.filter(partnership__in=the_partnership(person, scrutineers=True))
    words = {
        "inspections": found.select_related("of_body").prefetch_related("remedies"),
        "may_run": bool(partnerships_of(person, RUNS, scrutineers=False)),
    }  # fmt: skip
    return render(request, "scrutiny/inspections.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = asked.InspectionForm(typed(request), partnerships=the_partnership(person, RUNS))

    def done() -> str:
        said = form.cleaned_data
        act.record_inspection(
            form.whose, by_whom=said["by_whom"], of_what=said["of_what"], of_body=form.chosen,
            began_on=said["began_on"], by=person,
        )  # fmt: skip
        return "The inspection is recorded. Record what it judged once its report is published."

    way = trail(("Inspections", reverse("scrutiny:inspections")))
    page = Page("Record an inspection", trail=way, press="Record it", said="", go=reverse("scrutiny:inspections"))
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET"])
def inspection(request: HttpRequest, inspection_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_inspection(person, inspection_id)
    words = {
        "inspection": found, "remedies": found.remedies.select_related("body"),
        "may_run": may(person, found.partnership, RUNS),
    }  # fmt: skip
    return render(request, "scrutiny/inspection.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, inspection_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_inspection(person, inspection_id, RUNS)
    form = asked.ReportForm(typed(request))
    page = page_of(found, "Record what it judged", "Record it", "What it judged is recorded.")
    return ask(request, page, form, lambda: act.record_report(found, by=person, **form.cleaned_data))


@signed_in
@require_http_methods(["GET", "POST"])
def answered(request: HttpRequest, inspection_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_inspection(person, inspection_id, RUNS)
    form: forms.Form = asked.AnsweredForm(typed(request))
    page = page_of(found, "Record that the answer was sent", "Record it", "It is recorded that the answer was sent.")
    return ask(request, page, form, lambda: act.record_answer(found, on=form.cleaned_data["on"], by=person))


@signed_in
@require_http_methods(["GET", "POST"])
def add_remedy(request: HttpRequest, inspection_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_inspection(person, inspection_id, RUNS)
    form = asked.RemedyForm(typed(request), partnership=found.partnership)

    def done() -> None:
        said = form.cleaned_data
        act.add_remedy(
            found, finding=said["finding"], words=said["words"], body=form.chosen, owner=said["owner"],
            due_on=said["due_on"], by=person,
        )  # fmt: skip

    return ask(request, page_of(found, "Add what is done about it", "Add it", "It is in the plan."), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def remedy_done(request: HttpRequest, remedy_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    remedy = the_remedy(person, remedy_id)
    form = asked.RemedyDoneForm(typed(request))
    page = page_of_remedy(person, remedy, "Record that it is done", "Record it", "It is recorded as done.")
    return ask(request, page, form, lambda: act.remedy_done(remedy, by=person, **form.cleaned_data))


@signed_in
@require_http_methods(["GET", "POST"])
def move_remedy(request: HttpRequest, remedy_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    remedy = run_remedy(person, remedy_id)
    form = asked.MoveRemedyForm(typed(request), of=remedy)

    def done() -> None:
        said = form.cleaned_data
        act.move_remedy(
            remedy, due_on=said["due_on"], body=form.chosen, owner=said["owner"], why=said["why"], by=person
        )  # fmt: skip

    page = page_of_remedy(
        person, remedy, "Another day, or somebody else", "Change it", "It is changed, and the body is told."
    )
    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def drop_remedy(request: HttpRequest, remedy_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    remedy = run_remedy(person, remedy_id)
    form: forms.Form = DropForm(typed(request))
    page = page_of_remedy(person, remedy, "Record that it will not be done", "Record it", "It is recorded.")
    return ask(request, page, form, lambda: act.drop_remedy(remedy, by=person, **form.cleaned_data))


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, inspection_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_inspection(person, inspection_id, RUNS)
    form: forms.Form = WhyForm(typed(request))
    says = [
        "It was recorded in error: it stays to be read and counts nowhere. What waits to be done about it is dropped."
    ]
    page = page_of(found, "Set the inspection aside", "Set it aside", "It is set aside.", says)
    return ask(request, page, form, lambda: act.set_inspection_aside(found, why=form.cleaned_data["why"], by=person))


def run_remedy(person: Person, remedy_id: uuid.UUID) -> Remedy:
    """For whoever runs scrutiny alone."""
    remedy = the_remedy(person, remedy_id)
    if not may(person, remedy.partnership, RUNS):
        raise Http404
    return remedy


def page_of_remedy(person: Person, remedy: Remedy, title: str, press: str, said: str) -> Page:
    """Through the inspection for those who read it, through "Asked of us" for the body that does it."""
    beside = [("What the report found", remedy.finding), ("To be done", remedy.words), ("Who", remedy.owner),
              ("By", spoken(remedy.due_on))]  # fmt: skip
    if may(person, remedy.partnership):
        page = page_of(remedy.inspection, title, press, said)
        return replace(page, beside=beside)
    go = asked_of_us()
    return Page(title, trail=go, press=press, said=said, go=go[-1][1], over=str(remedy.body), beside=beside)


def page_of(of: Inspection, title: str, press: str, said: str, says: list[str] | None = None) -> Page:
    at = reverse("scrutiny:inspection", args=[of.pk])
    way = trail(("Inspections", reverse("scrutiny:inspections")), (of.of_what, at))
    return Page(title, trail=way, press=press, said=said, go=at, over=str(of), says=says or [])
