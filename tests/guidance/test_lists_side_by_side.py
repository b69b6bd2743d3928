"""Two lists of bank holidays side by side: the years they may cover, and what the newer one changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from handrail.guidance.calendar import Calendar, changes, published_calendar, read_holidays, revised, same
from handrail.guidance.days import WorkingDays, published_working_days, working_days
from handrail.guidance.table import CannotUse


def years(first: int, last: int, **more: str) -> WorkingDays:
    """A list of two holidays a year, and others by their days, "_2019_05_06" for 6 May 2019."""
    both = {date(year, *day): "A holiday" for year in range(first, last + 1) for day in ((1, 1), (12, 25))}
    return working_days(both | {date(*map(int, day.strip("_").split("_"))): name for day, name in more.items()})


MIDDLE = years(2018, 2020)


@pytest.mark.parametrize(
    ("newer", "first", "last"),
    [
        (years(2021, 2021), 2018, 2021),  # the very next year
        (years(2017, 2017), 2017, 2020),  # the very year before
        (years(2019, 2019), 2018, 2020),
        (years(2016, 2022), 2016, 2022),
    ],
)
def test_a_list_that_meets_the_one_before_it_is_joined_to_it(newer: WorkingDays, first: int, last: int) -> None:
    joined = revised(MIDDLE, newer.holidays)
    assert (joined.known_from, joined.known_until) == (date(first, 1, 1), date(last, 12, 31))


@pytest.mark.parametrize(
    ("newer", "covers"), [(years(2022, 2023), "2022 to 2023"), (years(2015, 2016), "2015 to 2016")]
)
def test_a_list_a_year_apart_is_refused(newer: WorkingDays, covers: str) -> None:
    with pytest.raises(ValueError, match=f"covers {covers} and the one before it 2018 to 2020"):
        revised(MIDDLE, newer.holidays)


def test_days_of_the_newer_lists_years_are_all_its_own_from_the_first_to_the_last() -> None:
    older = years(2018, 2020, _2018_12_31="Kept", _2019_01_02="Gone", _2019_12_31="Gone", _2020_01_02="Kept")
    joined = revised(older, years(2019, 2019).holidays)
    assert sorted(day for day, name in joined.holidays.items() if name != "A holiday") == [
        date(2018, 12, 31), date(2020, 1, 2),
    ]  # fmt: skip


def test_lists_count_alike_only_where_they_cover_the_same_years_too() -> None:
    assert same(MIDDLE, years(2018, 2020))
    assert not same(MIDDLE, years(2018, 2021))
    assert not same(MIDDLE, years(2018, 2020, _2019_05_06="Another"))


def test_a_change_is_told_on_the_first_and_the_last_day_both_lists_know_and_not_beyond() -> None:
    older = years(2018, 2020, _2018_01_02="Old", _2019_01_02="Old", _2020_12_31="Old")
    newer = years(2019, 2022, _2019_12_31="New", _2021_05_03="New")
    assert list(changes(older, newer)) == [
        "2 January 2019 is no longer a bank holiday (Old)",
        "31 December 2019 is now a bank holiday (New)",
        "31 December 2020 is no longer a bank holiday (Old)",
        "the bank holidays of 2021 are known",
        "the bank holidays of 2022 are known",
    ]
    assert list(changes(years(2019, 2020), years(2018, 2020))) == ["the bank holidays of 2018 are known"]


def test_two_lists_taken_in_at_one_instant_are_in_order() -> None:
    noon = datetime(2019, 5, 1, 12, tzinfo=UTC)
    calendar = Calendar(MIDDLE, ((noon, years(2018, 2021)), (noon, years(2018, 2022))))
    assert calendar.newest.known_until.year == 2022
    assert calendar.known_by(noon) is calendar


def test_a_list_taken_in_during_a_day_stood_for_whole_days_only_from_the_next() -> None:
    first, second = years(2018, 2021), years(2018, 2022)
    in_the_day = Calendar(MIDDLE, ((datetime(2019, 5, 1, 12, tzinfo=UTC), first), (date(2019, 6, 1), second)))
    stood = {
        date(2019, 4, 30): MIDDLE, date(2019, 5, 1): MIDDLE, date(2019, 5, 2): first, date(2019, 5, 31): first,
        date(2019, 6, 1): second, None: second,
    }  # fmt: skip
    assert {day: in_the_day.standing(day) for day in stood} == stood
    at_midnight = Calendar(MIDDLE, ((datetime(2019, 4, 30, 23, tzinfo=UTC), first),))  # midnight in London
    assert at_midnight.standing(date(2019, 5, 1)) is first
    assert Calendar(MIDDLE).standing(None) is MIDDLE
    assert Calendar(MIDDLE).standing(date(2019, 5, 1)) is MIDDLE


def test_new_years_day_itself_is_the_newer_lists_too() -> None:
    in_lieu = working_days({date(2019, 1, 2): "In lieu", date(2019, 12, 25): "A holiday"})
    assert date(2019, 1, 1) not in revised(MIDDLE, in_lieu.holidays).holidays
    assert list(changes(MIDDLE, in_lieu)) == [
        "1 January 2019 is no longer a bank holiday (A holiday)",
        "2 January 2019 is now a bank holiday (In lieu)",
    ]


@pytest.mark.parametrize(
    ("raw", "begins"),
    [
        (b"", "This is not a list"),
        (b'{"england-and-wales": {"events": []}}', "It has no bank holidays"),
        (b'{"england-and-wales": {"events": [{}]}}', "Bank holiday 1 has"),
        (b'{"england-and-wales": {"events": [{"date": "2028-01-03", "title": "A"}]}}', "2028 is not whole"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_of_the_file_and_not_of_a_line(raw: bytes, begins: str) -> None:
    with pytest.raises(CannotUse) as refused:
        read_holidays(raw)
    assert str(refused.value).startswith(begins)


def test_the_calendar_of_the_installed_package_is_one_and_the_same() -> None:
    assert published_calendar() is published_calendar()
    assert published_working_days() is published_working_days()
