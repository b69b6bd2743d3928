"""Counting days the way guidance counts them, in London.

The day after an event is day one, whatever day the event fell on. Working days are weekdays that are
not bank holidays in England and Wales, from the list GOV.UK publishes.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

LONDON = ZoneInfo("Europe/London")
YEARS_AHEAD = 40
"""Years past the published list for which a provisional day can still be named."""

At = date | datetime
"""A London day where only the day is known, or an aware instant."""


class OutsideCalendar(ValueError):
    """A day for which bank holidays are not known and cannot be assumed."""


def london_day(at: At) -> date:
    """The day in London on which something happened."""
    if not isinstance(at, datetime):
        return at
    return at.astimezone(LONDON).date()


def earliest_instant(at: At) -> datetime:
    """The instant itself; where only the day is known, the first moment of that day in London."""
    if isinstance(at, datetime):
        return at.astimezone(UTC)
    return datetime.combine(at, time.min, LONDON).astimezone(UTC)


def months_after(start: date, months: int) -> date:
    """The same-numbered day of the month, or the last day of a month too short to have it."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


@dataclass(frozen=True, eq=False)
class WorkingDays:
    """Weekdays that are not bank holidays, looked up in one table.

    Past `known_until` only weekends are skipped, so a day counted there may still move: see `provisional`.
    """

    holidays: Mapping[date, str] = field(repr=False)
    known_from: date
    known_until: date

    def after(self, start: date, count: int) -> date:
        """The day `count` working days after `start`; a negative count goes back from it."""
        first, days, reached = self._table
        offset = start.toordinal() - first
        if not 0 <= offset < len(reached):
            raise OutsideCalendar(self._outside(start))
        before = reached[offset - 1] if offset else 0
        place = reached[offset] + count - 1 if count > 0 else before + count
        if not 0 <= place < len(days):
            raise OutsideCalendar(self._outside(start))
        return days[place]

    def between(self, first: date, last: date) -> int:
        """How many working days come after `first`, up to and including `last`."""
        start, _, reached = self._table
        places = [day.toordinal() - start for day in (first, last)]
        for place, day in zip(places, (first, last), strict=True):
            if not 0 <= place < len(reached):
                raise OutsideCalendar(self._outside(day))
        return reached[places[1]] - reached[places[0]]

    def includes(self, day: date) -> bool:
        if not self.known_from <= day <= self._last:
            raise OutsideCalendar(self._outside(day))
        return day.weekday() < 5 and day not in self.holidays

    def why_skipped(self, day: date) -> str | None:
        """Why a day is not a working day; None when it is one."""
        if day in self.holidays:
            return self.holidays[day]
        return day.strftime("%A") if day.weekday() >= 5 else None

    def provisional(self, day: date) -> bool:
        """Whether a bank holiday not yet published could still move this day."""
        return day > self.known_until

    def _outside(self, day: date) -> str:
        return (
            f"Bank holidays are known from {self.known_from.year} to {self.known_until.year}, "
            f"so working days cannot be counted around {spoken(day)}. Check the year."
        )

    @cached_property
    def _last(self) -> date:
        return date(self.known_until.year + YEARS_AHEAD, 12, 31)

    @cached_property
    def _table(self) -> tuple[int, list[date], list[int]]:
        """The first day's number, every working day in order, and for each day how many have been reached."""
        first = self.known_from.toordinal()
        days: list[date] = []
        reached: list[int] = []
        for day in map(date.fromordinal, range(first, self._last.toordinal() + 1)):
            if day.weekday() < 5 and day not in self.holidays:
                days.append(day)
            reached.append(len(days))
        return first, days, reached


@lru_cache(maxsize=1)
def published_working_days() -> WorkingDays:
    """The list that GOV.UK publishes for England and Wales, as the installed package carries it."""
    published = BankHolidays(use_cached_holidays=True)
    holidays = {
        holiday["date"]: str(holiday["title"])
        for holiday in published.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    }
    return working_days(holidays)


def working_days(holidays: Mapping[date, str]) -> WorkingDays:
    """Whole years only: a list that stops in a year says nothing of the rest of it, so we take its years."""
    return WorkingDays(
        holidays=dict(holidays),
        known_from=date(min(holidays).year, 1, 1),
        known_until=date(max(holidays).year, 12, 31),
    )


def spoken(at: At) -> str:
    """A day or instant as people write it: "24 May 2018", "24 May 2018 at 3:05pm" (London)."""
    day = london_day(at)
    words = f"{day.day} {day:%B %Y}"
    if not isinstance(at, datetime):
        return words
    clock = at.astimezone(LONDON)
    return f"{words} at {clock.hour % 12 or 12}:{clock:%M}{'am' if clock.hour < 12 else 'pm'}"
