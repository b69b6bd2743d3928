"""Serious case reviews, local and national reviews, and information asked for. Every day counted by hand.

In the comments days are counted as (1), (2) ...; days in square brackets are skipped.
"""

from __future__ import annotations

from datetime import date

import pytest

from handrail.guidance import AreaDays, Law, law_in
from handrail.guidance.edition import Seen
from handrail.guidance.law import law_of
from handrail.guidance.shelf import every_edition
from tests.guidance.timeline import timeline

LATE_AREA = "2019-09-02 2019-09-02"


def draft_of_2017() -> Law:
    draft = next(e for e in every_edition() if (e.instrument, e.key) == ("working_together", "2017-draft"))
    return law_of(every_edition(), AreaDays(), law_in().calendar, as_if=draft)


def test_a_board_had_thirty_working_days_to_publish_what_ofsted_wrote_of_it() -> None:
    # Mon 4 December: 5-8 (4) 11-15 (9) 18-22 (14) [25 26] 27-29 (17) [1] 2-5 (21) 8-12 (26) 15-18 (30)
    timeline("2017-12-04 lscb_review_report_received", today="2018-01-19").gives(
        "publish_lscb_review_report by 2018-01-18 overdue -", of="*"
    )


def test_what_the_regulations_made_a_function_the_guidance_made_a_choice_of_none() -> None:
    timeline("""
        2017-05-12 serious_case_review_criteria_met
        2017-05-15 serious_case_review_initiated
    """).gives("""
        hold_serious_case_review       by - met 2017-05-15
        hold_serious_case_review_act   by - met 2017-05-15
    """, of="hold_serious_case_review hold_serious_case_review_act")  # fmt: skip


def test_a_decision_against_was_told_in_five_working_days_by_the_guidance_and_fourteen_days_by_the_panel() -> None:
    # Fri 12 May: 15-19 (5). Fourteen days on is Fri 26 May
    timeline("""
        2017-05-12 serious_case_review_decided
        2017-05-12 serious_case_review_declined
        2017-05-22 serious_case_review_decision_notified
    """).gives("""
        notify_serious_case_review_decision      by 2017-05-19 late 2017-05-22
        tell_decision_against_serious_case_review by 2017-05-26 met  2017-05-22
    """, of="*")  # fmt: skip


def test_from_29_june_2018_the_new_panel_was_told_of_it_without_a_number_as_long_as_the_board_lived() -> None:
    told = timeline("2018-07-02 serious_case_review_declined", area=LATE_AREA)
    told.gives("tell_decision_against_serious_case_review by - running -", of="*")
    assert told.the("tell_decision_against_serious_case_review").duty.owed_to == "the Panel"
    timeline("2019-09-01 serious_case_review_declined", area=LATE_AREA).gives(
        "tell_decision_against_serious_case_review by - running -", of="*"
    )
    assert not timeline("2019-09-02 serious_case_review_declined", area=LATE_AREA).clocks()


def test_a_serious_case_review_was_sent_seven_working_days_ahead_over_easter() -> None:
    # Tue 3 April: [Easter Mon 2, 1, 31, Good Fri 30] 29 (1) 28 27 26 (4) 23 (5) 22 21 (7)
    timeline("2018-04-03 serious_case_review_publication_planned\n2018-03-22 serious_case_review_report_sent").gives(
        "send_serious_case_review by 2018-03-21 late 2018-03-22", of="*"
    )


@pytest.mark.parametrize(("taken_down", "state"), [("2019-02-28", "early"), ("2019-03-02", "met")])
def test_it_stayed_on_the_website_for_twelve_months(taken_down: str, state: str) -> None:
    case = timeline(f"2018-03-01 serious_case_review_published\n{taken_down} serious_case_review_taken_down")
    case.gives(f"keep_serious_case_review_available by 2019-03-01 {state} {taken_down}", of="*")


def test_a_review_of_an_old_board_published_in_its_year_of_grace_is_kept_available_too() -> None:
    timeline("2020-09-02 serious_case_review_published", area=LATE_AREA, today="2020-10-01").gives(
        "keep_serious_case_review_available by 2021-09-02 running -", of="*"
    )
    assert not timeline("2020-09-03 serious_case_review_published", area=LATE_AREA).clocks()


