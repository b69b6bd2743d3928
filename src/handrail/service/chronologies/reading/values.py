"""What comes out of a file: lines that were read, and lines that were not, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class NotRead(ValueError):
    """A file, or a cell of it, that cannot be read; the message says how to mend it."""


class Sure(StrEnum):
    """How well a day is known."""

    EXACT = "exact"
    """From the first day to the last, both meant."""
    ABOUT = "about"
    """Near that day."""
    WITHIN = "within"
    """On some day, or days, between the first and the last."""


@dataclass(frozen=True, slots=True)
class When:
    """The first and the last day something can have been, and the hour where it is known."""

    from_on: date
    until_on: date
    sure: Sure = Sure.EXACT
    at: time | None = None
    short_year: bool = False
    """Its year was written with two figures, and the century is ours."""
    month_first: bool = False
    """Could be read with the month first too."""


@dataclass(frozen=True, slots=True)
class NoResult:
    """A cell from which nothing can be taken: it holds a formula without a result, or a fault."""

    says: str


Cell = str | int | float | bool | date | datetime | time | timedelta | NoResult | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table as it stands in a file. `faults` are of the whole row: a merged cell, a hidden row."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]
    faults: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    """The cells that hold a formula, whose shown result was taken."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a chronology, as an agency tells it."""

    when: When
    as_written: str
    about: str
    source: str
    happened: str
    did: str
    voice: str
    significance: str
    comment: str
    sheet: str
    row: int
    other: Mapping[str, str] = field(default_factory=dict)
    """What stood under headings that are not ours, by the heading."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that could not be taken in, with what stood in it and what has to be mended."""

    sheet: str
    row: int
    cells: Mapping[str, str]
    """By the key of our column, or the heading where it is not ours, as a person reads the cell."""
    why: tuple[str, ...]
