"""Reading a rapid review: how it stands, the whole as it will be sent, and each letter of the dialogue."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.reviews.actions.writing import unfinished
from handrail.service.reviews.covering import is_hidden
from handrail.service.reviews.doors import DIALOGUE, WRITE, may_do, open_message, open_review
from handrail.service.reviews.forms.writing import journey_of
from handrail.service.reviews.lateness import due_on, reasons
from handrail.service.reviews.models import LocalReviewDecision, RapidReview
from handrail.service.reviews.partners import body_to_approve_for, seats
from handrail.service.reviews.under_way import reviews_under_way
from handrail.service.reviews.views.acting import without_review
from handrail.service.reviews.whole import Naming, whole_of
from handrail.service.reviews.written import DECIDES, DECISIONS, SECTIONS, Written, clock_day, open_draft, written


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the list of what is to be written."""

    title: str
    link: str
    done: bool
    words: str
    optional: bool


@signed_in
@require_http_methods(["GET"])
def rapid_review(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    review = open_review(request, case_id, review_id)
    person, text = person_of(request), written(review)
    approving = body_to_approve_for(person, review.case)
    words = {
        "case": review.case,
        "review": review,
        "text": text,
        "parts": parts(review, text),
        "missing": unfinished(text),
        "draft": open_draft(review),
        "clock_day": clock_day(review),
        "due_on": due_on(review),
        "late_reasons": reasons(review),
        "incidents": review.incidents.order_by("recorded_at", "pk"),
        "others": without_review(review.case_id) if review.completed_at is None else [],
        "seats": seats(review, text.version),
        "approving": approving,
        "approved_here": review.approvals.filter(body=approving, version=text.version).exists(),
        "changed_since": approved_since_made(review),
        "dialogue": review.dialogue.select_related("answers", "letter").prefetch_related("answered_by"),
        "later": review.later_decisions.select_related("decided_by").prefetch_related("told_in"),
        "addenda": review.addenda.select_related("added_by", "word", "pdf"),
        "going": next(
            (one for one in reviews_under_way(review.case) if one.rapid_review == review and not is_hidden(one.pk)),
            None,
        ),
        "writes": review.case.closed_at is None and may_do(person, review.case, WRITE),
        "talks": review.case.closed_at is None and may_do(person, review.case, DIALOGUE),
    }
    return render(request, "reviews/rapid_review.html", words)


def parts(review: RapidReview, text: Written) -> list[Part]:
    """Every page of the journey, with how far it has got. The decisions must be made, and the criteria be
    answered but for those whose words were only recalled."""
    done = {section.slug: bool(text.sections[section.column]) for section in SECTIONS}
    told = {slug: "Written" if filled else "Not started" for slug, filled in done.items()}
    optional = set(done)
    for decides, (slug, _) in DECIDES.items():
        weighed = text.weighed_for(decides)
        answered = sum(1 for one in weighed if one.answer)
        done[slug] = answered > 0 and all(one.answer or one.optional for one in weighed)
        told[slug] = f"{answered} of {len(weighed)} answered" if answered else "Not started"
        if done[slug] and answered < len(weighed):
            told[slug] += "; the others may be left"
    decided = text.local_review is not None and text.national_review is not None
    done[DECISIONS], told[DECISIONS] = decided, "Decided" if decided else "To be decided"
    return [
        Part(page.title, reverse("reviews:section", args=[review.case_id, review.pk, page.slug]), done[page.slug],
             told[page.slug], page.slug in optional)
        for page in journey_of(review).pages
    ]  # fmt: skip


def approved_since_made(review: RapidReview) -> bool:
    """Whether an approval came after the Word and PDF were made, so that they do not show it."""
    return bool(review.word and review.approvals.filter(approved_at__gt=review.word.added_at).exists())


def untold(review: RapidReview) -> list[LocalReviewDecision]:
    """Later decisions that no letter has told the Panel yet."""
    return list(review.later_decisions.filter(told_in__isnull=True))


@signed_in
@require_http_methods(["GET"])
def whole(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    """The whole, as it stands and as it will be sent."""
    review = open_review(request, case_id, review_id)
    words = {
        "case": review.case,
        "review": review,
        "whole": whole_of(review, Naming.NAMES, person_of(request)),
        "version": written(review).version,
        "approving": body_to_approve_for(person_of(request), review.case),
    }
    return render(request, "reviews/whole.html", words)


@signed_in
@require_http_methods(["GET"])
def message(request: HttpRequest, case_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    found = open_message(request, case_id, message_id)
    words = {
        "case": found.case,
        "message": found,
        "replies": found.answered_by.all(),
        "talks": found.case.closed_at is None and may_do(person_of(request), found.case, DIALOGUE),
    }
    return render(request, "reviews/message.html", words)