def test_the_year_of_grace_of_an_area_that_began_at_once_was_over_in_june_2019() -> None:
    of = "send_serious_case_review"
    # Fri 28 June 2019: 27 (1) 26 25 24 21 (5) 20 19 (7)
    timeline("2019-06-28 serious_case_review_publication_planned", today="2019-06-19").gives(
        f"{of} by 2019-06-19 running -", of="*"
    )
    assert timeline("2019-06-29 serious_case_review_publication_planned").clocks()
    assert not timeline("2019-06-30 serious_case_review_publication_planned").clocks()


def test_a_board_that_ended_at_once_owed_the_new_panel_nothing() -> None:
    for kind in ("serious_case_review_declined", "serious_case_review_withheld"):
        assert timeline(f"2018-06-29 {kind}", area="2018-06-30 2018-06-30").clocks()
        assert not timeline(f"2018-06-29 {kind}").clocks()


def test_completing_a_serious_case_review_meets_the_aim_before_it_is_published() -> None:
    timeline("""
        2017-01-31 serious_case_review_initiated
        2017-07-31 serious_case_review_completed
        2018-05-02 serious_case_review_published
    """).gives("complete_serious_case_review by 2017-07-31 met 2017-07-31", of="complete_serious_case_review")


def test_the_panel_of_experts_met_every_two_months() -> None:
    timeline("2017-01-31 expert_panel_met\n2017-03-30 expert_panel_met", today="2017-05-31").gives(
        "meet_on_cases by 2017-03-31 met 2017-03-30\nmeet_on_cases by 2017-05-30 overdue -", of="*"
    )


def test_the_panel_of_experts_owes_no_meeting_after_its_end() -> None:
    timeline("2018-06-04 expert_panel_met\n2018-06-29 expert_panel_ended", today="2026-11-20").gives(
        "meet_on_cases by 2018-08-04 fell_away -", of="*"
    )


def test_a_planned_day_that_is_put_off_asks_for_nothing_and_the_new_day_asks_again() -> None:
    # Mon 7 July 2025: 4 (1) 3 2 1 30 (5) 27 26 (7); seven plain days back is Mon 30 June
    timeline("""
        2025-05-01 local_review_publication_planned
        2025-04-16 local_review_publication_put_off
        2025-07-07 local_review_publication_planned
        2025-06-30 local_review_report_provided
    """).gives("""
        provide_local_report by 2025-04-24 fell_away -
        provide_local_report by 2025-06-30 met       2025-06-30
        send_local_report    by 2025-04-22 fell_away -
        send_local_report    by 2025-06-26 overdue   -
    """, of="provide_local_report send_local_report")  # fmt: skip


@pytest.mark.parametrize(
    ("review", "day", "owed"),
    [
        ("local_review", "2024-01-08", "publish_local_review appoint_local_reviewer"),
        ("national_review", "2024-01-08", "publish_national_review select_national_reviewer"),
        ("serious_case_review", "2017-01-09", "complete_serious_case_review"),
    ],
)
def test_a_review_that_is_called_off_is_owed_no_longer(review: str, day: str, owed: str) -> None:
    case = timeline(f"{day} {review}_initiated\n{day[:4]}-02-01 {review}_called_off")
    assert {clock.duty.key for clock in case.clocks() if clock.fell_away_by} >= set(owed.split())
    assert all(clock.fell_away_by for clock in case.clocks())


def test_a_partner_that_held_a_local_review_while_the_board_lived_on_held_it_under_the_act_and_the_regulations() -> (
    None
):
    timeline("2019-08-20 local_review_publication_planned", area=LATE_AREA, today="2019-08-13").gives(
        "provide_local_report by 2019-08-13 running -", of="*"
    )
    timeline("2019-08-01 local_review_initiated", area=LATE_AREA, today="2019-08-02").gives(
        "appoint_local_reviewer by - running -", of="*"
    )


def test_seven_days_of_the_regulations_are_not_the_seven_working_days_of_the_guidance() -> None:
    # Thu 1 May 2025: 30 (1) 29 28 (3) 25 24 23 22 (7), [Easter Mon 21]; seven plain days back is Thu 24 April
    timeline("""
        2025-05-01 local_review_publication_planned
        2025-04-23 local_review_report_provided
        2025-04-23 local_review_report_sent_to_all
    """).gives("""
        provide_local_report by 2025-04-24 met  2025-04-23
        send_local_report    by 2025-04-22 late 2025-04-23
    """, of="*")  # fmt: skip


