"""The first and the last days a list of bank holidays speaks for, and what is said of a day beyond them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from handrail.guidance import OutsideCalendar, spoken
from handrail.guidance.days import LONDON, end_of_month, working_days

ONE_YEAR = working_days({date(2019, 1, 1): "New Year’s Day", date(2019, 12, 25): "Christmas Day"})
"""Known for 2019; for forty years more only weekends are skipped."""


def day(words: str) -> date:
    return date.fromisoformat(words)


def test_a_list_speaks_for_whole_years() -> None:
    assert (ONE_YEAR.known_from, ONE_YEAR.known_until) == (day("2019-01-01"), day("2019-12-31"))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2019-01-01", 1, "2019-01-02"),  # from the very first day, a bank holiday
        ("2019-01-02", 1, "2019-01-03"),
        ("2019-01-03", -1, "2019-01-02"),  # back to the first working day there is
        ("2019-12-24", 1, "2019-12-26"),  # [25]; no other holiday stands in this list
        ("2059-12-29", 2, "2059-12-31"),  # forward to the last day there is, a Wednesday
        ("2059-12-31", -1, "2059-12-30"),
    ],
)
def test_working_days_are_counted_up_to_both_edges(start: str, count: int, end: str) -> None:
    assert ONE_YEAR.after(day(start), count) == day(end)


@pytest.mark.parametrize(
    ("start", "count"),
    [
        ("2018-12-31", 1),
        ("2018-12-31", -1),
        ("2019-01-02", -1),
        ("2019-01-01", -1),
        ("2059-12-31", 1),
        ("2060-01-01", -1),
    ],
)
def test_and_not_beyond_them(start: str, count: int) -> None:
    with pytest.raises(OutsideCalendar, match="known from 2019 to 2019.*Check the year"):
        ONE_YEAR.after(day(start), count)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2019-01-01", "2019-01-02", 1),
        ("2019-01-02", "2019-01-02", 0),  # the day itself is not counted
        ("2019-01-04", "2019-01-07", 1),  # Fri to Mon
        ("2019-01-04", "2019-01-06", 0),
        ("2019-12-24", "2019-12-27", 2),  # [25] 26 27
        ("2059-12-28", "2059-12-31", 3),
    ],
)
def test_how_many_working_days_lie_between(first: str, last: str, count: int) -> None:
    assert ONE_YEAR.between(day(first), day(last)) == count


@pytest.mark.parametrize(("first", "last"), [("2018-12-31", "2019-01-02"), ("2059-12-31", "2060-01-01")])
def test_and_none_are_counted_from_or_to_a_day_outside(first: str, last: str) -> None:
    with pytest.raises(OutsideCalendar, match="Check the year"):
        ONE_YEAR.between(day(first), day(last))


@pytest.mark.parametrize(
    ("asked", "is_one", "why"),
    [
        ("2019-01-01", False, "New Year’s Day"),
        ("2019-01-02", True, None),
        ("2019-01-04", True, None),
        ("2019-01-05", False, "Saturday"),
        ("2019-01-06", False, "Sunday"),
        ("2059-12-31", True, None),
    ],
)
def test_a_day_is_a_working_day_or_it_says_why_not(asked: str, is_one: bool, why: str | None) -> None:
    assert (ONE_YEAR.includes(day(asked)), ONE_YEAR.why_skipped(day(asked))) == (is_one, why)


@pytest.mark.parametrize("asked", ["2018-12-31", "2060-01-01"])
def test_of_a_day_outside_nobody_can_tell(asked: str) -> None:
    with pytest.raises(OutsideCalendar, match=spoken(day(asked))):
        ONE_YEAR.includes(day(asked))


def test_a_day_past_the_list_may_still_move_and_its_last_may_not() -> None:
    assert not ONE_YEAR.provisional(day("2019-12-31"))
    assert ONE_YEAR.provisional(day("2020-01-01"))


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "12:00am"),
        (0, 5, "12:05am"),
        (1, 0, "1:00am"),
        (11, 59, "11:59am"),
        (12, 0, "12:00pm"),
        (13, 5, "1:05pm"),
    ],
)
def test_an_hour_is_spoken_as_people_say_it(hour: int, minute: int, words: str) -> None:
    assert spoken(datetime(2018, 5, 4, hour, minute, tzinfo=LONDON)) == f"4 May 2018 at {words}"


def test_a_month_ends_on_its_own_last_day() -> None:
    ends = [end_of_month(date(2020, month, 1)).day for month in range(1, 13)]
    assert ends == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert end_of_month(day("2019-02-28")) + timedelta(days=1) == day("2019-03-01")
