"""A child's death under each law: who reviews it, whom registrar and coroner tell, and each number, counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.guidance import AreaDays, law_in
from handrail.guidance.edition import Contents
from handrail.guidance.shelf import every_edition
from tests.guidance.timeline import timeline

LATE_REVIEWS = "2019-05-01 2019-09-02"
"""An area whose partners began in May 2019, and whose child death arrangements began in September."""
EARLY_REVIEWS = "2019-09-02 2019-05-01"
CORONER = "notify_coroner_decision notify_post_mortem"


@pytest.mark.parametrize(
    ("died", "area", "reviewer", "edition"),
    [
        ("2018-06-28", EARLY_REVIEWS, "LSCB", "lscb_regulations/2006"),
        ("2018-06-29", EARLY_REVIEWS, "LSCB", "lscb_regulations/2006"),
        ("2019-04-30", EARLY_REVIEWS, "LSCB", "lscb_regulations/2006"),
        ("2019-05-01", EARLY_REVIEWS, "child death review partners", "children_act_2004/2018"),
        ("2019-06-10", LATE_REVIEWS, "LSCB", "lscb_regulations/2006"),
        ("2019-09-02", LATE_REVIEWS, "child death review partners", "children_act_2004/2018"),
    ],
)
def test_whose_review_it_is_turns_on_the_day_child_death_arrangements_began(
    died: str, area: str, reviewer: str, edition: str
) -> None:
    clock = timeline(f"{died} child_died", area=area).the("review_child_death")
    assert clock.duty.owed_by == reviewer
    assert f"{clock.edition.instrument}/{clock.edition.key}" == edition
    assert clock.due is None


def test_between_the_two_days_the_board_reviews_and_the_registrar_already_tells_the_partners() -> None:
    case = timeline("2019-06-10 child_died\n2019-06-14 child_death_registered", area=LATE_REVIEWS)
    assert case.the("review_child_death").duty.owed_by == "LSCB"
    assert case.the("notify_child_death_registration").duty.owed_to == "child death review partners"


def test_a_review_handed_over_ends_for_the_board_and_begins_for_the_partners() -> None:
    timeline("""
        2018-07-10  child_died
        2020-01-27  child_death_review_handed_over
        2020-03-12  child_death_review_completed
    """, area=EARLY_REVIEWS).gives("""
        review_child_death  by -  fell_away  -
        review_child_death  by -  met        2020-03-12
    """, of="review_child_death")  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "duty"),
    [
        ("child_death_registered", "notify_child_death_registration"),
        ("child_death_entry_corrected", "notify_child_death_correction"),
        ("no_liability_certificate_issued", "notify_no_liability_certificate"),
    ],
)
def test_a_registrar_has_seven_days_counted_from_the_day_after(kind: str, duty: str) -> None:
    # Fri 19 April 2019 is Good Friday; 20 (1) 21 (2) 22 (3) 23 (4) 24 (5) 25 (6) 26 (7)
    timeline(f"2019-04-19 {kind}", today="2019-04-26").gives(f"{duty} by 2019-04-26 running -", of=duty)
    timeline(f"2019-04-19 {kind}", today="2019-04-27").gives(f"{duty} by 2019-04-26 overdue -", of=duty)


def test_a_coroner_has_three_plain_days_over_easter_and_not_three_working_days() -> None:
    # Thu 29 March 2018: 30 Good Friday (1) 31 (2) 1 April Easter Sunday (3); in working days it would be 5 April
    timeline("""
        2018-03-29  post_mortem_directed
        2018-03-30  coroner_investigation_decided
        2018-04-02  coroner_notice_given
    """).gives("""
        notify_post_mortem       by 2018-04-01 late 2018-04-02
        notify_coroner_decision  by 2018-04-02 met  2018-04-02
    """, of=CORONER)  # fmt: skip


def test_a_post_mortem_directed_after_the_notice_was_given_is_told_in_its_turn() -> None:
    # Tue 7 + 3 = Fri 10 May; Mon 13 + 3 = Thu 16 May
    timeline("""
        2019-05-07  coroner_investigation_decided
        2019-05-09  coroner_notice_given
        2019-05-13  post_mortem_directed
    """, today="2019-05-17").gives("""
        notify_coroner_decision  by 2019-05-10 met     2019-05-09
        notify_post_mortem       by 2019-05-16 overdue -
    """, of=CORONER)  # fmt: skip


def test_whom_the_coroner_tells_since_the_boards_ended_is_recalled() -> None:
    for kind, duty in zip(("coroner_investigation_decided", "post_mortem_directed"), CORONER.split(), strict=True):
        before = timeline(f"2019-04-30 {kind}", area=LATE_REVIEWS).the(duty)
        after = timeline(f"2019-05-01 {kind}", area=LATE_REVIEWS).the(duty)
        assert (before.duty.owed_to, before.duty.seen.value) == ("LSCB", "text")
        assert (after.duty.owed_to, after.duty.seen.value) == ("child death review partners", "recalled")


def test_the_coroners_other_numbers() -> None:
    # 3 June + 28 = 1 July, + 28 = 29 July; 1 February 2019 + 28 = 1 March; 31 August + 6 months = 29 February 2020
    # and a week from Tue 14 January 2020 is Tue 21
    timeline("2019-06-03 prevention_report_sent", today="2019-06-03").gives(
        "answer_prevention_report by 2019-07-29 running -", of="answer_prevention_report"
    )
    timeline("2019-02-01 body_in_coroner_area\n2019-02-20 body_released").gives("""
        release_body              by -           met  2019-02-20
        explain_delay_in_release  by 2019-03-01  met  2019-02-20
    """, of="release_body explain_delay_in_release")  # fmt: skip
    timeline("2019-08-31 coroner_told_of_death\n2020-03-02 inquest_completed").gives(
        "complete_inquest by 2020-02-29 late 2020-03-02", of="complete_inquest"
    )
    timeline("2020-01-14 inquest_day_set\n2020-01-21 inquest_day_told").gives(
        "tell_family_inquest_day by 2020-01-21 met 2020-01-21", of="tell_family_inquest_day"
    )
    # a week from Fri 20 March 2020 is Fri 27; a second alteration is a thing of its own: Mon 6 April + 7 = Mon 13
    timeline("""
        2020-03-20  inquest_altered         to-may
        2020-03-30  inquest_alteration_told to-may
        2020-04-06  inquest_altered         to-june
    """, today="2020-04-13").gives("""
        tell_family_inquest_altered by 2020-03-27 late    2020-03-30 to-may
        tell_family_inquest_altered by 2020-04-13 running -          to-june
    """, of="tell_family_inquest_altered")  # fmt: skip
    # Thu 9 April 2020: [10 Good Friday, 13 Easter Monday] Tue 14 (1) 15 (2) 16 (3) 17 (4) Mon 20 (5)
    timeline("2020-04-09 coroner_investigation_transferred\n2020-04-20 coroner_transfer_told").gives(
        "tell_family_of_transfer by 2020-04-20 met 2020-04-20", of="tell_family_of_transfer"
    )


@pytest.mark.parametrize(
    ("died", "due"),
    [
        ("2019-04-01T09:00+01:00", "2019-04-03T09:00+01:00"),
        ("2020-03-28T12:00+00:00", "2020-03-30T13:00+01:00"),  # the clocks go forward between
        ("2020-10-24T12:00+01:00", "2020-10-26T11:00+00:00"),  # and back
        ("2020-01-07", "2020-01-09T00:00+00:00"),  # the hour is not known: from the first moment of the day
    ],
)
def test_a_death_is_on_the_national_database_in_48_hours(died: str, due: str) -> None:
    timeline(f"{died} child_died", today="2019-04-01").gives(
        f"send_death_to_database by {due} running -", of="send_death_to_database"
    )


def test_the_database_asks_nothing_of_a_death_on_the_eve_of_its_beginning() -> None:
    timeline("2019-03-31T22:30+01:00 child_died").gives("", of="send_death_to_database")


def test_a_review_that_was_open_when_the_database_began_is_added_with_no_number_of_days() -> None:
    timeline("""
        2019-04-01  child_death_review_open_when_database_began
        2019-08-06  child_death_sent_to_database
    """).gives("add_open_reviews_to_database by - met 2019-08-06", of="add_open_reviews_to_database")


def test_a_professional_who_knows_of_a_death_has_no_national_number_of_hours() -> None:
    for died in ("2017-05-03", "2019-05-03", "2024-05-03"):
        assert timeline(f"{died} child_died").the("notify_child_death").due is None


def test_the_review_meeting_and_the_panel_have_targets_that_are_only_recalled() -> None:
    # 30 November 2019 + 3 months = 29 February 2020, the month's last; 4 March + 42 days = 15 April
    case = timeline("""
        2019-11-30  child_died
        2020-03-02  child_death_review_meeting_held
        2020-03-04  child_death_review_meeting_reported
        2020-03-20  inquest_completed
        2020-04-15  child_death_review_completed
    """)
    case.gives("""
        hold_child_death_review_meeting  by 2020-02-29  late  2020-03-02
        review_at_overview_panel         by 2020-04-15  met   2020-04-15
    """, of="hold_child_death_review_meeting review_at_overview_panel")  # fmt: skip
    for duty in ("hold_child_death_review_meeting", "review_at_overview_panel"):
        assert (case.the(duty).duty.bound.value, case.the(duty).duty.seen.value) == ("target", "recalled")


def test_a_death_kept_for_a_themed_meeting_is_not_overdue() -> None:
    timeline("""
        2020-03-04  child_death_review_meeting_reported
        2020-04-01  child_death_held_for_themed_meeting
    """).gives("review_at_overview_panel by 2020-04-15 fell_away -", of="review_at_overview_panel")


def test_a_panel_that_waits_for_the_inquest_is_counted_anew_from_its_result() -> None:
    # 4 March 2020 + 42 days = 15 April; Mon 7 September + 42 days = Mon 19 October
    waited = "2020-03-04 child_death_review_meeting_reported\n2020-03-04 overview_panel_waits_for_inquest"
    timeline(waited, today="2020-08-03").gives(
        "review_at_overview_panel by 2020-04-15 fell_away -", of="review_at_overview_panel"
    )
    timeline(f"{waited}\n2020-09-07 inquest_completed", today="2020-10-19").gives("""
        review_at_overview_panel  by 2020-04-15  fell_away  -
        review_at_overview_panel  by 2020-10-19  running    -
    """, of="review_at_overview_panel")  # fmt: skip


def test_a_month_before_the_last_of_march_is_the_last_of_february() -> None:
    timeline("2020-03-31 child_death_review_meeting_planned\n2020-02-28 child_death_review_meeting_notice_given").gives(
        "give_notice_of_review_meeting by 2020-02-29 met 2020-02-28", of="give_notice_of_review_meeting"
    )


def test_a_visit_to_the_scene_is_aimed_at_in_24_hours_or_decided_against() -> None:
    timeline("""
        2021-06-05T23:40+01:00  joint_response_called_for
        2021-06-06T09:15+01:00  scene_visit_decided_against
    """).gives("visit_scene by 2021-06-06T23:40+01:00 met 2021-06-06T09:15+01:00", of="visit_scene")


def test_in_2017_only_an_unexpected_death_called_for_a_joint_response() -> None:
    of = "respond_jointly_to_child_death"
    timeline("2017-10-02 child_died", today="2017-10-02").gives("", of=of)
    timeline("2017-10-02 child_died_unexpectedly\n2017-10-02 joint_response_begun").gives(
        f"{of} by - met 2017-10-02", of=of
    )
    timeline("2020-10-02 child_died_unexpectedly").gives("", of=of)
    timeline("2020-10-02 joint_response_called_for\n2020-10-02 joint_response_begun").gives(
        f"{of} by - met 2020-10-02", of=of
    )


def test_the_panels_report_is_yearly_and_the_partners_report_has_no_interval() -> None:
    timeline("""
        2019-09-29  child_death_arrangements_began
        2020-09-14  overview_panel_annual_report_made
        2020-11-02  child_death_report_published
    """, area="2019-09-29 2019-09-29", today="2026-11-20").gives("""
        make_overview_panel_annual_report  by 2020-09-29  met      2020-09-14
        make_overview_panel_annual_report  by 2021-09-14  overdue  -
        publish_child_death_report         by -           met      2020-11-02
        publish_child_death_report         by -           running  -
    """, of="make_overview_panel_annual_report publish_child_death_report")  # fmt: skip


def test_a_panel_at_work_before_the_guidance_came_counts_its_first_year_from_the_guidance() -> None:
    of = "make_overview_panel_annual_report"
    timeline("""
        2018-08-01  child_death_arrangements_began
        2018-10-01  child_death_guidance_began
    """, area="2018-08-01 2018-08-01", today="2019-10-02").gives(f"{of} by 2019-10-01 overdue -", of=of)  # fmt: skip


def test_an_area_is_held_to_one_set_of_triggers_for_a_joint_response() -> None:
    law = law_in(AreaDays(date(2019, 5, 1), date(2019, 9, 2)))
    on_the_eve = [criterion.key for criterion in law.criteria("joint_agency_response", date(2019, 9, 1))]
    assert on_the_eve == ["joint_response_unexpected"]
    assert len(law.criteria("joint_agency_response", date(2019, 9, 2))) == 6
    assert not law.criteria("special_child_death", date(2019, 9, 1))


def test_words_and_offices_of_child_death_review_change_on_the_areas_own_day() -> None:
    law = law_in(AreaDays(date(2019, 5, 1), date(2019, 9, 2)))

    def panel(day: date) -> list[str]:
        return [role.says for role in law.roles(day) if role.key == "child_death_overview_panel"]

    for key, before, since in (
        ("modifiable_factors", "that could be changed", "locally or nationally"),
        ("unexpected_death", "in the same way.", "No longer what decides"),
    ):
        said = [law.definition(key, day) for day in (date(2019, 9, 1), date(2019, 9, 2))]
        assert [words in one.says for one, words in zip(said, (before, since), strict=True) if one] == [True, True]
    (old,), (new,) = panel(date(2019, 9, 1)), panel(date(2019, 9, 2))
    assert old.startswith("A standing group of the LSCB")
    assert new.startswith("Set up by the child death review partners")


def test_what_called_for_a_joint_response_before_and_since() -> None:
    law = law_in(AreaDays())
    assert [c.key for c in law.criteria("joint_agency_response", date(2017, 1, 1))] == ["joint_response_unexpected"]
    since = law.criteria("joint_agency_response", date(2020, 1, 1))
    assert [c.use for c in since] == ["trigger"] * 5 + ["consider"]
    assert since[-1].seen.value == "recalled"


def test_the_draft_of_2017_changed_the_two_domains_in_the_middle() -> None:
    old, proposed, new = (
        [item.key for item in checklist(edition, "child_death_factor_domain").items]
        for edition in ("child_death_forms/2008", "child_death_review/2017-draft", "child_death_forms/2019")
    )
    assert old == ["intrinsic", "family_and_environment", "parenting_capacity", "service_provision"]
    assert proposed == ["intrinsic", "social_environment", "physical_environment", "service_provision"]
    assert new == proposed


def test_the_scale_ran_from_0_to_3_with_a_star_and_is_recalled_as_0_to_2() -> None:
    old = checklist("child_death_forms/2008", "child_death_factor_scale")
    new = checklist("child_death_forms/2019", "child_death_factor_scale")
    assert ([item.key for item in old.items], old.seen.value) == (["0", "1", "1*", "2", "3"], "text")
    assert ([item.key for item in new.items], new.seen.value) == (["0", "1", "2"], "recalled")


def test_ten_categories_from_the_top_of_which_two_names_were_seen() -> None:
    items = checklist("child_death_forms/2019", "child_death_category").items
    assert [item.key for item in items] == [str(number) for number in range(1, 11)]
    assert [item.key for item in items if item.seen.value != "recalled"] == ["3", "5"]


@pytest.mark.parametrize(
    ("day", "key", "words"),
    [
        ("2010-03-31", "preventable", "The word of the national return"),
        ("2012-06-01", "modifiable_factors", "by a national or a local intervention"),
        ("2016-06-01", "modifiable_factors", "that could be changed"),
        ("2020-06-01", "modifiable_factors", "locally or nationally"),
    ],
)
def test_preventable_became_modifiable_and_modifiable_changed_its_words(day: str, key: str, words: str) -> None:
    definition = law_in(AreaDays()).definition(key, date.fromisoformat(day))
    assert definition is not None
    assert words in definition.says


def checklist(edition: str, key: str) -> Contents:
    (held,) = (e for e in every_edition() if f"{e.instrument}/{e.key}" == edition)
    return held.contents[key]
