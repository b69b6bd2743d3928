"""Codes sent to an address. Asking for one says nothing of whether anybody signs in with that address."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from handrail.service.access import letters, tries
from handrail.service.access.models import EmailedCode
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body

RESET, INVITATION, FIRST_FACTOR = "a new password", "an invitation", "a first second factor"
LASTS: Final = timedelta(minutes=15)
AT_THE_KEYBOARD: Final = timedelta(hours=24)
TRIES: Final = 5
ASKED_FROM_PLACE, ASKED_FOR_ACCOUNT = 5, 30
"""Codes in an hour for one address: from one place, and from anywhere, so that nobody's mailbox is filled."""
LETTERS = "34679ACDEFGHJKMNPQRTWXY"
"""Without those that are taken for one another: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V."""
HELD: Final = "code asked for"


def ask_for_code(request: HttpRequest, email: str, purpose: str, *, to: str, partnership: Body | None) -> None:
    """Send a code to the address as it is kept here, `to`, if it is anybody's; what the browser holds is the same.

    Never to the address as typed: two that differ in a letter's form alone may count as one, and be two mailboxes.
    """
    now, tried = timezone.now(), tries.the_try(request, email)
    _refuse_too_many(tried, purpose)
    code, browser = new_code(), secrets.token_urlsafe(32)
    EmailedCode.objects.filter(until_at__lt=now - timedelta(days=30)).delete()
    EmailedCode.objects.create(
        purpose=purpose, account=tried.account, browser=_digest(browser), place=tried.place,
        code=_digest(plain(code)) if to else "", made_at=now, until_at=now + LASTS,
    )  # fmt: skip
    request.session[HELD] = {"purpose": purpose, "email": email.strip().lower(), "browser": browser}
    if to:
        letters.send_code(to, code, LASTS // timedelta(minutes=1), partnership)


def asked_for(request: HttpRequest, purpose: str) -> str:
    """The address for which this browser asked for a code; empty where it did not."""
    held = request.session.get(HELD) or {}
    return str(held["email"]) if held.get("purpose") == purpose else ""


def code_fits(request: HttpRequest, purpose: str, typed: str) -> bool:
    """Whether it is the code this browser asked for. Each try is counted, and the right one is used up."""
    email = asked_for(request, purpose)
    if not email:
        return False
    browser = _digest(request.session[HELD]["browser"])
    now = timezone.now()
    rows = EmailedCode.objects.select_for_update().filter(account=tries.account_of(email), purpose=purpose)
    rows = rows.filter(used_at=None, until_at__gt=now, tries__lt=TRIES, browser__in=(browser, ""))
    for row in rows:
        row.tries += 1
        fits = bool(row.code) and constant_time_compare(row.code, _digest(plain(typed)))
        row.used_at = now if fits else None
        row.save(update_fields=["tries", "used_at"])
        if fits:
            return True
    return False


def done_with_code(request: HttpRequest) -> None:
    request.session.pop(HELD, None)


def code_for_keyboard(email: str) -> str:
    """For whoever sits at the server: in place of one sent by e-mail, while there may be no mail server yet."""
    code, now = new_code(), timezone.now()
    EmailedCode.objects.create(
        purpose=FIRST_FACTOR, account=tries.account_of(email), place="the keyboard", code=_digest(plain(code)),
        made_at=now, until_at=now + AT_THE_KEYBOARD,
    )  # fmt: skip
    return code


def new_code() -> str:
    """Two groups of four: about 36 bits, of which five tries are given."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(2))


def plain(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _refuse_too_many(tried: tries.Try, purpose: str) -> None:
    lately = timezone.now() - timedelta(hours=1)
    asked = EmailedCode.objects.filter(account=tried.account, purpose=purpose, made_at__gt=lately)
    if asked.filter(place=tried.place).count() >= ASKED_FROM_PLACE or asked.count() >= ASKED_FOR_ACCOUNT:
        raise NotDone("Too many codes have been asked for. Use the last one you were sent, or wait an hour.")


def _digest(text: str) -> str:
    return salted_hmac("handrail.code", text, algorithm="sha256").hexdigest()
