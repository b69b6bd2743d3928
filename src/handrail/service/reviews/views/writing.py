"""Beginning, writing, approving, completing and reopening a rapid review."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from handrail.guidance import spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.once import keeps_as_typed
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import CLOSED
from handrail.service.cases.journey_pages import Course, walk
from handrail.service.fields import whole_number
from handrail.service.reviews import actions
from handrail.service.reviews.actions.writing import draft_to_write, unfinished
from handrail.service.reviews.doors import WRITE, folder_for, open_review
from handrail.service.reviews.forms.writing import Begin, Complete, Reopen, journey_of
from handrail.service.reviews.found_before import beside
from handrail.service.reviews.lateness import due_on, overruns
from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.offers import offers_for
from handrail.service.reviews.partners import SIGN_OFF, body_to_approve_for
from handrail.service.reviews.views.acting import ask, back_to, without_review
from handrail.service.reviews.whole import Naming, whole_of
from handrail.service.reviews.written import DECISIONS, SECTIONS, written


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Begin a review of incidents of this folder that have none yet."""
    case, person = folder_for(request, case_id, WRITE), person_of(request)
    waiting = without_review(case.pk)
    form = Begin(request.POST or None, incidents=waiting)
    words = {"case": case, "waiting": waiting, "begun": RapidReview.objects.filter(case=case)}
    if request.method == "POST" and form.is_valid():
        try:
            review = actions.begin_rapid_review(
                case, list(waiting.filter(pk__in=form.cleaned_data["incidents"])), by=person
            )
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The rapid review is begun. What you type is saved as you go.")
            return redirect(back_to(review))
    return render(request, "reviews/begin.html", {**words, "form": form})


@signed_in
@require_http_methods(["GET", "POST"])
@keeps_as_typed
def section(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID, slug: str) -> HttpResponse:
    """One page of the review. A press on "Bring in" keeps what was typed first, then adds to it."""
    review, person = open_review(request, case_id, review_id, WRITE), person_of(request)
    journey = journey_of(review)
    if slug not in {page.slug for page in journey.pages}:
        raise Http404
    if review.case.closed_at is not None:
        messages.warning(request, CLOSED)
        return redirect(back_to(review))
    if review.completed_at is not None:
        messages.warning(request, f"The review was completed on {spoken(review.completed_at)}. Reopen it to change it.")
        return redirect(back_to(review))
    here = reverse("reviews:section", args=[case_id, review_id, slug])
    course = Course(
        journey=journey,
        title=f"Rapid review, {review.case.reference}",
        page_at=lambda other: reverse("reviews:section", args=[case_id, review_id, other]),
        check_at=reverse("reviews:complete", args=[case_id, review_id]),
        leave_to=back_to(review),
        aside=SafeString(_beside(request, review, slug) + beside(request, review, slug)),
    )
    answer = walk(request, draft_to_write(review, by=person), slug, course)
    if answer.status_code == 302 and "bring_in" in request.POST:
        _bring_in(request, review, slug)
        return redirect(here)
    return answer


def _beside(request: HttpRequest, review: RapidReview, slug: str) -> str:
    """What the folder holds that this page may need."""
    asked = next((one for one in SECTIONS if one.slug == slug), None)
    if asked is not None:
        held = written(review).sections[asked.column]
        offers = [(offer, offer.is_in(held)) for offer in offers_for(review, asked)]
        return _drawn("reviews/offers.html", {"offers": offers}, request)
    return _drawn("reviews/weighed.html", {"text": written(review)}, request) if slug == DECISIONS else ""


def _drawn(template: str, words: dict[str, object], request: HttpRequest) -> str:
    """Drawn by a template, which escapes: safe to stand in another."""
    return SafeString(render_to_string(template, words, request))


def _bring_in(request: HttpRequest, review: RapidReview, slug: str) -> None:
    try:
        actions.bring_in(review, slug, request.POST["bring_in"], by=person_of(request))
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "It was added at the end of the text, with its source. Change it as you need.")


@signed_in
@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    review, person = open_review(request, case_id, review_id, WRITE), person_of(request)
    if review.completed_at is not None:
        messages.warning(request, f"The review was already completed on {spoken(review.completed_at)}.")
        return redirect(back_to(review))
    form, text = Complete(request.POST or None), written(review)
    empty = [one.title for one in SECTIONS if not text.sections[one.column]]
    words = {"case": review.case, "review": review, "missing": unfinished(text), "empty": empty,
             "due_on": due_on(review), "late": bool(overruns(review, timezone.localdate())), "text": text}  # fmt: skip
    return ask(
        request, form, "reviews/complete.html", words,
        act=lambda: actions.complete_rapid_review(
            review, completed_at=form.at, late_reason=form.cleaned_data["late_reason"], by=person
        ),
        say="The rapid review is complete. Next: make the Word and PDF that are sent to the Panel.",
        go=back_to(review),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    review, person = open_review(request, case_id, review_id, WRITE), person_of(request)
    form = Reopen(request.POST or None)
    return ask(
        request, form, "reviews/reopen.html", {"case": review.case, "review": review},
        act=lambda: actions.reopen_rapid_review(review, why=form.cleaned_data["why"], by=person),
        say="The review is open for writing again, and is no longer complete.",
        go=back_to(review),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    """A safeguarding partner reads the whole and approves it as it stands."""
    review, person = open_review(request, case_id, review_id, SIGN_OFF), person_of(request)
    if request.method == "POST":
        version = whole_number(request.POST.get("version", ""), -1)
        try:
            given = actions.approve(review, version=version, by=person)
        except NotDone as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, f"You approved this version for {given.body}.")
            return redirect(back_to(review))
    text = written(review)
    body = body_to_approve_for(person, review.case)
    words = {
        "case": review.case,
        "review": review,
        "whole": whole_of(review, Naming.NAMES),
        "version": text.version,
        "missing": unfinished(text) if review.completed_at is None else [],
        "body": body,
        "given": review.approvals.filter(body=body, version=text.version).first(),
    }
    return render(request, "reviews/approve.html", words)


@signed_in
@require_http_methods(["POST"])
def take_in(request: HttpRequest, case_id: uuid.UUID, review_id: uuid.UUID) -> HttpResponse:
    """Review a further incident of the folder together with those the review has."""
    review, person = open_review(request, case_id, review_id, WRITE), person_of(request)
    chosen = request.POST.get("incident", "")
    incident = next((one for one in without_review(review.case_id) if str(one.pk) == chosen), None)
    try:
        if incident is None:
            raise NotDone("Choose an incident of this folder that has no review yet.")
        actions.take_in_incident(review, incident, by=person)
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "The incident is reviewed together with the others.")
    return redirect(back_to(review))
