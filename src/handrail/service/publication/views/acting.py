"""Approving, telling the family, holding, setting to leave, stopping, withdrawing and giving up."""

from __future__ import annotations

import uuid

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import london_day, spoken
from handrail.service.access.doors import person_of, signed_in
from handrail.service.cases.acting import done
from handrail.service.cases.actions import NotDone
from handrail.service.publication import actions, forms
from handrail.service.publication.doors import APPROVE, RELEASE, STOP, WRITE, open_publication, post_that_may
from handrail.service.publication.gate import (
    current,
    has_left,
    missed,
    planned_on,
    unmet,
    waits_for_a_day,
    withdrawal_of,
)
from handrail.service.publication.models import Publication
from handrail.service.publication.public import stays_until
from handrail.service.publication.telling import what_a_reason_tells
from handrail.service.publication.views.asking import ask, page_of
from handrail.service.publication.views.reading import as_read


@signed_in
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    """The whole text, and the button that approves the version that was read."""
    publication = open_publication(request, case_id, publication_id, APPROVE)
    person, version = person_of(request), current(publication)
    post = post_that_may(person, publication.case, APPROVE)
    assert post is not None
    form = forms.Approve(request.POST or None, initial={"number": version.number})
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        if done(form, lambda: actions.approve(publication, number=number, body=post.body, by=person)):
            messages.success(request, "You approved this version. If the text is changed, you are asked again.")
            return redirect(page_of(publication))
    given = version.approvals.filter(approved_by=person).select_related("taken_back").first()
    marks = version.marks.select_related("resolved_by")
    return render(
        request,
        ("publication/approve.html"),
        {**as_read(publication), ("form"): form, ("given"): given, ("marks"): marks},
    )


@signed_in
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, APPROVE)
    form = forms.Why(request.POST or None)
    return ask(
        request, form, lambda: actions.take_back(publication, why=form.cleaned_data["why"], by=person_of(request)),
        case=publication.case, publication=publication, heading="Take your approval back", press="Take it back",
        said="Your approval is taken back. It leaves only with the approval of two.", back=page_of(publication),
        says=[
            "It stays to be read, with your reason, and counts no more. Until two people who did not write it approve "
            "this version, or a later one, it does not leave. You can approve a later version."
        ],
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def family(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, WRITE)
    form = forms.Family(request.POST or None)

    def act() -> object:
        said = form.cleaned_data
        if said["told"] == "no":
            return actions.record_family(publication, why_not=said["why_not"], by=person_of(request))
        return actions.record_family(publication, told_on=said["told_on"], how=said["how"], by=person_of(request))

    return ask(
        request, form, act, case=publication.case, publication=publication, heading="What the family was told",
        press="Record it", said="It is recorded.", back=page_of(publication),
        says=["The last word recorded here counts; those before it stay."],
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, STOP)
    form = forms.PutOn(request.POST or None)
    return ask(
        request, form,
        lambda: actions.put_on_hold(
            publication, ground=form.cleaned_data["ground"], reason=form.cleaned_data["reason"], by=person_of(request)
        ),
        case=publication.case, publication=publication, heading="Put on a legal hold", press="Put it on",
        said="Nothing of this leaves while the hold stands.", back=page_of(publication),
        says=["Nothing of this publication leaves while it stands, whatever else is met."],
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID, held_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, RELEASE)
    found = publication.holds.filter(pk=held_id, lifted_at__isnull=True).first()
    if found is None:
        raise Http404
    found.publication = publication
    form = forms.Why(request.POST or None)
    return ask(
        request, form, lambda: actions.lift_hold(found, why=form.cleaned_data["why"], by=person_of(request)),
        case=publication.case, publication=publication, heading="Lift the legal hold", press="Lift it",
        said="The hold is lifted.", back=page_of(publication),
        says=[f"{found}: {found.reason}", _once_lifted(publication)],
    )  # fmt: skip


def _once_lifted(publication: Publication) -> str:
    """What lifting the hold lets happen, said before it is lifted."""
    at = publication.goes_at
    if at is None or has_left(publication):
        return "It is not set to leave, so nothing is published by lifting it."
    day = spoken(london_day(at))
    if missed(publication):
        return f"It was to leave on {day}. That day has passed, so nothing is published until it is set to leave again."
    if at <= timezone.now():
        return "It was to leave today. Once the hold is lifted it leaves within a minute or two, if all else is met."
    return f"It leaves by itself on {day} at {timezone.localtime(at):%H:%M}, if every condition is met then."


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, RELEASE)
    first, on = waits_for_a_day(publication), planned_on(publication)
    form = forms.Leave(request.POST or None if first else request.POST, first=first)

    def act() -> object:
        said = form.cleaned_data
        if first:
            return actions.set_to_leave(
                publication, at=said[("at")], late_reason=said[("late_reason")], by=person_of(request)
            )
        return actions.set_to_leave(publication, at=None, by=person_of(request))

    return ask(
        request, form, act, case=publication.case, publication=publication, heading="Set it to leave",
        press="Set it to leave", back=page_of(publication),
        said="It leaves by itself at that time, if every condition is met then as well.",
        says=[*_waits(publication), f"It leaves on {spoken(on)}." if first and on else "", _how(first=first)],
    )  # fmt: skip


