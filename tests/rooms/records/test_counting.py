"""Until when a folder is kept: worked examples, and every boundary against an oracle that shares no code."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from handrail.guidance.days import LONDON
from handrail.service.records.actions.deleting import goes_at
from handrail.service.records.counting import eighteenth_birthday, is_over, kept_until

EXAMPLES = [
    # from, years, months, last day kept
    (date(2018, 5, 24), 6, 0, date(2024, 5, 24)),
    (date(1951, 3, 1), 75, 0, date(2026, 3, 1)),
    (date(1988, 2, 29), 35, 0, date(2023, 2, 28)),
    (date(1984, 2, 29), 40, 0, date(2024, 2, 29)),
    (date(2000, 2, 29), 100, 0, date(2100, 2, 28)),
    (date(2024, 1, 31), 0, 1, date(2024, 2, 29)),
    (date(2023, 11, 30), 2, 3, date(2026, 2, 28)),
    (date(2023, 12, 31), 0, 11, date(2024, 11, 30)),
]


@pytest.mark.parametrize(("event_on", "years", "months", "until"), EXAMPLES)
def test_the_last_day_is_the_same_numbered_day_or_the_months_last(
    event_on: date, years: int, months: int, until: date
) -> None:
    assert kept_until(event_on, years=years, months=months) == until


def test_it_is_kept_to_the_end_of_its_last_day_and_goes_from_the_next() -> None:
    assert not is_over(date(2026, 3, 1), date(2026, 2, 28))
    assert not is_over(date(2026, 3, 1), date(2026, 3, 1))
    assert is_over(date(2026, 3, 1), date(2026, 3, 2))


def test_someone_born_on_29_february_comes_of_age_on_1_march() -> None:
    assert eighteenth_birthday(date(2008, 2, 29)) == date(2026, 3, 1)
    assert eighteenth_birthday(date(2008, 2, 28)) == date(2026, 2, 28)


def stepwise(event_on: date, months: int) -> date:
    """The oracle: walk the days one by one, month after month, and never past the number that was begun with."""
    day = event_on
    for _ in range(months):
        first_of_next = day.replace(day=1)
        while first_of_next.month == day.month:
            first_of_next += timedelta(days=1)
        day = first_of_next
        while day.day < event_on.day and (day + timedelta(days=1)).month == first_of_next.month:
            day += timedelta(days=1)
    return day


def test_every_day_of_nine_years_by_every_length_agrees_with_the_oracle() -> None:
    """Nine years hold two leap years and every month's end; lengths up to 41 months meet each of them."""
    wrong = []
    day = date(2019, 1, 1)
    while day < date(2028, 1, 1):
        wrong += [
            (day, months)
            for months in (*range(1, 14), 23, 24, 25, 41)
            if kept_until(day, years=months // 12, months=months % 12) != stepwise(day, months)
        ]
        day += timedelta(days=1)
    assert not wrong


def test_long_periods_meet_every_boundary_to_the_day() -> None:
    """35 years from closing, 75 from birth, 100 from adoption: on the day before, the day and the day after."""
    for years in (6, 10, 15, 35, 75, 100):
        day = date(1950, 1, 1)
        while day < date(1955, 1, 1):
            until = kept_until(day, years=years, months=0)
            assert (until.year, until.month) == (day.year + years, day.month)
            assert until.day == day.day or (day.month, day.day, until.day) == (2, 29, 28)
            assert [is_over(until, until + timedelta(days=step)) for step in (-1, 0, 1)] == [False, False, True]
            day += timedelta(days=1)


def test_every_child_born_in_thirty_years_comes_of_age_once_and_never_early() -> None:
    day = date(1990, 1, 1)
    while day < date(2020, 1, 1):
        birthday = eighteenth_birthday(day)
        assert birthday.year - day.year == 18
        assert (birthday.month, birthday.day) == ((3, 1) if (day.month, day.day) == (2, 29) else (day.month, day.day))
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("confirmed", "goes"),
    [
        ("2026-03-24 00:00", "2026-04-01 00:00"),  # summer time begins in between: still whole London days
        ("2026-03-24 23:59", "2026-04-01 00:00"),
        ("2026-10-20 12:00", "2026-10-28 00:00"),
        ("2024-02-22 09:00", "2024-03-01 00:00"),
    ],
)
def test_seven_whole_london_days_pass_between_agreeing_and_going(confirmed: str, goes: str) -> None:
    at = datetime.fromisoformat(confirmed).replace(tzinfo=LONDON)
    assert goes_at(at) == datetime.fromisoformat(goes).replace(tzinfo=LONDON)
