"""From the board to the partners: publishing, beginning, reporting, handing over. Every day counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handrail.guidance import AreaDays, Law, State, law_in
from handrail.guidance.law import law_of
from handrail.guidance.shelf import every_edition
from tests.guidance.timeline import noon, timeline

FIRST = "first_publication publish_first_arrangements first_implementation implement_first_arrangements"
REPORTS = "first_yearly_report yearly_report"


def drafts_law(instrument: str) -> Law:
    """The law as it would have been, had the draft of October 2017 come into force."""
    draft = next(e for e in every_edition() if (e.instrument, e.key) == (instrument, "2017-draft"))
    return law_of(every_edition(), AreaDays(), law_in().calendar, as_if=draft)


def test_an_area_that_took_all_the_time_there_was() -> None:
    timeline("""
        2018-06-29 new_law_began                wend-valley
        2019-06-29 first_arrangements_published wend-valley
        2019-09-29 arrangements_began           wend-valley
    """).gives(
        """
        first_publication            by 2019-06-30 met 2019-06-29 wend-valley
        publish_first_arrangements   by 2019-06-29 met 2019-06-29 wend-valley
        first_implementation         by 2019-09-29 met 2019-09-29 wend-valley
        implement_first_arrangements by 2019-09-29 met 2019-09-29 wend-valley
    """,
        of=FIRST,
    )


def test_on_30_june_2019_publishing_was_late_for_the_guidance_and_in_time_for_the_regulations() -> None:
    timeline("""
        2018-06-29 new_law_began                wend-valley
        2019-06-30 first_arrangements_published wend-valley
        2019-09-30 arrangements_began           wend-valley
    """).gives(
        """
        first_publication            by 2019-06-30 met  2019-06-30 wend-valley
        publish_first_arrangements   by 2019-06-29 late 2019-06-30 wend-valley
        first_implementation         by 2019-09-30 met  2019-09-30 wend-valley
        implement_first_arrangements by 2019-09-29 late 2019-09-30 wend-valley
    """,
        of=FIRST,
    )


@pytest.mark.parametrize(
    ("published", "due"),
    [("2018-11-30", "2019-02-28"), ("2019-01-31", "2019-04-30"), ("2019-03-15", "2019-06-15")],
)
def test_an_early_area_had_three_months_from_its_own_publication(published: str, due: str) -> None:
    clock = timeline(f"{published} first_arrangements_published wend-valley").the("implement_first_arrangements")
    assert clock.due == date.fromisoformat(due)


def test_only_the_first_publication_belongs_to_the_change_of_law_and_later_ones_answer_to_the_act_alone() -> None:
    timeline("""
        2019-05-01 first_arrangements_published wend-valley
        2019-07-01 arrangements_began           wend-valley
        2020-02-03 arrangements_made            arrangements-2020
        2020-03-02 arrangements_published       arrangements-2020
    """).gives(
        """
        first_implementation         by 2019-08-01 met     2019-07-01 wend-valley
        implement_first_arrangements by 2019-08-01 met     2019-07-01 wend-valley
        first_yearly_report          by 2020-07-01 overdue -          wend-valley
        publish_arrangements         by -          met     2020-03-02 arrangements-2020
    """,
        of=f"{FIRST} first_yearly_report publish_arrangements",
    )


def test_the_first_report_counts_from_the_beginning_and_each_later_one_from_the_last() -> None:
    timeline(
        """
        2019-09-29 arrangements_began      wend-valley
        2020-09-28 yearly_report_published wend-valley
        2021-09-29 yearly_report_published wend-valley
    """,
        today="2022-01-10",
    ).gives(
        """
        first_yearly_report by 2020-09-29 met     2020-09-28 wend-valley
        yearly_report       by 2020-09-29 met     2020-09-28 wend-valley
        yearly_report       by 2021-09-28 late    2021-09-29 wend-valley
        yearly_report       by 2022-09-29 running -          wend-valley
    """,
        of=REPORTS,
    )


def test_an_area_formed_after_the_transition_owes_its_first_report_by_the_act_alone() -> None:
    timeline("2023-04-01 arrangements_began new-council", area="2023-04-01 2023-04-01", today="2024-04-02").gives(
        "yearly_report by 2024-04-01 overdue - new-council", of=REPORTS
    )


def test_a_report_published_on_29_february_is_followed_within_the_28th() -> None:
    assert timeline("2020-02-29 yearly_report_published wend-valley").the("yearly_report").due == date(2021, 2, 28)


def test_copies_of_a_report_follow_within_seven_plain_days() -> None:
    # Christmas 2021 lies between; plain days do not stop for it.
    timeline("""
        2021-12-22 report_of_the_year_published report-2021
        2021-12-30 report_of_the_year_sent      report-2021
    """).gives("send_yearly_report by 2021-12-29 late 2021-12-30 report-2021", of="send_yearly_report")


def test_since_2023_each_years_report_is_recalled_as_due_by_the_end_of_september() -> None:
    timeline("""
        2024-03-31 reporting_year_ended         report-2023-24
        2024-10-01 report_of_the_year_published report-2023-24
        2025-03-31 reporting_year_ended         report-2024-25
        2025-09-30 report_of_the_year_published report-2024-25
    """).gives(
        """
        yearly_report_by_september by 2024-09-30 late 2024-10-01 report-2023-24
        yearly_report_by_september by 2025-09-30 met  2025-09-30 report-2024-25
    """,
        of="yearly_report_by_september",
    )
    assert timeline("2023-03-31 reporting_year_ended report-2022-23").clocks() == []


def test_new_arrangements_followed_the_edition_of_2023_by_december_2024() -> None:
    timeline("""
        2023-12-15 guidance_replaced      arrangements-2024
        2024-12-20 arrangements_published arrangements-2024
    """).gives("publish_revised_arrangements by 2024-12-31 met 2024-12-20 arrangements-2024",
               of="publish_revised_arrangements")  # fmt: skip


HANDOVER = "hand_over_serious_case_review finish_serious_case_reviews"


def test_an_open_serious_case_review_had_twelve_months_and_only_then_was_its_handover_owed() -> None:
    case = """
        2019-09-02 serious_case_review_outstanding scr-7
        2020-09-03 serious_case_review_grace_ended scr-7
    """
    timeline(case, today="2020-09-03").gives(
        """
        hand_over_serious_case_review by -          running -          scr-7
        finish_serious_case_reviews   by 2020-09-02 overdue -          scr-7
    """,
        of=HANDOVER,
    )
    timeline(f"{case}\n2020-09-10 serious_case_review_handed_over scr-7").gives(
        """
        hand_over_serious_case_review by -          met       2020-09-10 scr-7
        finish_serious_case_reviews   by 2020-09-02 fell_away -          scr-7
    """,
        of=HANDOVER,
    )


def test_a_serious_case_review_published_in_its_twelve_months_is_never_handed_over() -> None:
    timeline("""
        2019-09-02 serious_case_review_outstanding scr-7
        2020-08-28 serious_case_review_published   scr-7
    """).gives("finish_serious_case_reviews by 2020-09-02 met 2020-08-28 scr-7", of=HANDOVER)


def test_the_guidances_twelve_months_end_on_29_september_2020_at_the_latest() -> None:
    late = timeline("2019-10-14 serious_case_review_outstanding scr-7", area="2019-10-14 2019-10-14")
    assert late.the("finish_serious_case_reviews").due == date(2020, 9, 29)


def test_where_the_twelve_months_ended_with_the_boards_themselves_a_handover_was_still_owed_that_day() -> None:
    area = "2019-09-29 2019-09-29"
    timeline("2020-09-29 serious_case_review_grace_ended scr-7", area=area, today="2020-09-29").gives(
        "hand_over_serious_case_review by - running - scr-7", of=HANDOVER
    )
    timeline("2020-09-30 serious_case_review_grace_ended scr-7", area=area).gives("", of=HANDOVER)


@pytest.mark.parametrize("key", ["send_serious_case_review", "keep_serious_case_review_available", "advise_on_lessons"])
def test_what_boards_owed_under_their_own_law_ended_on_the_eve_of_its_repeal(key: str) -> None:
    law = law_in(AreaDays(date(2019, 9, 29), date(2019, 9, 29)))
    assert owers(law, key, date(2020, 9, 28)) == ["LSCB"]
    assert owers(law, key, date(2020, 9, 29)) == []


def test_a_child_death_review_open_after_29_january_2020_is_handed_over_with_no_number_of_days() -> None:
    timeline(
        """
        2019-06-03 child_death_review_outstanding cdr-1
        2019-09-29 child_death_review_outstanding cdr-2
        2020-01-29 child_death_review_completed   cdr-2
        2020-01-30 child_death_review_grace_ended cdr-1
        2020-01-31 child_death_review_handed_over cdr-1
    """,
        today="2020-02-03",
    ).gives(
        """
        hand_over_child_death_review by -          met       2020-01-31 cdr-1
        finish_child_death_reviews   by 2019-10-03 fell_away -          cdr-1
        finish_child_death_reviews   by 2020-01-29 met       2020-01-29 cdr-2
    """,
        of="hand_over_child_death_review finish_child_death_reviews",
    )


@pytest.mark.parametrize(
    ("key", "start"),
    [
        ("lscb_yearly_report", "lscb_yearly_report_published"),
        ("appoint_lscb_chair", "lscb_chair_left"),
        ("publish_lscb_review_report", "lscb_review_report_received"),
        ("supply_lscb_review_report", "lscb_review_report_asked_for"),
        ("send_lscb_yearly_report", "lscb_report_of_the_year_published"),
        ("decide_serious_case_review", "ofsted_and_lscb_notified"),
        ("hold_serious_case_review", "serious_case_review_criteria_met"),
        ("hold_serious_case_review_act", "serious_case_review_criteria_met"),
        ("notify_serious_case_review_decision", "serious_case_review_decided"),
    ],
)
@pytest.mark.parametrize("ended", ["arrangements_began", "lscb_ended"])
def test_a_board_that_has_ended_owes_nothing_more(key: str, start: str, ended: str) -> None:
    began = "2019-09-02 2019-09-02"
    (clock,) = timeline(f"2019-08-20 {start}\n2019-09-02 {ended}", area=began, today="2019-09-02").clocks(key)
    assert clock.state(noon("2026-11-20")) is State.FELL_AWAY


def test_a_serious_case_review_under_way_outlives_the_areas_day_and_falls_away_when_handed_over() -> None:
    case = "2019-08-20 serious_case_review_initiated scr-7\n2019-09-02 lscb_ended scr-7"
    of = "complete_serious_case_review"
    timeline(case, area="2019-09-02 2019-09-02", today="2020-02-20").gives(f"{of} by 2020-02-20 running - scr-7", of=of)
    timeline(f"{case}\n2020-09-03 serious_case_review_handed_over scr-7", area="2019-09-02 2019-09-02").gives(
        f"{of} by 2020-02-20 fell_away - scr-7", of=of
    )


def test_the_draft_had_two_different_two_months() -> None:
    law = drafts_law("transitional_guidance")
    timeline("""
        2018-04-01 new_law_began                   wend-valley
        2018-04-30 child_death_arrangements_agreed wend-valley
        2018-06-27 child_death_review_outstanding  cdr-3
    """, law=law, today="2018-06-28").gives("""
        publish_first_arrangements         by 2019-04-01 running -          wend-valley
        agree_child_death_arrangements     by 2019-04-01 met     2018-04-30 wend-valley
        implement_child_death_arrangements by 2018-06-30 running -          wend-valley
        finish_child_death_reviews         by 2018-08-27 running -          cdr-3
    """, of="publish_first_arrangements agree_child_death_arrangements implement_child_death_arrangements "
            "finish_child_death_reviews")  # fmt: skip


def test_the_draft_counted_a_serious_case_reviews_twelve_months_from_the_last_of_the_boards_areas() -> None:
    law = drafts_law("transitional_guidance")
    clock = timeline("2018-05-31 arrangements_began_in_all_areas scr-7", law=law).the("finish_serious_case_reviews")
    assert clock.due == date(2019, 5, 31)
    assert timeline("2018-05-31 arrangements_began_in_all_areas scr-7").clocks() == []


def test_the_board_published_the_thresholds_until_the_areas_own_day_and_its_partners_from_then() -> None:
    began = date(2019, 9, 2)
    law = law_in(AreaDays(began, began))
    assert [owers(law, "publish_threshold_document", began + timedelta(days=days)) for days in (-431, -430, -1, 0)] == [
        ["LSCB"], ["LSCB"], ["LSCB"], ["safeguarding partners"],
    ]  # fmt: skip


def test_a_board_was_owed_its_money_and_its_functions_on_its_last_day_and_not_the_next() -> None:
    began = date(2019, 9, 29)
    law = law_in(AreaDays(began, began))
    for key in ("establish_lscb", "pay_towards_lscb", "carry_out_lscb_functions"):
        assert owers(law, key, began - timedelta(days=1))
        assert not owers(law, key, began)


def owers(law: Law, key: str, on: date) -> list[str]:
    return [version.duty.owed_by for version in law.versions() if version.duty.key == key and version.governs(on)]


@pytest.mark.parametrize("on", [date(2018, 6, 29), date(2023, 11, 5), date(2023, 11, 6), date(2026, 11, 20)])
def test_thirty_eight_kinds_of_body_may_be_relevant_agencies(on: date) -> None:
    agencies = law_in().agencies(on)
    assert len(agencies) == 38
    assert [agency.cite for agency in agencies] == [f"Schedule, paragraph {number}" for number in range(1, 39)]


def test_there_was_no_list_of_relevant_agencies_before_the_new_law() -> None:
    assert law_in().agencies(date(2018, 6, 28)) == ()


def test_a_yearly_report_answers_to_the_act_and_to_the_guidance_of_its_day() -> None:
    law = law_in()
    in_2020, in_2024 = (law.contents("yearly_report", date(year, 9, 30)) for year in (2020, 2024))
    musts = {item.key for one in in_2020 for item in one.items if item.force == "must"}
    assert (
        musts
        == {"what_was_done", "how_effective"}
        == {item.key for one in in_2024 for item in one.items if item.force == "must"}
    )
    assert "little_progress" in {item.key for one in in_2020 for item in one.items}
    assert "little_progress" not in {item.key for one in in_2024 for item in one.items}


def test_delegates_have_been_named_since_december_2023_and_an_lscb_chair_until_the_areas_own_day() -> None:
    law = law_in(AreaDays(date(2019, 9, 2), date(2019, 9, 2)))
    held = {day: {role.key for role in law.roles(date.fromisoformat(day))} for day in
            ("2019-09-01", "2019-09-02", "2023-12-14", "2023-12-15")}  # fmt: skip
    assert [("lscb" in roles, "delegated_safeguarding_partner" in roles) for roles in held.values()] == [
        (True, False), (False, False), (False, False), (False, True),
    ]  # fmt: skip


def test_the_act_of_2026_is_told_and_sets_nothing_running() -> None:
    act = next(e for e in every_edition() if (e.instrument, e.key) == ("children_act_2004", "2018"))
    passed = [change for key, change in act.changes.items() if key.startswith("passed_2026")]
    assert {change.on for change in passed} == {date(2026, 4, 29)}
    cites = [duty.cite for edition in every_edition() for duty in edition.duties.values()]
    assert not [cite for cite in cites if cite.startswith(("section 16EA", "section 16LA"))]
