"""Referrals, enquiries, conferences, emergency powers and allegations. Every day counted by hand.

In the comments days are counted as (1), (2) ...; days in square brackets are skipped.
"""

from __future__ import annotations

from datetime import date

import pytest

from handrail.guidance import AreaDays, law_in
from handrail.guidance.edition import Seen, Stage
from handrail.guidance.law import law_of
from handrail.guidance.shelf import every_edition
from tests.guidance.timeline import noon, timeline

REFERRAL = "decide_referral_response acknowledge_referral conclude_assessment"
REVIEWS = "hold_first_review_conference hold_review_conference"
ORDERS = """
    keep_under_emergency_protection keep_under_extended_emergency_protection
    keep_under_emergency_protection_after_police
"""
TARGETS = (
    "school_resolves_allegation_in_one_month school_resolves_allegation_in_three_months "
    "school_resolves_allegation_in_twelve_months"
)


def test_a_referral_is_decided_on_in_a_day_and_its_assessment_is_counted_from_the_referral() -> None:
    # Tue 16 April: 17 18 (2) [19 22] 23-26 (6) 29-3 (11) [6] 7-10 (15) 13-17 (20) 20-24 (25) [27] 28-31 (29)
    # 3-7 June (34) 10-14 (39) 17-21 (44) 24 (45)
    timeline("""
        2019-04-16 referral_received
        2019-04-17 referral_acknowledged
        2019-04-18 referral_response_decided
        2019-04-29 assessment_started
        2019-06-24 assessment_concluded
    """).gives("""
        decide_referral_response  by 2019-04-17 late 2019-04-18
        acknowledge_referral      by 2019-04-17 met  2019-04-17
        conclude_assessment       by 2019-06-24 met  2019-06-24
    """, of=REFERRAL)  # fmt: skip


def test_a_referral_on_a_friday_before_a_bank_holiday_is_decided_on_by_tuesday() -> None:
    # Fri 24 May: [25 26 27] 28 (1)
    timeline("2019-05-24 referral_received", today="2019-05-28").gives(
        "decide_referral_response by 2019-05-28 running -", of="decide_referral_response"
    )


def test_where_no_assessment_is_needed_its_clock_falls_away() -> None:
    clock = timeline("2024-02-05 referral_received\n2024-02-06 assessment_not_needed").the("conclude_assessment")
    assert clock.fell_away_by is not None
    assert clock.fell_away_by.kind == "assessment_not_needed"


@pytest.mark.parametrize(("referred_on", "acknowledged"), [("2018-06-28", False), ("2018-06-29", True)])
def test_acknowledging_a_referral_came_with_the_2018_edition(referred_on: str, acknowledged: bool) -> None:
    assert bool(timeline(f"{referred_on} referral_received").clocks("acknowledge_referral")) is acknowledged


def test_a_conference_is_counted_from_the_strategy_discussion_that_began_the_enquiries() -> None:
    # Wed 24 April: 25 26 (2) 29-3 (7) [6] 7-10 (11) 13-16 (15). The discussion of 17 April starts nothing
    timeline("""
        2019-04-17 strategy_discussion_held
        2019-04-24 strategy_discussion_began_enquiries
        2019-04-26 section_47_enquiries_began
        2019-05-17 initial_conference_held
    """).gives("hold_initial_conference by 2019-05-16 late 2019-05-17", of="hold_initial_conference")  # fmt: skip


def test_a_core_group_has_ten_working_days_from_the_conference() -> None:
    # Thu 16 May: 17 (1) 20-24 (6) [27] 28-31 (10)
    timeline("2019-05-16 child_protection_plan_made\n2019-05-31 core_group_met").gives(
        "hold_first_core_group by 2019-05-31 met 2019-05-31", of="hold_first_core_group"
    )


def test_reviews_come_within_three_months_and_then_within_six_until_the_plan_ends() -> None:
    # Three months from 30 November end on the last of February; six from 28 February on 28 August
    timeline("""
        2018-11-30 child_protection_plan_made
        2019-02-28 review_conference_held
        2019-08-29 review_conference_held
        2020-01-10 child_protection_plan_ended
    """).gives("""
        hold_first_review_conference by 2019-02-28 met  2019-02-28
        hold_review_conference       by 2019-08-28 late 2019-08-29
        hold_review_conference       by 2020-02-29 fell_away -
    """, of=REVIEWS)  # fmt: skip


def test_a_receiving_authority_has_fifteen_working_days_from_being_told() -> None:
    # Mon 18 December 2023: 19-22 (4) [25 26] 27-29 (7) [1] 2-5 (11) 8-11 (15)
    timeline("2023-12-18 told_child_with_plan_moved_in\n2024-01-11 transfer_conference_held").gives(
        "hold_transfer_conference by 2024-01-11 met 2024-01-11", of="hold_transfer_conference"
    )


def test_police_protection_ends_by_the_hour_across_the_autumn_change() -> None:
    # Sat 26 October 2019, 10am summer time: 72 hours on it is 9am, winter time, on Tuesday
    timeline("""
        2019-10-26T10:00+01:00 child_taken_into_police_protection
        2019-10-29T09:00+00:00 police_protection_ended
    """).gives(
        "keep_in_police_protection by 2019-10-29T09:00+00:00 met 2019-10-29T09:00+00:00", of="keep_in_police_protection"
    )  # fmt: skip


def test_police_protection_a_minute_too_long_is_late() -> None:
    clock = timeline("""
        2019-05-01T23:30+01:00 child_taken_into_police_protection
        2019-05-04T23:31+01:00 police_protection_ended
    """).the("keep_in_police_protection")
    assert clock.state(noon("2019-05-06")) == "late"


