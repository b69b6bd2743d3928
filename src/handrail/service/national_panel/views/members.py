"""The Panel's members, their appointment and removal, and what they declared."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.guidance import law_in
from handrail.service.access.doors import signed_in
from handrail.service.access.models import Person, Post
from handrail.service.cases.acting import ask
from handrail.service.national_panel.actions import members as actions
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.doors import at_the_panel, interest_there, member_there
from handrail.service.national_panel.forms import Appoint, Declare, Ended
from handrail.service.national_panel.models import Member
from handrail.service.national_panel.views.asking import act_and_go, page_at_panel
from handrail.service.partnerships.models import Body, Kind


@signed_in
@require_http_methods(["GET"])
def members(request: HttpRequest) -> HttpResponse:
    at_the_panel(request)
    today = timezone.localdate()
    everyone = Member.objects.filter(panel=PANEL.key).prefetch_related("interests")
    words = {
        "sitting": [one for one in everyone if one.sits_on(today)],
        "others": [one for one in everyone if not one.sits_on(today)],
        "law": [role for role in law_in().roles(today) if role.key == "the_panel"],
    }
    return render(request, "national_panel/members.html", words)


@signed_in
@require_http_methods(["GET"])
def member(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    at_the_panel(request)
    found = member_there(member_id)
    interests = found.interests.select_related("body")
    return render(request, "national_panel/member.html", {"member": found, "interests": interests})


@signed_in
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    person = at_the_panel(request)
    people = {str(one.pk): one for one in _people()}
    form = Appoint(request.POST or None, people=people.values())

    def act() -> None:
        told = dict(form.cleaned_data)
        actions.appoint(**{**told, "person": people.get(told["person"])}, by=person)

    page = page_at_panel(
        "Record an appointment", "Record the appointment", "The appointment is recorded.",
        reverse("national_panel:members"),
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), member_there(member_id)
    form = Ended(request.POST or None)

    def act() -> None:
        told = form.cleaned_data
        actions.end_membership(
            found, on=told["on"], removed=told["removed"] == "yes", ended_by_name=told["ended_by_name"],
            why=told["why"], by=person,
        )  # fmt: skip

    page = page_at_panel(f"{found}: record the end of the appointment", "Record the end", "It is recorded.", _of(found))
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), member_there(member_id)
    bodies = {str(one.pk): one for one in Body.objects.filter(kind__in=(Kind.PARTNERSHIP, Kind.LOCAL_AUTHORITY))}
    form = Declare(request.POST or None, bodies=bodies.values())

    def act() -> None:
        told = form.cleaned_data
        actions.declare(
            found, what=told["what"], body=bodies.get(told["body"]), declared_on=told["declared_on"], by=person
        )

    page = page_at_panel(f"{found}: record an interest", "Record the interest", "The interest is recorded.", _of(found))
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["POST"])
def end_interest(request: HttpRequest, interest_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), interest_there(interest_id)
    return act_and_go(
        request, lambda: actions.end_interest(found, by=person), say="It is recorded that the interest ended.",
        go=_of(found.member),
    )  # fmt: skip


@signed_in
@require_http_methods(["POST"])
def not_ended(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), member_there(member_id)
    return act_and_go(
        request, lambda: actions.take_back_end(found, by=person), say="The end was taken back.", go=_of(found)
    )


@signed_in
@require_http_methods(["POST"])
def interest_not_ended(request: HttpRequest, interest_id: uuid.UUID) -> HttpResponse:
    person, found = at_the_panel(request), interest_there(interest_id)
    return act_and_go(
        request, lambda: actions.take_back_interest_end(found, by=person), say="The end was taken back.",
        go=_of(found.member),
    )  # fmt: skip


def _people() -> list[Person]:
    """Those to whom the Panel gave a post."""
    posts = Post.objects.on(timezone.localdate()).filter(body=PANEL.key, partnership=PANEL.key)
    return list(Person.objects.filter(pk__in=posts.values("person")).order_by("name"))


def _of(member: Member) -> str:
    return reverse("national_panel:member", args=[member.pk])
