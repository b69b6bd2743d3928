"""Time counted again by somebody who shares no code with us: one day at a time, from lists kept elsewhere.

Every span that stands in an edition is counted from, or back from, every day of 2012 to 2028.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest

from handrail.guidance import OutsideCalendar, published_working_days
from handrail.guidance.shelf import every_edition
from handrail.guidance.span import Span

LISTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "bank_holidays"
pytestmark = pytest.mark.skipif(
    not LISTS.is_dir(), reason="The lists of bank holidays kept beside the tree are absent."
)

STILL_TO_COME = tuple(
    Span.parse(words)
    for words in ("1 working day", "3 working days", "10 working days", "45 working days", "6 weeks", "72 hours")
)
"""Spans of other rooms' guidance, whether or not an edition has them yet."""
FIRST, LAST = date(2012, 1, 1), date(2028, 12, 31)
ONE_DAY = timedelta(days=1)


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


def every_day() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += ONE_DAY


def naive_months(start: date, count: int) -> date:
    """Month by month; then the same number, or the last there is of it."""
    year, month = start.year, start.month
    for _ in range(abs(count)):
        month += 1 if count > 0 else -1
        if month in (0, 13):
            year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
    for number in (start.day, 30, 29, 28):
        try:
            return date(year, month, min(number, start.day))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def first_moment(day: date) -> datetime:
    """Summer time runs from the last Sunday of March to that of October, and begins and ends at one in the morning."""
    midnight = datetime.combine(day, time(), UTC)
    return midnight - timedelta(hours=1) if last_sunday(day.year, 3) < day <= last_sunday(day.year, 10) else midnight


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    while day.isoweekday() != 7:
        day -= ONE_DAY
    return day


def naive_span(start: date, span: Span, holidays: set[date]) -> date | datetime:
    count = -span.count if span.before else span.count
    match span.unit:
        case "working days":
            return naive(start, count, holidays)
        case "days":
            return date.fromordinal(start.toordinal() + count)
        case "weeks":
            return date.fromordinal(start.toordinal() + 7 * count)
        case "months":
            return naive_months(start, count)
        case "years":
            return naive_months(start, 12 * count)
        case _:
            return first_moment(start) + timedelta(hours=count)


@cache
def spans() -> tuple[Span, ...]:
    """Every span of every edition, and a few that are still to come."""
    stated = {duty.within for edition in every_edition() for duty in edition.duties.values() if duty.within}
    return tuple(sorted(stated | set(STILL_TO_COME), key=str))


def disagreements(holidays: set[date], chosen: tuple[Span, ...]) -> list[tuple[date, Span]]:
    """Where we and the oracle differ; nothing is asked of working days before the lists begin."""
    days, wrong = published_working_days(), []
    for start in every_day():
        for span in chosen:
            expected = naive_span(start, span, holidays)
            if span.unit == "working days" and expected < FIRST:
                continue
            if span.from_(start, days) != expected:
                wrong.append((start, span))
    return wrong


def in_working_days() -> tuple[Span, ...]:
    return tuple(span for span in spans() if span.unit == "working days")


def test_the_spans_counted_are_those_of_the_editions() -> None:
    stated = {duty.within for edition in every_edition() for duty in edition.duties.values() if duty.within}
    assert stated <= set(spans())
    assert {"5 working days", "15 working days", "7 working days before", "7 days before", "6 months", "1 year"} <= {
        str(span) for span in stated
    }


@pytest.mark.parametrize("source", [from_govuk, from_another_package])
def test_every_day_of_seventeen_years_agrees(source: Callable[[], set[date]]) -> None:
    assert disagreements(source(), in_working_days()) == []


def test_days_weeks_months_years_and_hours_agree_on_every_day_too() -> None:
    others = tuple(span for span in spans() if span.unit != "working days")
    assert {span.unit for span in others} == {"hours", "days", "weeks", "months", "years"}
    assert disagreements(set(), others) == []


def test_an_oracle_that_forgot_the_queens_funeral_would_disagree() -> None:
    assert disagreements(from_govuk() - {date(2022, 9, 19)}, (Span.parse("5 working days"),))


@pytest.mark.parametrize(
    ("start", "words", "due"),
    [
        # each counted by hand from a printed calendar
        ("2019-03-29", "5 working days", "2019-04-05"),  # Fri; the clocks go forward on Sun 31: 1 2 3 4 5
        ("2019-10-25", "5 working days", "2019-11-01"),  # Fri; they go back on Sun 27: 28 29 30 31 1
        ("2020-02-28", "1 working day", "2020-03-02"),  # Fri; Sat 29 February is skipped: 2
        ("2024-02-28", "1 working day", "2024-02-29"),  # Wed; Thu 29 February counts
        ("2019-12-31", "3 working days", "2020-01-06"),  # Tue; [1] 2 3 [4 5] 6
        ("2020-02-29", "1 year", "2021-02-28"),
        ("2020-02-29", "12 months", "2021-02-28"),
        ("2019-08-31", "6 months", "2020-02-29"),
        ("2020-08-31", "6 months", "2021-02-28"),
        ("2019-01-31", "1 month", "2019-02-28"),
        ("2020-03-31", "1 month before", "2020-02-29"),
    ],
)
def test_clock_changes_leap_days_and_ends_of_months(start: str, words: str, due: str) -> None:
    span, began = Span.parse(words), date.fromisoformat(start)
    assert span.from_(began, published_working_days()).isoformat() == due
    assert naive_span(began, span, from_govuk()).isoformat() == due


def test_forty_eight_hours_over_a_clock_change_are_two_of_the_suns_days_and_not_of_the_clocks() -> None:
    span, days = Span.parse("48 hours"), published_working_days()
    noon = datetime(2019, 3, 30, 12, tzinfo=UTC)  # 12:00 in London; the clocks go forward that night
    assert span.from_(noon, days).isoformat() == "2019-04-01T13:00:00+01:00"
    noon = datetime(2019, 10, 26, 11, tzinfo=UTC)  # 12:00 in London; they go back that night
    assert span.from_(noon, days).isoformat() == "2019-10-28T11:00:00+00:00"


def test_a_count_that_would_leave_the_calendar_says_so() -> None:
    days = published_working_days()
    assert days.after(FIRST, 1) == date(2012, 1, 3)  # Mon 2 January was in lieu of New Year's Day
    for start, count in ((FIRST, -1), (date(2011, 12, 31), 1), (date(2069, 1, 1), 1)):
        with pytest.raises(OutsideCalendar, match="Check the year"):
            days.after(start, count)
