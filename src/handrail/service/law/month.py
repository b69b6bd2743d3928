"""A count of days drawn as months, Monday first: a table, so that it is read aloud as well as seen."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handrail.guidance.explain import CountedDay


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month. `part` is what it is to the count: "" for a day outside it."""

    day: date
    part: str
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    title: str
    weeks: tuple[tuple[Cell | None, ...], ...]


def months(days: Iterable[CountedDay]) -> list[Month]:
    """The months a count runs through. Days of the week that fall in another month are left empty."""
    counted = {day.day: day for day in days}
    if not counted:
        return []
    last, first = max(counted), min(counted)
    start = next(iter(counted))
    due = last if start == first else first
    drawn = sorted({(day.year, day.month) for day in counted})
    return [_month(year, month, counted, start, due) for year, month in drawn]


def _month(year: int, month: int, counted: dict[date, CountedDay], start: date, due: date) -> Month:
    weeks = Calendar().monthdatescalendar(year, month)
    cells = tuple(
        tuple(_cell(day, counted.get(day), start, due) if day.month == month else None for day in week)
        for week in weeks
    )
    return Month(f"{date(year, month, 1):%B %Y}", cells)


def _cell(day: date, counted: CountedDay | None, start: date, due: date) -> Cell:
    if counted is None:
        return Cell(day, "", "")
    if day == start:
        return Cell(day, "start", "start")
    if counted.skipped:
        return Cell(day, "skipped", counted.skipped)
    return Cell(day, "due" if day == due else "counted", f"day {counted.number}{', due' if day == due else ''}")
