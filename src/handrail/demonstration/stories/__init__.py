"""The stories, the oldest folder first, so that references count up as they would have done."""

from __future__ import annotations

from collections.abc import Callable

from handrail.demonstration.stories import (
    being_reviewed,
    change_of_law,
    complete,
    easter_and_spring,
    not_all_alike,
    old_law,
    pool,
    scrutiny,
    the_panel,
    this_week,
    under_review,
)
from handrail.demonstration.telling import Telling

STORIES: tuple[Callable[[Telling], object], ...] = (
    old_law.told_in_time_over_easter_2017,
    old_law.told_late_in_november_2017_with_its_reason,
    the_panel.the_panel_is_appointed,
    change_of_law.the_panel_notified_while_the_board_lived_on,
    easter_and_spring.notified_and_reviewed_across_easter_2019,
    change_of_law.in_the_week_before_the_area_changed_its_law,
    change_of_law.the_day_after_the_area_changed_its_law,
    easter_and_spring.five_days_stood_and_fifteen_were_relaxed,
    change_of_law.on_the_last_day_of_the_2018_guidance,
    change_of_law.on_the_first_day_of_the_2023_guidance,
    pool.five_reviewers_of_whom_two_declare_an_interest,
    complete.challenged_by_the_panel_and_changed_to_a_local_review,
    complete.notified_and_later_found_not_to_meet_the_criteria,
    under_review.a_local_review_well_under_way,
    being_reviewed.sent_to_the_panel_in_time,
    the_panel.the_panel_asks_and_has_a_meeting_to_come,
    being_reviewed.notified_late_after_the_day_was_corrected,
    being_reviewed.ready_for_the_third_approval,
    this_week.known_nine_working_days_ago_and_not_notified,
    not_all_alike.considered_and_not_notified_though_the_police_differ,
    being_reviewed.of_a_child_who_lives_in_farrowdale,
    being_reviewed.four_agencies_asked_for_summaries,
    not_all_alike.a_looked_after_child_died_of_an_illness,
    not_all_alike.two_incidents_in_one_folder_and_one_notified,
    not_all_alike.a_care_leaver_died,
    not_all_alike.raised_by_the_school_and_not_yet_taken_up,
    this_week.known_yesterday_and_the_partners_not_yet_heard,
    this_week.half_typed_yesterday,
    scrutiny.a_year_of_scrutiny,
)
