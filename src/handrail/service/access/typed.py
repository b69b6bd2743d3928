"""What somebody typed and sent when their session had ended, or their second factor was too old: kept for a quarter of
an hour, sealed, with that browser's session, and offered again to them alone. Passwords, codes and files are not kept.

Who they were nobody can tell once a session has ended, so each form says in its key for whom it was drawn.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from handrail.service.access.factors.keeping import sealer
from handrail.service.access.models import Person
from handrail.service.access.once import FIELD, OURS

HELD: Final = "typed"
LASTS: Final = timedelta(minutes=15)
MOST: Final = 200_000
"""Letters: more than the longest page of ours takes."""
SECRET = re.compile("password|passphrase|secret|token|^code$|otp|credential", re.IGNORECASE)
DRAWN, FOR, BY_US = 24, 24, 12
"""How many letters of a key are chance, how many say for whom it was drawn, and how many that it was drawn here."""
KEPT = "You were signed out before what you typed could be saved. Sign in, and it is shown to you again."


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent, to be sent again where it was going under the key that it had."""

    to: str
    key: str
    fields: list[tuple[str, str]]
    files: list[str]

    @property
    def shown(self) -> Iterator[tuple[str, str]]:
        return in_words(self.fields)


def new_key(person: Person | None = None) -> str:
    """Of a form; nobody else than the person it is drawn for is given back what is sent with it."""
    drawn = secrets.token_urlsafe(18)
    return drawn if person is None else drawn + _for(drawn, person) + _by_us(drawn + _for(drawn, person))


def keep(request: HttpRequest) -> bool:
    """Keep what a post says, in place of what was kept before; and say whether there was anything to keep."""
    key = request.POST.get(FIELD, "") if request.method == "POST" else ""
    fields = list(sent(request))
    whole = len(key) == DRAWN + FOR + BY_US and constant_time_compare(_by_us(key[:-BY_US]), key[-BY_US:])
    too_long = sum(len(name) + len(words) for name, words in fields) > MOST
    of_signing_in = any(SECRET.search(name) for name in request.POST if name not in OURS)
    if not whole or too_long or of_signing_in or "autosave" in request.POST or not any(in_words(fields)):
        return False
    told = {
        "to": request.get_full_path(), "key": key, "fields": fields, "at": timezone.now().timestamp(),
        "files": [file.name for name in request.FILES for file in request.FILES.getlist(name)],
    }  # fmt: skip
    request.session[HELD] = sealer().encrypt(json.dumps(told).encode()).decode()
    return True


def kept_for(request: HttpRequest, person: Person) -> Typed | None:
    """What is kept in this browser, if it was this person's and not longer ago than a quarter of an hour."""
    if HELD not in request.session:
        return None
    told: dict[str, Any] = json.loads(sealer().decrypt(request.session[HELD].encode()))
    drawn, theirs = told["key"][:DRAWN], told["key"][DRAWN:-BY_US]
    old = timezone.now().timestamp() - told["at"] >= LASTS.total_seconds()
    if old or not constant_time_compare(_for(drawn, person), theirs):
        return None
    return Typed(told["to"], told["key"], [(name, words) for name, words in told["fields"]], told["files"])


def in_a_new_session(request: HttpRequest, person: Person) -> None:
    """A session of this person's begins: of what was in the browser before, only what they typed stays."""
    held = request.session[HELD] if kept_for(request, person) else None
    request.session.flush()
    if held is not None:
        request.session[HELD] = held


def sent(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Every field, to be sent again; never a password, which is typed anew."""
    for name in request.POST:
        if name not in OURS and not SECRET.search(name):
            yield from ((name, words) for words in request.POST.getlist(name))


def in_words(fields: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What a person would recognise as their own words."""
    for name, words in fields:
        if words.strip() and not _UUID.fullmatch(words):
            yield name.replace("_", " ").replace("-", " ").capitalize(), words


_UUID = re.compile(r"[{]?[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}[}]?")


def _for(drawn: str, person: Person) -> str:
    return salted_hmac("handrail.typed.for", f"{drawn} {person.pk}", algorithm="sha256").hexdigest()[:FOR]


def _by_us(said: str) -> str:
    return salted_hmac("handrail.typed", said, algorithm="sha256").hexdigest()[:BY_US]
