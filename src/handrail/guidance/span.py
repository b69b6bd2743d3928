"""Time as guidance writes it: "15 working days", "48 hours", "6 months", "7 days before", "30 September"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from handrail.guidance.days import LONDON, At, WorkingDays, earliest_instant, end_of_month, london_day, months_after

MONTHS = "January February March April May June July August September October November December".split()
LEAP_YEAR = 2000
UNITS = ("hours", "days", "working days", "weeks", "months", "years")


@dataclass(frozen=True, slots=True)
class Span:
    """A count of one unit, after an event or before a planned day."""

    count: int
    unit: str
    before: bool = False

    @classmethod
    def parse(cls, words: str) -> Self:
        """Read "5 working days", "1 month" or "7 days before". Raises ValueError with what was expected."""
        plain = words.removesuffix(" before")
        number, _, unit = plain.partition(" ")
        unit = unit if unit.endswith("s") else f"{unit}s"
        if not number.isdecimal() or int(number) == 0 or unit not in UNITS:
            raise ValueError(f"{words!r} is not a span: write a number and one of {', '.join(UNITS)}")
        return cls(int(number), unit, before=plain != words)

    def from_(self, start: At, days: WorkingDays) -> At:
        """The day it falls due, or the instant for a span in hours.

        Hours are counted in UTC. Where only the day of the event is known, hours run from its first
        moment, so the answer errs on the early side.
        """
        count = -self.count if self.before else self.count
        if self.unit == "hours":
            return (earliest_instant(start) + timedelta(hours=count)).astimezone(LONDON)
        return self._day_from(london_day(start), count, days)

    def _day_from(self, start: date, count: int, days: WorkingDays) -> date:
        match self.unit:
            case "working days":
                return days.after(start, count)
            case "days":
                return start + timedelta(days=count)
            case "weeks":
                return start + timedelta(weeks=count)
            case "months":
                return months_after(start, count)
            case _:
                return months_after(start, 12 * count)

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.count == 1 else self.unit
        return f"{self.count} {unit}{' before' if self.before else ''}"


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day that comes round each year, such as 30 September."""

    day: int
    month: int

    @classmethod
    def parse(cls, words: str) -> YearlyDay:
        """Read "30 September". Raises ValueError with what was expected."""
        number, _, name = words.partition(" ")
        month = MONTHS.index(name) + 1 if name in MONTHS else 0
        if not month or not number.isdecimal() or not 1 <= int(number) <= monthrange(LEAP_YEAR, month)[1]:
            raise ValueError(f'{words!r} is not a day of the year: write, for example, "30 September"')
        return cls(int(number), month)

    def next_after(self, day: date) -> date:
        """The next such day, never `day` itself; 29 February falls on the 28th of a year without one."""
        this_year = self._in(day.year)
        return this_year if this_year > day else self._in(day.year + 1)

    def _in(self, year: int) -> date:
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"


@dataclass(frozen=True, slots=True)
class Number:
    """What fixes the day a duty falls due: a span, a day, or the earlier of both; none of them means no number."""

    within: Span | None
    by: date | YearlyDay | None
    month_end: bool

    def due(self, start: At, days: WorkingDays) -> At | None:
        counted = self.within.from_(start, days) if self.within else None
        if counted is not None and self.month_end:
            counted = end_of_month(london_day(counted))
        if self.by is None:
            return counted
        fixed = self.by.next_after(london_day(start)) if isinstance(self.by, YearlyDay) else self.by
        return fixed if counted is None or fixed <= london_day(counted) else counted
