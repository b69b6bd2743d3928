"""The folders of earlier years, each due day counted by hand.

In the comments days are counted as (1), (2) ...; days in square brackets are skipped.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from handrail.demonstration.hour import hour_of
from handrail.service.cases.models import KeptClock, LateReason
from handrail.service.reviews.models import LocalReviewDecision, PanelMessage, RapidReview
from tests.demonstration.folders import counted, folder_of, lines, references_by_opening

pytestmark = pytest.mark.usefixtures("wend_valley")


def gives(name: str, words: str, *, at: datetime | None = None) -> None:
    assert counted(name, at or timezone.now()) == lines(words)
    assert folder_of(name).closed_at is not None, "what is long past asks nothing of anybody today"


def test_ofsted_and_the_board_were_told_in_time_over_easter_2017() -> None:
    # Mon 10 April: 11 (1) 12 (2) 13 (3) [Good Fri 14, 15, 16, Easter Mon 17] 18 (4) 19 (5)
    # decided Fri 12 May: 15-19 (5), and six months; before Tue 20 February: 19 (1) [18 17] 16-12 (6) [11 10] 9 (7)
    gives("Wren Fairlight", """
        notify_ofsted_and_lscb                2015   by 2017-04-19   met    2017-04-18
        decide_serious_case_review            2015   by 2017-05-18   met    2017-05-12
        notify_serious_case_review_decision   2015   by 2017-05-19   met    2017-05-15
        complete_serious_case_review          2015   by 2017-11-12   late   2018-01-22
        send_serious_case_review              2015   by 2018-02-09   met    2018-02-08
        keep_serious_case_review_available    2015   by 2019-02-20   met    -
    """)  # fmt: skip
    late = LateReason.objects.get(case=folder_of("Wren Fairlight"))
    assert (late.duty, late.given_by.name) == ("complete_serious_case_review", "Cora Ordway")


def test_in_november_2017_they_were_told_late_and_the_reason_was_kept() -> None:
    # Mon 6: 7 (1) 8 (2) 9 (3) 10 (4) [11 12] 13 (5); decided against on Fri 8 December: 11-15 (5), and fourteen days
    gives("Jory Larkspur", """
        notify_ofsted_and_lscb                      2015   by 2017-11-13   late   2017-11-16
        decide_serious_case_review                  2015   by 2017-12-16   met    2017-12-08
        notify_serious_case_review_decision         2015   by 2017-12-15   met    2017-12-13
        tell_decision_against_serious_case_review   2015   by 2017-12-22   met    2017-12-13
    """)  # fmt: skip
    reason = LateReason.objects.get(case=folder_of("Jory Larkspur"))
    assert (reason.duty, reason.given_by.name) == ("notify_ofsted_and_lscb", "Norris Tiffin")


def test_in_july_2018_two_editions_governed_at_once() -> None:
    # known Tue 10: 11 (1) 12 13 (3) [14 15] 16 (4) 17 (5)
    # notified Mon 16: 17-20 (4) 23-27 (9) 30 31 1 2 3 (14) [4 5] 6 (15); the board: a month from 16 July
    # decided Thu 9 August: 10 (1) 13-16 (5), and six months; before Fri 7 June: 6-3 (4) [2 1] 31 30 29 (7)
    gives("Perrin Stonecrop", """
        notify_panel                          2018   by 2018-07-17   met    2018-07-16
        tell_safeguarding_partners            2018   by 2018-07-17   met    2018-07-16
        rapid_review                          2018   by 2018-08-06   met    2018-08-03
        decide_serious_case_review            2015   by 2018-08-16   met    2018-08-09
        notify_serious_case_review_decision   2015   by 2018-08-16   met    2018-08-13
        complete_serious_case_review          2015   by 2019-02-09   late   2019-05-07
        send_serious_case_review              2015   by 2019-05-29   met    2019-05-24
        keep_serious_case_review_available    2015   by 2020-06-07   met    -
    """)  # fmt: skip
    board = KeptClock.objects.get(case=folder_of("Perrin Stonecrop"), duty="decide_serious_case_review")
    assert str(board.owed_by) == "Wend Valley Local Safeguarding Children Board"
    assert board.stopped_on == date(2018, 8, 9), "by the chair's decision, and not by the closing of the folder"


def test_notification_and_rapid_review_of_2019_were_both_met_across_easter() -> None:
    # known Fri 12 April: 15 (1) 16 17 18 (4) [Good Fri 19, 20, 21, Easter Mon 22] 23 (5)
    # notified Tue 16: 17 18 (2) [19-22] 23-26 (6) 29 30 1 2 3 (11) [early May Mon 6] 7 8 9 10 (15)
    # decided against on Tue 14 May: 15 16 17 (3) [18 19] 20 21 (5)
    gives("Bryony Harebell", """
        notify_panel                 2018   by 2019-04-23   met       2019-04-16
        tell_safeguarding_partners   2018   by 2019-04-23   met       2019-04-16
        rapid_review                 2019   by 2019-05-10   met       2019-05-09
        decide_serious_case_review   2015   by 2019-05-16   met       2019-05-14
        notify_serious_case_review_decision   2015   by 2019-05-21   met   2019-05-16
    """)  # fmt: skip


def test_before_2_september_2019_the_board_still_had_to_decide() -> None:
    # known Wed 28 August: 29 (1) 30 (2) [31 1] 2 (3) 3 (4) 4 (5); notified Fri 30: 2-6 (5) 9-13 (10) 16-20 (15)
    # the board: a month from 30 August; on Mon 2 September the area's own arrangements began, and it ended undecided
    gives("Tamsin Bilberry", """
        notify_panel                 2018   by 2019-09-04   met       2019-08-30
        tell_safeguarding_partners   2018   by 2019-09-04   met       2019-08-30
        rapid_review                 2019   by 2019-09-20   met       2019-09-19
        decide_serious_case_review   2015   by 2019-09-30   fell_away 2019-09-02
    """)  # fmt: skip
    board = KeptClock.objects.get(case=folder_of("Tamsin Bilberry"), duty="decide_serious_case_review")
    assert str(board.owed_by) == "Wend Valley Local Safeguarding Children Board"


def test_after_2_september_2019_no_board_decided_any_more() -> None:
    # known Tue 3: 4 (1) 5 6 (3) [7 8] 9 (4) 10 (5); notified Fri 6: 9-13 (5) 16-20 (10) 23-27 (15)
    gives("Corin Toadflax", """
        notify_panel                 2018   by 2019-09-10   met   2019-09-06
        tell_safeguarding_partners   2018   by 2019-09-10   met   2019-09-06
        rapid_review                 2019   by 2019-09-27   met   2019-09-26
    """)  # fmt: skip


def test_in_spring_2020_the_five_days_stood_and_the_fifteen_were_relaxed() -> None:
    # known Mon 6 April: 7 (1) 8 9 (3) [Good Fri 10, 11, 12, Easter Mon 13] 14 (4) 15 (5)
    gives("Silvan Lapwing", """
        notify_panel                 2018   by 2020-04-15   met   2020-04-14
        tell_safeguarding_partners   2018   by 2020-04-15   met   2020-04-14
        rapid_review                 2019   by relaxed      met   2020-05-22
    """)  # fmt: skip


def test_the_last_day_of_the_2018_guidance() -> None:
    # Thu 14 December: 15 (1) 18-21 (5) 22 (6) [Christmas 25 26] 27 28 29 (9) [New Year 1] 2-5 (13) 8 9 (15)
    gives("Merrin Whinchat", """
        notify_panel                 2018   by 2023-12-21   met   2023-12-14
        tell_safeguarding_partners   2018   by 2023-12-21   met   2023-12-14
        rapid_review                 2022   by 2024-01-09   met   2024-01-08
    """)  # fmt: skip


def test_the_first_day_of_the_2023_guidance() -> None:
    # Fri 15 December: 18-22 (5) [Christmas 25 26] 27 28 29 (8) [New Year 1] 2-5 (12) 8 9 10 (15)
    gives("Lowen Sandpiper", """
        notify_panel                 2023   by 2023-12-22   met   2023-12-15
        tell_safeguarding_partners   2023   by 2023-12-22   met   2023-12-15
        rapid_review                 2023   by 2024-01-10   met   2024-01-10
    """)  # fmt: skip


def test_autumn_2024_went_all_the_way_to_a_local_review() -> None:
    # known Mon 23 September: 24-27 (4) 30 (5); notified Thu 26: 27 (1) 30-4 (6) 7-11 (11) 14-17 (15)
    # decided 18 November: six months; before Wed 14 May: seven days, or 13 12 9-6 (6) [early May Mon 5, 4, 3] 2 (7)
    gives("Tansy Pimpernel", """
        notify_panel                  2023   by 2024-09-30   met       2024-09-26
        tell_safeguarding_partners    2023   by 2024-09-30   met       2024-09-26
        rapid_review                  2023   by 2024-10-17   met       2024-10-17
        publish_local_review          2023   by 2025-05-18   met       2025-05-14
        provide_local_report          2018   by 2025-05-07   met       2025-04-30
        send_local_report             2023   by 2025-05-02   met       2025-04-30
        keep_local_report_available   2018   by 2026-05-14   running   -
    """, at=hour_of(date(2025, 6, 2), "09:00"))  # fmt: skip
    met = KeptClock.objects.filter(case=folder_of("Tansy Pimpernel"), due_on__isnull=True, stopped_on__isnull=False)
    assert {
        "appoint_local_reviewer": date(2024, 12, 4), "monitor_local_review": date(2025, 2, 12),
        "supervise_local_review": date(2025, 4, 8), "provide_local_report_act": date(2025, 4, 30),
        "publish_local_review_act": date(2025, 5, 14),
    }.items() <= dict(met.values_list("duty", "stopped_on")).items()  # fmt: skip
    review = RapidReview.objects.get(case=folder_of("Tansy Pimpernel"))
    decision = LocalReviewDecision.objects.get(review=review)
    assert (review.local_review, decision.hold) == (False, True)
    assert list(review.approvals.values_list("body__kind", flat=True).order_by("approved_at")) == [
        "local authority", "police force", "integrated care board",
    ]  # fmt: skip
    says = PanelMessage.Says
    letters = [(letter.says, letter.tells) for letter in review.dialogue.order_by("dated_on")]
    replied = [(says.REPLIES, decision), (says.AGREES, None)]
    assert letters == [(says.ACKNOWLEDGES, None), (says.CHALLENGES, None), *replied]


def test_a_folder_later_found_not_to_meet_the_criteria_owes_nothing() -> None:
    # known Mon 3 March: 4-7 (4) 10 (5); notified Wed 5: 6 7 (2) 10-14 (7) 17-21 (12) 24 25 26 (15)
    gives("Hale Moorhen", """
        notify_panel                 2023   by 2025-03-10   met         2025-03-05
        tell_safeguarding_partners   2023   by 2025-03-10   met         2025-03-05
        rapid_review                 2023   by 2025-03-26   fell_away   2025-03-20
    """)  # fmt: skip


def test_references_count_up_with_the_days_on_which_folders_were_opened() -> None:
    references = references_by_opening()
    assert references[0] == "WV-2017-0001"
    assert references == sorted(references)
