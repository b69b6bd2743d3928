"""Many people at once before the real pages and a small pool of connections, with faults thrown in between.

The pages are asked in the thread of whoever asks, as a web server's threads do, so a thread can say before it asks what
is to go wrong while it is answered.
"""

from __future__ import annotations

import io
import random
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.db import connection
from django.test import Client

from handrail.demonstration.wend_valley import employ
from handrail.service.access.models import Person
from handrail.service.audit import acting
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import SIGNED_OUT, Job, unit_of_work
from handrail.service.cases.actions import file_note, open_case
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind, Membership
from tests.proofs.browsing import FORGERY

FAULTS = ("", "", "", "", "", "", "exception", "statement timeout", "killed backend", "client gone", "half a body")
WITHIN = ("exception", "statement timeout", "killed backend")
WHERE = """
select pg_backend_pid(), transaction_timestamp(), coalesce(current_setting('handrail.actor', true), ''),
  coalesce(current_setting('handrail.folder', true), ''), current_setting('role')
"""
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Member:
    """Somebody of a partnership of their own, with one folder and a word that stands nowhere else."""

    person: Person
    case: Case
    canary: str
    session: str


@dataclass
class Crowd:
    """Who asks, and what was seen."""

    members: list[Member]
    site: Application
    superuser: str
    asked: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    handed_on: int = 0
    _last: dict[int, tuple[str, object]] = field(default_factory=dict)
    """Of each backend: whom it served last, and in which transaction."""
    _acted: dict[int, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _here: threading.local = field(default_factory=threading.local)

    def seen(self, actor: str) -> None:
        """At the head of each unit of work: which backend serves it, and whether it still knows the last actor.

        In the same transaction a page first acts signed out, and then as whoever it finds is asking; the answer to a
        post is kept by whoever sent it, once more by their name.
        """
        with connection.cursor() as cursor:
            cursor.execute(WHERE)
            pid, began, before, folder, role = cursor.fetchone()
        with self._lock:
            last, then = self._last.get(pid, (actor, None))
            if began != then and (before, folder, role) != ("", "", "none"):
                self.leaks.append(f"backend {pid} still named {before or folder or role} when {actor} came")
            if began == then and last not in (SIGNED_OUT, actor):
                self.leaks.append(f"backend {pid} served {last} and then {actor} in one transaction")
            if actor != SIGNED_OUT:
                self.handed_on += self._acted.get(pid, actor) != actor
                self._acted[pid] = actor
            self._last[pid] = (actor, began)

    def stumble(self) -> None:
        """In the middle of the work, after something was written."""
        fault = getattr(self._here, "fault", "")
        if fault in WITHIN:
            self._here.fault = ""  # once to a request
        if fault == "exception":
            raise RuntimeError("stumbled, as was wanted")
        if fault == "statement timeout":
            with connection.cursor() as cursor:
                cursor.execute("set local statement_timeout = '1ms'")
                cursor.execute("select pg_sleep(5)")
        if fault == "killed backend":
            with connection.cursor() as cursor:
                cursor.execute("select pg_backend_pid()")
                (pid,) = cursor.fetchone()
            with psycopg.connect(self.superuser, autocommit=True) as superuser:
                superuser.execute("select pg_terminate_backend(%s, 5000)", [pid])

    def come_and_ask(self, seed: int, times: int) -> None:
        chosen = random.Random(seed)  # noqa: S311
        for turn in range(times):
            member, fault = chosen.choice(self.members), chosen.choice(FAULTS)
            what = chosen.choice((self._own_page, self._anothers_page, self._anothers_page, self._note, self._note))
            self._here.fault = fault
            what(member, chosen, f"{seed}-{turn}")
            with self._lock:
                self.asked[fault or "nothing wrong"] += 1

    def _own_page(self, member: Member, chosen: random.Random, turn: str) -> None:
        status, page = self._ask(member, "GET", f"/cases/{member.case.pk}/")
        if status == 200 and member.canary not in page and self._here.fault != "client gone":
            self._leaked(f"{member.person} did not find the own word on the own page: {page[:200]}")

    def _anothers_page(self, member: Member, chosen: random.Random, turn: str) -> None:
        other = chosen.choice([one for one in self.members if one is not member])
        status, _ = self._ask(member, "GET", f"/cases/{other.case.pk}/")
        if status not in (404, 500, 503):
            self._leaked(f"{member.person} got {status} at the folder of {other.person}")

    def _note(self, member: Member, chosen: random.Random, turn: str) -> None:
        said = {
            "csrfmiddlewaretoken": FORGERY, "once": f"proof-of-the-crowd-{turn}", "of": "call", "with_whom": "A ward",
            "happened_on_day": "4", "happened_on_month": "3", "happened_on_year": "2024", "text": member.canary,
        }  # fmt: skip
        self._ask(member, "POST", f"/cases/{member.case.pk}/notes/new", urlencode(said))

    def _ask(self, member: Member, method: str, path: str, body: str = "") -> tuple[int, str]:
        sent = body.encode()[: len(body) // 2] if self._here.fault == "half a body" else body.encode()
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "SCRIPT_NAME": "",
            "HTTP_COOKIE": f"sessionid={member.session}; csrftoken={FORGERY}", "QUERY_STRING": "",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(sent), "wsgi.errors": io.StringIO(),
        }  # fmt: skip
        told: list[int] = []
        gone = self._here.fault == "client gone"
        page = b"".join(self._read(environ, told, gone=gone)).decode(errors="replace")
        with self._lock:
            self.statuses[told[0]] += 1
        for other in self.members:
            if other is not member and other.canary in page:
                self._leaked(f"{member.person} read the word of {other.person} at {path}")
        return told[0], page

    def _read(self, environ: dict[str, Any], told: list[int], *, gone: bool) -> Iterator[bytes]:
        """All of the answer; or, where the client is gone, nothing of it."""
        answer = self.site(environ, lambda status, headers, *rest: told.append(int(status.split()[0])))
        with closing(answer) if hasattr(answer, "close") else open_for_ever():  # type: ignore[type-var]
            if not gone:
                yield from answer

    def _leaked(self, words: str) -> None:
        with self._lock:
            self.leaks.append(words)


def open_for_ever() -> Any:
    return closing(io.BytesIO())


def members(count: int) -> list[Member]:
    """Each in a unit of work of their own, so that what they leave behind is theirs."""
    found = []
    for number in range(count):
        canary = f"canary{secrets.token_hex(8)}"
        with unit_of_work(Job("demonstration")):
            partnership = Body.objects.create(name=f"Reach {number} Partnership", kind=Kind.PARTNERSHIP,
                                              short_name=f"R{number}", invented=True)  # fmt: skip
            council = Body.objects.create(name=f"Reach {number} Council", kind=Kind.LOCAL_AUTHORITY, invented=True)
            Membership.objects.create(
                partnership=partnership, body=council, place=Membership.Place.SAFEGUARDING_PARTNER
            )
            person = employ(f"Rower {number}", "coordinator", partnership, partnership)
        with unit_of_work(person):
            case = open_case(partnership=partnership, authority=council, by=person)
            case.local_reference = canary
            case.save(update_fields=["local_reference"])
            file_note(case, of="call", happened_at=case.opened_at, with_whom=canary, text=canary, by=person)
        client = Client()
        client.force_login(person)
        found.append(Member(person, case, canary, client.cookies["sessionid"].value))
    return found


def watched(crowd: Crowd, monkeypatch: Any, *, left: str = "") -> None:
    """Look at each unit of work from within. `left` is the seeded fault: what is set for the session, and stays."""
    write, ask = audit._write, acting._asked

    def asked(query: str, values: Sequence[Any] = ()) -> tuple[str, ...]:
        if "wall.enter" not in query:
            return ask(query, values)
        crowd.seen(values[0])
        said = ask(query, values)
        if left:
            ask("select set_config(%s, current_setting(%s), false)", [left, left])
        return said

    def write_and_stumble(*args: Any, **said: Any) -> None:
        write(*args, **said)
        crowd.stumble()

    monkeypatch.setattr(acting, "_asked", asked)
    monkeypatch.setattr(audit, "_write", write_and_stumble)
