"""Time as guidance writes it: "15 working days", "48 hours", "6 months", "7 days before"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from handrail.guidance.days import LONDON, At, WorkingDays, earliest_instant, london_day, months_after

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
