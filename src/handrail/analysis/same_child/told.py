"""A child as one folder tells of them, and the handles by which another telling of the same child is found.

Two tellings are compared only where they share a handle. Each is shared by few: a day and a name, never a name alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from handrail.analysis.identity.spelling import sound

UNMARKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})
WITHIN = re.compile(r"(?<=\w)['’ʼ`.](?=\w)")
APART = re.compile(r"[^\w]+|[\d_]+")
NO_NAME = frozenset("baby infant unborn unknown twin girl boy male female child of not known named yet".split())
"""What stands where a name would, and is none."""
MOST_WORDS = 8
NIGHT = timedelta(days=2)
"""A night and a slip: so far apart two agencies may put one day."""
ABOUT = timedelta(days=45)
"""So near an estimated day of birth is to another."""


@dataclass(frozen=True)
class Told:
    """What is held of a child. All of it may be unknown; a number is ten figures that prove themselves."""

    given_names: str = ""
    family_name: str = ""
    also_known_as: str = ""
    born_on: date | None = None
    about_then: bool = False
    """Whether the day of birth is an estimate, or that of a birth to come."""
    sex: str = ""
    """Empty where it is not known."""
    number: str = ""
    died_on: date | None = None

    @cached_property
    def given(self) -> tuple[str, ...]:
        return words_of(self.given_names)

    @cached_property
    def family(self) -> tuple[str, ...]:
        return words_of(self.family_name)

    @cached_property
    def others(self) -> tuple[str, ...]:
        return words_of(self.also_known_as)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every word of every name, however it was sorted into boxes."""
        return tuple(dict.fromkeys((*self.given, *self.family, *self.others)))[:MOST_WORDS]


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without case, accents and what stands for no name."""
    bare = unicodedata.normalize("NFKD", name.casefold()).translate(UNMARKED)
    bare = WITHIN.sub("", "".join(letter for letter in bare if not unicodedata.combining(letter)))
    return tuple(word for word in APART.split(bare) if len(word) > 1 and word not in NO_NAME)


def handles(told: Told) -> frozenset[str]:
    """What is looked up. Two tellings that `weighing` would find alike share one, but for a day that differs together
    with a name that sounds otherwise."""
    return frozenset(_handles(told))


def _handles(told: Told) -> Iterator[str]:
    if told.number:
        yield f"number {told.number}"
    sounds = sorted({sound(word) for word in told.words} - {""})
    firsts = "".join(sorted((told.given[0][0], told.family[0][0]))) if told.given and told.family else ""
    for what in _days(told):
        yield from (f"{what} {heard}" for heard in (*sounds, firsts) if heard)
    if told.born_on is not None:
        yield from (f"{pair} {when}" for pair in _pairs(sounds) for when in _near(told.born_on, told.about_then))


def _days(told: Told) -> Iterator[str]:
    """The day of birth; and that of the death, which two agencies may put a night apart."""
    if told.born_on is not None:
        yield f"born {told.born_on}"
    if told.died_on is not None:
        yield from (f"died {told.died_on + timedelta(days=days)}" for days in (-1, 0, 1))


def _pairs(sounds: list[str]) -> Iterator[str]:
    return (f"{one} {other}" for one, other in combinations(sounds, 2))


def _near(day: date, about: bool) -> Iterator[str]:
    """The year alone, or the day of any year with day and month in either order: one of them stands after a slip."""
    spread = ABOUT if about else NIGHT
    yield from (f"in {year}" for year in sorted({(day - spread).year, (day + spread).year}))
    first, second = sorted((day.day, day.month))
    yield f"on {first} {second}"
