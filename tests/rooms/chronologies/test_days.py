"""The days people write, read with as much certainty as they were written with, and no more."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.service.chronologies.reading.days import read_days
from handrail.service.chronologies.reading.hours import read_hour
from handrail.service.chronologies.reading.values import NotRead, Sure
from tests.rooms.chronologies.books import TODAY

THAT_DAY = date(2019, 3, 12)


@pytest.mark.parametrize(
    "written",
    [
        "12 March 2019", "12/03/2019", "12.3.19", "12-Mar-19", "Tues 12th of March, 2019", "March 12, 2019",
        "2019-03-12", "12 Mar '19", "12\xa0March\xa02019", "Tuesday 12/03/2019", "12th March 2019.", "2019/03/12",
    ],
)  # fmt: skip
def test_one_day_written_in_a_dozen_ways(written: str) -> None:
    found = read_days(written, TODAY)
    assert (found.from_on, found.until_on, found.sure) == (THAT_DAY, THAT_DAY, Sure.EXACT)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("March 2019", date(2019, 3, 1), date(2019, 3, 31)),
        ("03/2019", date(2019, 3, 1), date(2019, 3, 31)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("early March 2019", date(2019, 3, 1), date(2019, 3, 10)),
        ("mid-March 2019", date(2019, 3, 11), date(2019, 3, 20)),
        ("Spring 2019", date(2019, 3, 1), date(2019, 5, 31)),
        ("late 2018", date(2018, 9, 1), date(2018, 12, 31)),
        ("about March 2019", date(2019, 3, 1), date(2019, 3, 31)),
        ("between 12 and 14 March 2019", date(2019, 3, 12), date(2019, 3, 14)),
        ("2018-2019", date(2018, 1, 1), date(2019, 12, 31)),
        ("November 2026", date(2026, 11, 1), TODAY),
    ],
)
def test_what_is_known_to_a_month_or_a_year_is_some_day_within_it(written: str, first: date, last: date) -> None:
    found = read_days(written, TODAY)
    assert (found.from_on, found.until_on, found.sure) == (first, last, Sure.WITHIN)


@pytest.mark.parametrize("written", ["c. 12 March 2019", "approx 12/03/2019", "12/03/2019 (approx)", "12/03/2019?"])
def test_a_day_that_is_not_certain_says_so(written: str) -> None:
    found = read_days(written, TODAY)
    assert (found.from_on, found.sure) == (THAT_DAY, Sure.ABOUT)


@pytest.mark.parametrize(
    "written", ["12-14 March 2019", "12/03/2019 - 14/03/2019", "12 March to 14 March 2019", "12 to 14 March 2019"]
)
def test_something_that_went_on_has_a_first_and_a_last_day(written: str) -> None:
    found = read_days(written, TODAY)
    assert (found.from_on, found.until_on, found.sure) == (THAT_DAY, date(2019, 3, 14), Sure.EXACT)


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("04/13/2019", "If it is 13 April 2019, write that"),
        ("31/02/2019", "there is no such day"),
        ("43536", "a number that Excel keeps days by"),
        ("unknown", "Write the day, or the month or year"),
        ("########", "Widen the column"),
        ("12/03/2031", "in the future"),
        ("12/03/1819", "before 1900"),
        ("14 March 2019 to 12 March 2019", "Write the earlier day first"),
        ("before he was born", "Write it as 12 March 2019"),
        ("24/12", "Write it as 12 March 2019"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_write(written: str, mend: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_days(written, TODAY)
    assert mend in str(refused.value)


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_is_read_back_from_each_way_of_writing_it(day: date) -> None:
    for written in (
        f"{day.day} {day:%B} {day.year}",
        f"{day:%d/%m/}{day.year}",
        day.isoformat(),
        f"{day:%a} {day.day} {day:%b} {day.year}",
    ):
        assert read_days(written, TODAY).from_on == day


@given(st.dates(date(1927, 1, 1), TODAY))
def test_a_year_of_two_figures_is_the_latest_that_is_past(day: date) -> None:
    found = read_days(f"{day:%d/%m/%y}", TODAY)
    assert found.short_year
    assert found.from_on == day


@given(st.text(max_size=40))
def test_whatever_is_written_is_read_or_refused_with_a_sentence(written: str) -> None:
    try:
        found = read_days(written, TODAY)
    except NotRead as refused:
        said = str(refused)
    else:
        said = "read."
        assert found.from_on <= found.until_on <= TODAY
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("14:30", time(14, 30)), ("2.30pm", time(14, 30)), ("1430hrs", time(14, 30)), ("9am", time(9)),
        ("noon", time(12)), ("midnight", time(0)), ("about 14:30", time(14, 30)), ("14:30-15:00", time(14, 30)),
        ("2-3pm", time(14)), ("12am", time(0)), (0.6041666667, time(14, 30)), (time(14, 30, 15), time(14, 30)),
        ("morning", None), ("n/k", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_the_hours_people_write(written: str | float | time | None, hour: time | None) -> None:
    assert read_hour(written).at == hour


@pytest.mark.parametrize("written", ["25:00", "half past something", "13am", "9:75"])
def test_what_is_no_hour_is_refused(written: str) -> None:
    with pytest.raises(NotRead, match=r"Write it as 14:30"):
        read_hour(written)
