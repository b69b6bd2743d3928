"""The dialogue with the Panel, letter by letter, and decisions that change because of it."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.models import Person
from handrail.service.documents.actions import store
from handrail.service.documents.models import Document
from handrail.service.reviews import actions
from handrail.service.reviews.doors import DIALOGUE, ROOM, open_message, open_review
from handrail.service.reviews.forms.dialogue import DecideAgain, FromPanel, Reply, Tell
from handrail.service.reviews.found_before import nearest_to, to_improve
from handrail.service.reviews.models import PanelMessage, RapidReview
from handrail.service.reviews.views.acting import ask, back_to
from handrail.service.reviews.views.reading import untold


@signed_in
@require_http_methods(["GET", "POST"])
def panel_message(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    """Record what the Panel wrote."""
    review, person = open_review(request, case_id, review_id, DIALOGUE), person_of(request)
    form = FromPanel(request.POST or None, request.FILES or None)

    @transaction.atomic
    def act() -> None:
        told = form.cleaned_data
        actions.record_panel_message(
            review, says=told["says"], dated_on=told["dated_on"], text=told["text"],
            answer_wanted_by=told["answer_wanted_by"], letter=_letter(review, form, person), by=person,
        )  # fmt: skip

    return ask(
        request, form, "reviews/panel_message.html", {"case": review.case, "review": review},
        act=act, say="What the Panel wrote is recorded.", go=back_to(review),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Record the partnership's answer to one letter of the Panel's."""
    message, person = open_message(request, case_id, message_id, DIALOGUE), person_of(request)
    review = message.review
    if message.direction != PanelMessage.Direction.FROM_PANEL:
        messages.warning(request, "This is the partnership's own letter: only what the Panel wrote is answered.")
        return redirect(back_to(review))
    form = Reply(request.POST or None, request.FILES or None, untold=untold(review))

    @transaction.atomic
    def act() -> None:
        told = form.cleaned_data
        actions.answer_panel(
            message, dated_on=told["dated_on"], text=told["text"], tells=form.tells,
            letter=_letter(review, form, person), by=person,
        )  # fmt: skip

    return ask(
        request, form, "reviews/reply.html", {"case": review.case, "review": review, "message": message},
        act=act, say="The reply to the Panel is recorded.", go=back_to(review),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    """Record the letter that tells the Panel a decision made after the rapid review was sent."""
    review, person = open_review(request, case_id, review_id, DIALOGUE), person_of(request)
    waiting = untold(review)
    if not waiting:
        messages.warning(request, "The Panel has been told every decision. Record a new decision first.")
        return redirect(back_to(review))
    form = Tell(request.POST or None, request.FILES or None, untold=waiting)

    @transaction.atomic
    def act() -> None:
        told, decision = form.cleaned_data, form.tells
        assert decision is not None
        letter = _letter(review, form, person)
        actions.tell_panel_decision(decision, dated_on=told["dated_on"], text=told["text"], letter=letter, by=person)

    return ask(
        request, form, "reviews/tell.html", {"case": review.case, "review": review},
        act=act, say="It is recorded that the Panel was told the decision.", go=back_to(review),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    """Decide anew on a local review after the rapid review was sent."""
    review, person = open_review(request, case_id, review_id, DIALOGUE), person_of(request)
    form = DecideAgain(request.POST or None)
    words = {"case": review.case, "review": review, "later": review.later_decisions.all(),
             "found_before": nearest_to(request, review.case, to_improve(review))}  # fmt: skip
    return ask(
        request, form, "reviews/decide.html", words,
        act=lambda: actions.decide_local_review_again(
            review, hold=form.cleaned_data["hold"] == "yes", reasons=form.cleaned_data["reasons"],
            decided_on=form.cleaned_data["decided_on"], by=person,
        ),
        say="The decision is recorded. Next: tell the Panel.",
        go=back_to(review),
    )  # fmt: skip


def _letter(review: RapidReview, form: forms.Form, by: Person) -> Document | None:
    """The file of the letter, kept in the folder; it stands or falls with the letter's record."""
    file = form.cleaned_data["letter"]
    return store(review.case.folder, file.name, file.read(), by=by, opens=ROOM) if file else None
