"""The edition that applied on the day a clock started governs that clock; in each area, from its own days."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.guidance import AreaDays, explain, law_in
from tests.guidance.timeline import duty, law_of_files, timeline

BEGAN_IN_SEPTEMBER_2019 = "2019-09-02 2019-09-02"


def governing(case: timeline, key: str) -> tuple[str, str, str]:
    clock = case.the(key)
    return clock.edition.instrument, clock.edition.key, clock.duty.force.value


def test_the_last_day_of_the_2015_law_and_the_first_of_the_new() -> None:
    # Thu 28 June: 29 (1) 2 3 4 5 (5). Fri 29 June: 2 3 4 5 6 (5)
    timeline("2018-06-28 incident_known", today="2018-07-02").gives(
        "notify_ofsted_and_lscb by 2018-07-05 running -", of="notify_panel notify_ofsted_and_lscb"
    )
    timeline("2018-06-29 incident_known", today="2018-07-02").gives(
        "notify_panel by 2018-07-06 running -", of="notify_panel notify_ofsted_and_lscb"
    )


def test_an_old_clock_is_not_stopped_by_a_notice_under_the_new_law() -> None:
    timeline("""
        2018-06-28  incident_known
        2018-07-03  panel_notified
        2018-07-04  ofsted_and_lscb_notified
    """).gives("notify_ofsted_and_lscb by 2018-07-05 met 2018-07-04", of="notify_ofsted_and_lscb")


def test_a_clock_keeps_its_edition_when_the_next_one_comes() -> None:
    # Thu 14: 15 (1) 18-21 (5). Fri 15: 18-22 (5)
    before = timeline("2023-12-14 incident_known", today="2023-12-20")
    before.gives("notify_panel by 2023-12-21 running -")
    assert governing(before, "notify_panel") == ("working_together", "2018", "should")
    after = timeline("2023-12-15 incident_known", today="2023-12-20")
    after.gives("notify_panel by 2023-12-22 running -")
    assert governing(after, "notify_panel") == ("working_together", "2023", "should")


def test_the_fifteen_days_were_expected_by_the_panel_and_since_december_2023_should_be_kept() -> None:
    # Thu 14: 15 (1) 18-22 (6) [25 26] 27 28 29 (9) [1] 2-5 (13) 8 9 (15); Fri 15 ends a day later
    before = timeline("2023-12-14 panel_notified", today="2023-12-20")
    before.gives("rapid_review by 2024-01-09 running -")
    assert governing(before, "rapid_review") == ("panel_guidance", "2022", "expected")
    after = timeline("2023-12-15 panel_notified", today="2023-12-20")
    after.gives("rapid_review by 2024-01-10 running -")
    assert governing(after, "rapid_review") == ("working_together", "2023", "should")


@pytest.mark.parametrize(
    ("notified", "edition"),
    [
        ("2018-06-29", "2018"), ("2019-03-31", "2018"), ("2019-04-01", "2019"), ("2022-08-31", "2019"),
        ("2022-09-01", "2022"),
    ],
)  # fmt: skip
def test_which_of_the_panels_own_papers_expected_it(notified: str, edition: str) -> None:
    case = timeline(f"{notified} panel_notified")
    assert governing(case, "rapid_review") == ("panel_guidance", edition, "expected")


def test_the_unread_edition_of_2026_leaves_the_last_one_read_governing_and_says_so() -> None:
    # Wed 18 March: 19 20 (2) 23 24 25 (5)
    case = timeline("2026-03-18 incident_known", today="2026-03-20")
    case.gives("notify_panel by 2026-03-25 running -")
    clock = case.the("notify_panel")
    assert (clock.edition.key, clock.unread and clock.unread.key) == ("2023", "2026")
    cautions = explain(clock, case.now).cautions
    assert any("Working Together to Safeguard Children 2026" in caution for caution in cautions)


def test_a_clock_of_the_eve_needs_no_such_caution() -> None:
    case = timeline("2026-03-17 incident_known", today="2026-03-20")
    case.gives("notify_panel by 2026-03-24 running -")
    assert case.the("notify_panel").unread is None


def test_the_act_is_no_less_certain_for_guidance_not_read() -> None:
    assert timeline("2026-03-18 incident_known").the("notify_panel_act").unread is None


def test_notifying_the_panel_began_everywhere_while_an_old_board_lived_on() -> None:
    # Mon 4 March: 11 March. Notified Wed 6: 7 8 (2) 11-15 (7) 18-22 (12) 25 26 27 (15); a month on is 6 April
    timeline("""
        2019-03-04  incident_known
        2019-03-06  panel_notified
    """, area=BEGAN_IN_SEPTEMBER_2019, today="2019-03-07").gives("""
        notify_panel                 by 2019-03-11   met       2019-03-06
        rapid_review                 by 2019-03-27   running   -
        decide_serious_case_review   by 2019-04-06   running   -
    """, of="notify_panel notify_ofsted_and_lscb rapid_review decide_serious_case_review")  # fmt: skip


def test_an_area_that_began_at_once_owes_no_serious_case_review() -> None:
    case = timeline("2019-03-06 panel_notified", today="2019-03-07")
    case.gives("rapid_review by 2019-03-27 running -", of="rapid_review decide_serious_case_review")


@pytest.mark.parametrize(
    ("day", "rows"),
    [
        ("2019-09-01", "complete_serious_case_review by 2020-03-01 running -"),
        ("2019-09-02", "publish_local_review by 2020-03-02 running -"),
    ],
)
def test_serious_case_reviews_end_and_local_reviews_begin_on_the_areas_own_day(day: str, rows: str) -> None:
    case = timeline(
        f"{day} serious_case_review_initiated\n{day} local_review_initiated", area=BEGAN_IN_SEPTEMBER_2019, today=day
    )
    case.gives(rows, of="complete_serious_case_review publish_local_review")


def test_what_compelled_a_serious_case_review_lives_on_with_the_duty_to_decide_on_one() -> None:
    late = law_in(AreaDays(safeguarding=date(2019, 9, 2)))
    assert {c.use for c in late.criteria("serious_case_review", date(2019, 9, 1))} == {"trigger"}
    assert not late.criteria("serious_case_review", date(2019, 9, 2))
    assert not law_in().criteria("serious_case_review", date(2018, 6, 29))
    assert {c.use for c in late.criteria("local_review", date(2019, 9, 1))} == {"consider"}


def test_safeguarding_and_child_death_arrangements_begin_on_days_of_their_own() -> None:
    text = 'title = "Small"\nstage = "in force"\nfrom = 2018-06-29\n'
    text += duty("watch", "call_noted", "note_filed", begins='"with safeguarding arrangements"', within='"1 day"')
    text += duty("review_death", "call_noted", "note_filed", begins='"with child death arrangements"', within='"1 day"')
    law = law_of_files({"2018": text}, AreaDays(safeguarding=date(2019, 9, 2), child_death=date(2019, 5, 1)))
    for day, keys in (
        ("2019-04-30", set()),
        ("2019-05-01", {"review_death"}),
        ("2019-09-02", {"review_death", "watch"}),
    ):
        assert {clock.duty.key for clock in timeline(f"{day} call_noted", law=law).clocks()} == keys


def test_spring_2020_took_the_fifteen_days_away_while_the_five_stood() -> None:
    # Mon 6 April: 7 8 9 (3) [Good Fri 10, 11, 12, Easter Mon 13] 14 15 (5) 16 17 (7) 20-24 (12) 27 28 29 (15)
    case = timeline("""
        2020-04-06  incident_known
        2020-04-06  panel_notified
    """, today="2020-05-20")  # fmt: skip
    case.gives("""
        notify_panel   by 2020-04-15   met       2020-04-06
        rapid_review   by -            running   -
    """)
    assert case.the("rapid_review").ordinarily_due == date(2020, 4, 29)


@pytest.mark.parametrize(
    ("notified", "row"),
    [
        ("2020-03-06", "by 2020-03-27 overdue -"),  # Fri: 9-13 (5) 16-20 (10) 23-27 (15): past before it came
        ("2020-03-09", "by - running -"),  # Mon: Mon 30 March, the relaxation's first day
        ("2020-06-30", "by - running -"),  # its last day
        ("2020-07-01", "by 2020-07-22 overdue -"),  # Wed: 2 3 (2) 6-10 (7) 13-17 (12) 20 21 22 (15)
    ],
)
def test_a_relaxation_covers_the_clocks_open_on_its_days(notified: str, row: str) -> None:
    timeline(f"{notified} panel_notified", today="2020-08-01").gives(f"rapid_review {row}")


def test_a_draft_governs_nothing_until_it_is_asked_for_and_its_relaxations_relax_nothing() -> None:
    real = 'title = "Real"\nstage = "in force"\nfrom = 2018-01-01\n' + duty(
        "tell", "call_noted", "note_filed", within='"5 days"'
    )
    draft = 'title = "Draft"\nstage = "draft"\nfrom = 2019-01-01\n' + duty(
        "investigate", "call_noted", "note_filed", within='"2 days"'
    )
    draft += '[relaxation.ours]\ntitle = "r"\nduties = ["tell"]\nfrom = 2019-01-01\nuntil = 2019-12-31\n'
    draft += 'says = "r"\ncite = "c"\nseen = "text"\n'
    files = {"real": real, "draft": draft}
    case = "2019-03-04 call_noted"
    timeline(case, law=law_of_files(files), today="2019-03-04").gives("tell by 2019-03-09 running -", of="*")
    timeline(case, law=law_of_files(files, as_if="draft"), today="2019-03-04").gives(
        """
        tell          by -            running -
        investigate   by 2019-03-06   running -
    """,
        of="*",
    )


def test_the_draft_of_2017_sets_nothing_running() -> None:
    assert not timeline("2017-11-01 incident_information_received").clocks()
