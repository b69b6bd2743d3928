"""What a room tells of a partnership's year, for the yearly report: a few sentences and a table, each safe to publish.

A room names its function in its `apps.py` (`yearly`). The worker calls it, so it sees all of the partnership; nobody
looks over what it gives before the partners read it. So it tells numbers, and words only where they are public already
or are the partnership's own: never what somebody wrote in a folder. A number of children goes through `children`. Only
a safeguarding partner is named as having come or not: a school or a surgery in such a list tells where a child was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from handrail.analysis.small_numbers import FEWEST
from handrail.guidance.days import LONDON


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months, both days included."""

    first: date
    last: date

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.first, time(), LONDON)

    @property
    def ended_at(self) -> datetime:
        """The instant after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), LONDON)

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def days(self, field: str) -> dict[str, date]:
        """As a filter: the day in `field` lies in it."""
        return {f"{field}__gte": self.first, f"{field}__lte": self.last}

    def instants(self, field: str) -> dict[str, datetime]:
        """As a filter: the instant in `field` lies in it."""
        return {f"{field}__gte": self.begins_at, f"{field}__lt": self.ended_at}


@dataclass(frozen=True, slots=True)
class Rows:
    """A table, under its caption. Each row has as many cells as the header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One part of the report. `key` is its own in all the house, and the same each year.

    `answers` are keys of the editions' items (`contents.yearly_report`) that it bears on, the nearest first: it stands
    under the first that the edition of the year asks for; under what was done, where that asks for none of them.
    """

    key: str
    heading: str
    answers: tuple[str, ...]
    lines: tuple[str, ...] = ()
    tables: tuple[Rows, ...] = ()


Part = dict[str, Any]
"""A part as it is kept in a row, and published as data."""


def kept(told: Told) -> Part:
    return {
        "key": told.key,
        "heading": told.heading,
        "answers": list(told.answers),
        "lines": list(told.lines),
        "tables": [
            {"caption": one.caption, "header": list(one.header), "rows": [list(row) for row in one.rows]}
            for one in told.tables
        ],
    }


def read(part: Part) -> Told:
    return Told(
        part["key"], part["heading"], tuple(part["answers"]), tuple(part["lines"]),
        tuple(
            Rows(one["caption"], tuple(one["header"]), tuple(tuple(row) for row in one["rows"]))
            for one in part["tables"]
        ),
    )  # fmt: skip


def children(count: int) -> str:
    """A number of children, or of incidents, as it may stand alone."""
    return f"{count:,}" if count == 0 or count >= FEWEST else f"fewer than {FEWEST}"


def many(count: int, one: str, several: str = "") -> str:
    """ "1 review", "3 reviews"."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def half_took(days: Iterable[int]) -> str:
    """ "half within 13 days", where there are enough to tell of no one; else empty."""
    held = list(days)
    return f"half within {median(held):g} days" if len(held) >= FEWEST else ""
