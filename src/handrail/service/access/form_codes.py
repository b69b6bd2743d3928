"""One-time codes: asked for, made as the message leaves, typed once, and the session that one of them opens.

Whoever asks is answered alike and costs alike, whether a form is found or not: nothing is looked up before the answer.
A code opens only in the browser that asked for it, so strangers who ask, or guess, wear out codes of their own and
never the rightful person's.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final, TypeVar

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from handrail.service.access import tries
from handrail.service.access.codes import new_code, plain
from handrail.service.access.practitioners import FormCode, Practitioner, Teller
from handrail.service.access.turned_away import form_stayed_shut
from handrail.service.audit import actions as audit
from handrail.service.audit.kinds import made_a_round
from handrail.service.audit.noticing import noticed

LIFE = timedelta(minutes=15)
TRIES = 5
STALE = timedelta(hours=1)
"""A code asked for longer ago is not made any more: whoever asked has gone."""
IDLE, LONGEST = timedelta(minutes=15), timedelta(hours=8)

ASKED, OPENED = "form code", "form"
KNOWN_BROWSER = "__Host-form-opened-before" if settings.SESSION_COOKIE_SECURE else "form-opened-before"
KNOWN_FOR = timedelta(days=90)
CODES = audit.Job("one-time codes")
Opener = TypeVar("Opener", Practitioner, Teller)
KINDS: Final[dict[type, str]] = {Practitioner: "practitioner", Teller: "teller"}
"""By whom a form is opened, and the word for it in the session."""


class NotWanted(ValueError):
    """A code that is not to be made any more, in a sentence that says why."""


def door_of(number: str, email: str) -> str:
    """What a number and an address come to. Kept in place of what strangers type."""
    typed = f"{figures_of(number)} {email.strip().lower()}"
    return salted_hmac("handrail.form-door", typed, algorithm="sha256").hexdigest()


def figures_of(number: str) -> str:
    return "".join(figure for figure in number if figure in "0123456789")


def new_number() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(8))


@transaction.atomic
def ask_for_code(request: HttpRequest, number: str, email: str) -> datetime | None:
    """Note that somebody asks, or give the instant before which nobody may ask from here again."""
    with at_the_door():
        return asked_for(request, door_of(number, email), timezone.now())


@contextmanager
def at_the_door() -> Iterator[None]:
    """As nobody in particular, though somebody be signed in here: it is not known whose form it will be."""
    with audit.unit_of_work(None, "at the door of a form"):
        audit.name_actor(CODES)
        yield


def asked_for(request: HttpRequest, door: str, now: datetime, teller: Teller | None = None) -> datetime | None:
    """`teller` is one whose row has just been made: of all others nothing is looked up."""
    tried = tries.Try(door, _place(request, door))
    waiting = tries.pause_until(tried, now)
    if waiting is not None:
        return waiting
    tries.count_failure(tried)  # until a code opens the form, asking counts as a try
    _asked_here(request).filter(spent_at__isnull=True).update(spent_at=now)
    code = FormCode.objects.create(door=door, place=tried.place, asked_at=now, teller=teller)
    request.session[ASKED] = str(code.pk)
    request.session.set_expiry(STALE)
    return None


def forget_strangers() -> int:
    """How many codes were forgotten that were nobody's. A day is as long as tries are counted."""
    with audit.unit_of_work(CODES):
        nobodys = FormCode.objects.filter(practitioner__isnull=True, teller__isnull=True)
        forgotten = nobodys.filter(asked_at__lt=timezone.now() - tries.REMEMBERED).delete()[0]
        if forgotten:
            made_a_round(CODES, did=f"forgot codes that were nobody's: {forgotten:,}", room="access")
        return forgotten


def make(code: FormCode) -> str:
    """The code itself, to go into a message that is leaving. Only its digest is kept. Raises NotWanted."""
    held = FormCode.objects.select_for_update(of=("self",)).select_related("practitioner", "teller").get(pk=code.pk)
    now = timezone.now()
    if held.spent_at is not None or held.asked_at < now - STALE:
        raise NotWanted("The code is no longer wanted: a newer one was asked for, or the one who asked has gone.")
    if held.whose is None or held.whose.ended_at is not None:
        raise NotWanted("The form no longer waits for whoever asked.")
    words = new_code()
    held.digest, held.until_at = _digest(held, plain(words)), now + LIFE
    held.save(update_fields=["digest", "until_at"])
    return words


@transaction.atomic
def try_code(
    request: HttpRequest, typed: str, kind: type[Opener], waits: Callable[[Opener], bool]
) -> Opener | datetime | None:
    """Whoever it is of this kind, for whom the form is now open; nobody; or the instant before which nothing is tried
    again.

    `waits` is asked whether the form still waits for them.
    """
    with at_the_door():
        found = _tried(request, typed, kind, waits)
    if isinstance(found, kind):
        audit.act_as(found, "a form opened by a code")
    return found


def _tried(
    request: HttpRequest, typed: str, kind: type[Opener], waits: Callable[[Opener], bool]
) -> Opener | datetime | None:
    now = timezone.now()
    code = _asked_here(request).select_for_update(of=("self",)).first()
    if code is None:
        return None
    tried = tries.Try(code.door, _place(request, code.door))
    waiting = tries.pause_until(tried, now)
    if waiting is not None:
        return waiting
    whose = code.whose
    if _is_right(code, typed, now) and isinstance(whose, kind) and _still(waits, whose):
        tries.forget_failures(tried)
        _open(request, whose, now)
        return whose
    return _wrong(code, tried, now)


def _still(waits: Callable[[Opener], bool], whose: Opener) -> bool:
    """Whether the form still waits for them, asked in their name: nobody who is signed out sees a form."""
    audit.act_as(whose, "a code was typed")
    if waits(whose):
        return True
    if isinstance(whose, Practitioner):
        form_stayed_shut(whose)
    audit.act_as(None)
    audit.name_actor(CODES)
    return False


