"""Signing in and out."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from handrail.service.access import tries
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit


@transaction.atomic
def try_to_sign_in(request: HttpRequest, email: str, password: str) -> Person | datetime | None:
    """The person, nobody, or the instant before which no further try is made."""
    tried = tries.the_try(request, email)
    waiting = tries.pause_until(tried, timezone.now())
    if waiting is not None:
        return waiting
    person = authenticate(request, username=email, password=password)
    if isinstance(person, Person):
        tries.forget_failures(tried)
        sign_in(request, person)
        return person
    failure = tries.count_failure(tried)
    if (waiting := tries.pause_until(tried, timezone.now())) is not None:
        audit.record(None, f"too many wrong tries to sign in from {tried.place}: paused", failure)
    return waiting


def sign_in(request: HttpRequest, person: Person) -> None:
    """Begin a session; the audit row stands in the transaction of the request."""
    audit.act_as(person, "signing in")
    login(request, person)
    audit.record(person, "signed in", person)


def sign_out(request: HttpRequest) -> None:
    if isinstance(request.user, Person):
        audit.record(request.user, "signed out", request.user)
    logout(request)
