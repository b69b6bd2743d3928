"""The asked agency's screens: what is asked of us, a request, writing the summary, adding to it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.guidance import london_day, spoken
from handrail.service.access.asking import Page, drawn, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.roles import ALL
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import MovedDate
from handrail.service.requests import actions
from handrail.service.requests.doors import ANSWER, answer_request, asked_of, open_request
from handrail.service.requests.drafting import draft_of
from handrail.service.requests.due_days import working_days_late
from handrail.service.requests.forms import AddWord, HoldsNothing
from handrail.service.requests.letters import addresses_of
from handrail.service.requests.models import Contribution, Request
from handrail.service.requests.told import asked_by_name


@signed_in
@require_http_methods(["GET"])
def asked_of_us(request: HttpRequest) -> HttpResponse:
    """What the bodies this person works for are asked, on every folder; a list that may be empty."""
    person = person_of(request)
    words = {"requests": asked_of(person), "answers": person.may(ANSWER)}
    return render(request, "requests/asked_of_us.html", words)


@signed_in
@require_http_methods(["GET"])
def request_page(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    """What is asked, and what came of it: the same page for the one who asks and the one who answers."""
    seen = open_request(request, case_id, request_id)
    asked, person = seen.asked, person_of(request)
    if seen.answers and asked.waits:
        actions.first_opened(asked, by=person)
    late = (
        working_days_late(asked.due_on, london_day(asked.received_at)) if asked.received_at and asked.came_late else 0
    )
    words = {
        "case": asked.case,
        "asked": asked,
        "sent": sent_of(asked),
        "answers": seen.answers and asked.case.closed_at is None,
        "asks": seen.asks and asked.case.closed_at is None,
        "holds_all": may_open(person, asked.case, what=ALL),
        "draft": draft_of(asked) if seen.answers and asked.waits else None,
        "moved": MovedDate.objects.filter(case=asked.case, about=str(asked.pk)).order_by("noticed_at"),
        "late": late,
        "addresses": addresses_of(asked.body, asked.case_id) if seen.asks else [],
        "named": asked_by_name(asked) if seen.asks else [],
    }
    return render(request, "requests/request.html", words)


def sent_of(asked: Request) -> Contribution | None:
    return asked.contribution if hasattr(asked, "contribution") else None


@signed_in
@require_http_methods(["GET", "POST"])
def holds_nothing(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    """One step for the agency that knows none of them."""
    asked = answer_request(request, case_id, request_id)
    if not asked.waits:
        return redirect("requests:request", case_id=case_id, request_id=request_id)
    form = HoldsNothing(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_holds_nothing(asked, by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Thank you. Your answer was received: your agency holds nothing about them.")
            return redirect("requests:request", case_id=case_id, request_id=request_id)
    says = ["This is a full answer, and it is sent at once. If something is found later, you can add it."]
    beside = [("Who it is about", asked.children_named)]
    return drawn(request, _page("We hold nothing about them", "Send this answer", asked, says, beside), form)


@signed_in
@require_http_methods(["GET", "POST"])
def add_word(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponse:
    """Add to what was sent, or put it right; what was sent stays."""
    asked = answer_request(request, case_id, request_id)
    sent = sent_of(asked)
    if sent is None:
        return redirect("requests:request", case_id=case_id, request_id=request_id)
    form = AddWord(typed(request))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            actions.add_addendum(sent, text=words["text"], reason=words["reason"], by=person_of(request))
        except NotDone as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Added to what you sent. The coordinator has been told.")
            return redirect("requests:request", case_id=case_id, request_id=request_id)
    says = [
        f"What your agency sent on {spoken(london_day(sent.sent_at))} stays as it was. What you write here stands "
        "beside it, with your name and the day."
    ]
    return drawn(request, _page("Add to what was sent", "Add it", asked, says), form)


def _page(title: str, press: str, asked: Request, says: Sequence[str], beside: Sequence[tuple[str, str]] = ()) -> Page:
    home = reverse("requests:request", args=[asked.case_id, asked.pk])
    over = f"{asked.case.reference}, {asked.body}"
    trail = [
        ("What is due", "/"), ("Asked of us", reverse("requests:asked_of_us")), (asked.case.reference, home)
    ]  # fmt: skip
    return Page(title, trail, press, "", home, says, over=over, beside=beside, leave="Go back")
