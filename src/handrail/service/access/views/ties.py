"""What ties bodies to others: contacts, memberships, and the areas that forces and boards cover."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.views.asking import Question, ask, form_for
from handrail.service.access.views.bodies import AREAS_COVERED_BY, BODIES, CONTACTS, home, kept, trail
from handrail.service.partnerships import actions
from handrail.service.partnerships.forms import ContactForm, CoverageForm, MemberForm, MembershipForm
from handrail.service.partnerships.models import Body, Kind

SAME = "Nothing was different, so nothing changed."


@signed_in
@require_http_methods(["GET", "POST"])
def add_contact(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    one = kept(request, body_id, CONTACTS)
    question = Question("Add a contact", one.name, trail(one), home(one), button="Add contact")

    def act(said: dict[str, Any]) -> str:
        return f"{actions.add_contact(one, by=person_of(request), **said)} is added."

    return ask(request, question, form_for(request, ContactForm), act)


@signed_in
@require_http_methods(["GET", "POST"])
def change_contact(request: HttpRequest, body_id: uuid.UUID, contact_id: int) -> HttpResponse:
    one = kept(request, body_id, CONTACTS)
    contact = get_object_or_404(one.contacts, pk=contact_id)
    question = Question(
        "Change or end this contact", f"{contact}, {one}", trail(one), home(one), hint="To end it, give the last day."
    )

    def act(said: dict[str, Any]) -> str:
        return f"{contact} is changed." if actions.change_contact(contact, by=person_of(request), **said) else SAME

    form = form_for(request, ContactForm, contact)
    form.initial["deputy"] = "yes" if contact.deputy else ""
    return ask(request, question, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def add_member(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    one = kept(request, body_id, BODIES)
    if one.kind not in (Kind.PARTNERSHIP, Kind.LSCB):
        raise Http404
    question = Question("Add a member", one.name, trail(one), home(one), button="Add member")

    def act(said: dict[str, Any]) -> str:
        member = Body.objects.get(pk=said.pop("body"))
        return f"{actions.add_member(one, body=member, by=person_of(request), **said).body} is added."

    alive = Q(until_on=None) | Q(until_on__gte=timezone.localdate())
    choices = Body.objects.exclude(kind__in=(Kind.PARTNERSHIP, Kind.LSCB))
    if one.kind == Kind.PARTNERSHIP:
        choices = choices.filter(alive)
    return ask(request, question, form_for(request, MemberForm, bodies=choices), act)


@signed_in
@require_http_methods(["GET", "POST"])
def change_membership(request: HttpRequest, body_id: uuid.UUID, membership_id: int) -> HttpResponse:
    """`body_id` is the partnership's: who looks after it says who belongs to it."""
    one = kept(request, body_id, BODIES)
    membership = get_object_or_404(one.members.select_related("body"), pk=membership_id)
    question = Question(
        "Change or end this membership", str(membership), trail(one), home(one), hint="To end it, give its last day."
    )

    def act(said: dict[str, Any]) -> str:
        changed = actions.change_membership(membership, by=person_of(request), **said)
        return "The membership is changed." if changed else SAME

    return ask(request, question, form_for(request, MembershipForm, membership), act)


@signed_in
@require_http_methods(["GET", "POST"])
def add_coverage(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    one = kept(request, body_id, BODIES)
    if one.kind not in AREAS_COVERED_BY:
        raise Http404
    question = Question("Add an area it covers", one.name, trail(one), home(one), button="Add area")

    def act(said: dict[str, Any]) -> str:
        authority = Body.objects.get(pk=said.pop("authority"))
        return f"It is recorded that {actions.add_coverage(one, authority=authority, by=person_of(request), **said)}."

    authorities = Body.objects.filter(kind=Kind.LOCAL_AUTHORITY)
    return ask(request, question, form_for(request, CoverageForm, authorities=authorities), act)
