"""The 2015 edition tells Ofsted and the LSCB of a looked-after child's death, or one in a regulated setting, in any
case; one notice, and one clock. Each due day is counted by hand.
"""

from __future__ import annotations

from tests.guidance.timeline import timeline

DEATH = "child_died_looked_after_or_in_regulated_setting"


def test_without_suspicion_it_is_due_in_five_working_days() -> None:
    # Thu 22 June 2017: 23 (1) [24 25] 26 (2) 27 (3) 28 (4) 29 (5)
    timeline(f"2017-06-22 {DEATH}", today="2017-06-22").gives("""
        notify_ofsted_and_lscb   by 2017-06-29   running   -
    """, of="*")  # fmt: skip


def test_death_and_suspicion_together_start_one_clock() -> None:
    timeline(f"""
        2017-06-22  incident_known
        2017-06-22  {DEATH}
        2017-06-30  ofsted_and_lscb_notified
    """).gives("notify_ofsted_and_lscb by 2017-06-29 late 2017-06-30", of="notify_ofsted_and_lscb")


def test_it_falls_away_when_the_incident_is_withdrawn() -> None:
    timeline(f"""
        2017-06-22  {DEATH}
        2017-06-27  incident_withdrawn
    """).gives("notify_ofsted_and_lscb by 2017-06-29 fell_away -", of="*")


def test_on_the_last_day_of_the_2015_edition_it_starts_and_on_the_next_nothing_does() -> None:
    # Thu 28 June 2018: 29 (1) [30 1] 2 (2) 3 (3) 4 (4) 5 (5)
    timeline(f"2018-06-28 {DEATH}", today="2018-06-28").gives("""
        notify_ofsted_and_lscb   by 2018-07-05   running   -
    """, of="*")  # fmt: skip
    timeline(f"2018-06-29 {DEATH}").gives("", of="*")


def test_in_an_area_whose_board_lived_on_it_ended_all_the_same_with_the_edition() -> None:
    timeline(f"2018-06-29 {DEATH}", area="2019-09-02").gives("", of="*")
