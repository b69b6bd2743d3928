"""Two tellings held against each other: whether they may be of one child, and what speaks for it and against, in words.

Nothing here decides. What is said names no value: whoever may read both children sees those beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from handrail.analysis.identity.short_names import FAMILIES
from handrail.analysis.identity.spelling import may_be, sound
from handrail.analysis.same_child.told import ABOUT, NIGHT, Told


class Days(Enum):
    """How two days stand to each other."""

    SAME = "the same day"
    TURNED = "day and month changed about"
    NEAR = "at most two days apart"
    YEAR = "the same day of another year"
    FIGURE = "one figure differs"
    ABOUT = "near, and one of them is an estimate"
    UNKNOWN = "one is not known"
    APART = "apart"


class Names(Enum):
    """How the same part of two names stands to the other."""

    SAME = 4
    PART = 3
    SHORT = 2
    SLIP = 1
    UNKNOWN = 0
    DIFFER = -1

    @property
    def alike(self) -> bool:
        return self.value > 0


@dataclass(frozen=True)
class Alike:
    """That they may be one: what speaks for it, and what against."""

    likely: bool
    says: tuple[str, ...]
    but: tuple[str, ...] = ()


def weigh(one: Told, other: Told) -> Alike | None:
    """None where they are taken for two children, or where too little is held to say anything."""
    seen = _Seen.of(one, other)
    if one.number and one.number == other.number:
        return Alike(likely=not seen.but, says=("Same NHS number", *seen.says), but=seen.but)
    if one.number and other.number:
        return Alike(likely=False, says=seen.says, but=(NUMBERS, *seen.but)) if seen.all_the_same else None
    if seen.names_alike and seen.one_day:
        twins = seen.given is Names.SLIP  # who may have names that sound alike
        return Alike(likely=not (twins or seen.but), says=seen.says, but=seen.but)
    if seen.sexes_differ:
        return None
    may = seen.another_surname or seen.no_first_name or seen.another_day
    return Alike(likely=False, says=seen.says, but=seen.but) if may else None


NUMBERS = "The NHS numbers differ: one may be another child’s, or these are two children"


@dataclass(frozen=True)
class _Seen:
    """Two tellings, part by part."""

    born: Days
    died: Days
    given: Names
    family: Names
    turned: bool
    sexes_differ: bool

    @classmethod
    def of(cls, one: Told, other: Told) -> _Seen:
        given = _part(one.given, other.given, one.others, other.others)
        family = _part(one.family, other.family, one.others, other.others)
        about = one.about_then or other.about_then
        return cls(
            born=_days(one.born_on, other.born_on, about=about),
            died=_days(one.died_on, other.died_on),
            given=given,
            family=family,
            turned=not (given.alike and family.alike) and _turned(one, other),
            sexes_differ=bool(one.sex and other.sex) and one.sex != other.sex,
        )

    @property
    def names_alike(self) -> bool:
        return self.turned or (self.given.alike and self.family.alike)

    @property
    def one_day(self) -> bool:
        """Born on one day; or died on one, where the days of birth do not speak against it."""
        died = self.died in (Days.SAME, Days.NEAR) and self.born is not Days.APART
        return self.born is Days.SAME or died

    @property
    def all_the_same(self) -> bool:
        same = self.given is Names.SAME and self.family is Names.SAME and self.born is Days.SAME
        return same and not self.sexes_differ

    @property
    def another_surname(self) -> bool:
        """A child who was adopted, or goes by the name of another parent."""
        first = self.given in (Names.SAME, Names.PART, Names.SHORT)
        return self.born is Days.SAME and first and self.family in (Names.DIFFER, Names.UNKNOWN)

    @property
    def no_first_name(self) -> bool:
        """A baby of whom one folder holds no first name yet."""
        return self.born is Days.SAME and self.given is Names.UNKNOWN and self.family.alike

    @property
    def another_day(self) -> bool:
        """The day of birth was written otherwise: then one of the names has to be wholly the same."""
        slipped = self.born in (Days.TURNED, Days.NEAR, Days.YEAR, Days.FIGURE, Days.ABOUT)
        whole = self.turned or Names.SAME in (self.given, self.family)
        return slipped and self.names_alike and whole and self.died is not Days.APART

    @property
    def says(self) -> tuple[str, ...]:
        names = "First name and surname are changed about" if self.turned else BOTH.get((self.given, self.family), "")
        parts = () if names else (FIRST.get(self.given, ""), LAST.get(self.family, ""))
        return tuple(filter(None, (BORN.get(self.born, ""), names, *parts, DIED.get(self.died, ""))))

    @property
    def but(self) -> tuple[str, ...]:
        """What speaks against it."""
        faults = {
            "The first names differ": self.given is Names.DIFFER and not self.turned,
            "The surnames differ": self.family is Names.DIFFER and not self.turned,
            "The dates of birth differ": self.born is Days.APART,
            "The days of death differ": self.died is Days.APART,
            "One is recorded as a girl and one as a boy": self.sexes_differ,
        }
        return tuple(words for words, holds in faults.items() if holds)


BORN = {
    Days.SAME: "Born on the same day",
    Days.TURNED: "Born on days that are the same with day and month changed about",
    Days.NEAR: "Born on days at most two apart",
    Days.YEAR: "Born on the same day of two years",
    Days.FIGURE: "Born on days that differ by one figure",
    Days.ABOUT: "Born on days that are near, one of them an estimate",
}
DIED = {Days.SAME: "Died on the same day", Days.NEAR: "Died on days at most two apart"}
BOTH = {(Names.SAME, Names.SAME): "The same first name and surname"}
FIRST = {
    Names.SAME: "The same first name",
    Names.PART: "A first name in common",
    Names.SHORT: "One first name is short for the other",
    Names.SLIP: "The first names sound alike or are a slip apart",
}
LAST = {
    Names.SAME: "The same surname",
    Names.PART: "A surname in common",
    Names.SHORT: "The surnames are alike",
    Names.SLIP: "The surnames sound alike or are a slip apart",
}


def _days(one: date | None, other: date | None, *, about: bool = False) -> Days:
    if one is None or other is None:
        return Days.UNKNOWN
    if one == other:
        return Days.SAME
    if abs(one - other) <= NIGHT:
        return Days.NEAR
    if about and abs(one - other) <= ABOUT:
        return Days.ABOUT
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return Days.TURNED
    if (one.day, one.month) == (other.day, other.month):
        return Days.YEAR
    pairs = list(zip(f"{one:%Y%m%d}", f"{other:%Y%m%d}", strict=True))
    slip = one.year == other.year and sum(mine != theirs for mine, theirs in pairs) == 1
    return Days.FIGURE if slip else Days.APART


def _part(one: Sequence[str], other: Sequence[str], *also: Sequence[str]) -> Names:
    """The first of two first names, or all of two surnames. A name that somebody is also known by stands for either."""
    if not one or not other:
        return Names.UNKNOWN
    if tuple(one) == tuple(other) or one[0] == other[0]:
        return Names.SAME
    mine, theirs = {*one, *also[0]}, {*other, *also[1]}
    if set(one) & theirs or set(other) & mine:
        return Names.PART
    if any(_short(first, second) for first in one for second in other):
        return Names.SHORT
    joined = "".join(one), "".join(other)
    if _slip(*joined) or _slip(one[0], other[0]):
        return Names.SLIP
    return Names.DIFFER


def _turned(one: Told, other: Told) -> bool:
    """What one folder holds as the first name is the surname of the other, both ways."""
    crossed = _part(one.given, other.family, (), ()), _part(one.family, other.given, (), ())
    return all(names in (Names.SAME, Names.PART, Names.SLIP) for names in crossed)


def _short(one: str, other: str) -> bool:
    return any(one in forms and other in forms and forms[0] in (one, other) for forms in SHORT_FORMS)


def _slip(one: str, other: str) -> bool:
    """Asked both ways, so that it does not matter which of the two was told first."""
    heard = sound(one) == sound(other) and len(sound(one)) > 2
    return heard or one == other or may_be(one, other) or may_be(other, one)


def _forms(families: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(family.split()) for family in families)


SHORT_FORMS = _forms(FAMILIES)
