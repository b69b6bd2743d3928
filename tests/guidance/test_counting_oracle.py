"""Working days counted again by somebody who shares no code with us: one day at a time, from lists kept elsewhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from handrail.guidance import OutsideCalendar, published_working_days
from handrail.guidance.shelf import every_edition

LISTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "bank_holidays"
pytestmark = pytest.mark.skipif(
    not LISTS.is_dir(), reason="The lists of bank holidays kept beside the tree are absent."
)

STILL_TO_COME = (1, 3, 10, 30, 45)
"""Spans of other rooms' guidance, which these editions do not yet have."""
FIRST, LAST = date(2012, 1, 1), date(2028, 12, 31)


def from_govuk() -> set[date]:
    kept = json.loads((LISTS / "govuk_bank_holidays_0.19_cached.json").read_text(encoding="utf-8"))
    return {date.fromisoformat(event["date"]) for event in kept["england-and-wales"]["events"]}


def from_another_package() -> set[date]:
    with (LISTS / "england_wales_2010_2028_from_holidays_pkg.csv").open(encoding="utf-8", newline="") as lines:
        return {date.fromisoformat(row["date"]) for row in csv.DictReader(lines)}


def naive(start: date, count: int, holidays: set[date]) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    day, left = start, abs(count)
    while left:
        day += step
        if day.isoweekday() not in (6, 7) and day not in holidays:
            left -= 1
    return day


@cache
def spans_in_the_editions() -> tuple[int, ...]:
    counts = {
        -duty.within.count if duty.within.before else duty.within.count
        for edition in every_edition()
        for duty in edition.duties.values()
        if duty.within is not None and duty.within.unit == "working days"
    }
    return tuple(sorted(counts))


def disagreements(holidays: set[date]) -> list[tuple[date, int]]:
    days, wrong, start = published_working_days(), [], FIRST
    while start <= LAST:
        for count in (*spans_in_the_editions(), *STILL_TO_COME):
            expected = naive(start, count, holidays)
            if expected >= FIRST and days.after(start, count) != expected:
                wrong.append((start, count))
        start += timedelta(days=1)
    return wrong


def test_the_editions_count_in_five_and_fifteen_working_days_and_back_from_seven() -> None:
    assert set(spans_in_the_editions()) >= {5, 15, -7}


@pytest.mark.parametrize("source", [from_govuk, from_another_package])
def test_every_day_of_seventeen_years_agrees(source: Callable[[], set[date]]) -> None:
    assert disagreements(source()) == []


def test_an_oracle_that_forgot_the_queens_funeral_would_disagree() -> None:
    assert disagreements(from_govuk() - {date(2022, 9, 19)})


def test_a_count_that_would_leave_the_calendar_says_so() -> None:
    days = published_working_days()
    assert days.after(FIRST, 1) == date(2012, 1, 3)  # Mon 2 January was in lieu of New Year's Day
    for start, count in ((FIRST, -1), (date(2011, 12, 31), 1), (date(2069, 1, 1), 1)):
        with pytest.raises(OutsideCalendar, match="Check the year"):
            days.after(start, count)
