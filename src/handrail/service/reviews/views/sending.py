"""The Word and PDF, the record that they were sent, and what is added afterwards."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.reviews import actions
from handrail.service.reviews.doors import WRITE, open_review
from handrail.service.reviews.forms.sending import AddAddendum, MakeDocuments, Sent, SentReview
from handrail.service.reviews.lateness import due_on, reasons
from handrail.service.reviews.partners import seats
from handrail.service.reviews.views.acting import ask, back_to
from handrail.service.reviews.whole import Naming, names_still_written
from handrail.service.reviews.written import written


@signed_in
@require_http_methods(["GET", "POST"])
def documents(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    review, person = open_review(request, case_id, review_id, WRITE), person_of(request)
    form = MakeDocuments(request.POST or None)
    words = {
        "case": review.case,
        "review": review,
        "names": names_still_written(review),
        "unapproved": [seat for seat in seats(review, written(review).version) if seat.approval is None],
    }
    return ask(
        request, form, "reviews/documents.html", words,
        act=lambda: actions.make_documents(review, naming=Naming(form.cleaned_data["naming"]), by=person),
        say="The Word and PDF are made. Read them before you send them.",
        go=back_to(review),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    """Record when the rapid review went to the Panel. Handrail does not send it."""
    review, person = open_review(request, case_id, review_id, WRITE), person_of(request)
    form = SentReview(request.POST or None, initial={"sent_by_name": person.name})
    words = {
        "case": review.case,
        "review": review,
        "due_on": due_on(review),
        "reasons": reasons(review),
        "unapproved": [seat for seat in seats(review, written(review).version) if seat.approval is None],
    }
    return ask(
        request, form, "reviews/sent.html", words,
        act=lambda: actions.record_sent(
            review, sent_at=form.at, sent_by_name=form.cleaned_data["sent_by_name"], how=form.cleaned_data["how"],
            late_reason=form.cleaned_data["late_reason"], by=person,
        ),
        say="It is recorded that the rapid review was sent to the Panel. From now on it is not changed.",
        go=back_to(review),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def addendum(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    review, person = open_review(request, case_id, review_id, WRITE), person_of(request)
    form = AddAddendum(request.POST or None)
    return ask(
        request, form, "reviews/addendum.html", {"case": review.case, "review": review},
        act=lambda: actions.add_addendum(
            review, text=form.cleaned_data["text"], reason=form.cleaned_data["reason"], by=person
        ),
        say="The addendum is added, with its own Word and PDF. Send it, then record that it was sent.",
        go=back_to(review),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def addendum_sent(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    """Record that the first addendum still waiting was sent: they are sent in the order they were written."""
    review, person = open_review(request, case_id, review_id, WRITE), person_of(request)
    waiting = review.addenda.filter(sent_at__isnull=True).first()
    if waiting is None:
        messages.warning(request, "No addendum waits to be sent.")
        return redirect(back_to(review))
    if request.method == "POST" and request.POST.get("addendum") not in (None, str(waiting.pk)):
        messages.warning(request, "That addendum is already recorded as sent. Nothing was recorded twice.")
        return redirect(back_to(review))
    form = Sent(request.POST or None, initial={"sent_by_name": person.name})
    return ask(
        request, form, "reviews/addendum_sent.html", {"case": review.case, "review": review, "addendum": waiting},
        act=lambda: actions.record_addendum_sent(
            waiting, sent_at=form.at, sent_by_name=form.cleaned_data["sent_by_name"], how=form.cleaned_data["how"],
            by=person,
        ),
        say="It is recorded that the addendum was sent.",
        go=back_to(review),
    )  # fmt: skip
