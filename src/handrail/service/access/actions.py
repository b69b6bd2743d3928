"""Signing in and out, and giving people their posts."""

from __future__ import annotations

from datetime import date

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from handrail.service.access.models import Person, Post
from handrail.service.audit import actions as audit
from handrail.service.partnerships.models import Body


def sign_in(request: HttpRequest, person: Person) -> None:
    """Begin a session; the audit row stands in the transaction of the request."""
    audit.name_actor(person)
    login(request, person)
    audit.record(person, "signed in", person)


def sign_out(request: HttpRequest) -> None:
    if isinstance(request.user, Person):
        audit.record(request.user, "signed out", request.user)
    logout(request)


@transaction.atomic
def give_post(
    person: Person, *, role: str, body: Body, partnership: Body, by: Person | None,
    from_on: date | None = None, until_on: date | None = None,
) -> Post:  # fmt: skip
    """Give someone a role at a body, for one partnership, from and until given days."""
    post = Post.objects.create(
        person=person, role=role, body=body, partnership=partnership, from_on=from_on, until_on=until_on
    )
    audit.record(by, f"gave {person} the post {post}", post)
    return post
