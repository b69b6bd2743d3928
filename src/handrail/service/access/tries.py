"""How often someone may try a password. After every tenth wrong try from one place there is a pause that grows.

Tries are counted where they come from, so that nobody can keep the rightful person out: a browser that has signed
in to an account before is a place of its own, and what strangers try elsewhere does not count against it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from handrail.service.access.models import FailedSignIn, Person

KNOWN_BROWSER = "__Host-signed-in-before" if settings.SESSION_COOKIE_SECURE else "signed-in-before"
KNOWN_FOR = timedelta(days=365)
REMEMBERED = timedelta(days=1)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(minutes=30)
TRIES_AT_ACCOUNT, TRIES_FROM_PLACE = 10, 100
"""From one place: wrong tries at one account, and at any accounts (an office may share one address)."""
GUESSES_FROM_ANYWHERE = 50
"""Wrong second factors in a day, after which only a browser that the person used before may try."""


@dataclass(frozen=True)
class Try:
    """Somebody at a place trying an account; neither need exist."""

    account: str
    place: str


def the_try(request: HttpRequest, email: str) -> Try:
    account = account_of(email)
    browser = _known_browser(request, account)
    return Try(account, f"browser {browser}" if browser else f"address {address_of(request)}")


def factor_try(request: HttpRequest, person: Person) -> Try:
    """A try at somebody's second factor: counted apart from tries at their password, and from where they come."""
    browser = _known_browser(request, account_of(person.email))
    account = salted_hmac("handrail.second-factor", str(person.pk), algorithm="sha256").hexdigest()
    return Try(account, f"browser {browser}" if browser else f"address {address_of(request)}")


def account_of(email: str) -> str:
    """A keyed digest of an address, which may be none: people type passwords in the wrong box."""
    return salted_hmac("handrail.sign-in", email.strip().lower(), algorithm="sha256").hexdigest()


def spread_out(tried: Try, now: datetime) -> bool:
    """Whether a second factor has been guessed at from many places: whoever does that has the password."""
    if tried.place.startswith("browser "):
        return False
    recent = FailedSignIn.objects.filter(account=tried.account, at__gt=now - REMEMBERED)
    return recent.exclude(place__startswith="browser ").count() >= GUESSES_FROM_ANYWHERE


def pause_until(tried: Try, now: datetime) -> datetime | None:
    """When the next try may be made, if not now. The same for accounts that exist and those that do not."""
    recent = FailedSignIn.objects.filter(place=tried.place, at__gt=now - REMEMBERED)
    counted = ((recent.filter(account=tried.account), TRIES_AT_ACCOUNT), (recent, TRIES_FROM_PLACE))
    for failures, limit in counted:
        number = failures.count()
        if number and number % limit == 0:
            last = failures.latest("at").at
            again_at: datetime = last + pause_after(number // limit)
            if again_at > now:
                return again_at
    return None


def pause_after(rounds: int) -> timedelta:
    """Five minutes after the first ten wrong tries, then ten, twenty, and never more than thirty."""
    doubled: int = 2 ** (min(rounds, 10) - 1)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def count_failure(tried: Try) -> FailedSignIn:
    FailedSignIn.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()
    return FailedSignIn.objects.create(account=tried.account, place=tried.place)


def forget_failures(tried: Try) -> None:
    FailedSignIn.objects.filter(account=tried.account, place=tried.place).delete()


def know_browser(response: HttpResponse, person: Person) -> None:
    """Let this browser be recognised at this account; it opens nothing."""
    account = account_of(person.email)
    response.set_cookie(
        KNOWN_BROWSER, signing.dumps({"account": account, "since": timezone.now().isoformat()}, salt=KNOWN_BROWSER),
        max_age=KNOWN_FOR, httponly=True, secure=bool(settings.SESSION_COOKIE_SECURE), samesite="Strict",
    )  # fmt: skip


def _known_browser(request: HttpRequest, account: str) -> str:
    cookie = request.COOKIES.get(KNOWN_BROWSER, "")
    try:
        held = signing.loads(cookie, salt=KNOWN_BROWSER, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return ""
    return hashlib.sha256(cookie.encode()).hexdigest()[:32] if held["account"] == account else ""


def address_of(request: HttpRequest) -> str:
    """The address that asked. Behind a proxy it is the one that our own proxy saw, the last it wrote down."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if seen:
            return seen[:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
