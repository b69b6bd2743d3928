"""Codes sent to an address: for a forgotten password, an invitation, a first second factor. None opens by itself."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest

from handrail.service.access import codes, letters
from handrail.service.access.actions.inviting import open_invitation
from handrail.service.access.actions.people import set_own_password
from handrail.service.access.factors.keeping import has_factor
from handrail.service.access.halfway import Halfway
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit


@transaction.atomic
def ask_to_reset(request: HttpRequest, email: str) -> None:
    """A code goes only to somebody with a second factor: without one, an address alone would open the account."""
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    goes = person is not None and has_factor(person)
    partnership = person.partnerships[0] if goes and person and person.partnerships else None
    codes.ask_for_code(request, email, codes.RESET, to=person.email if goes and person else "", partnership=partnership)
    if goes and person:
        audit.record(None, f"asked for a code to give {person} a new password", person)


@transaction.atomic
def reset_password(person: Person, new: str) -> None:
    """Every session of theirs ends. Raises NotDone."""
    set_own_password(person, new)
    audit.record(None, f"gave {person} a new password, by the code sent to their address", person)
    letters.tell(person, "Your password was changed", "The password of your account was changed by a code sent here.")


@transaction.atomic
def ask_for_first_factor(request: HttpRequest, held: Halfway) -> None:
    """For whoever signs in without a second factor, before they may set one up."""
    partnership = held.person.partnerships[0] if held.person.partnerships else None
    codes.ask_for_code(request, held.person.email, codes.FIRST_FACTOR, to=held.person.email, partnership=partnership)


@transaction.atomic
def ask_to_come(request: HttpRequest, email: str) -> None:
    """For whoever says they are invited."""
    invitation = open_invitation(email)
    partnership = invitation.partnership if invitation else None
    codes.ask_for_code(
        request, email, codes.INVITATION, to=invitation.email if invitation else "", partnership=partnership
    )
