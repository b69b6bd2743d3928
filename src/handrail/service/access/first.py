"""The first administrator of a partnership, who lets everyone else in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from handrail.service.access import letters
from handrail.service.access.actions import add_person, give_new_password, give_post
from handrail.service.access.actions.people import ADMINISTERS
from handrail.service.access.codes import code_for_keyboard
from handrail.service.access.models import Person, Post
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor
from handrail.service.partnerships.actions import NotDone, add_body
from handrail.service.partnerships.models import Body, Kind


@transaction.atomic
def first_administrator(email: str, name: str, partnership: str, short_name: str, *, by: Actor) -> tuple[str, str]:
    """Their first password, and the code that stands in for one sent to their address.

    Raises NotDone where the partnership has an administrator, or the address is used.
    """
    office = Body.objects.filter(kind=Kind.PARTNERSHIP, name__iexact=partnership).first() or add_body(
        kind=Kind.PARTNERSHIP, name=partnership, short_name=short_name, from_on=None, until_on=None, by=by
    )
    if Post.objects.filter(partnership=office, role__in=ADMINISTERS, until_on=None, person__is_active=True).exists():
        raise NotDone(f"{office} has an administrator, who adds people under “People”.")
    person, password = add_person(email=email, name=name, by=by)
    give_post(person, role="administrator", body=office, partnership=office, by=by)
    return password, code_for_keyboard(email)


@transaction.atomic
def start_again(person: Person, *, by: Actor) -> tuple[str, str]:
    """For an administrator who lost everything: a new password and a code. Whatever second factor they had is gone."""
    Authenticator.objects.filter(user=person).delete()
    password = give_new_password(person, by=by)
    audit.record(by, f"removed every second factor of {person}", person)
    letters.tell(person, "Your ways to sign in were removed", "They were removed at the keyboard of the server.")
    return password, code_for_keyboard(person.email)
