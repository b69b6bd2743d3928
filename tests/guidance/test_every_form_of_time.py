"""Each form in which guidance writes time, on small editions made here, and those that real editions use."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.guidance.span import Span, YearlyDay
from tests.guidance.timeline import duty, small_law, timeline


def due(start: str, today: str = "", **form: str) -> str:
    case = timeline(
        f"{start} call_noted", law=small_law(duty("act", "call_noted", "note_filed", **form)), today=today or start[:10]
    )
    return case.row(case.the("act")).removeprefix("act by ").removesuffix(" -")


@pytest.mark.parametrize(
    ("start", "within", "day"),
    [
        ("2019-04-18", "4 days", "2019-04-22"),  # plain days fall due on Easter Monday all the same
        ("2019-04-18", "6 weeks", "2019-05-30"),
        ("2018-08-31", "6 months", "2019-02-28"),
        ("2019-08-31", "6 months", "2020-02-29"),
        ("2018-01-31", "1 month", "2018-02-28"),
        ("2018-11-30", "3 months", "2019-02-28"),
        ("2020-02-29", "1 year", "2021-02-28"),
        ("2019-02-28", "1 year", "2020-02-28"),
        ("2019-12-15", "1 month", "2020-01-15"),
        ("2019-05-06", "1 working day", "2019-05-07"),
    ],
)
def test_spans(start: str, within: str, day: str) -> None:
    assert due(start, within=f'"{within}"') == f"{day} running"


def test_the_end_of_the_month_in_which_a_span_ends() -> None:
    assert due("2019-01-15", within='"1 month"', month_end="true") == "2019-02-28 running"
    assert due("2019-12-31", within='"2 months"', month_end="true") == "2020-02-29 running"


def test_a_fixed_date() -> None:
    assert due("2019-11-04", by="2020-01-29") == "2020-01-29 running"
    assert due("2019-11-04", by="2020-01-29", today="2020-01-30") == "2020-01-29 overdue"


def test_the_earlier_of_a_span_and_a_fixed_date() -> None:
    assert due("2019-05-01", within='"3 months"', by="2019-09-29") == "2019-08-01 running"
    assert due("2019-07-15", within='"3 months"', by="2019-09-29") == "2019-09-29 running"


def test_where_a_span_in_hours_ends_on_the_fixed_day_itself_the_whole_day_is_given() -> None:
    hours = {"within": '"24 hours"', "by": "2019-09-29"}
    assert due("2019-09-28T09:00+01:00", **hours) == "2019-09-29 running"
    assert due("2019-09-27T09:00+01:00", **hours) == "2019-09-28T09:00+01:00 running"


def test_a_day_that_comes_round_each_year() -> None:
    assert due("2019-09-29", by='"30 September"') == "2019-09-30 running"
    assert due("2019-09-30", by='"30 September"') == "2020-09-30 running"
    assert YearlyDay.parse("29 February").next_after(date(2019, 1, 1)) == date(2019, 2, 28)
    assert YearlyDay.parse("29 February").next_after(date(2019, 3, 1)) == date(2020, 2, 29)


@pytest.mark.parametrize("words", ["31 February", "0 May", "5 Maytember", "30", "thirty May"])
def test_a_day_of_the_year_that_there_is_not(words: str) -> None:
    with pytest.raises(ValueError, match="day of the year"):
        YearlyDay.parse(words)


def test_a_span_is_after_an_event_unless_it_says_before() -> None:
    assert Span(5, "days") == Span.parse("5 days")
    assert Span(5, "days") != Span.parse("5 days before")


@pytest.mark.parametrize("words", ["1 January", "30 September", "31 December", "29 February"])
def test_a_day_of_the_year_is_written_as_it_was_read(words: str) -> None:
    assert str(YearlyDay.parse(words)) == words


@pytest.mark.parametrize("words", ["5 fortnights", "0 days", "-1 days", "five days", "days", "5", "5 days after"])
def test_a_span_that_guidance_does_not_use(words: str) -> None:
    with pytest.raises(ValueError, match="is not a span"):
        Span.parse(words)


@pytest.mark.parametrize("words", ["1 working day", "48 hours", "7 working days before", "1 year", "6 weeks"])
def test_a_span_is_written_as_it_was_read(words: str) -> None:
    assert str(Span.parse(words)) == words


def test_each_yearly_report_stops_one_year_and_starts_the_next() -> None:
    law = small_law(duty("report", "arrangements_published report_published", "report_published", within='"12 months"'))
    timeline("""
        2019-06-01  arrangements_published
        2020-07-01  report_published
    """, law=law, today="2020-08-01").gives("""
        report   by 2020-06-01   late      2020-07-01
        report   by 2021-07-01   running   -
    """, of="*")  # fmt: skip


def test_a_report_entered_twice_on_one_day_does_not_count_as_two_years() -> None:
    law = small_law(duty("report", "report_published", "report_published", within='"12 months"'))
    timeline("""
        2020-07-01  report_published
        2020-07-01  report_published
        2021-06-30  report_published
    """, law=law, today="2021-08-01").gives("""
        report   by 2021-07-01   met       2021-06-30
        report   by 2022-06-30   running   -
    """, of="*")  # fmt: skip


def test_a_target_is_missed_like_a_limit_but_is_told_as_a_target() -> None:
    assert due("2019-05-01", within='"6 months"', bound='"target"', today="2019-11-02") == "2019-11-01 overdue"


def test_a_maximum_power_has_run_out_after_its_last_hour() -> None:
    form = {"within": '"72 hours"', "bound": '"at most"'}
    assert due("2019-05-01T12:00+01:00", today="2019-05-04", **form) == "2019-05-04T12:00+01:00 running"
    assert due("2019-05-01T12:00+01:00", today="2019-05-05", **form) == "2019-05-04T12:00+01:00 overdue"


@pytest.mark.parametrize(
    ("done", "state"), [("2019-05-14", "early"), ("2019-05-15", "met"), ("2019-05-15T00:00+01:00", "met")]
)
def test_not_before_a_day(done: str, state: str) -> None:
    law = small_law(duty("wait", "call_noted", "note_filed", within='"14 days"', bound='"not before"'))
    case = timeline(f"2019-05-01 call_noted\n{done} note_filed", law=law)
    assert case.the("wait").state(case.now).value == state


def test_not_before_an_hour_is_not_met_earlier_on_the_same_day() -> None:
    law = small_law(duty("wait", "call_noted", "note_filed", within='"24 hours"', bound='"not before"'))
    case = timeline("2019-05-01T12:00+01:00 call_noted\n2019-05-02T11:59+01:00 note_filed", law=law)
    assert case.the("wait").state(case.now).value == "early"


@pytest.mark.parametrize(("taken_down", "state"), [("2020-03-01", "early"), ("2020-03-02", "met")])
def test_a_published_review_stays_available_to_the_end_of_a_year(taken_down: str, state: str) -> None:
    case = timeline(f"2019-03-01 local_review_published\n{taken_down} local_review_taken_down")
    case.gives(f"keep_local_report_available by 2020-03-01 {state} {taken_down}", of="keep_local_report_available")


def test_a_published_review_that_is_still_there_is_met_once_the_year_is_over() -> None:
    case = "2020-02-29 local_review_published"
    for today, state in (("2021-02-28", "running"), ("2021-03-01", "met")):
        timeline(case, today=today).gives(
            f"keep_local_report_available by 2021-02-28 {state} -", of="keep_local_report_available"
        )


@pytest.mark.parametrize(("given", "state"), [("2019-06-07", "met"), ("2019-06-08", "late"), ("2019-06-20", "late")])
def test_a_report_is_given_seven_days_before_it_is_published(given: str, state: str) -> None:
    case = timeline(f"2019-06-14 local_review_publication_planned\n{given} local_review_report_provided")
    case.gives(f"provide_local_report by 2019-06-07 {state} {given}", of="provide_local_report")


def test_seven_working_days_before_a_planned_day() -> None:
    # Mon 3 June, going back: Fri 31 (1) 30 29 28 (4) [spring bank holiday Mon 27, 26, 25] 24 (5) 23 (6) 22 (7)
    case = timeline("2019-06-03 local_review_publication_planned", today="2019-05-22")
    case.gives("send_local_report by 2019-05-22 running -", of="send_local_report")


def test_a_plan_called_off_before_its_day_is_neither_met_nor_overdue() -> None:
    law = small_law(duty("send", "plan", "sent", within='"7 days before"', falls_away='["plan_dropped"]'))
    timeline("2019-06-14 plan\n2019-06-01 plan_dropped", law=law).gives("send by 2019-06-07 fell_away -", of="*")


def test_a_standing_duty_is_owed_always() -> None:
    law = small_law(duty("publish_thresholds", "arrangements_published", ""))
    timeline("2019-06-14 arrangements_published", law=law).gives("publish_thresholds by - running -", of="*")


def test_what_has_no_number_of_days_is_met_when_it_is_done() -> None:
    assert due("2019-05-01") == "- running"
    law = small_law(duty("act", "call_noted", "note_filed"))
    timeline("2019-05-01 call_noted\n2019-07-01 note_filed", law=law).gives("act by - met 2019-07-01", of="*")
