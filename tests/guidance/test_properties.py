"""What holds whatever the case: looked for by Hypothesis among days and orders nobody thought of."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from handrail.guidance import Clock, Fact, clocks, law_in, published_working_days
from handrail.guidance.days import months_after
from handrail.guidance.law import AreaDays

DAYS = st.dates(date(2015, 4, 1), date(2027, 12, 31))
CROWDED = st.dates(date(2019, 3, 1), date(2019, 3, 8))
"""A few days only, so that things fall on one day, in one hour, and before what they answer."""
HOURS = st.builds(datetime.combine, CROWDED, st.sampled_from([time(0), time(9), time(23, 59)]), st.just(UTC))
KINDS = st.sampled_from(
    sorted({kind for v in law_in().versions() for kind in v.duty.starts | v.duty.stops | v.duty.falls_away})
)
FACTS = st.builds(Fact, at=DAYS | CROWDED | HOURS, kind=KINDS, about=st.sampled_from(["", "a", "b"]))
LOGS = st.lists(FACTS, max_size=12)
AREAS = st.builds(AreaDays, safeguarding=st.dates(date(2018, 6, 29), date(2019, 9, 29)))
COUNTS = st.integers(1, 60)


def seen(running: list[Clock]) -> list[tuple[object, ...]]:
    return sorted(
        (c.about, c.duty.key, c.edition.key, str(c.started_by.at), str(c.due), of(c.stopped_by), of(c.fell_away_by))
        for c in running
    )


def of(fact: Fact | None) -> str:
    return f"{fact.kind} {fact.at}" if fact else ""


@given(LOGS, st.randoms(use_true_random=False), AREAS)
def test_the_order_in_which_facts_are_written_does_not_matter(
    facts: list[Fact], chance: Random, area: AreaDays
) -> None:
    mixed = chance.sample(facts, len(facts))
    assert seen(clocks(law_in(area), facts)) == seen(clocks(law_in(area), mixed))


@given(LOGS, FACTS)
def test_doing_something_more_never_moves_a_day_that_was_due(facts: list[Fact], stop: Fact) -> None:
    before = {(c.about, c.duty.key, c.started_on): c.due for c in clocks(law_in(), facts)}
    after = {(c.about, c.duty.key, c.started_on): c.due for c in clocks(law_in(), [*facts, stop])}
    assert all(after[key] == due for key, due in before.items() if key in after)


@given(LOGS, DAYS)
def test_stopping_what_runs_changes_neither_its_start_nor_its_day(facts: list[Fact], day: date) -> None:
    running = [c for c in clocks(law_in(), facts) if c.duty.key == "notify_panel" and c.ended_by is None]
    stops = [Fact(max(day, c.started_on), "panel_notified", c.about) for c in running]
    after = {(c.about, c.started_on): c for c in clocks(law_in(), [*facts, *stops]) if c.duty.key == "notify_panel"}
    for clock in running:
        assert after[clock.about, clock.started_on].due == clock.due


@given(LOGS, LOGS)
def test_what_happens_to_one_thing_is_nothing_to_another(ours: list[Fact], theirs: list[Fact]) -> None:
    ours = [Fact(fact.at, fact.kind, "ours") for fact in ours]
    theirs = [Fact(fact.at, fact.kind, "theirs") for fact in theirs]
    together = [clock for clock in clocks(law_in(), [*ours, *theirs]) if clock.about == "ours"]
    assert seen(together) == seen(clocks(law_in(), ours))


@given(LOGS, AREAS)
def test_a_clock_is_governed_by_a_version_of_the_day_it_started(facts: list[Fact], area: AreaDays) -> None:
    for clock in clocks(law_in(area), facts):
        assert clock.version.governs(clock.started_on)


@given(LOGS)
def test_of_each_thing_a_duty_runs_once_at_a_time(facts: list[Fact]) -> None:
    running = [
        (c.about, c.duty.key) for c in clocks(law_in(), facts) if c.stopped_by is None and c.fell_away_by is None
    ]
    assert len(running) == len(set(running))


@given(DAYS, COUNTS)
def test_a_working_day_counted_to_is_a_working_day(start: date, count: int) -> None:
    days = published_working_days()
    assert days.includes(days.after(start, count))
    assert days.includes(days.after(start, -count))


@given(DAYS, COUNTS)
def test_counting_on_and_back_again_returns_to_a_working_day(start: date, count: int) -> None:
    days = published_working_days()
    worked = days.after(start, 1)
    assert days.after(days.after(worked, count), -count) == worked
    assert days.after(days.after(worked, -count), count) == worked


@given(DAYS, COUNTS, COUNTS)
def test_a_longer_count_ends_later_and_counts_add_up(start: date, one: int, more: int) -> None:
    days = published_working_days()
    assert days.after(start, one) < days.after(start, one + more)
    assert days.after(days.after(start, one), more) == days.after(start, one + more)


@given(DAYS, COUNTS)
def test_a_later_start_never_ends_earlier(start: date, count: int) -> None:
    days = published_working_days()
    assert days.after(start, count) <= days.after(start + timedelta(days=1), count)


@given(DAYS, st.integers(1, 60))
def test_months_end_on_the_same_numbered_day_or_the_months_last(start: date, count: int) -> None:
    end = months_after(start, count)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == count
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
