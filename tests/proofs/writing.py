"""Another process with some writers in it, each on its own connection with the login of the pages.

A writer keeps a journal: `b` and a token before it begins, `a` once it was told that the work is kept. Killed and
started again, it first tries again what it had begun, with the same key, as a browser does that lost its answer.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from handrail.service.access.models import Person

INCIDENTS = 25
"""One in so many is an incident, of many rows in six tables with facts and clocks; the others are notes."""
MESSAGES = 8
"""One note in so many sends a message."""


@dataclass(frozen=True)
class Place:
    """Where this process writes, and how much."""

    told: dict[str, Any]
    journals: Path
    first: int
    writers: int
    each: int


class Journal:
    """On disk at once, in one write a line: what is written there outlives the process."""

    def __init__(self, path: Path) -> None:
        lines = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
        begun = [words[1] for words in lines if words[:1] == ["b"] and len(words) == 2]
        self.acknowledged = {words[1] for words in lines if words[:1] == ["a"] and len(words) == 2}
        self.unknown = [token for token in begun if token not in self.acknowledged]
        self.begun = len(set(begun))
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def note(self, letter: str, token: str) -> None:
        os.write(self._file, f"{letter} {token}\n".encode())


def write_all(place: Place, number: int) -> None:
    """One writer's share, each piece of work until it is acknowledged."""
    journal = Journal(place.journals / f"{number}.journal")
    chosen = random.Random(f"{number} {journal.begun}")  # noqa: S311
    for token in journal.unknown:
        _until_kept(place, journal, token, chosen)
    for turn in range(journal.begun, place.each):
        token = f"w{number}-{turn}"
        journal.note("b", token)
        _until_kept(place, journal, token, chosen)


def _until_kept(place: Place, journal: Journal, token: str, chosen: random.Random) -> None:
    from django.db import InterfaceError, OperationalError, connection

    while True:
        try:
            once(place, token)
        except (OperationalError, InterfaceError):
            threading.Event().wait(chosen.uniform(0.05, 0.3))  # the database is away
        else:
            journal.note("a", token)
            return
        finally:
            connection.close()  # back into the pool, as at the end of a request


def once(place: Place, token: str) -> None:
    """The work and its key in one transaction, as the middleware has it for a page."""
    from handrail.service.access.models import Person
    from handrail.service.audit.actions import unit_of_work
    from handrail.service.web.once.middleware import hold

    incident = int(token.rpartition("-")[2]) % INCIDENTS == 0
    person = _person(Person, place.told["notifier" if incident else "coordinator"])
    with unit_of_work(person):
        held = hold(person, "", f"proof-of-writing-{token}")
        if held.status is None:
            (_record_incident if incident else _file_note)(place, token, person)
            held.status, held.location = 302, "/"
            held.save(update_fields=["status", "location"])


def _file_note(place: Place, token: str, person: Person) -> None:
    from django.utils import timezone

    from handrail.service.cases.actions import file_note
    from handrail.service.cases.models import Case
    from handrail.service.outbox.actions import write

    turn = int(token.rpartition("-")[2])
    case = Case.objects.get(pk=place.told["cases"][zlib.crc32(token.encode()) % len(place.told["cases"])])
    happened_at = timezone.now() - timedelta(hours=1)
    file_note(case, of="call", happened_at=happened_at, with_whom="A ward", text=token, by=person)
    if turn % MESSAGES == 0:
        write(to="ward@wendvalley.example", subject="A note was filed", text=token, kind="proof")


def _record_incident(place: Place, token: str, person: Person) -> None:
    from django.utils import timezone

    from handrail.service.children.actions import Known
    from handrail.service.incidents.actions import record_incident
    from handrail.service.incidents.models import Limb, Nature
    from handrail.service.incidents.told import Told, ToldChild
    from handrail.service.partnerships.models import Body

    child = ToldChild(known=Known(given_names="Wren", family_name=token), outcome=Nature.SERIOUS_HARM)
    told = Told(
        nature=Nature.SERIOUS_HARM, what_is_known=token, limb=Limb.IN_AREA, children=(child,),
        became_aware=timezone.localdate() - timedelta(days=3),
    )  # fmt: skip
    partnership, council = (Body.objects.get(pk=place.told[name]) for name in ("partnership", "council"))
    record_incident(told, partnership=partnership, authority=council, by=person)


_people: dict[str, Any] = {}


def _person(kind: type[Person], pk: str) -> Person:
    from handrail.service.audit.actions import unit_of_work

    if pk not in _people:
        with unit_of_work(None):
            _people[pk] = kind.objects.get(pk=pk)
    person: Person = _people[pk]
    return person


def together(work: Callable[[int], None], numbers: range) -> None:
    threads = [threading.Thread(target=work, args=[number]) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    django.setup()
    told, journals, first, writers, each = sys.argv[1:]
    place = Place(json.loads(Path(told).read_text()), Path(journals), int(first), int(writers), int(each))
    together(lambda number: write_all(place, number), range(place.first, place.first + place.writers))


if __name__ == "__main__":
    main()
