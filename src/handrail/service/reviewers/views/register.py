"""The register of reviewers: the list, one reviewer, and what is recorded of them."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, require, signed_in
from handrail.service.access.models import Person
from handrail.service.cases.acting import ask
from handrail.service.cases.models import Case
from handrail.service.reviewers import actions
from handrail.service.reviewers.conflicts import days_of
from handrail.service.reviewers.doors import KEEP, READ, open_reviewer, partnerships_for
from handrail.service.reviewers.forms.register import (
    FilterForm,
    InterestForm,
    NothingMoreForm,
    OffForm,
    ReviewerForm,
    WhyForm,
)
from handrail.service.reviewers.models import Commission, Interest, Reviewer
from handrail.service.reviewers.views.asking import register_trail

YEAR = 365
"""Days after which what somebody declared is old: it is asked for again."""


@signed_in
@require_http_methods(["GET"])
def register(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, READ)
    everyone = Reviewer.objects.filter(partnership__in=partnerships_for(person, READ))
    form = FilterForm(request.GET or None)
    on_it = _asked_for(everyone.filter(left_on__isnull=True), form).select_related("body", "partnership")
    words = {
        "form": form,
        "reviewers": [(one, _standing(person, one), _interests(one)) for one in on_it],
        "none_at_all": not everyone.exists(),
        "off": everyone.filter(left_on__isnull=False).select_related("body"),
        "long_ago": timezone.localdate() - timedelta(days=YEAR),
        "may_keep": person.may(KEEP),
        "several": len(partnerships_for(person, READ)) > 1,
    }
    return render(request, "reviewers/register.html", words)


def _asked_for(reviewers: QuerySet[Reviewer], form: FilterForm) -> QuerySet[Reviewer]:
    """A filter in words we do not know is an address that leads nowhere."""
    if not form.is_bound:
        return reviewers
    if not form.is_valid():
        raise Http404
    if form.cleaned_data["knows"]:
        reviewers = reviewers.filter(expertise__contains=[form.cleaned_data["knows"]])
    if form.cleaned_data["available"]:
        reviewers = reviewers.filter(available=form.cleaned_data["available"])
    return reviewers


def _standing(person: Person, reviewer: Reviewer) -> int:
    return len(_commissions(person, reviewer, Commission.objects.standing()))


def _interests(reviewer: Reviewer) -> list[str]:
    """The bodies in which they have, or had, an interest: whom to look at twice before they are asked."""
    standing = Interest.objects.filter(reviewer=reviewer, set_aside_at__isnull=True).select_related("body")
    return list(dict.fromkeys(str(one.body) for one in standing))


def _commissions(person: Person, reviewer: Reviewer, among: QuerySet[Commission]) -> list[Commission]:
    """Those in folders that this person may open: another folder's are not spoken of."""
    open_ = Case.objects.visible_to(person, what=["reviewers"])
    return list(among.filter(reviewer=reviewer, case__in=open_).select_related("case"))


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, KEEP)
    form = ReviewerForm(typed(request), partnerships=partnerships_for(person, KEEP))
    page = Page(
        "Add a reviewer", register_trail(), "Add to the register", "", reverse("reviewers:register"), over="Reviewers",
        says=["Then record which interests they declare: nobody is appointed before they have declared them."],
    )  # fmt: skip

    def act() -> str:
        added = actions.add_reviewer(form.partnership_chosen, form.said, by=person)
        return f"{added.name} is on the register. Now record which interests they declare, on their page."

    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET"])
def reviewer(request: HttpRequest, reviewer_id: uuid.UUID) -> HttpResponse:
    found, person = open_reviewer(request, reviewer_id), person_of(request)
    interests = Interest.objects.filter(reviewer=found).select_related("body", "recorded_by")
    words = {
        "reviewer": found,
        "interests": [(one, days_of(one)) for one in interests if one.set_aside_at is None],
        "set_aside": [one for one in interests if one.set_aside_at is not None],
        "commissions": _commissions(person, found, Commission.objects.all()),
        "may_keep": found.left_on is None and found.partnership in partnerships_for(person, KEEP),
    }
    return render(request, "reviewers/reviewer.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reviewer_id: uuid.UUID) -> HttpResponse:
    found = open_reviewer(request, reviewer_id, KEEP)
    form = ReviewerForm(typed(request), partnerships=[], of=found)

    def act() -> str:
        actions.change_reviewer(found, form.said, by=person_of(request))
        return "What the register says of them is changed."

    return ask(request, _page(found, "Change what the register says", "Save the change"), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest, reviewer_id: uuid.UUID) -> HttpResponse:
    found = open_reviewer(request, reviewer_id, KEEP)
    form = InterestForm(typed(request), partnership=found.partnership)

    def act() -> str:
        said = {name: value for name, value in form.cleaned_data.items() if name != "body"}
        actions.declare_interest(found, body=form.chosen, by=person_of(request), **said)
        return "The interest is recorded. Record the next one, or that there are no more."

    says = ["Record each body they work or worked for, govern, or are close to somebody at, with the days."]
    return ask(request, _page(found, "Record an interest they declare", "Record the interest", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def nothing_more(request: HttpRequest, reviewer_id: uuid.UUID) -> HttpResponse:
    found = open_reviewer(request, reviewer_id, KEEP)
    form = NothingMoreForm(typed(request))

    def act() -> str:
        actions.declare_nothing_more(found, declared_on=form.cleaned_data["declared_on"], by=person_of(request))
        return "It is recorded that they declared nothing further."

    says = ["For when they have looked at what is recorded here, and have no other interest to declare."]
    return ask(request, _page(found, "Nothing further declared", "Record it", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def set_interest_aside(request: HttpRequest, reviewer_id: uuid.UUID, interest_id: uuid.UUID) -> HttpResponse:
    found = open_reviewer(request, reviewer_id, KEEP)
    interest = get_object_or_404(Interest.objects.select_related("body"), pk=interest_id, reviewer=found)
    form = WhyForm(typed(request))

    def act() -> str:
        actions.set_interest_aside(interest, why=form.cleaned_data["why"], by=person_of(request))
        return "The interest is set aside. It stays to be read."

    says = [f"{interest}: {interest.words}.", "If it has only ended, record it anew with its last day first."]
    return ask(request, _page(found, "Set an interest aside", "Set it aside", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def take_off(request: HttpRequest, reviewer_id: uuid.UUID) -> HttpResponse:
    found = open_reviewer(request, reviewer_id, KEEP)
    form = OffForm(typed(request))

    def act() -> str:
        said = form.cleaned_data
        actions.take_off_register(found, on=said["on"], why=said["why"], by=person_of(request))
        return f"{found.name} is off the register."

    says = ["They are appointed no more. A commission that they hold goes on until it is ended on its own page."]
    if found.in_panels_pool:
        says.append("From the Panel’s own pool the Panel alone takes somebody out.")
    return ask(request, _page(found, "Take them off the register", "Take them off", says), form, act)


def _page(found: Reviewer, title: str, press: str, says: list[str] | None = None) -> Page:
    here = reverse("reviewers:reviewer", args=[found.pk])
    return Page(title, register_trail(found), press, "", here, says or [], over=str(found))
