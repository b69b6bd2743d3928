"""A duty runs once for each thing; what is known is told apart from what happened."""

from __future__ import annotations

from tests.guidance.timeline import duty, small_law, timeline

ASKING = small_law(
    duty("send_summary", "summary_requested", "summary_received", within='"5 working days"',
         falls_away='["summary_no_longer_needed"]')
)  # fmt: skip


def test_two_incidents_and_one_notification_stop_one_clock() -> None:
    timeline("""
        2019-03-04  incident_known   the-fall
        2019-03-05  incident_known   the-fire
        2019-03-06  panel_notified   the-fire
    """, today="2019-03-12").gives("""
        notify_panel   by 2019-03-11   overdue   -            the-fall
        notify_panel   by 2019-03-12   met       2019-03-06   the-fire
        rapid_review   by 2019-03-27   running   -            the-fire
    """)  # fmt: skip


def test_two_agencies_asked_and_one_answer_stop_one_clock() -> None:
    timeline("""
        2019-03-04  summary_requested   police
        2019-03-04  summary_requested   school
        2019-03-06  summary_received    school
    """, law=ASKING, today="2019-03-12").gives("""
        send_summary   by 2019-03-11   overdue   -            police
        send_summary   by 2019-03-11   met       2019-03-06   school
    """, of="*")  # fmt: skip


def test_a_summary_no_longer_needed_is_neither_met_nor_overdue() -> None:
    timeline("""
        2019-03-04  summary_requested          police
        2019-03-05  summary_no_longer_needed   police
    """, law=ASKING).gives("send_summary by 2019-03-11 fell_away - police", of="*")  # fmt: skip


def test_a_correction_moves_the_day_and_keeps_what_was_shown_before() -> None:
    case = """
        2019-04-16  incident_known  recorded=2019-04-16T10:00+01:00  replaced=2019-04-18T09:00+01:00
        2019-04-15  incident_known  recorded=2019-04-18T09:00+01:00
    """
    # Mon 15: 16 (1) 17 (2) 18 (3) [19-22] 23 (4) 24 (5)
    timeline(case, today="2019-04-18").gives("notify_panel by 2019-04-24 running -")
    before = timeline(case, today="2019-04-18", known_by="2019-04-18T08:59+01:00")
    before.gives("notify_panel by 2019-04-25 running -")


def test_a_correction_to_a_later_day_gives_the_later_day() -> None:
    timeline("""
        2019-04-15  incident_known  recorded=2019-04-16T10:00+01:00  replaced=2019-04-18T09:00+01:00
        2019-04-16  incident_known  recorded=2019-04-18T09:00+01:00
    """, today="2019-04-18").gives("notify_panel by 2019-04-25 running -")  # fmt: skip


def test_a_notice_recorded_by_mistake_and_set_aside_stops_nothing() -> None:
    timeline("""
        2019-04-15  incident_known
        2019-04-16  panel_notified  recorded=2019-04-16T10:00+01:00  replaced=2019-04-18T09:00+01:00
    """, today="2019-04-18").gives("notify_panel by 2019-04-24 running -")  # fmt: skip


def test_a_late_act_and_late_knowledge_are_told_apart() -> None:
    case = """
        2019-03-04  incident_known  recorded=2019-03-04T10:00+00:00
        2019-03-08  panel_notified  recorded=2019-03-14T16:00+00:00
    """
    as_known = timeline(case, today="2019-03-13", known_by="2019-03-13T12:00+00:00")
    as_known.gives("notify_panel by 2019-03-11 overdue -", of="notify_panel")
    as_it_was = timeline(case, today="2019-03-14")
    as_it_was.gives("notify_panel by 2019-03-11 met 2019-03-08", of="notify_panel")


def test_nothing_is_known_before_it_was_recorded() -> None:
    case = "2019-03-04 incident_known recorded=2019-03-06T10:00+00:00"
    assert not timeline(case, known_by="2019-03-06T09:59+00:00").clocks()
    assert timeline(case, known_by="2019-03-06T10:00+00:00").clocks()


def test_what_is_withdrawn_falls_away_and_runs_anew_when_it_is_known_again() -> None:
    timeline("""
        2019-03-04  incident_known
        2019-03-06  incident_withdrawn
        2019-03-20  incident_known
        2019-03-22  panel_notified
    """, today="2019-03-22").gives("""
        notify_panel   by 2019-03-11   fell_away   -
        notify_panel   by 2019-03-27   met         2019-03-22
    """, of="notify_panel")  # fmt: skip


def test_withdrawn_and_known_again_on_one_day_runs_anew() -> None:
    timeline("""
        2019-03-04  incident_known
        2019-03-06  incident_withdrawn
        2019-03-06  incident_known
    """, today="2019-03-06").gives("""
        notify_panel   by 2019-03-11   fell_away   -
        notify_panel   by 2019-03-13   running     -
    """)  # fmt: skip


def test_told_again_in_the_morning_and_withdrawn_in_the_afternoon_does_not_run_on() -> None:
    timeline("""
        2019-03-04T09:00+00:00  incident_known
        2019-03-06T10:00+00:00  incident_known
        2019-03-06T15:00+00:00  incident_withdrawn
    """).gives("notify_panel by 2019-03-11 fell_away -")


def test_what_was_notified_stays_met_when_it_is_withdrawn_afterwards() -> None:
    timeline("""
        2019-03-04  incident_known
        2019-03-06  panel_notified
        2019-03-08  incident_found_not_to_meet_criteria
    """).gives("""
        notify_panel   by 2019-03-11   met         2019-03-06
        rapid_review   by 2019-03-27   fell_away   -
    """)


def test_notified_and_withdrawn_on_one_day_counts_as_notified() -> None:
    for lines in ("2019-03-06 panel_notified\n2019-03-06 incident_withdrawn",
                  "2019-03-06 incident_withdrawn\n2019-03-06 panel_notified"):  # fmt: skip
        case = timeline(f"2019-03-04 incident_known\n{lines}")
        case.gives("notify_panel by 2019-03-11 met 2019-03-06", of="notify_panel")


def test_a_review_done_again_the_same_day_is_one_review() -> None:
    timeline("""
        2019-03-06T09:00+00:00  panel_notified
        2019-03-27T10:00+00:00  rapid_review_completed
        2019-03-27T10:00+00:00  rapid_review_completed
    """).gives("rapid_review by 2019-03-27 met 2019-03-27T10:00+00:00")
