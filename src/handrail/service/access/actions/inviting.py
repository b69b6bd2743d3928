"""Inviting people: named, for a post with a last day. Nobody is a person here before they come."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from handrail.service.access import letters
from handrail.service.access.actions.people import (
    new_password,
    refuse_days,
    refuse_far_end,
    refuse_used,
    set_own_password,
)
from handrail.service.access.models import Invitation, Person, Post
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body

LASTS = timedelta(days=14)


@transaction.atomic
def invite(
    *, name: str, email: str, role: str, body: Body, partnership: Body, until_on: date, by: Person,
    from_on: date | None = None,
) -> tuple[Invitation, str]:  # fmt: skip
    """The invitation, and the word to tell them, which is kept nowhere that it could be read again."""
    refuse_used(email)
    refuse_far_end(until_on)
    refuse_days(body, from_on, until_on)
    if open_invitation(email) is not None:
        raise NotDone("There is an open invitation to this address. Withdraw it first.", "email")
    word, now = new_password(), timezone.now()
    invitation = Invitation.objects.create(
        name=name, email=Person.objects.normalize_email(email).lower(), role=role, body=body, partnership=partnership,
        from_on=from_on, until_on=until_on, word=make_password(word), invited_at=now, invited_by=by,
        lapses_at=now + LASTS,
    )  # fmt: skip
    audit.record(by, f"invited {invitation} until {until_on}", invitation)
    letters.send_invitation(invitation)
    return invitation, word


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> None:
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.accepted_at is not None:
        raise NotDone(f"{held.name} has come already. End the post on their page instead.")
    if held.withdrawn_at is None:
        held.withdrawn_at, held.withdrawn_by = timezone.now(), by
        held.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record(by, f"withdrew the invitation of {held}", held)


@transaction.atomic
def accept(invitation: Invitation, *, password: str) -> Person:
    """Whoever came with the code and the word, with the password they choose. Raises NotDone."""
    person = come(invitation)
    set_own_password(person, password)
    return person


@transaction.atomic
def come(invitation: Invitation) -> Person:
    """Make the person and their post. What proves that it is they was checked before. Raises NotDone."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not held.is_open(timezone.now()):
        raise NotDone("This invitation has lapsed or was withdrawn. Ask your administrator for another.")
    refuse_used(held.email)
    person = Person.objects.create_person(email=held.email, name=held.name)
    audit.name_actor(person)
    refuse_days(held.body, held.from_on, held.until_on)
    Post.objects.create(
        person=person, role=held.role, body=held.body, partnership=held.partnership, from_on=held.from_on,
        until_on=held.until_on,
    )  # fmt: skip
    held.accepted_at, held.person = timezone.now(), person
    held.save(update_fields=["accepted_at", "person"])
    audit.record(person, f"came by the invitation of {held.invited_by}, as {held}", held)
    return person


def open_invitation(email: str) -> Invitation | None:
    now = timezone.now()
    found = Invitation.objects.filter(email__iexact=email.strip(), accepted_at=None, withdrawn_at=None)
    return found.filter(lapses_at__gt=now).select_related("body", "partnership", "invited_by").first()


def word_fits(invitation: Invitation | None, typed: str) -> bool:
    """The same work where there is no invitation."""
    plain = "".join(typed.split()).lower()
    if invitation is None:
        make_password(plain)
        return False
    return check_password(plain, invitation.word)
