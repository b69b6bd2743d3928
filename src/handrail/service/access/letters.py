"""What people are told about their account. The outbox stands above this room, so it is asked for by name."""

from __future__ import annotations

from typing import Final, cast

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.service.access.models import Invitation, Person
from handrail.service.partnerships.models import Body
from handrail.service.room import Room

ONE_TIME_CODE: Final = "one-time code"
"""The kind of a message whose text is not kept once it has left."""
NOT_YOU = "If this was not you, tell your administrator at once."


def tell(person: Person, subject: str, text: str) -> None:
    """Tell somebody of a change to their own account."""
    _write(person.email, subject, f"{text}\n\n{NOT_YOU}\n\nHandrail: {settings.ADDRESS}", "account", _of(person))


def send_code(email: str, code: str, minutes: int, partnership: Body | None) -> None:
    text = (
        f"Your code is {code}\n\nIt works once, within {minutes} minutes, and only in the browser that asked for it. "
        "Nobody from Handrail asks you to tell it to them. If you did not ask for it, you need not do anything."
    )
    _write(email, "Your code for Handrail", text, ONE_TIME_CODE, partnership)


def send_invitation(invitation: Invitation) -> None:
    """It carries no secret and no link to press: mail scanners open those."""
    last = timezone.localtime(invitation.lapses_at)
    text = (
        f"{invitation.name},\n\n{invitation.invited_by} of {invitation.partnership} invites you to use Handrail, as "
        f"{invitation.in_role.title.lower()} at {invitation.body}.\n\n"
        f"Go to {settings.ADDRESS} by typing it into your browser, choose “Sign in” and then “I have been invited”. "
        "You are sent a code to this address. You also need the word that your administrator tells you, by telephone "
        f"or in person.\n\nThe invitation lapses on {last.day} {last:%B %Y}."
    )
    _write(invitation.email, "You are invited to use Handrail", text, "invitation", invitation.partnership)


def _of(person: Person) -> Body | None:
    return person.partnerships[0] if person.partnerships else None


def _write(to: str, subject: str, text: str, kind: str, partnership: Body | None) -> None:
    """Raises LookupError where no room sends messages: then nothing that people must be told of is done."""
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.posts:
            write = cast("object", import_string(room.posts))
            assert callable(write)
            write(to=to, subject=subject, text=text, kind=kind, partnership=partnership, about=())
            return
    raise LookupError("No room sends messages.")
