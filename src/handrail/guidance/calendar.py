"""Bank holidays as they were known: one list after another, each from when it was taken in.

What has ended is counted by the list that stood when it ended, and never moves again; what is open is
counted by the newest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from handrail.guidance.days import (
    At,
    WorkingDays,
    earliest_instant,
    london_day,
    published_working_days,
    spoken,
    working_days,
)
from handrail.guidance.table import CannotUse, Remark

DIVISION = "england-and-wales"
EXPECTED = "Give the file that GOV.UK publishes at www.gov.uk/bank-holidays.json, as it was downloaded."


@dataclass(frozen=True, eq=False)
class Calendar:
    """The list there was first, and each later one with when it was taken in, the earliest first.

    A later list holds from its instant, or from the first moment of its day. Raises ValueError when the
    later lists do not come in the order in which they were taken in.
    """

    published: WorkingDays
    later: tuple[tuple[At, WorkingDays], ...] = ()

    def __post_init__(self) -> None:
        if any(before > after for before, after in pairwise(since for since, _, _ in self._since)):
            raise ValueError("Later lists of bank holidays go in the order in which they were taken in.")

    @property
    def lists(self) -> tuple[WorkingDays, ...]:
        return self.published, *(days for _, days in self.later)

    @cached_property
    def newest(self) -> WorkingDays:
        return self.later[-1][1] if self.later else self.published

    def standing(self, at: At | None) -> WorkingDays:
        """The list that stood when something ended; the newest, where it has not."""
        if at is None or not self.later:
            return self.newest
        for since, first_day, days in reversed(self._since):
            if since <= at if isinstance(at, datetime) else first_day <= at:
                return days
        return self.published

    @cached_property
    def _since(self) -> list[tuple[datetime, date, WorkingDays]]:
        """Each later list with its instant and the first day throughout which it held, as whole days are asked most."""
        whole = []
        for at, days in self.later:
            since, day = earliest_instant(at), london_day(at)
            whole.append((since, day if earliest_instant(day) == since else day + timedelta(days=1), days))
        return whole

    def known_by(self, instant: datetime) -> Calendar:
        """The calendar as it was known at an instant."""
        known = self.later[: sum(since <= instant for since, _, _ in self._since)]
        return self if len(known) == len(self.later) else Calendar(self.published, known)

    def taking_in(self, holidays: Mapping[date, str], at: At) -> Calendar:
        """This calendar with a list taken in: itself where the list says nothing new."""
        days = revised(self.newest, holidays)
        return self if same(self.newest, days) else Calendar(self.published, (*self.later, (at, days)))


@lru_cache(maxsize=1)
def published_calendar() -> Calendar:
    """The calendar of the list in the installed package, with nothing taken in since."""
    return Calendar(published_working_days())


def revised(older: WorkingDays, holidays: Mapping[date, str]) -> WorkingDays:
    """A list in the place of an older one: the truth for the years it covers; other years keep the older.

    Raises ValueError where years between the two would be left without any list.
    """
    newer = working_days(holidays)
    if newer.known_from.year > older.known_until.year + 1 or newer.known_until.year < older.known_from.year - 1:
        raise ValueError(
            f"The list covers {newer.known_from.year} to {newer.known_until.year} and the one before it "
            f"{older.known_from.year} to {older.known_until.year}: the years between them are missing."
        )
    kept = {day: name for day, name in older.holidays.items() if not newer.known_from <= day <= newer.known_until}
    return working_days({**kept, **newer.holidays})


def same(one: WorkingDays, other: WorkingDays) -> bool:
    """Whether two lists count alike: the names of the days make no difference."""
    years = (one.known_from, one.known_until) == (other.known_from, other.known_until)
    return years and one.holidays.keys() == other.holidays.keys()


def changes(older: WorkingDays, newer: WorkingDays) -> Iterator[str]:
    """What a newer list changes, in sentences: day by day in years that both know, else year by year."""
    both = max(older.known_from, newer.known_from), min(older.known_until, newer.known_until)
    yield from changed_days(older, newer, *both)
    for year in range(newer.known_from.year, newer.known_until.year + 1):
        if not older.known_from.year <= year <= older.known_until.year:
            yield f"the bank holidays of {year} are known"


def changed_days(older: WorkingDays, newer: WorkingDays, first: date, last: date) -> Iterator[str]:
    """Each day from `first` to `last` that only one of two lists has, in a few words."""
    for day in sorted(older.holidays.keys() ^ newer.holidays.keys()):
        if first <= day <= last:
            now = day in newer.holidays
            name = newer.holidays[day] if now else older.holidays[day]
            yield f"{spoken(day)} is {'now' if now else 'no longer'} a bank holiday ({name})"


def read_holidays(raw: bytes) -> Mapping[date, str]:
    """The bank holidays of England and Wales in GOV.UK's own file. Raises CannotUse with every fault."""
    events = _events(raw)
    faults, holidays = [], {}
    for number, event in enumerate(events, 1):
        try:
            holidays[date.fromisoformat(event["date"])] = str(event["title"])
        except (KeyError, TypeError, ValueError):
            faults.append(Remark(0, f"Bank holiday {number} has no title, or no date such as 2026-12-25. {EXPECTED}"))
    faults.extend(_half_years(holidays))
    if faults:
        raise CannotUse(faults)
    return holidays


def _events(raw: bytes) -> list[Any]:
    try:
        events = json.loads(raw)[DIVISION]["events"]
    except (ValueError, KeyError, TypeError, IndexError):
        raise CannotUse([Remark(0, f"This is not a list of bank holidays. {EXPECTED}")]) from None
    if not isinstance(events, list) or not events:
        raise CannotUse([Remark(0, f"It has no bank holidays for England and Wales. {EXPECTED}")])
    return events


def _half_years(holidays: Iterable[date]) -> Iterator[Remark]:
    """Every whole year has New Year's Day, or its substitute, in January, and Christmas Day's in December."""
    months = {(day.year, day.month) for day in holidays}
    if months:
        for year in range(min(months)[0], max(months)[0] + 1):
            if not {(year, 1), (year, 12)} <= months:
                yield Remark(0, f"{year} is not whole: it lacks a bank holiday in January or in December. {EXPECTED}")
