"""The one order of all lines. A day that is not certain is never made to look certain.

A line stands at the first day on which it can have been. So whatever was certainly over before another began stands
before it, and of two that begin alike the better known stands first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeVar

from handrail.service.chronologies.reading.values import Sure

NEAR = timedelta(days=3)
"""How far from its day something can have been that happened about that day, when lines are held against each other."""
BEFORE_ALL = time(0)


@dataclass(frozen=True, slots=True)
class Line:
    """What has to be known of a line to place it and to hold it against others."""

    key: str
    body: str
    from_on: date
    until_on: date
    sure: Sure = Sure.EXACT
    at: time | None = None
    about: str = ""
    words: str = ""

    @property
    def earliest(self) -> date:
        return self.from_on - NEAR if self.sure is Sure.ABOUT else self.from_on

    @property
    def latest(self) -> date:
        return self.until_on + NEAR if self.sure is Sure.ABOUT else self.until_on


OneLine = TypeVar("OneLine", bound=Line)
Place = tuple[date, timedelta, bool, time, date, str, str]


def place_of(line: Line) -> Place:
    """What lines are ordered by: the first day, how wide the span of an uncertain day is, the hour, the agency."""
    vague = line.until_on - line.from_on if line.sure is Sure.WITHIN else timedelta(0)
    return (line.from_on, vague, line.at is not None, line.at or BEFORE_ALL, line.until_on, line.body, line.key)


def in_order(lines: Iterable[OneLine]) -> list[OneLine]:
    return sorted(lines, key=place_of)


def in_words(from_on: date, until_on: date, sure: Sure, at: time | None = None) -> str:
    """When it was, in a few words that claim no more than is known."""
    if sure is Sure.WITHIN:
        return _month_or_year(from_on, until_on) or f"between {_day(from_on)} and {_day(until_on)}"
    hour = f", {at:%H:%M}" if at else ""
    days = _day(from_on) if from_on == until_on else f"{_day(from_on)} to {_day(until_on)}"
    return f"about {days}{hour}" if sure is Sure.ABOUT else f"{days}{hour}"


def _month_or_year(from_on: date, until_on: date) -> str:
    after = until_on + timedelta(days=1)
    if from_on.day == 1 and after.day == 1:
        if (after.year, after.month) == (from_on.year + from_on.month // 12, from_on.month % 12 + 1):
            return f"some time in {from_on:%B %Y}"
        if from_on.month == 1 and after == date(from_on.year + 1, 1, 1):
            return f"some time in {from_on.year}"
    return ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
