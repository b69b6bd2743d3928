"""In 2018 and 2019 an area could live under chapters of two editions at once: which duties of each governed there."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.guidance import AreaDays, law_in

BEGAN_IN_SEPTEMBER = AreaDays(safeguarding=date(2019, 9, 2), child_death=date(2019, 9, 2))
OLD_BOARD = {
    "complete_serious_case_review", "decide_serious_case_review", "hold_serious_case_review",
    "investigate_death_in_secure_home", "notify_child_death", "notify_serious_case_review_decision",
    "publish_threshold_document", "respond_jointly_to_child_death", "send_lscb_yearly_report",
    "size_of_child_death_area",
}  # fmt: skip
"""Chapters 3, 4 and 5 of 2015, which lived on with the area's LSCB."""
CHILD_DEATHS = {
    "investigate_death_in_secure_home", "notify_child_death", "respond_jointly_to_child_death",
    "size_of_child_death_area",
}  # fmt: skip
"""Those of them that ended with the old child death reviews."""
REVIEWS_UNDER_WAY = {
    "keep_serious_case_review_available", "send_serious_case_review",
}  # fmt: skip
"""Saved for twelve months after the area's own day, for reviews under way."""
NEW_EVERYWHERE = {
    "acknowledge_referral", "agree_funding", "answer_rapid_review", "appoint_qualified_designated_officer",
    "assess_children_in_secure_settings", "assess_young_carers",
    "complete_section_47_enquiries", "conclude_assessment", "decide_referral_response", "designate_officer",
    "follow_up_referral", "handle_allegations_together", "have_whistleblowing_policy", "hold_first_core_group",
    "hold_first_review_conference", "hold_initial_conference", "hold_review_conference",
    "hold_strategy_discussion", "hold_transfer_conference", "meet_standards_for_sport",
    "notify_looked_after_child_death", "notify_of_arrangements", "notify_panel",
    "one_partnership_per_area", "pass_on_possible_incident", "police_tell_designated_officer",
    "publish_assessment_protocol", "publish_child_death_arrangements", "publish_national_review",
    "reassess_child_who_moved_in", "safeguard_in_sport", "see_child", "send_national_report", "send_rapid_review",
    "share_information_to_see_patterns", "share_learning_early", "share_papers_of_child_who_moved",
    "support_child_returning_home", "tell_designated_officer", "tell_home_authority",
    "tell_local_review_decision", "tell_safeguarding_partners", "tell_senior_manager", "undertake_rapid_review",
    "watch_children_who_move", "watch_quality_of_agencies", "weigh_risk_from_offenders", "work_with_other_reviews",
}  # fmt: skip
"""What 2018 asked everywhere from 29 June 2018."""
NEW_IN_EACH_AREA = {
    "explain_local_review_delay", "notify_child_death", "offer_bereavement_guide", "publish_local_review",
    "publish_threshold_document", "respond_jointly_to_child_death", "review_other_cases", "send_local_report",
    "send_yearly_report", "size_of_child_death_area", "support_staff_after_child_death",
}  # fmt: skip
"""What 2018 asked in each area from the day its own arrangements began."""


def governing(day: date, edition: str, area: AreaDays = BEGAN_IN_SEPTEMBER) -> set[str]:
    return {
        version.duty.key
        for version in law_in(area).versions()
        if (version.edition.instrument, version.edition.key) == ("working_together", edition) and version.governs(day)
    }


def test_on_1_march_2019_the_old_boards_chapters_governed_beside_what_2018_asked_everywhere() -> None:
    assert governing(date(2019, 3, 1), "2015") == OLD_BOARD | REVIEWS_UNDER_WAY
    assert governing(date(2019, 3, 1), "2018") == NEW_EVERYWHERE


def test_from_the_areas_own_day_the_old_chapters_are_gone_and_the_new_are_whole() -> None:
    assert governing(date(2019, 9, 1), "2015") == OLD_BOARD | REVIEWS_UNDER_WAY
    assert governing(date(2019, 9, 2), "2015") == REVIEWS_UNDER_WAY
    assert governing(date(2019, 9, 2), "2018") == NEW_EVERYWHERE | NEW_IN_EACH_AREA


def test_what_was_saved_for_reviews_under_way_lasts_twelve_months_and_not_past_september_2020() -> None:
    days = {AreaDays(): "2019-06-29", BEGAN_IN_SEPTEMBER: "2020-09-02"}
    days |= {AreaDays(late, late): "2020-09-28" for late in (date(2019, 9, 28), date(2019, 9, 29), date.max)}
    for area, last in days.items():
        saved = [governing(date.fromisoformat(last) + timedelta(days=more), "2015", area) for more in (0, 1)]
        assert [REVIEWS_UNDER_WAY & keys for keys in saved] == [REVIEWS_UNDER_WAY, set()]


def test_an_area_that_began_at_once_had_left_the_old_chapters_by_then() -> None:
    assert governing(date(2019, 3, 1), "2015", AreaDays()) == REVIEWS_UNDER_WAY
    assert governing(date(2019, 3, 1), "2018", AreaDays()) == governing(date(2019, 9, 2), "2018")


def test_the_old_boards_child_death_reviews_end_on_a_day_of_their_own() -> None:
    area = AreaDays(safeguarding=date(2019, 9, 2), child_death=date(2019, 5, 1))
    left = governing(date(2019, 4, 30), "2015", area) - governing(date(2019, 5, 1), "2015", area)
    assert left == CHILD_DEATHS
    assert not CHILD_DEATHS & governing(date(2019, 9, 1), "2015", area)


def test_no_duty_of_one_key_governs_twice_though_two_editions_do() -> None:
    assert not governing(date(2019, 3, 1), "2015") & governing(date(2019, 3, 1), "2018")
