"""Lists of bank holidays that change: open clocks move, what has ended stays, and each says which list it goes by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.guidance import Clock, Fact, clocks, explain, law_in, published_working_days
from handrail.guidance.calendar import Calendar, changes, published_calendar, read_holidays, revised, same
from handrail.guidance.days import WorkingDays, earliest_instant, working_days
from handrail.guidance.law import AreaDays
from handrail.guidance.table import CannotUse
from tests.guidance.test_properties import FACTS, LOGS
from tests.guidance.timeline import duty, law_of_files, timeline

FUNERAL = date(2022, 9, 19)
AS_PUBLISHED = published_working_days()
BEFORE = working_days({day: name for day, name in AS_PUBLISHED.holidays.items() if day != FUNERAL})
ANNOUNCED = Calendar(BEFORE, ((date(2022, 9, 10), AS_PUBLISHED),))
"""The Queen died on 8 September 2022; on the 10th her funeral on Monday 19th was made a bank holiday."""
WITHDRAWN = Calendar(AS_PUBLISHED, ((datetime(2022, 9, 14, 12, tzinfo=UTC), BEFORE),))
"""As if it had been called off at noon on the 14th."""


def case(lines: str, calendar: Calendar, *, known_by: str | None = None, today: str = "2022-09-21") -> timeline:
    return timeline(lines, law=law_in(AreaDays(), calendar), known_by=known_by, today=today)


def gives(lines: str, expected: str, calendar: Calendar = ANNOUNCED, *, known_by: str | None = None) -> None:
    case(lines, calendar, known_by=known_by).gives(f"notify_panel by {expected}", of="notify_panel")


def cautions(lines: str, calendar: Calendar) -> str:
    drawn = case(lines, calendar)
    return " ".join(explain(drawn.the("notify_panel"), drawn.now).cautions)


# Known Mon 12 September 2022: 13 (1) 14 (2) 15 (3) 16 (4) [17 18] [19 the funeral] 20 (5)


def test_an_open_clock_moves_when_a_holiday_is_announced_nine_days_ahead() -> None:
    gives("2022-09-12 incident_known", "2022-09-20 overdue -")
    gives("2022-09-12 incident_known", "2022-09-19 overdue -", Calendar(BEFORE))


def test_a_clock_that_runs_when_it_is_announced_moves_too() -> None:
    # Fri 9: 12 (1) 13 (2) 14 (3) 15 (4) 16 (5): it never reached the 19th, and stays
    gives("2022-09-09 incident_known", "2022-09-16 overdue -")
    # the rapid review, from Mon 5: 6-9 (4) 12-16 (9) [19] 20-23 (13) 26 (14) 27 (15)
    case("2022-09-05 panel_notified", ANNOUNCED).gives("rapid_review by 2022-09-27 running -")
    case("2022-09-05 panel_notified", ANNOUNCED, known_by="2022-09-09T23:59+01:00").gives(
        "rapid_review by 2022-09-26 running -"
    )


def test_a_clock_met_before_it_was_announced_does_not_change() -> None:
    reviewed = "2022-09-05 panel_notified\n2022-09-09 rapid_review_completed"
    case(reviewed, ANNOUNCED).gives("rapid_review by 2022-09-26 met 2022-09-09")
    case(reviewed.replace("-09-09", "-09-10"), ANNOUNCED).gives("rapid_review by 2022-09-27 met 2022-09-10")


def test_a_clock_that_fell_away_before_it_was_announced_does_not_change() -> None:
    incident = "2022-09-05 incident_known\n2022-09-05 panel_notified\n2022-09-08 incident_withdrawn"
    case(incident, ANNOUNCED).gives("notify_panel by 2022-09-12 met 2022-09-05\nrapid_review by 2022-09-26 fell_away -")


def test_a_holiday_withdrawn_brings_an_open_clock_forward_and_leaves_a_met_one() -> None:
    gives("2022-09-12 incident_known", "2022-09-19 overdue -", WITHDRAWN)
    met = "2022-09-12 incident_known\n2022-09-14T12:59+01:00 panel_notified"
    gives(met, "2022-09-20 met 2022-09-14T12:59+01:00", WITHDRAWN)
    at_noon = met.replace("12:59", "13:00")  # noon in Greenwich is one o'clock in London
    gives(at_noon, "2022-09-19 met 2022-09-14T13:00+01:00", WITHDRAWN)


def test_where_only_the_day_of_an_act_is_known_a_list_of_the_same_afternoon_came_after_it() -> None:
    gives("2022-09-12 incident_known\n2022-09-14 panel_notified", "2022-09-20 met 2022-09-14", WITHDRAWN)
    gives("2022-09-12 incident_known\n2022-09-15 panel_notified", "2022-09-19 met 2022-09-15", WITHDRAWN)


@pytest.mark.parametrize(
    ("instant", "due"), [("2022-09-09T23:59+01:00", "2022-09-30"), ("2022-09-10T00:00+01:00", "2022-10-03")]
)
def test_what_was_known_before_a_list_came_is_counted_without_it(instant: str, due: str) -> None:
    # Fri 9: 12-16 (5) 19-23 (10) 26-30 (15); without the 19th the fifteenth is Mon 3 October
    drawn = case("2022-09-09 panel_notified", ANNOUNCED, known_by=instant)
    drawn.gives(f"rapid_review by {due} running -", of="rapid_review")


def test_an_open_clock_says_which_day_it_had_by_the_list_before() -> None:
    drawn = case("2022-09-05 panel_notified", ANNOUNCED)
    told = explain(drawn.the("rapid_review"), drawn.now)
    assert told.cautions[0] == (
        "The list of bank holidays changed on 10 September 2022: 19 September 2022 is now a bank holiday "
        "(Bank Holiday for the State Funeral of Queen Elizabeth II). "
        "By the list before, this day was 26 September 2022; it is 27 September 2022 by the new one."
    )
    assert (told.days[-1].day, told.days[-1].number) == (date(2022, 9, 27), 15)


def test_a_clock_that_had_ended_says_that_its_day_stays() -> None:
    drawn = case("2022-09-05 panel_notified\n2022-09-09 rapid_review_completed", ANNOUNCED)
    told = explain(drawn.the("rapid_review"), drawn.now)
    assert told.cautions[0].endswith("This clock had ended by then, so its day stays 26 September 2022.")
    assert (told.days[-1].day, told.days[-1].number) == (date(2022, 9, 26), 15)
    assert FUNERAL in {day.day for day in told.days if day.number}


def test_a_list_that_gives_no_other_day_or_was_there_already_is_not_spoken_of() -> None:
    assert "list of bank holidays" not in cautions("2022-09-09 incident_known", ANNOUNCED)
    assert "list of bank holidays" not in cautions("2022-09-12 incident_known", ANNOUNCED)
    late = "2022-09-09 incident_known recorded=2022-09-12T09:00+01:00"
    assert "list of bank holidays" not in cautions(late, ANNOUNCED)


def test_each_of_several_lists_is_told() -> None:
    called_off = Calendar(BEFORE, (*ANNOUNCED.later, *WITHDRAWN.later))
    drawn = case("2022-09-05 panel_notified", called_off)
    drawn.gives("rapid_review by 2022-09-26 running -")
    told = explain(drawn.the("rapid_review"), drawn.now).cautions
    assert [f"{word} a bank holiday" in said for said, word in zip(told, ("now", "no longer"), strict=False)] == [
        True
    ] * 2


def test_only_what_is_open_may_still_move() -> None:
    lines = "2028-12-28 incident_known"
    assert case(lines, published_calendar()).the("notify_panel").provisional
    assert not case(f"{lines}\n2028-12-29 panel_notified", published_calendar()).the("notify_panel").provisional
    longer = published_calendar().taking_in(
        {date(2029, 1, 1): "New Year’s Day", date(2029, 12, 25): "Christmas Day"}, NOW
    )
    drawn = case(lines, longer, today="2028-12-28")
    assert not drawn.the("notify_panel").provisional
    # Thu 28: 29 (1) [30 31 1 January] 2 (2) 3 (3) 4 (4) 5 (5)
    drawn.gives("notify_panel by 2029-01-05 running -", of="notify_panel")


def test_a_day_counted_back_from_past_the_list_may_still_move() -> None:
    lines = "2029-01-04 local_review_publication_planned"
    clock = case(lines, published_calendar()).the("send_local_report")
    assert clock.due == date(2028, 12, 22)  # 3 (1) 2 (2) 1 (3) 29 (4) 28 (5) 27 (6) [26 25] 22 (7)
    assert clock.provisional


# ---- any lists, any facts

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
SOME_DAYS = st.sets(st.dates(date(2019, 2, 25), date(2019, 4, 5)), max_size=6)
LIST_DAYS = st.dates(date(2019, 2, 20), date(2019, 3, 12))
WHEN = LIST_DAYS | st.builds(datetime.combine, LIST_DAYS, st.times(), st.just(UTC))


def with_holidays(days: Iterable[date]) -> WorkingDays:
    return working_days({**AS_PUBLISHED.holidays, **dict.fromkeys(days, "Another day")})


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    when = sorted(draw(st.lists(WHEN, max_size=3)), key=earliest_instant)
    return Calendar(AS_PUBLISHED, tuple((at, with_holidays(draw(SOME_DAYS))) for at in when))


def run(calendar: Calendar, facts: list[Fact]) -> dict[tuple[str, str, date], Clock]:
    return {(c.about, c.duty.key, c.started_on): c for c in clocks(law_in(AreaDays(), calendar), facts)}


def plainly(clock: Clock, calendar: Calendar) -> object:
    """The day by the rule as it is said: go through the lists, and take the last that came no later than the end."""
    days, ended = calendar.published, clock.stopped_by or clock.fell_away_by
    for at, later in calendar.later:
        if ended is None or earliest_instant(at) <= earliest_instant(ended.at):
            days = later
    return clock.duty.due(clock.started_by.at, days)


@given(calendars(), LOGS)
def test_what_ended_goes_by_the_list_of_then_and_what_is_open_by_the_newest(
    calendar: Calendar, facts: list[Fact]
) -> None:
    for clock in run(calendar, facts).values():
        assert clock.ordinarily_due == plainly(clock, calendar)
        assert clock.due_by(clock.working_days) == clock.ordinarily_due


@given(calendars(), LOGS, SOME_DAYS)
def test_a_list_taken_in_today_changes_nothing_that_has_ended(
    calendar: Calendar, facts: list[Fact], days: set[date]
) -> None:
    today = max([NOW, *(earliest_instant(fact.at) for fact in facts)]) + timedelta(seconds=1)
    after = calendar.taking_in(with_holidays(days).holidays, today)
    before, now = run(calendar, facts), run(after, facts)
    assert before.keys() == now.keys()
    for key, clock in before.items():
        assert (clock.stopped_by, clock.fell_away_by) == (now[key].stopped_by, now[key].fell_away_by)
        assert clock.ended_by is None or clock.ordinarily_due == now[key].ordinarily_due


@given(calendars(), LOGS, WHEN.map(earliest_instant))
def test_what_was_known_at_an_instant_does_not_hang_on_the_lists_that_came_after(
    calendar: Calendar, facts: list[Fact], instant: datetime
) -> None:
    then = Calendar(calendar.published, tuple(one for one in calendar.later if earliest_instant(one[0]) <= instant))
    as_known = clocks(law_in(AreaDays(), calendar), facts, known_by=instant)
    assert [c.ordinarily_due for c in as_known] == [
        c.ordinarily_due for c in clocks(law_in(AreaDays(), then), facts, instant)
    ]


@given(calendars(), LOGS)
def test_the_days_told_are_the_days_counted(calendar: Calendar, facts: list[Fact]) -> None:
    for clock in run(calendar, facts).values():
        days = explain(clock, NOW).days
        span = clock.duty.within
        if days and span is not None and clock.duty.by is None and not clock.duty.month_end:
            assert (days[-1].day, days[-1].number) == (clock.ordinarily_due, span.count)


# ---- a new edition

OLD = 'title = "Old"\nstage = "superseded"\nfrom = 2015-01-01\nuntil = 2019-03-04\n'
STANDING = OLD.replace("superseded", "in force").replace("until = 2019-03-04\n", "")
NEW = 'title = "New"\nstage = "in force"\nfrom = 2019-03-05\n'


def tells(within: str) -> str:
    return duty("tell", "incident_known", "panel_notified", within=f'"{within}"', falls_away='["incident_withdrawn"]')


ONE_EDITION = law_of_files({"old": STANDING + tells("5 working days")})
TWO_EDITIONS = law_of_files({"old": OLD + tells("5 working days"), "new": NEW + tells("2 days")})


@given(st.lists(FACTS, max_size=12))
def test_a_new_edition_changes_no_clock_that_ended_before_it_came_nor_one_that_ran_by_then(facts: list[Fact]) -> None:
    started = date(2019, 3, 5)
    before = {(c.about, c.started_by): c for c in clocks(ONE_EDITION, facts) if c.started_on < started}
    after = {(c.about, c.started_by): c for c in clocks(TWO_EDITIONS, facts) if c.started_on < started}
    assert before.keys() == after.keys()
    for key, clock in before.items():
        assert (clock.due, clock.ended_by, clock.edition.key) == (after[key].due, after[key].ended_by, "old")
    assert all(c.started_on >= started for c in clocks(ONE_EDITION, facts) if (c.about, c.started_by) not in before)


# ---- the file that GOV.UK publishes


def file_of(*days: str) -> bytes:
    events = [{"title": f"Holiday of {day}", "date": day, "notes": "", "bunting": True} for day in days]
    return json.dumps({"england-and-wales": {"division": "england-and-wales", "events": events}}).encode()


WHOLE = file_of("2028-01-03", "2028-12-25", "2029-01-01", "2029-12-25")


def test_a_file_is_the_truth_for_its_years_and_others_keep_what_they_had() -> None:
    days = revised(AS_PUBLISHED, read_holidays(WHOLE))
    assert days.known_from == AS_PUBLISHED.known_from
    assert days.known_until == date(2029, 12, 31)
    assert [day for day in sorted(days.holidays) if day.year >= 2028] == [
        date(2028, 1, 3), date(2028, 12, 25), date(2029, 1, 1), date(2029, 12, 25),
    ]  # fmt: skip
    assert {d for d in days.holidays if d.year < 2028} == {d for d in AS_PUBLISHED.holidays if d.year < 2028}


def test_a_file_that_says_nothing_new_is_no_new_list() -> None:
    calendar = published_calendar().taking_in(read_holidays(WHOLE), NOW)
    assert calendar.taking_in(read_holidays(WHOLE), NOW) is calendar
    assert [at for at, _ in calendar.later] == [NOW]


def test_what_a_list_changes_is_told_day_by_day_and_a_new_year_as_a_whole() -> None:
    assert list(changes(AS_PUBLISHED, BEFORE)) == [
        "19 September 2022 is no longer a bank holiday (Bank Holiday for the State Funeral of Queen Elizabeth II)"
    ]
    told = list(changes(AS_PUBLISHED, revised(AS_PUBLISHED, read_holidays(WHOLE))))
    assert told[-1] == "the bank holidays of 2029 are known"
    assert "14 April 2028 is no longer a bank holiday (Good Friday)" in told


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not a list of bank holidays"),
        (b"<html></html>", "not a list of bank holidays"),
        (b"\xff\xfe\x00", "not a list of bank holidays"),
        (b"[]", "not a list of bank holidays"),
        (b'{"scotland": {}}', "not a list of bank holidays"),
        (b'{"england-and-wales": {"events": []}}', "no bank holidays for England and Wales"),
        (b'{"england-and-wales": {"events": ["2028-01-03"]}}', "Bank holiday 1 has no title"),
        (file_of("2028-01-03", "25/12/2028"), "Bank holiday 2 has no title, or no date such as 2026-12-25"),
        (file_of("2028-01-03"), "2028 is not whole"),
        (file_of("2028-01-03", "2028-12-25", "2029-04-01"), "2029 is not whole"),
        (file_of("2027-01-01", "2027-12-25", "2029-01-01", "2029-12-25"), "2028 is not whole"),
    ],
)
def test_what_is_not_such_a_file_is_refused_with_what_to_mend(raw: bytes, why: str) -> None:
    with pytest.raises(CannotUse, match=why) as refused:
        read_holidays(raw)
    assert "www.gov.uk/bank-holidays.json" in str(refused.value)


def test_lists_that_leave_years_between_them_or_come_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="the years between them are missing"):
        revised(AS_PUBLISHED, read_holidays(file_of("2031-01-01", "2031-12-25")))
    with pytest.raises(ValueError, match="in the order in which they were taken in"):
        Calendar(BEFORE, (*WITHDRAWN.later, *ANNOUNCED.later))


def test_the_names_of_the_days_make_no_difference() -> None:
    assert same(AS_PUBLISHED, working_days(dict.fromkeys(AS_PUBLISHED.holidays, "A day")))
    assert not same(AS_PUBLISHED, BEFORE)
