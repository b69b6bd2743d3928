"""What an explanation lists and what it only tells; and which changes of the list of bank holidays it speaks of."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.guidance import Explanation, explain, published_working_days
from handrail.guidance.calendar import Calendar
from handrail.guidance.days import working_days
from handrail.guidance.law import AreaDays, law_of
from tests.guidance.timeline import duty, moment, small_law, small_shelf, timeline

NUMBERED = published_working_days()
HEADING = 'title = "T"\nstage = "in force"\nfrom = 2015-01-01\n'


def told(start: str, within: str) -> Explanation:
    case = timeline(
        f"{start} call_noted", law=small_law(duty("act", "call_noted", "note_filed", within=f'"{within}"')), today=start
    )
    return explain(case.the("act"), case.now)


@pytest.mark.parametrize(
    ("within", "listed"), [("92 days", 93), ("93 days", 0), ("92 days before", 93), ("93 days before", 0)]
)
def test_ninety_two_days_are_listed_one_by_one_and_more_are_not(within: str, listed: int) -> None:
    assert len(told("2019-05-01", within).days) == listed


@pytest.mark.parametrize(
    ("start", "counted"),
    [
        ("2019-12-30", "1 working day, counted from 30 December 2019."),
        ("2019-12-31", "1 working day, counted from 31 December 2019; 1 day was skipped."),  # [1 January]
        ("2019-05-10", "1 working day, counted from 10 May 2019; 2 days were skipped."),  # [Sat, Sun]
    ],
)
def test_skipped_days_are_counted_in_words(start: str, counted: str) -> None:
    assert told(start, "1 working day").counted == counted


# ---- lists that came one after another; the clock starts on Wed 1 May 2019 and is due on Wed 8, over Mon 6


def with_another(*days: str) -> dict[date, str]:
    return {**NUMBERED.holidays, **{date.fromisoformat(day): "Another" for day in days}}


def changes_told(facts: str, *lists: tuple[str, tuple[str, ...]]) -> list[str]:
    """The days on which a list changed of which the explanation speaks, and whether the clock's own day moved."""
    calendar = Calendar(NUMBERED, tuple((moment(at), working_days(with_another(*days))) for at, days in lists))
    text = HEADING + duty("act", "call_noted", "note_filed", within='"4 working days"')
    case = timeline(facts, law=law_of(small_shelf({"one": text}), AreaDays(), calendar), today="2019-05-02")
    cautions = explain(case.the("act"), case.now).cautions
    return [f"{said.split(' on ')[1].split(':')[0]} {'stays' if 'stays' in said else 'moved'}" for said in cautions]


STARTED = "2019-05-01T09:00+01:00 call_noted"


def test_a_list_that_moves_nothing_is_passed_over_and_the_next_is_still_told() -> None:
    moved_nothing, moved = ("2019-05-02", ("2019-08-05",)), ("2019-05-03", ("2019-08-05", "2019-05-07"))
    assert changes_told(STARTED, moved_nothing, moved) == ["3 May 2019 moved"]


def test_of_lists_that_came_after_a_clock_ended_only_the_first_is_told() -> None:
    ended = f"{STARTED}\n2019-05-02T09:00+01:00 note_filed"
    lists = (("2019-05-03", ("2019-05-07",)), ("2019-05-04", ("2019-05-07", "2019-05-08")))
    assert changes_told(ended, *lists) == ["3 May 2019 stays"]


@pytest.mark.parametrize(
    ("taken_in", "said"),
    [("2019-05-02T09:00+01:00", "2 May 2019 moved"), ("2019-05-02T09:00:01+01:00", "2 May 2019 stays")],
)
def test_a_list_of_the_very_moment_at_which_a_clock_ended_still_moved_it(taken_in: str, said: str) -> None:
    ended = f"{STARTED}\n2019-05-02T09:00+01:00 note_filed"
    assert changes_told(ended, (taken_in, ("2019-05-07",))) == [said]


@pytest.mark.parametrize(
    ("taken_in", "said"), [("2019-05-01T09:00+01:00", []), ("2019-05-01T09:00:01+01:00", ["1 May 2019 moved"])]
)
def test_a_list_of_the_very_moment_at_which_a_clock_was_known_to_run_was_there_already(
    taken_in: str, said: list[str]
) -> None:
    assert changes_told(STARTED, (taken_in, ("2019-05-07",))) == said
