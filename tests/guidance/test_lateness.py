"""How late a thing is, and how long is left, in the unit in which its duty is counted."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from handrail.guidance import published_working_days
from handrail.guidance.lateness import late_in_words, left_in_words, many, unit_of
from tests.guidance.timeline import duty, moment, small_law, timeline

DAYS = published_working_days()
HOURS_LATE = [
    ("2019-05-04T12:00+01:00", "2019-05-04T12:59+01:00", "less than an hour late"),
    ("2019-05-04T12:00+01:00", "2019-05-04T13:00+01:00", "1 hour late"),
    ("2019-05-04T12:00+01:00", "2019-05-04T13:59:59+01:00", "1 hour late"),
    ("2019-05-04T12:00+01:00", "2019-05-07T11:00+01:00", "71 hours late"),
    ("2019-05-04T12:00+01:00", "2019-05-07T11:59:59+01:00", "71 hours late"),
    ("2019-05-04T12:00+01:00", "2019-05-07T12:00+01:00", "3 days late"),  # three whole days are told as days
    ("2019-05-04T12:00+01:00", "2019-05-09", "5 days late"),  # its hour is not known
    ("2019-05-04", "2019-05-05T09:00+01:00", "1 day late"),
]


@pytest.mark.parametrize(("due", "done", "words"), HOURS_LATE)
def test_a_duty_in_hours_is_late_by_hours_for_three_days(due: str, done: str, words: str) -> None:
    assert late_in_words(moment(due), moment(done), "hours", DAYS) == words


@pytest.mark.parametrize(
    ("due", "done", "words"),
    [
        ("2019-04-17", "2019-04-18", "1 working day late"),
        ("2019-04-17", "2019-04-23", "2 working days late"),  # Wed before Easter: 18 [19 20 21 22] 23
        ("2019-04-18", "2019-04-22", "less than a working day late"),  # Maundy Thursday to Easter Monday
        ("2019-04-18T12:00+01:00", "2019-04-18T15:00+01:00", "less than a working day late"),
        ("2090-05-01", "2090-05-12", "11 days late"),  # no list reaches so far: plain days
    ],
)
def test_a_duty_in_working_days_is_late_by_working_days(due: str, done: str, words: str) -> None:
    assert late_in_words(moment(due), moment(done), "working days", DAYS) == words


@pytest.mark.parametrize(
    ("due", "done", "words"),
    [("2019-04-18", "2019-04-22", "4 days late"), ("2019-04-18", "2019-06-18", "61 days late")],
)
def test_every_other_duty_is_late_by_days(due: str, done: str, words: str) -> None:
    assert late_in_words(date.fromisoformat(due), date.fromisoformat(done), "days", DAYS) == words


@pytest.mark.parametrize(
    ("due", "now", "unit", "words"),
    [
        ("2019-05-04T12:00+01:00", "2019-05-04T11:01+01:00", "hours", "less than an hour left"),
        ("2019-05-04T12:00+01:00", "2019-05-04T11:00+01:00", "hours", "1 hour left"),
        ("2019-05-07T12:00+01:00", "2019-05-04T13:00+01:00", "hours", "71 hours left"),
        ("2019-05-07T12:00+01:00", "2019-05-04T12:30+01:00", "hours", "71 hours left"),
        ("2019-05-07T12:00+01:00", "2019-05-04T12:00+01:00", "hours", "3 days left"),
        ("2019-05-04", "2019-05-03T11:00+01:00", "hours", "1 day left"),
        ("2019-05-07T12:00+01:00", "2019-05-06T12:00+01:00", "days", "1 day left"),
        ("2019-06-03", "2019-05-03T11:00+01:00", "days", "31 days left"),
        ("2019-06-04", "2019-05-03T11:00+01:00", "days", "4 weeks left"),
        ("2019-06-06", "2019-05-03T11:00+01:00", "days", "4 weeks left"),
        ("2019-06-07", "2019-05-03T11:00+01:00", "days", "5 weeks left"),
        ("2019-07-05", "2019-05-03T11:00+01:00", "working days", "9 weeks left"),
        ("2019-04-23", "2019-04-17T11:00+01:00", "working days", "2 working days left"),
        ("2019-04-18", "2019-04-17T11:00+01:00", "working days", "1 working day left"),
        ("2019-04-20", "2019-04-19T11:00+01:00", "working days", "1 day left, not a working day"),
        ("2019-04-22", "2019-04-18T11:00+01:00", "working days", "4 days left, none of them a working day"),
        ("2090-05-12", "2090-05-01T11:00+01:00", "working days", "11 days left"),
    ],
)
def test_how_long_is_left_is_told_in_the_same_unit_and_far_off_in_weeks(
    due: str, now: str, unit: str, words: str
) -> None:
    assert left_in_words(moment(due), datetime.fromisoformat(now), unit, DAYS) == words


@pytest.mark.parametrize(
    ("within", "unit"),
    [("5 working days", "working days"), ("48 hours", "hours"), ("7 days", "days"), ("6 months", "days"), ("", "days")],
)
def test_months_weeks_and_fixed_days_are_told_in_days(within: str, unit: str) -> None:
    form = {"within": f'"{within}"'} if within else {"by": "2019-09-29"}
    case = timeline("2019-05-01 call_noted", law=small_law(duty("act", "call_noted", "note_filed", **form)))
    assert unit_of(case.the("act").duty) == unit


def test_one_is_one_and_none_and_two_are_several() -> None:
    assert [many(count, "day") for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