def test_a_national_report_goes_to_the_secretary_of_state_ahead_of_its_publication() -> None:
    # Mon 14 June: 11 10 9 8 7 (5) 4 3 2 1 (9) [spring bank holiday Mon 31] 28 27 26 25 24 (14) 21 (15)
    timeline("2021-06-14 national_review_publication_planned\n2021-06-07 national_review_report_provided").gives("""
        provide_national_report by 2021-06-07 met  2021-06-07
        send_national_report    by 2021-05-21 late 2021-06-07
    """, of="*")  # fmt: skip


def test_improvements_published_in_place_of_a_report_stay_available_as_long() -> None:
    timeline("2020-02-29 national_review_improvements_published", today="2023-03-01").gives(
        "keep_national_report_available by 2023-02-28 met -", of="*"
    )
    timeline("2024-02-29 local_review_improvements_published", today="2025-02-28").gives(
        "keep_local_report_available by 2025-02-28 running -", of="*"
    )


def test_from_initiating_a_local_review_to_its_improvements() -> None:
    timeline("""
        2024-01-08 local_review_initiated               review-1
        2024-01-22 local_reviewer_appointed             review-1
        2024-03-05 local_review_progress_checked        review-1
        2024-05-01 local_review_report_received         review-1
        2024-06-27 local_review_report_provided         review-1
        2024-07-09 local_review_improvements_published  review-1
    """, today="2024-08-01").gives("""
        appoint_local_reviewer       by -          met       2024-01-22 review-1
        supervise_local_review       by -          met       2024-05-01 review-1
        monitor_local_review         by -          met       2024-03-05 review-1
        monitor_local_review         by -          fell_away -          review-1
        provide_local_report_act     by -          met       2024-06-27 review-1
        publish_local_review_act     by -          met       2024-07-09 review-1
        publish_local_review         by 2024-07-08 late      2024-07-09 review-1
        keep_local_report_available  by 2025-07-09 running   -          review-1
    """, of="*")  # fmt: skip


def test_a_delay_is_told_and_falls_away_once_published() -> None:
    told = "2024-06-20 local_review_delay_expected\n2024-06-24 local_review_delay_told"
    timeline(told).gives("explain_local_review_delay by - met 2024-06-24", of="explain_local_review_delay")
    untold = "2024-06-20 local_review_delay_expected\n2024-07-30 local_review_published"
    timeline(untold).gives("explain_local_review_delay by - fell_away -", of="explain_local_review_delay")


def test_a_national_review_from_its_arranging_to_its_publication() -> None:
    timeline("""
        2019-03-29 national_review_initiated        case-9
        2019-04-05 national_reviewer_selected       case-9
        2019-04-08 national_reviewer_recommended    case-9
        2019-04-12 national_reviewer_confirmed      case-9
        2019-09-02 national_review_report_received  case-9
        2019-09-30 national_review_published        case-9
    """, today="2019-10-01").gives("""
        select_national_reviewer        by -          met       2019-04-05 case-9
        confirm_national_reviewer       by -          met       2019-04-12 case-9
        monitor_national_review         by -          fell_away -          case-9
        supervise_national_review       by -          met       2019-09-02 case-9
        provide_national_report_act     by -          running   -          case-9
        publish_national_review_act     by -          met       2019-09-30 case-9
        publish_national_review         by 2019-09-29 late      2019-09-30 case-9
        keep_national_report_available  by 2022-09-30 running   -          case-9
    """, of="*")  # fmt: skip


def test_the_panel_determines_the_secretary_of_state_removes_and_the_panel_considers_another() -> None:
    timeline("""
        2019-06-03 national_reviewer_removal_decided
        2019-06-10 national_reviewer_removed
        2019-06-17 national_reviewer_replacement_considered
    """).gives("""
        remove_national_reviewer           by - met 2019-06-10
        consider_another_national_reviewer by - met 2019-06-17
    """, of="*")  # fmt: skip


@pytest.mark.parametrize("who", ["panel", "partner"])
def test_each_request_for_information_is_its_own_and_must_be_answered_unless_withdrawn(who: str) -> None:
    duty = {"panel": "answer_panel_request", "partner": "answer_partner_request"}[who]
    case = timeline(f"""
        2024-02-01 {who}_information_requested  letter-1
        2024-02-01 {who}_information_requested  letter-2
        2024-02-01 {who}_information_requested  letter-3
        2024-02-20 {who}_information_given      letter-1
        2024-02-21 information_request_withdrawn  letter-2
    """)
    case.gives(f"""
        {duty} by - met 2024-02-20 letter-1
        {duty} by - fell_away - letter-2
        {duty} by - running - letter-3
    """, of="*")  # fmt: skip
    assert {clock.duty.force.value for clock in case.clocks()} == {"must"}


