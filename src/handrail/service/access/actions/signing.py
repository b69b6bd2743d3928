"""Signing in and out: the first factor, the second, and the sentence where neither is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from handrail.service.access import factor, halfway, letters, sessions, tries
from handrail.service.access.actions.people import end_sessions
from handrail.service.access.factors.checking import app_code_fits, passkey_fits, person_of_passkey, recovery_code_fits
from handrail.service.access.factors.keeping import has_factor, unused_codes
from handrail.service.access.halfway import Halfway
from handrail.service.access.models import Person
from handrail.service.access.oidc.linking import link
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone

NO_POST = "You hold no post today, so there is nothing you can open. Ask your administrator to give you one."
GUESSED_AT = (
    "Too many wrong codes have been tried for this account today. Sign in from a browser that you have used before, "
    "with a passkey, or ask your administrator."
)


@transaction.atomic
def try_password(request: HttpRequest, email: str, password: str, wanted: str) -> Person | datetime | None:
    """The person, who is then half way in; nobody; or the instant before which no further try is made."""
    tried = tries.the_try(request, email)
    waiting = tries.pause_until(tried, timezone.now())
    if waiting is not None:
        return waiting
    person = authenticate(request, username=email, password=password)
    if isinstance(person, Person):
        tries.forget_failures(tried)
        halfway.begin(request, Halfway(person, "with a password", wanted))
        return person
    return _refused(tried, "a wrong password, or an address that nobody signs in with", "sign in")


def sign_in_with_passkey(request: HttpRequest, credential: str) -> Person | None:
    """A passkey that knew its holder is both factors."""
    person = person_of_passkey(credential)
    if person is None:
        _refused(tries.the_try(request, "a passkey"), "a passkey that is nobody's here", "sign in")
        return None
    enter(request, person, "with a passkey")
    return person


def try_second(
    request: HttpRequest, held: Halfway, *, code: str = "", credential: str = ""
) -> Person | datetime | None:
    """The second factor of somebody half way in; the person once it opened the session."""
    found = check_second(request, held.person, code=code, credential=credential)
    if isinstance(found, str):
        enter(request, held.person, f"{held.by} and {found}")
        if held.link:
            link(held.person, *held.link)
        return held.person
    return found


@transaction.atomic
def try_again(
    request: HttpRequest, person: Person, *, code: str = "", credential: str = ""
) -> Person | datetime | None:
    """The second factor of somebody signed in, given anew: the session goes on under another key."""
    found = check_second(request, person, code=code, credential=credential)
    if isinstance(found, str):
        refresh(request, person, found)
        return person
    return found


def refresh(request: HttpRequest, person: Person, how: str) -> None:
    request.session.cycle_key()
    factor.count_as_given(request)
    audit.record(person, f"gave their second factor again, {how}", person)


def enter(request: HttpRequest, person: Person, how: str) -> None:
    """Open the session. Raises NotDone for somebody without a post today: the sentence is for them alone, who has
    proved who they are."""
    if not person.posts_today:
        audit.record(None, f"did not let {person} sign in: they hold no post today", person)
        raise NotDone(NO_POST)
    sessions.open_session(request, person, how)


@transaction.atomic
def check_second(request: HttpRequest, person: Person, *, code: str, credential: str) -> str | datetime | None:
    """How it was given, in the audit's words; None if it does not fit; or the instant of the next try.

    A passkey cannot be guessed, so it is never made to wait.
    """
    if credential and passkey_fits(person, credential):
        return "a passkey"
    if credential:
        return None
    tried, now = tries.factor_try(request, person), timezone.now()
    if tries.spread_out(tried, now):
        raise NotDone(GUESSED_AT, "code")
    waiting = tries.pause_until(tried, now)
    if waiting is not None:
        return waiting
    for fits, how in _WAYS:
        if fits(person, code):
            tries.forget_failures(tried)
            if how == "a recovery code":
                _tell_of_recovery_code(person)
            return how
    refused = _refused(tried, f"a wrong code as second factor of {person}", "give it")
    if tries.spread_out(tried, now):
        letters.tell(
            person, "Wrong codes are being tried at your account",
            "Somebody who knows your password has tried many wrong codes. Change your password now, under “Your "
            "account”, from a browser that you have used before.",
        )  # fmt: skip
    return refused


def sign_out(request: HttpRequest) -> None:
    sessions.close_session(request, "signed out")


def sign_out_everywhere(request: HttpRequest, person: Person) -> None:
    """Every session of theirs ends, this one too."""
    audit.record(person, "signed out everywhere", person)
    end_sessions(person)
    sessions.close_session(request, "signed out")


def may_set_up(request: HttpRequest) -> Person | None:
    """Whoever may be given a second factor: signed in and just asked for theirs again, or half way in, without one,
    and proved by two things."""
    if isinstance(request.user, Person):
        return request.user if factor.fresh(request) else None
    held = halfway.begun(request)
    if held is None or not held.mailbox or has_factor(held.person):
        return None
    audit.name_actor(held.person)
    return held.person


def _refused(tried: tries.Try, what: str, to: str) -> datetime | None:
    audit.act_as(None)  # somebody may be signed in here already: it is not known who tries
    failure = tries.count_failure(tried)
    audit.record(None, f"refused {what}, from {tried.place}", failure)
    waiting = tries.pause_until(tried, timezone.now())
    if waiting is not None:
        audit.record(None, f"too many wrong tries to {to} from {tried.place}: paused", failure)
    return waiting


def _tell_of_recovery_code(person: Person) -> None:
    left = unused_codes(person)
    letters.tell(
        person, "A recovery code was used",
        f"A recovery code of yours was used. {left} {'is' if left == 1 else 'are'} left. You can have new ones made "
        "under “Your account”.",
    )  # fmt: skip


Way = Callable[[Person, str], bool]
_WAYS: tuple[tuple[Way, str], ...] = (
    (app_code_fits, "a code from their app"),
    (recovery_code_fits, "a recovery code"),
)