def tries_left(request: HttpRequest) -> int:
    """How often a code may still be tried in this browser; the same whether there is one or not."""
    code = _asked_here(request).filter(spent_at__isnull=True).first()
    return TRIES - code.tries if code else 0


def practitioner_of(request: HttpRequest) -> Practitioner | None:
    """For whom this browser has a form open: not left alone or open too long, and not opened elsewhere since."""
    return _open_here(request, Practitioner, Practitioner.objects.live().select_related("body"))


def teller_of(request: HttpRequest) -> Teller | None:
    """The same of somebody who tells of something."""
    return _open_here(request, Teller, Teller.objects.live().select_related("partnership"))


def last_open_here(request: HttpRequest) -> Practitioner | None:
    """Whose form this browser had open, though it does not wait for them any more."""
    if not has_opened(request):
        return None
    return Practitioner.objects.filter(pk=request.session[OPENED][KINDS[Practitioner]]).first()


def _open_here(request: HttpRequest, kind: type[Opener], live: QuerySet[Opener]) -> Opener | None:
    if not has_opened(request, kind):
        return None
    opened = request.session[OPENED]
    now = timezone.now()
    since, seen = (datetime.fromisoformat(opened[name]) for name in ("since", "seen"))
    if now - since >= LONGEST or now - seen >= IDLE:
        return None
    found = live.filter(pk=opened[KINDS[kind]], browser=opened["browser"]).first()
    if found is not None:
        request.session[OPENED] = {**opened, "seen": now.isoformat()}
    return found


def has_opened(request: HttpRequest, kind: type = Practitioner) -> bool:
    """Whether this browser opened a form as one of this kind, though its time may have ended."""
    return KINDS[kind] in request.session.get(OPENED, {})


def shown(
    request: HttpRequest, holder: Practitioner | Teller, paper: Model, what: str, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """The page, for whoever has this open by a code. Its entry is written here, so that no view can forget it: of each
    page asked for, and of a form that comes back with what was typed."""
    request.holder = holder  # type: ignore[attr-defined]
    response = answer()
    if response.status_code == 200 and (request.method != "POST" or not noticed()):
        audit.looked(holder, what, paper)
    response["Cache-Control"] = "no-store"
    return response


def holder_of(request: HttpRequest) -> Practitioner | Teller | None:
    """Who had something open by a code when the page was made."""
    return getattr(request, "holder", None)


def leave(request: HttpRequest) -> None:
    """Shut the form in this browser. What was typed is kept."""
    request.session.flush()


def know_browser(response: HttpResponse, whose: Practitioner | Teller) -> None:
    """Let this browser be a place of its own, which no stranger's tries elsewhere can pause. It opens nothing."""
    said = {"door": whose.door, "since": timezone.now().isoformat()}
    response.set_cookie(
        KNOWN_BROWSER, signing.dumps(said, salt=KNOWN_BROWSER), max_age=KNOWN_FOR, httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE), samesite="Strict",
    )  # fmt: skip


def _open(request: HttpRequest, whose: Practitioner | Teller, now: datetime) -> None:
    """A session of its own, bound to this form; every other code to it, and every other browser, ends."""
    audit.name_actor(whose)
    request.session.flush()
    rotate_token(request)
    whose.codes.filter(spent_at__isnull=True).update(spent_at=now)
    whose.browser, whose.last_opened_at = uuid.uuid4(), now
    whose.opened_at = whose.opened_at or now
    whose.save(update_fields=["browser", "last_opened_at", "opened_at"])
    request.session[OPENED] = {
        KINDS[type(whose)]: str(whose.pk), "browser": str(whose.browser),
        "since": now.isoformat(), "seen": now.isoformat(),
    }  # fmt: skip
    audit.record(whose, "opened the form with a one-time code", whose, getattr(whose, "folder_id", None))


def _wrong(code: FormCode, tried: tries.Try, now: datetime) -> datetime | None:
    """Count a wrong try. After the fifth the code is worth nothing; after the tenth from one place there is a pause."""
    code.tries += 1
    if code.tries >= TRIES and code.spent_at is None:
        code.spent_at = now
        folder = code.practitioner.folder_id if code.practitioner else None
        audit.record(CODES, f"a code was tried wrongly {TRIES} times from {tried.place}: it ended", code, folder)
    code.save(update_fields=["tries", "spent_at"])
    tries.count_failure(tried)
    return tries.pause_until(tried, now)


def _is_right(code: FormCode, typed: str, now: datetime) -> bool:
    """The same work for a code that never was."""
    same = constant_time_compare(_digest(code, plain(typed)[:16]), code.digest or "-" * 64)
    return same and code.spent_at is None and code.until_at is not None and now < code.until_at


def _asked_here(request: HttpRequest) -> QuerySet[FormCode]:
    """The code that was last asked for in this browser."""
    asked = request.session.get(ASKED)
    return FormCode.objects.filter(pk=asked) if asked else FormCode.objects.none()


def _digest(code: FormCode, words: str) -> str:
    return salted_hmac("handrail.form-code", f"{code.pk} {words}", algorithm="sha256").hexdigest()


def _place(request: HttpRequest, door: str) -> str:
    cookie = request.COOKIES.get(KNOWN_BROWSER, "")
    try:
        known = signing.loads(cookie, salt=KNOWN_BROWSER, max_age=KNOWN_FOR)
    except signing.BadSignature:
        known = {}
    if known.get("door") == door:
        return f"browser {hashlib.sha256(cookie.encode()).hexdigest()[:32]}"
    return f"address {tries.address_of(request)}"
