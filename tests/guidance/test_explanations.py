"""Every clock says why: what started it, every day skipped, when it is due, who says so and how sure we are."""

from __future__ import annotations

import pytest

from handrail.guidance import Explanation, explain
from tests.guidance.timeline import duty, small_law, timeline


def told(case: timeline, key: str) -> Explanation:
    return explain(case.the(key), case.now)


def test_easter_day_by_day() -> None:
    said = told(timeline("2019-04-16 incident_known", today="2019-04-26"), "notify_panel")
    assert [(day.day.day, day.number, day.skipped) for day in said.days] == [
        (16, None, "the day it happened; day one is the next"), (17, 1, None), (18, 2, None),
        (19, None, "Good Friday"), (20, None, "Saturday"), (21, None, "Sunday"), (22, None, "Easter Monday"),
        (23, 3, None), (24, 4, None), (25, 5, None),
    ]  # fmt: skip
    assert said.sentences == (
        "The clock started on 16 April 2019: the local authority became aware of the incident.",
        "Working Together to Safeguard Children 2018, chapter 4: "
        "Tell the Panel, with what is known so far; do not wait to know more.",
        "5 working days, counted from 16 April 2019; 4 days were skipped.",
        "Due by the end of 25 April 2019, London time.",
        "It is overdue: 1 working day late.",
        "This is statutory guidance: it should be done unless there is a good reason, which is recorded. "
        "If it is late, record the reason.",
        "Taken from a public body's restatement; not checked against the published text.",
    )


def test_the_last_numbered_day_is_the_due_day_for_every_clock() -> None:
    case = timeline("2019-04-16 incident_known\n2019-04-25 panel_notified\n2019-06-03 local_review_publication_planned")
    for clock in case.clocks("notify_panel rapid_review provide_local_report send_local_report"):
        days = explain(clock, case.now).days
        span = clock.duty.within
        assert span is not None
        assert (days[-1].day, days[-1].number) == (clock.due, span.count)


def test_a_plan_is_counted_back_from_its_day() -> None:
    said = told(timeline("2019-06-03 local_review_publication_planned"), "send_local_report")
    assert said.started == "The planned day is 3 June 2019: a day was set for publishing the local review."
    assert said.counted == "7 working days before, counted back from 3 June 2019; 5 days were skipped."


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        ("2019-04-25 panel_notified", "It stopped on 25 April 2019: the Panel was notified."),
        ("2019-04-26 panel_notified", "It stopped on 26 April 2019, 1 working day late: the Panel was notified."),
        ("2019-04-18 incident_withdrawn", "It fell away on 18 April 2019: the incident was withdrawn."),
    ],
)
def test_how_it_ended(stop: str, words: str) -> None:
    assert told(timeline(f"2019-04-16 incident_known\n{stop}"), "notify_panel").ended == words


def test_a_relaxation_says_what_the_day_would_have_been_and_how_sure_we_are_of_it() -> None:
    said = told(timeline("2020-04-06 panel_notified"), "rapid_review")
    assert said.due.startswith("It would have been due on 29 April 2020;")
    assert "The relaxation: Recalled, and not checked against the published text." in said.cautions


def test_a_working_day_past_the_published_list_may_still_move_and_a_month_may_not() -> None:
    law = small_law(
        duty("count", "call_noted", "note_filed", within='"5 working days"')
        + duty("wait", "call_noted", "note_filed", within='"2 months"')
    )
    case = timeline("2028-12-28 call_noted", law=law)
    assert "may still move" in " ".join(told(case, "count").cautions)
    assert told(case, "wait").cautions == ()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "The edition gives no number of days: do it promptly."),
        ({"within": '"6 months"', "bound": '"target"'}, "The target is the end of 1 November 2019."),
        ({"within": '"14 days"', "bound": '"not before"'}, "Not to be done before 15 May 2019."),
        ({"within": '"1 year"', "bound": '"for at least"'}, "To stand until at least the end of 1 May 2020."),
        ({"within": '"72 hours"', "bound": '"at most"'}, "It may last until 4 May 2019 at 12:00am and no longer."),
        ({"by": "2020-01-29"}, "Due by the end of 29 January 2020, London time."),
    ],
)
def test_each_bound_is_told_in_its_own_words(form: dict[str, str], words: str) -> None:
    law = small_law(duty("act", "call_noted", "note_filed", **form))
    assert told(timeline("2019-05-01 call_noted", law=law), "act").due == words


def test_a_standing_duty_is_not_told_to_hurry() -> None:
    said = told(timeline("2019-05-01 call_noted", law=small_law(duty("stand", "call_noted", ""))), "stand")
    assert said.due == "This is a standing duty: it is owed always, and no day ends it."
    assert said.ended == ""


def test_what_has_stood_for_long_enough_says_so() -> None:
    said = told(timeline("2019-03-01 local_review_published"), "keep_local_report_available")
    assert said.ended == "It has stood for as long as it must."


def test_hours_say_whether_the_hour_was_known() -> None:
    law = small_law(duty("tell", "call_noted", "note_filed", within='"48 hours"'))
    known = told(timeline("2019-05-01T12:00+01:00 call_noted", law=law), "tell")
    assert known.counted == "48 hours, counted from the hour."
    unknown = told(timeline("2019-05-01 call_noted", law=law), "tell")
    assert unknown.counted == "48 hours, counted from the first moment of the day, as the hour is not known."


def test_what_is_expected_names_nobody_since_the_panel_is_not_alone_in_expecting() -> None:
    reviewed = told(timeline("2019-05-01 panel_notified"), "rapid_review")
    entered = told(timeline("2019-05-01 child_died"), "send_death_to_database")
    assert reviewed.binds.startswith("This is expected; it is not statutory.")
    assert entered.binds.startswith("This is expected; it is not statutory.")


def test_a_late_publication_is_explained_to_those_the_rule_names_and_not_to_the_public() -> None:
    said = told(timeline("2019-05-01 local_review_initiated"), "publish_local_review")
    assert "to those the rule names" in said.binds
    assert "the Panel and the Secretary of State" in said.rule
