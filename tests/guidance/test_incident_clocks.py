"""The five working days to notify and the fifteen for a rapid review, each counted by hand from a calendar.

In the comments days are counted as (1), (2) ...; days in square brackets are skipped.
"""

from __future__ import annotations

import pytest

from tests.guidance.timeline import timeline


def test_a_case_notified_and_reviewed_in_time() -> None:
    # known Mon 4 March: 5 (1) 6 (2) 7 (3) 8 (4) [9 10] 11 (5)
    # notified Wed 6: 7 8 (2) [9 10] 11-15 (7) [16 17] 18-22 (12) [23 24] 25 26 27 (15)
    timeline("""
        2019-03-04  incident_known
        2019-03-06  panel_notified
        2019-03-27  rapid_review_completed
    """).gives("""
        notify_panel   by 2019-03-11   met   2019-03-06
        rapid_review   by 2019-03-27   met   2019-03-27
    """)


def test_a_day_late_is_late() -> None:
    timeline("""
        2019-03-04  incident_known
        2019-03-12  panel_notified
        2019-04-03  rapid_review_completed
    """).gives("""
        notify_panel   by 2019-03-11   late   2019-03-12
        rapid_review   by 2019-04-02   late   2019-04-03
    """)


def test_what_is_due_today_is_not_yet_overdue() -> None:
    case = "2019-03-04 incident_known"
    timeline(case, today="2019-03-11").gives("notify_panel by 2019-03-11 running -")
    timeline(case, today="2019-03-12").gives("notify_panel by 2019-03-11 overdue -")


def test_a_clock_with_no_number_is_never_overdue() -> None:
    timeline("2019-03-04 incident_known").gives("notify_panel_act by - running -", of="notify_panel_act")


@pytest.mark.parametrize(
    ("known", "due"),
    [
        ("2019-04-16", "2019-04-25"),  # Tue: 17 (1) 18 (2) [Good Fri 19, 20, 21, Easter Mon 22] 23 (3) 24 (4) 25 (5)
        ("2018-12-21", "2019-01-02"),  # Fri: 24 (1) [25 26] 27 (2) 28 (3) [29 30] 31 (4) [1] 2 (5)
        ("2021-12-23", "2022-01-04"),  # Thu: 24 (1) [25 26, in lieu 27 28] 29 (2) 30 (3) 31 (4) [1 2, in lieu 3] 4 (5)
        ("2022-05-27", "2022-06-07"),  # Fri: 30 (1) 31 (2) 1 (3) [jubilee Thu 2, Fri 3, 4, 5] 6 (4) 7 (5)
        ("2022-09-14", "2022-09-22"),  # Wed: 15 (1) 16 (2) [17, 18, the Queen's funeral Mon 19] 20 (3) 21 (4) 22 (5)
        ("2023-05-03", "2023-05-11"),  # Wed: 4 (1) 5 (2) [6, 7, coronation Mon 8] 9 (3) 10 (4) 11 (5)
        ("2020-05-06", "2020-05-14"),  # Wed: 7 (1) [VE day Fri 8 in the place of Mon 4] 11 (2) 12 (3) 13 (4) 14 (5)
    ],
)
def test_bank_holidays_lengthen_the_five_working_days(known: str, due: str) -> None:
    timeline(f"{known} incident_known", today=known).gives(f"notify_panel by {due} running -")


@pytest.mark.parametrize(
    ("known", "due"),
    [
        ("2017-04-13", "2017-04-24"),  # Thu: [Good Fri 14, 15, 16, Easter Mon 17] 18 (1) 19 20 21 (4) [22 23] 24 (5)
        ("2018-03-28", "2018-04-06"),  # Wed: 29 (1) [Good Fri 30, 31, 1, Easter Mon 2] 3 (2) 4 (3) 5 (4) 6 (5)
    ],
)
def test_easter_under_the_2015_edition(known: str, due: str) -> None:
    case = timeline(f"{known} incident_known", today=known)
    case.gives(f"notify_ofsted_and_lscb by {due} running -", of="*")


