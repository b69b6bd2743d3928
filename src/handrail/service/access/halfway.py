"""Somebody who has given one factor, in a session that is signed in to nothing yet. It lasts a quarter of an hour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from handrail.service.access.models import Person
from handrail.service.access.typed import in_a_new_session

HELD: Final = "halfway"
LASTS: Final = timedelta(minutes=15)


@dataclass(frozen=True)
class Halfway:
    """`by` is how they began, in the audit's words. `mailbox`: a code sent to their address was given too, so that
    whoever has no second factor yet may set one up."""

    person: Person
    by: str
    wanted: str = ""
    mailbox: bool = False
    link: tuple[str, str] | None = None
    """The organisation and its own number for them, to be kept once they are in."""


def begin(request: HttpRequest, held: Halfway) -> None:
    """In a new session: what was in the browser before is forgotten."""
    in_a_new_session(request, held.person)
    _keep(request, held)


def begun(request: HttpRequest) -> Halfway | None:
    """None where nobody is halfway, or too long ago, or the person was stopped or changed their password since."""
    kept: dict[str, Any] | None = request.session.get(HELD)
    if kept is None or timezone.now().timestamp() - kept["at"] >= LASTS.total_seconds():
        return None
    person = Person.objects.filter(pk=kept["person"], is_active=True).first()
    if person is None or not constant_time_compare(kept["hash"], person.get_session_auth_hash()):
        return None
    return Halfway(person, kept["by"], kept["wanted"], kept["mailbox"], tuple(kept["link"]) if kept["link"] else None)


def prove_mailbox(request: HttpRequest, held: Halfway) -> None:
    _keep(request, replace(held, mailbox=True))


def _keep(request: HttpRequest, held: Halfway) -> None:
    request.session[HELD] = {
        "person": str(held.person.pk), "by": held.by, "wanted": held.wanted, "mailbox": held.mailbox,
        "link": held.link, "hash": held.person.get_session_auth_hash(), "at": timezone.now().timestamp(),
    }  # fmt: skip
