"""What is told of a due day depends on the moment in London at which it is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.guidance.days import LONDON
from handrail.service.cases.models import KeptClock
from handrail.service.cases.timeliness import When, falling, how_long, in_words, shade, when
from tests.rooms.cases.folders import asked_of, london
from tests.rooms.cast import Cast, open_folder_for, wend_valley

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 27)  # a Friday; the clocks go forward on Sunday 29 March 2026


def due(on: date | None = None, at: datetime | None = None, **more: object) -> KeptClock:
    return KeptClock(due_on=on, due_at=at, **more)


def test_a_day_is_not_over_until_midnight_in_london() -> None:
    assert when(due(DAY), london(2026, 3, 27, 23, 59, 59)) is When.TODAY
    assert when(due(DAY), london(2026, 3, 28)) is When.OVERDUE


def test_in_summer_midnight_comes_an_hour_before_midnight_utc() -> None:
    assert when(due(date(2026, 7, 1)), datetime(2026, 7, 1, 22, 59, tzinfo=UTC)) is When.TODAY
    assert when(due(date(2026, 7, 1)), datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) is When.OVERDUE


@pytest.mark.parametrize("changing", [date(2026, 3, 29), date(2026, 10, 25)])
def test_on_the_days_the_clocks_change_the_day_is_still_one_day(changing: date) -> None:
    begins = datetime.combine(changing, datetime.min.time(), LONDON).astimezone(UTC)
    ends = datetime.combine(changing + timedelta(days=1), datetime.min.time(), LONDON).astimezone(UTC)
    assert how_long(changing, begins) == "due today"
    assert how_long(changing, ends - timedelta(seconds=1)) == "due today"
    assert how_long(changing, ends) == "1 day late"


@pytest.mark.parametrize(
    ("day", "asked", "words"),
    [
        (date(2019, 4, 25), london(2019, 4, 16, 9), "5 working days left"),  # Good Friday and Easter Monday between
        (date(2019, 4, 25), london(2019, 4, 24, 9), "1 working day left"),
        (date(2019, 4, 25), london(2019, 4, 25, 9), "due today"),
        (date(2019, 4, 25), london(2019, 4, 26, 9), "1 working day late"),
        (date(2019, 4, 18), london(2019, 4, 25, 9), "3 working days late"),  # the same Easter, a week after
        (date(2019, 4, 18), london(2019, 4, 21, 9), "less than a working day late"),
        (date(2026, 3, 28), london(2026, 3, 27, 18), "1 day left, not a working day"),
        (date(2026, 3, 29), london(2026, 3, 27, 18), "2 days left, none of them a working day"),
        (date(2026, 9, 27), london(2026, 3, 27, 9), "26 weeks left"),
        (None, london(2026, 3, 27, 9), "do it promptly"),
    ],
)
def test_what_is_left_and_what_is_late_are_told_in_working_days(day: date | None, asked: datetime, words: str) -> None:
    assert how_long(day, asked, unit="working days") == words


def test_a_duty_in_days_or_months_is_told_in_days_on_either_side_of_its_day() -> None:
    assert how_long(date(2019, 4, 25), london(2019, 4, 16, 9)) == "9 days left"
    assert how_long(date(2019, 4, 18), london(2019, 4, 30, 9)) == "12 days late"


@pytest.mark.parametrize(
    ("instrument", "edition", "duty", "words"),
    [
        ("working_together", "2018", "notify_panel", "3 working days late"),
        ("working_together", "2018", "publish_local_report", "7 days late"),
        ("asked", "", "asked", "3 working days late"),
    ],
)
def test_each_clock_is_told_in_the_unit_of_its_own_duty(
    instrument: str, edition: str, duty: str, words: str
) -> None:  # fmt: skip
    clock = due(date(2019, 4, 18), instrument=instrument, edition=edition, duty=duty)
    assert in_words(clock, london(2019, 4, 25, 9)) == words
    done = due(date(2019, 4, 18), instrument=instrument, edition=edition, duty=duty, stopped_on=date(2019, 4, 25))
    assert in_words(done, london(2026, 1, 1)) == f"done on 25 April 2019, {words}"


def test_what_is_due_by_the_hour_is_overdue_by_the_hour() -> None:
    hour = london(2026, 3, 27, 15, 5)
    assert how_long(hour, london(2026, 3, 26, 9), unit="hours") == "30 hours left"
    assert how_long(hour, london(2026, 3, 27, 9), unit="hours") == "due today by 3:05pm"
    assert how_long(hour, london(2026, 3, 27, 15, 50), unit="hours") == "less than an hour late"
    assert how_long(hour, london(2026, 3, 27, 17, 6), unit="hours") == "2 hours late"
    assert how_long(hour, london(2026, 3, 28, 1, 6), unit="hours") == "10 hours late"
    assert how_long(hour, london(2026, 4, 3, 15, 5), unit="hours") == "7 days late"


def test_what_was_done_is_told_with_its_lateness_whatever_the_hour_now() -> None:
    late = due(DAY, stopped_on=date(2026, 3, 30), ended=True)
    assert in_words(late, london(2027, 1, 1)) == "done on 30 March 2026, 3 days late"
    assert in_words(due(DAY, stopped_on=DAY, ended=True), london(2027, 1, 1)) == "done on 27 March 2026"


def test_what_fell_away_or_was_closed_over_is_not_overdue() -> None:
    now = london(2027, 1, 1)
    assert in_words(due(DAY, fell_away_on=DAY, ended=True), now) == "fell away on 27 March 2026"
    closed = due(DAY, ended=True)
    assert (in_words(closed, now), shade(closed, now)) == ("not counted: the folder is closed", "grey")


def test_a_day_that_something_is_to_stand_until_is_never_overdue() -> None:
    available = due(DAY, bound="for at least")
    assert in_words(available, london(2026, 3, 1)) == "to stand until at least 27 March 2026"
    assert in_words(available, london(2026, 4, 1)) == "stood until 27 March 2026, as it had to"
    assert shade(available, london(2026, 4, 1)) == "grey"


def test_a_day_that_something_is_to_stand_until_is_nothing_to_do(cast: Cast) -> None:
    case = open_folder_for(cast)
    clock = asked_of(case, cast.school, DAY, cast["notifier"])
    KeptClock.objects.filter(pk=clock.pk).update(bound="for at least")
    assert not KeptClock.objects.running().exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    on=st.one_of(st.none(), st.dates(date(2026, 3, 20), date(2026, 4, 10))),
    hour=st.one_of(st.none(), st.integers(0, 23)),
    now=st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 10), timezones=st.just(UTC)),  # noqa: DTZ001 zone beside it
)
def test_every_clock_is_listed_under_one_time_and_no_other(
    db: None, on: date | None, hour: int | None, now: datetime
) -> None:
    at = datetime(on.year, on.month, on.day, hour, 30, tzinfo=LONDON) if on and hour is not None else None
    clock = _kept(on, at)
    assert [time for time in When if KeptClock.objects.filter(falling(time, now)).exists()] == [when(clock, now)]


def _kept(on: date | None, at: datetime | None) -> KeptClock:
    """The one clock there is, made due at another time."""
    clock = KeptClock.objects.first()
    if clock is None:
        cast = wend_valley()
        clock = asked_of(open_folder_for(cast), cast.school, on, cast["notifier"])
    clock.due_on, clock.due_at = on, at
    clock.save()
    return clock