@pytest.mark.parametrize(
    ("notified", "due"),
    [
        # Thu 25: 26 (1) 29 30 (3) 1 2 3 (6) [early May Mon 6] 7-10 (10) 13-17 (15)
        ("2019-04-25", "2019-05-17"),
        # Fri 21: 24 (1) [25 26] 27 28 (3) 31 (4) [1] 2 3 4 (7) 7-11 (12) 14 15 16 (15)
        ("2018-12-21", "2019-01-16"),
        # Mon 5: 6-9 (4) 12-16 (9) [funeral Mon 19] 20-23 (13) 26 27 (15)
        ("2022-09-05", "2022-09-27"),
        # Tue 18: 19 20 21 (3) 24-28 (8) [early May Mon 1] 2-5 (12) [coronation Mon 8] 9 10 11 (15)
        ("2023-04-18", "2023-05-11"),
        # Fri 20: 23-27 (5) [spring Mon 30 was moved, so it is worked] 30 31 1 (8) [jubilee 2 3] 6-10 (13) 13 14 (15)
        ("2022-05-20", "2022-06-14"),
    ],
)
def test_bank_holidays_lengthen_the_fifteen_working_days(notified: str, due: str) -> None:
    timeline(f"{notified} panel_notified", today=notified).gives(f"rapid_review by {due} running -")


@pytest.mark.parametrize(
    "known",
    ["2019-03-01", "2019-03-01T23:59+00:00", "2019-03-02", "2019-03-03T00:01+00:00"],
    ids=["Friday", "late on Friday evening", "Saturday", "early on Sunday"],
)
def test_friday_saturday_and_sunday_all_have_monday_as_day_one(known: str) -> None:
    timeline(f"{known} incident_known", today="2019-03-04").gives("notify_panel by 2019-03-08 running -")


def test_an_incident_known_on_a_bank_holiday_has_the_next_working_day_as_day_one() -> None:
    # early May Mon 6: 7 (1) 8 9 10 (4) [11 12] 13 (5)
    timeline("2019-05-06 incident_known", today="2019-05-06").gives("notify_panel by 2019-05-13 running -")


def test_school_holidays_do_not_stop_a_clock() -> None:
    # Thu 1 August: 2 (1) [3 4] 5 6 7 8 (5)
    timeline("2019-08-01 incident_known", today="2019-08-01").gives("notify_panel by 2019-08-08 running -")


def test_doing_it_on_the_day_it_began_meets_it_whatever_the_order_they_were_written_in() -> None:
    timeline("""
        2019-03-04  panel_notified
        2019-03-04  incident_known
    """, today="2019-03-04").gives("""
        notify_panel   by 2019-03-11   met       2019-03-04
        rapid_review   by 2019-03-25   running   -
    """)  # fmt: skip


def test_telling_the_panel_an_hour_before_it_was_written_as_known_still_meets_it() -> None:
    timeline("""
        2019-03-04T09:00+00:00  panel_notified
        2019-03-04T10:00+00:00  incident_known
    """).gives("notify_panel by 2019-03-11 met 2019-03-04T09:00+00:00", of="notify_panel")


def test_a_notice_of_the_day_before_is_of_something_else() -> None:
    timeline("""
        2019-03-01  panel_notified
        2019-03-04  incident_known
    """).gives("notify_panel by 2019-03-11 overdue -", of="notify_panel")


def test_the_first_knowledge_counts_and_the_first_notice() -> None:
    timeline("""
        2019-03-04  incident_known
        2019-03-06  incident_known
        2019-03-07  panel_notified
        2019-03-11  panel_notified
    """, today="2019-03-11").gives("""
        notify_panel   by 2019-03-11   met       2019-03-07
        rapid_review   by 2019-03-28   running   -
    """)  # fmt: skip
