"""A scrutineer: appointed, declared, weighed, ended."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import ask
from handrail.service.scrutiny.actions import scrutineers as act
from handrail.service.scrutiny.doors import ANSWERS, RUNS, may, the_partnership, the_scrutineer
from handrail.service.scrutiny.forms.scrutineers import AppointForm, DeclareForm, EndForm, WeighForm
from handrail.service.scrutiny.models import Activity, Declaration, Scrutineer
from handrail.service.scrutiny.standing import independence_of
from handrail.service.scrutiny.views.ways import trail


@signed_in
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = AppointForm(typed(request), partnerships=the_partnership(person, RUNS))
    page = Page(
        "Record a scrutineer’s appointment",
        trail=trail(),
        press="Record the appointment",
        said="",
        go=reverse("scrutiny:scrutiny"),
        over="Scrutiny",
        says=["Then record what they declare of their independence: nothing they do counts as independent before."],
    )

    def done() -> str:
        said = {
            name: form.cleaned_data[name] for name in ("name", "appointed_on", "appointed_by_name", "terms", "until_on")
        }
        added = act.appoint(form.whose, form.chosen, by=person, **said)
        return f"The appointment of {added} is recorded. Now record what they declare of their independence."

    return ask(request, page, form, done)


@signed_in
@require_http_methods(["GET"])
def scrutineer(request: HttpRequest, scrutineer_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_scrutineer(person, scrutineer_id)
    declared = list(found.declarations.select_related("weighing", "recorded_by"))
    newest = declared[0] if declared else None
    words = {
        "scrutineer": found, "independence": independence_of(found, timezone.localdate()), "declared": declared,
        "activities": found.activities.select_related("plan"),
        "may_declare": found.ended_on is None and may(person, found.partnership, RUNS, own=True),
        "may_weigh": bool(newest and newest.ties and not hasattr(newest, "weighing"))
        and found.ended_on is None and may(person, found.partnership, RUNS, ANSWERS),
        "may_run": found.ended_on is None and may(person, found.partnership, RUNS),
        "may_take_back": found.ended_on is not None and may(person, found.partnership, RUNS),
    }  # fmt: skip
    return render(request, "scrutiny/scrutineer.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest, scrutineer_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_scrutineer(person, scrutineer_id, RUNS)
    form = DeclareForm(typed(request))

    def done() -> str:
        said = form.cleaned_data
        made = act.declare(found, ties=said["ties"], words=said["words"], declared_on=said["declared_on"], by=person)
        return "It is recorded. The partners now weigh it." if made.ties else "It is recorded that they have no tie."

    says = [
        "An independent scrutineer judges from outside: for example, somebody from outside the area, or who has not "
        "been involved with its agencies.",
        "A later declaration stands beside this one; the newest counts.",
    ]
    return ask(request, page_of(found, "Record what they declare", "Record the declaration", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def weigh(request: HttpRequest, scrutineer_id: uuid.UUID) -> HttpResponse:
    """By the partners and whoever runs scrutiny for them, never by the scrutineer."""
    person = person_of(request)
    found = the_scrutineer(person, scrutineer_id, RUNS, ANSWERS, own=False)
    newest = Declaration.objects.filter(scrutineer=found).first()
    if newest is None:
        raise Http404
    form = WeighForm(typed(request))

    def done() -> str:
        said = form.cleaned_data
        act.weigh(
            newest, independent=said["independent"] == "yes", why=said["why"], weighed_on=said["weighed_on"],
            weighed_by_name=said["weighed_by_name"], by=person,
        )  # fmt: skip
        return "What the partners decided is recorded."

    says = ["They declared: " + "; ".join(newest.ties or ["no tie"]) + ".", *([newest.words] if newest.words else [])]
    return ask(request, page_of(found, "Are they independent?", "Record the decision", says), form, done)


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, scrutineer_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    found = the_scrutineer(person, scrutineer_id, RUNS, own=False)
    planned = list(act.planned_with(found))
    form = EndForm(typed(request), of=found, waits=bool(planned))

    def done() -> str:
        left = act.end(
            found, on=form.cleaned_data["on"], why=form.cleaned_data["why"], takes_over=form.chosen, by=person
        )
        ended = f"It is recorded that {found} has ended. What they found goes on being answered."
        if not left:
            return ended
        return f"{ended} {_left(left, form.chosen)}"

    says = ["An administrator ends their sign-in under People."]
    page = page_of(found, "Record that they have ended", "Record the end", says)
    beside = [(one.title, f"By {spoken(one.due_on)}") for one in planned]
    warns = [f"They have still to do {_pieces(planned)}."] if planned else []
    return ask(request, replace(page, warns=warns, beside=beside), form, done)


def _left(left: list[Activity], takes_over: Scrutineer | None) -> str:
    if takes_over is not None:
        return f"{takes_over} now does {_pieces(left)} that they had planned."
    return f"Nobody is appointed for {_pieces(left)} that they had planned: say on its page who does it."


def _pieces(work: list[Activity]) -> str:
    return "1 piece of work" if len(work) == 1 else f"{len(work)} pieces of work"


def page_of(found: Scrutineer, title: str, press: str, says: list[str]) -> Page:
    here = reverse("scrutiny:scrutineer", args=[found.pk])
    return Page(title, trail=trail((found.name, here)), press=press, said="", go=here, over=found.name, says=says)
