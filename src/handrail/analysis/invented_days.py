"""Invented days of work with patterns planted in them, so that it can be measured what the signs find and miss.

People do their own work, and also what honest people do: cover for each other, work late before a meeting, follow an
old link, search for a name and find the answer in the list, open a closed folder to see how it was done. A day is
planted by adding to it what somebody does who reads what is not their business.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from handrail.analysis.insiders import Act, Kind

FIRST = date(2026, 3, 2)
ROLES = {"coordinator": 6.0, "senior officer": 3.0, "safeguarding partner": 2.0, "notifier": 4.0, "contributor": 1.5}
"""How many folders somebody in each role opens in a usual day."""


@dataclass(frozen=True)
class InventedDays:
    """What everybody did, how many days of people that is, and on which of them something was planted."""

    acts: tuple[Act, ...]
    worked: frozenset[tuple[str, date]]
    planted: dict[tuple[str, date], str]


def invented_days(seed: int, *, user_days: int = 10_000, patterns: int = 50) -> InventedDays:
    """The same for the same seed. Patterns are planted after the first four weeks, when habits are known."""
    chance = random.Random(seed)  # noqa: S311 (nothing is kept secret by it)
    people = [(f"person {number}", chance.choice(list(ROLES))) for number in range(max(user_days // 60, 12))]
    acts: list[Act] = []
    worked: dict[tuple[str, date], str] = {}
    for on in takewhile(lambda _: len(worked) < user_days, _working_days()):
        for person, role in people:
            if len(worked) < user_days and chance.random() < 0.92:
                worked[person, on] = role
                acts += _ordinary(chance, person, role, on)
    late = sorted(day for day in worked if day[1] >= FIRST + timedelta(weeks=4))
    kinds = list(PATTERNS)
    planted: dict[tuple[str, date], str] = {}
    for number, day in enumerate(chance.sample(late, patterns)):
        planted[day] = kinds[number % len(kinds)]
        acts += PATTERNS[planted[day]](chance, day[0], worked[day], day[1])
    return InventedDays(tuple(acts), frozenset(worked), planted)


def _working_days() -> Iterator[date]:
    on = FIRST
    while True:
        if on.weekday() < 5:
            yield on
        on += timedelta(days=1)


def _ordinary(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    """An honest day: one's own folders, searches, and now and then what looks odd and is not."""
    works_late = hash_of(person) % 20 == 0
    for _ in range(round(chance.expovariate(1 / ROLES[role])) + 1):
        late = works_late and chance.random() < 0.3
        hour = chance.randrange(19, 24) if late else chance.randrange(8, 18)
        yield from _reading(chance, person, role, on, hour)
    yield from _searching(chance, person, role, on)
    yield from _odd_but_honest(chance, person, role, on)


def _reading(chance: random.Random, person: str, role: str, on: date, hour: int) -> Iterator[Act]:
    folder = f"{person} folder {chance.randrange(12)}"
    for at in _pages(chance, on, hour, chance.randrange(1, 5)):
        yield Act(person, role, at, Kind.READ, folder)


def _searching(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    """Often the answer is in the list of what was found, and nothing is opened."""
    for _ in range(chance.choice([0, 0, 0, 1, 1, 2])):
        at = _at(chance, on, chance.randrange(9, 17))
        yield Act(person, role, at, Kind.SEARCHED, words=f"words {chance.randrange(400)}")
        if chance.random() < 0.7:
            yield Act(person, role, at + timedelta(minutes=1), Kind.READ, f"{person} folder {chance.randrange(12)}")


def _odd_but_honest(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    if chance.random() < 0.06:  # covers for somebody who is away
        for number in range(chance.choice([1, 1, 1, 2])):
            yield Act(person, role, _at(chance, on, 11), Kind.READ, f"a colleague's {number}", task=False)
    if chance.random() < 0.03:  # how was it done last time?
        yield Act(person, role, _at(chance, on, 14), Kind.READ, f"old {chance.randrange(40)}", task=False, closed=True)
    if chance.random() < 0.05:  # an old link, or a mistyped reference
        for _ in range(chance.choice([1, 1, 2])):
            yield Act(person, role, _at(chance, on, 10), Kind.REFUSED, f"elsewhere {chance.randrange(9)}")
    if chance.random() < 0.004:  # the evening before a rapid review
        yield from _reading(chance, person, role, on, 22)
    if chance.random() < 0.0005:  # there are many Smiths
        yield Act(person, role, _at(chance, on, 13), Kind.READ, f"{person} folder 1", own_name=True)


def _browsing(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    for number in range(chance.randrange(3, 12)):
        at = _at(chance, on, chance.randrange(9, 17))
        yield Act(person, role, at, Kind.READ, f"not theirs {number}", task=False)


def _in_bulk(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    start = _at(chance, on, chance.randrange(9, 16))
    for number in range(chance.randrange(16, 55)):
        yield Act(person, role, start + timedelta(seconds=50 * number), Kind.READ, f"one of many {number}")


def _at_night(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    for at in _pages(chance, on, chance.choice([1, 2, 3, 4, 23]), chance.randrange(3, 9)):
        yield Act(person, role, at, Kind.READ, f"{person} folder {chance.randrange(12)}")


def _of_own_family(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    for at in _pages(chance, on, 12, chance.randrange(1, 4)):
        yield Act(person, role, at, Kind.READ, "their own family's", task=chance.random() < 0.5, own_name=True)


def _trying_doors(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    for number in range(chance.randrange(5, 20)):
        yield Act(person, role, _at(chance, on, 15), Kind.REFUSED, f"shut {number}")


def _asking_after_names(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    for number in range(chance.randrange(4, 12)):
        yield Act(person, role, _at(chance, on, 18), Kind.SEARCHED, words=f"a neighbour {number}")


def _among_the_closed(chance: random.Random, person: str, role: str, on: date) -> Iterator[Act]:
    for number in range(chance.randrange(3, 8)):
        at = _at(chance, on, chance.randrange(9, 17))
        yield Act(person, role, at, Kind.READ, f"closed {number}", task=False, closed=True)


PATTERNS: dict[str, Callable[[random.Random, str, str, date], Iterator[Act]]] = {
    "browsing": _browsing,
    "in bulk": _in_bulk,
    "at night": _at_night,
    "of their own family": _of_own_family,
    "trying doors": _trying_doors,
    "asking after names": _asking_after_names,
    "among the closed": _among_the_closed,
}


def hash_of(person: str) -> int:
    """A figure for a person that is the same in every process."""
    return sum(ord(letter) * place for place, letter in enumerate(person, 1))


def _pages(chance: random.Random, on: date, hour: int, count: int) -> list[datetime]:
    start = _at(chance, on, hour)
    return [min(start + timedelta(minutes=2 * number), datetime.combine(on, time(23, 59))) for number in range(count)]


def _at(chance: random.Random, on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour, chance.randrange(60), chance.randrange(60)))
