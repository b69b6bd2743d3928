"""A day is a day in London; hours are counted in UTC, so that neither clock change gives or takes one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from handrail.guidance import Fact, State, clocks, law_in, spoken
from handrail.guidance.days import LONDON
from tests.guidance.timeline import duty, small_law, timeline

IN_48_HOURS = small_law(duty("tell", "call_noted", "note_filed", within='"48 hours"'))


def test_half_past_eleven_at_night_in_summer_utc_is_tomorrow_in_london() -> None:
    # 00:30 on Mon 1 July in London: 2 (1) 3 4 5 (4) 8 (5); read as Sun 30 June it would be 5 July
    case = timeline("2019-06-30T23:30+00:00 incident_known", today="2019-07-01")
    case.gives("notify_panel by 2019-07-08 running -")


def test_the_same_hour_in_winter_is_the_same_day() -> None:
    # Thu 31 January: 1 (1) 4 5 6 7 (5)
    case = timeline("2019-01-31T23:30+00:00 incident_known", today="2019-02-01")
    case.gives("notify_panel by 2019-02-07 running -")


@pytest.mark.parametrize(("stopped", "state"), [("2019-07-08T22:59+00:00", "met"), ("2019-07-08T23:00+00:00", "late")])
def test_the_due_day_ends_at_midnight_in_london(stopped: str, state: str) -> None:
    case = timeline(f"2019-07-01 incident_known\n{stopped} panel_notified")
    assert case.the("notify_panel").state(case.now).value == state


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2019-03-30T12:00+00:00", "2019-04-01T13:00+01:00"),  # noon, and 48 hours on the clocks show one
        ("2019-10-26T12:00+01:00", "2019-10-28T11:00+00:00"),  # noon, and 48 hours on they show eleven
        ("2019-05-01T12:00+01:00", "2019-05-03T12:00+01:00"),
        ("2019-03-30", "2019-04-01T01:00+01:00"),  # the hour is not known: from the first moment of the day
    ],
)
def test_48_hours_across_a_change_of_the_clocks(at: str, due: str) -> None:
    timeline(f"{at} call_noted", law=IN_48_HOURS, today="2019-03-30").gives(f"tell by {due} running -", of="*")


@pytest.mark.parametrize(("stopped", "state"), [("2019-05-03T12:00+01:00", "met"), ("2019-05-03T12:01+01:00", "late")])
def test_hours_end_on_the_minute(stopped: str, state: str) -> None:
    case = timeline(f"2019-05-01T12:00+01:00 call_noted\n{stopped} note_filed", law=IN_48_HOURS)
    assert case.the("tell").state(case.now).value == state


def test_the_hour_that_comes_twice_each_october_is_two_hours() -> None:
    # Due at 1:30am, the first time round; answered forty minutes later, when the clocks show 1:10am again.
    first, again = (datetime(2019, 10, 27, 1, minute, fold=fold, tzinfo=LONDON) for minute, fold in ((30, 0), (10, 1)))
    (clock,) = clocks(IN_48_HOURS, [Fact(again, "note_filed"), Fact(first - timedelta(hours=48), "call_noted")])
    assert clock.due == first
    assert clock.state(again) is State.LATE


def test_facts_of_the_hour_that_comes_twice_are_in_the_order_they_happened() -> None:
    first, again = (datetime(2019, 10, 27, 1, minute, fold=fold, tzinfo=LONDON) for minute, fold in ((30, 0), (10, 1)))
    withdrawn_first = [Fact(again, "panel_notified"), Fact(first, "incident_withdrawn"), Fact(first, "incident_known")]
    (clock,) = (clock for clock in clocks(law_in(), withdrawn_first) if clock.duty.key == "notify_panel")
    assert clock.fell_away_by is not None


def test_where_only_the_day_of_the_answer_is_known_the_same_day_is_in_time() -> None:
    case = timeline("2019-05-01T12:00+01:00 call_noted\n2019-05-03 note_filed", law=IN_48_HOURS)
    case.gives("tell by 2019-05-03T12:00+01:00 met 2019-05-03", of="*")


def test_an_instant_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Fact(datetime(2019, 5, 1, 12), "call_noted")  # noqa: DTZ001 - that is the fault


def test_a_day_and_an_instant_as_people_write_them() -> None:
    assert spoken(date(2018, 5, 24)) == "24 May 2018"
    assert spoken(datetime.fromisoformat("2018-05-24T14:05+00:00")) == "24 May 2018 at 3:05pm"
    assert spoken(datetime.fromisoformat("2018-12-24T00:05+00:00")) == "24 December 2018 at 12:05am"
