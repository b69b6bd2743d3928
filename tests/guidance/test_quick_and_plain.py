"""`clocks` remembers, skips and looks ahead, to be quick. Here is what it means, written out plainly: the two agree."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handrail.guidance import Clock, Fact, Law, clocks, law_in
from handrail.guidance.calendar import Calendar, published_calendar
from handrail.guidance.clock import is_past
from handrail.guidance.days import LONDON, At, WorkingDays, earliest_instant, london_day
from handrail.guidance.edition import Duty
from handrail.guidance.law import AreaDays, Periods, Version, due_days
from tests.guidance.test_calendars import calendars
from tests.guidance.test_properties import AREAS, CROWDED, HOURS, LOGS
from tests.guidance.timeline import duty, law_of_files

Row = tuple[str, str, str, Fact, At | None, Fact | None, Fact | None]
EDITION = 'title = "One"\nstage = "in force"\nfrom = 2015-01-01\n'
EVERY_FORM = law_of_files({
    "one": EDITION
    + duty("again", "a b", "b", within='"3 days"', falls_away='["c"]')
    + duty("back", "a", "b", within='"2 working days before"', falls_away='["c"]')
    + duty("hours", "a b", "c", within='"24 hours"', falls_away='["b"]')
    + duty("no_number", "b", "c d", falls_away='["d"]')
    + duty("standing", "c", "")
    + duty("yearly", "d", "d", by='"7 March"', within='"1 month"')
})  # fmt: skip
DENSE = st.lists(st.builds(Fact, at=CROWDED | HOURS, kind=st.sampled_from("abcd"), about=st.just("")), max_size=9)


def plainly(law: Law, facts: list[Fact], calendar: Calendar) -> list[Row]:
    """Each fact in its order, each version that it may start, each later fact that may end it; nothing remembered."""
    rows: list[Row] = []
    for about in dict.fromkeys(fact.about for fact in facts):
        line = sorted((fact for fact in facts if fact.about == about), key=order)
        latest: dict[str, tuple[Fact | None, Fact | None]] = {}
        for start in line:
            for version in law.started_by.get(start.kind, ()):
                of, before = version.duty, latest.get(version.duty.key)
                if version.governs(london_day(start.at)) and (before is None or again(of, start, *before)):
                    stop, fall = latest[of.key] = ended(of, line, start, before[1] if before else None)
                    due = of.due(start.at, plain_list(calendar, stop or fall))
                    rows.append((about, of.key, version.edition.key, start, due, stop, fall))
    return rows


def order(fact: Fact) -> tuple[date, bool, datetime, str]:
    hour = fact.at if isinstance(fact.at, datetime) else None
    return london_day(fact.at), hour is not None, hour or datetime.combine(date(2000, 1, 1), time(), LONDON), fact.kind


def again(of: Duty, start: Fact, stop: Fact | None, fall: Fact | None) -> bool:
    if fall is not None:
        return not is_past(start.at, fall.at)
    return start.kind in of.stops and stop is start


def ended(of: Duty, line: list[Fact], start: Fact, already: Fact | None) -> tuple[Fact | None, Fact | None]:
    others = [fact for fact in line if fact is not start and fact is not already]
    met = [fact for fact in others if fact.kind in of.stops and meets(of, start, fact)]
    fell = [
        fact
        for fact in others
        if fact.kind in of.falls_away and fact not in met and (of.looks_back or not is_past(fact.at, start.at))
    ]
    if met and (not fell or line.index(met[0]) < line.index(fell[0]) or not is_past(fell[0].at, met[0].at)):
        return met[0], None
    return None, fell[0] if fell else None


def meets(of: Duty, start: Fact, stop: Fact) -> bool:
    began, done = london_day(start.at), london_day(stop.at)
    return of.looks_back or (done > began if start.kind in of.stops else done >= began)


def plain_list(calendar: Calendar, end: Fact | None) -> WorkingDays:
    days = calendar.published
    for at, later in calendar.later:
        if end is None or earliest_instant(at) <= earliest_instant(end.at):
            days = later
    return days


def quickly(law: Law, facts: list[Fact]) -> list[Row]:
    return [row_of(clock) for clock in clocks(law, facts)]


def row_of(c: Clock) -> Row:
    return c.about, c.duty.key, c.edition.key, c.started_by, c.ordinarily_due, c.stopped_by, c.fell_away_by


@given(LOGS, AREAS)
def test_the_quick_way_comes_to_what_the_plain_way_does(facts: list[Fact], area: AreaDays) -> None:
    assert quickly(law_in(area), facts) == plainly(law_in(area), facts, published_calendar())


@given(LOGS, calendars())
def test_and_does_so_by_any_lists_of_bank_holidays(facts: list[Fact], calendar: Calendar) -> None:
    law = law_in(AreaDays(), calendar)
    assert quickly(law, facts) == plainly(law, facts, calendar)


@given(DENSE)
def test_and_where_much_falls_on_one_day(facts: list[Fact]) -> None:
    assert quickly(EVERY_FORM, facts) == plainly(EVERY_FORM, facts, EVERY_FORM.calendar)


def ends_of_periods(version: Version) -> set[date]:
    near = {version.first_day, version.last_day}
    return {day + timedelta(days=by) for day in near if day.year < 9999 for by in (-1, 0, 1)}


@given(AREAS)
def test_a_search_by_period_finds_the_versions_that_govern(area: AreaDays) -> None:
    for versions in law_in(area).started_by.values():
        periods = Periods.of(versions)
        for day in {day for version in versions for day in ends_of_periods(version)} | {date.min, date.max}:
            assert periods.on(day) == tuple(version for version in versions if version.governs(day))


@given(CROWDED | HOURS)
def test_what_is_remembered_of_a_due_day_is_what_is_counted(start: At) -> None:
    for version in law_in().versions():
        remembered = due_days(version.duty.number, published_calendar().newest)
        assert remembered[start] == remembered[start] == version.duty.due(start, published_calendar().newest)