def test_until_december_2023_statutory_guidance_asked_for_a_prompt_rapid_review_and_gave_no_number() -> None:
    both = "undertake_rapid_review rapid_review"
    # Thu 14: 15 (1) 18-22 (6) [25 26] 27 28 29 (9) [1] 2-5 (13) 8 9 (15); Fri 15 ends a day later
    timeline("2023-12-14 panel_notified\n2024-01-08 rapid_review_completed").gives("""
        undertake_rapid_review by -          met 2024-01-08
        rapid_review           by 2024-01-09 met 2024-01-08
    """, of=both)  # fmt: skip
    timeline("2023-12-15 panel_notified\n2024-01-08 rapid_review_completed").gives(
        "rapid_review by 2024-01-10 met 2024-01-08", of=both
    )


def test_the_draft_would_have_had_five_working_days_twice_and_two_to_six_months() -> None:
    # Fri 22 December: [23 24 25 26] 27 28 29 (3) [30 31 1] 2 3 (5). Wed 3 January: 4 5 (2) 8 9 10 (5)
    timeline("""
        2017-12-22 incident_information_received
        2018-01-03 initial_investigation_completed
        2018-01-03 initial_investigation_copied
        2017-11-30 local_review_initiated
    """, law=draft_of_2017(), today="2018-01-31").gives("""
        initial_investigation         by 2018-01-03 met     2018-01-03
        copy_initial_investigation    by -          met     2018-01-03
        answer_initial_investigation  by 2018-01-10 overdue -
        publish_simple_local_review   by 2018-01-30 overdue -
        publish_local_review          by 2018-05-30 running -
    """, of="*")  # fmt: skip


def test_the_draft_gave_a_national_review_six_months_to_the_months_last_day() -> None:
    timeline("2017-12-31 national_review_initiated", law=draft_of_2017(), today="2018-01-31").gives(
        "publish_national_review by 2018-06-30 running -", of="*"
    )


@pytest.mark.parametrize(("day", "edition"), [(date(2018, 6, 29), "chapter 4"), (date(2024, 1, 8), "chapter 5")])
def test_the_regulations_criteria_are_checked_and_the_guidances_further_ones_are_marked(
    day: date, edition: str
) -> None:
    for decides, regulation, text in (("local_review", "regulation 11", 4), ("national_review", "regulation 3", 3)):
        weighed = law_in().criteria(decides, day)
        assert {c.use for c in weighed} == {"consider"}
        assert [c.cite.startswith(regulation) for c in weighed if c.seen is Seen.TEXT] == [True] * text
        assert [c.cite for c in weighed if c.seen is not Seen.TEXT] == [edition] * 4


def test_no_criterion_of_the_guidance_reaches_the_form_that_asks_which_limb_of_the_act_it_is() -> None:
    for day in (date(2018, 7, 2), date(2024, 1, 8), date(2025, 7, 1)):
        assert {c.key for c in law_in().criteria("notify_panel", day)} == {"harmed_in_area", "harmed_outside_england"}


def test_a_local_report_must_hold_two_things_and_should_hold_more() -> None:
    law, day = law_in(), date(2024, 1, 8)
    items = [item for contents in law.contents("local_review_report", day) for item in contents.items]
    assert [item.key for item in items if item.force == "must"] == ["improvements", "reasons"]
    assert {item.key for item in items if item.force == "should"} > {"reviewers", "family", "who_by_when"}
    assert {item.seen for item in items if item.force == "must"} == {Seen.TEXT}


def test_two_panels_never_sat_on_one_day() -> None:
    for day, panel in ((date(2018, 6, 28), "expert_panel"), (date(2018, 6, 29), "the_panel")):
        assert {role.key for role in law_in().roles(day)} & {"expert_panel", "the_panel"} == {panel}


@pytest.mark.parametrize(
    ("day", "key"), [(date(2019, 2, 20), "how_many_forms"), (date(2019, 2, 21), "how_many_notifications")]
)
def test_one_form_for_each_child_became_one_notification_for_each_incident(day: date, key: str) -> None:
    assert {one for one in ("how_many_forms", "how_many_notifications") if law_in().definition(one, day)} == {key}