def test_an_emergency_protection_order_lasts_eight_days_and_once_more_seven_fifteen_in_all() -> None:
    timeline("""
        2019-05-01 emergency_protection_order_made
        2019-05-09 emergency_protection_extension_began
        2019-05-16 emergency_protection_order_ended
    """).gives("""
        keep_under_emergency_protection          by 2019-05-09 met 2019-05-09
        keep_under_extended_emergency_protection by 2019-05-16 met 2019-05-16
    """, of=ORDERS)  # fmt: skip


def test_an_order_on_the_polices_application_is_counted_with_the_first_day_of_police_protection() -> None:
    # 1 May is the first of the eight days, so that 8 May is the last
    timeline("2019-05-01 police_protection_led_to_order\n2019-05-08 emergency_protection_order_ended").gives(
        "keep_under_emergency_protection_after_police by 2019-05-08 met 2019-05-08", of=ORDERS
    )


def test_a_child_assessment_order_counts_the_day_it_begins() -> None:
    # Mon 3 June is the first of seven days, Sun 9 June the last
    timeline("2019-06-03 child_assessment_order_began\n2019-06-10 child_assessment_order_ended").gives(
        "keep_under_child_assessment by 2019-06-09 late 2019-06-10", of="keep_under_child_assessment"
    )


def test_an_employer_tells_the_designated_officer_in_one_working_day() -> None:
    # Fri 24 May: [25 26 27] 28 (1)
    timeline("2019-05-24 allegation_known\n2019-05-28 designated_officer_told").gives(
        "tell_designated_officer by 2019-05-28 met 2019-05-28",
        of="tell_designated_officer police_tell_designated_officer school_tells_designated_officer",
    )


def test_an_allegation_made_straight_to_the_police_is_theirs_to_pass_on() -> None:
    clock = timeline("2024-03-28 allegation_made_to_police").the("police_tell_designated_officer")
    assert clock.duty.owed_by == "police"
    assert clock.due == date(2024, 4, 2)  # Thu 28 March: [29 30 31 1] 2 (1)


@pytest.mark.parametrize(
    ("decides", "on", "limbs"),
    [
        ("tell_designated_officer", date(2015, 3, 26), 3),
        ("tell_designated_officer", date(2020, 11, 30), 3),
        ("tell_designated_officer", date(2020, 12, 1), 4),
        ("tell_designated_officer", date(2026, 11, 22), 4),
        ("school_tells_designated_officer", date(2020, 8, 31), 3),
        ("school_tells_designated_officer", date(2020, 9, 1), 4),
    ],
)
def test_the_designated_officer_has_three_limbs_and_then_four(decides: str, on: date, limbs: int) -> None:
    assert len(law_in().criteria(decides, on)) == limbs


@pytest.mark.parametrize(
    ("kind", "state"), [("referral_withdrawn", "running"), ("referral_recorded_in_error", "fell_away")]
)
def test_only_an_error_ends_what_a_referred_child_is_owed(kind: str, state: str) -> None:
    lines = f"2021-06-01 referral_received\n2021-06-02 assessment_started\n2021-06-02 {kind}"
    timeline(lines, today="2021-06-02").gives(f"""
        decide_referral_response by 2021-06-02 {state} -
        acknowledge_referral     by 2021-06-02 {state} -
        conclude_assessment      by 2021-08-03 {state} -
        see_child                by -          {state} -
    """, of="*")  # fmt: skip


def test_schools_were_given_targets_for_resolving_allegations_until_the_2021_edition() -> None:
    timeline("2019-01-31 allegation_known_to_school\n2019-03-01 allegation_outcome_recorded").gives("""
        school_resolves_allegation_in_one_month     by 2019-02-28 late 2019-03-01
        school_resolves_allegation_in_three_months  by 2019-04-30 met  2019-03-01
        school_resolves_allegation_in_twelve_months by 2020-01-31 met  2019-03-01
    """, of=TARGETS)  # fmt: skip
    assert timeline("2021-09-01 allegation_known_to_school").clocks(TARGETS) == []


def test_telling_a_school_of_domestic_abuse_began_on_7_november_2025_without_a_number() -> None:
    assert timeline("2025-11-06 child_believed_victim_of_domestic_abuse").clocks() == []
    clock = timeline("2025-11-07 child_believed_victim_of_domestic_abuse").the("tell_school_of_domestic_abuse")
    assert clock.due is None
    assert clock.duty.seen is Seen.TEXT


def test_the_papers_of_a_child_in_need_who_moves_came_with_the_draft() -> None:
    draft = next(e for e in every_edition() if (e.instrument, e.key) == ("working_together", "2017-draft"))
    replayed = law_of(every_edition(), AreaDays(), law_in().calendar, as_if=draft)
    moved = "2018-01-08 child_in_need_moved_away"
    assert timeline(moved).clocks("share_papers_of_child_who_moved") == []
    assert timeline(moved, law=replayed).the("share_papers_of_child_who_moved").edition is draft


def test_the_editions_of_2010_and_2013_are_kept_for_comparison_and_start_nothing() -> None:
    history = {e.key: e for e in every_edition() if e.stage is Stage.HISTORY and e.instrument == "working_together"}
    assert str(history["2010"].duties["complete_initial_assessment"].within) == "10 working days"
    assert str(history["2010"].duties["complete_core_assessment"].within) == "35 working days"
    assert str(history["2013"].duties["conclude_assessment"].within) == "45 working days"
    assert timeline("2012-05-14 referral_received\n2014-05-12 referral_received").clocks() == []


def test_a_referral_received_since_the_unread_edition_says_so() -> None:
    clock = timeline("2026-04-01 referral_received").the("decide_referral_response")
    assert clock.edition.key == "2023"
    assert clock.unread is not None
    assert clock.unread.key == "2026"