def _waits(publication: Publication) -> list[str]:
    waiting = [one.title.lower() for one in unmet(publication, but="set")]
    return [f"It cannot be set to leave yet. Not met: {'; '.join(waiting)}."] if waiting else []


def _how(*, first: bool) -> str:
    when = "At that time" if first else "Within a minute or two"
    return (
        f"{when} the worker checks every condition once more, and the text against all that the folder knows by then."
    )


@signed_in
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, STOP)
    form: django_forms.Form = forms.NothingAsked(request.POST or None)
    on = (
        (f"It is set to leave on {spoken(london_day(publication.goes_at))}.")
        if publication.goes_at
        else ("It is not set to leave.")
    )
    return ask(
        request, form, lambda: actions.stop_leaving(publication, by=person_of(request)), case=publication.case,
        publication=publication, heading=(
            "Stop it from leaving?"
        ), press=(
            "Stop it"
        ), said=(
            "It no longer leaves by itself."
        ),
        back=page_of(publication), says=[on],
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, STOP)
    form = _for_the_public(request, publication)
    until = stays_until(publication)
    return ask(
        request, form, lambda: actions.withdraw(publication, **form.said(), by=person_of(request)),
        case=publication.case, publication=publication, heading="Withdraw what was published", press="Withdraw it",
        grave=True, said="It is withdrawn. The public site takes it down with the next bundle, within a minute or two.",
        back=page_of(publication),
        says=[
            "It goes from the public site, its search and its feeds. At its address stands only that it was "
            "withdrawn, when and why. "
            "It is never published at this address again.",
            *([f"The law has it stay available until at least {spoken(until)}."] if until else []),
        ],
    )  # fmt: skip


def _for_the_public(request: HttpRequest, publication: Publication) -> forms.WhyForThePublic:
    """With a question more once words were typed that may tell who it is about."""
    try:
        perhaps = what_a_reason_tells(publication, request.POST.get("why", "")).perhaps if request.POST else ""
    except NotDone:
        perhaps = ""  # of a folder that is hidden from whoever asks: the action says so
    return forms.WhyForThePublic(request.POST or None, perhaps=perhaps)


@signed_in
@require_http_methods(["GET", "POST"])
def reason(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    """Other words for the public, where those that were given should not have been."""
    publication = open_publication(request, case_id, publication_id, STOP)
    withdrawal = withdrawal_of(publication)
    form = _for_the_public(request, publication)
    now = f"The public reads now: “{withdrawal.reason}”" if withdrawal else "Nothing of this was withdrawn."
    return ask(
        request, form, lambda: actions.replace_reason(publication, **form.said(), by=person_of(request)),
        case=publication.case, publication=publication, heading="Replace the reason that the public reads",
        press="Replace it", said="It is replaced, on the public site with the next bundle.",
        back=page_of(publication),
        says=[now, "Those words stay to be read in the folder, and go from the public site."],
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def give_up(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponse:
    publication = open_publication(request, case_id, publication_id, RELEASE)
    form = forms.Why(request.POST or None)
    return ask(
        request, form, lambda: actions.give_up(publication, why=form.cleaned_data["why"], by=person_of(request)),
        case=publication.case, publication=publication, heading="Give this publication up", press="Give it up",
        grave=True, said="It is given up. What was written of it can still be read.", back=page_of(publication),
        says=["What was written stays readable here. Another publication of the review can then be begun."],
    )  # fmt: skip
