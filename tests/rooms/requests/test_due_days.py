"""The day suggested to agencies follows the rapid review where one runs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from handrail.guidance.days import published_working_days
from handrail.service.cases.models import Case, KeptClock
from handrail.service.requests.due_days import doubts, suggested_due, working_days_late
from tests.rooms.cast import Cast
from tests.rooms.requests.asking import a_folder

pytestmark = pytest.mark.django_db


def rapid_review(case: Case, cast: Cast, started_on: date) -> KeptClock:
    return KeptClock.objects.create(
        case=case, partnership=case.partnership, about="incident", duty="rapid_review", instrument="working_together",
        edition="2023", title="Complete a rapid review", force="should", source="chapter 5", owed_by=cast.partnership,
        owed_by_kind="safeguarding partners", owed_to="the Panel", started_on=started_on,
        due_on=published_working_days().after(started_on, 15),
    )  # fmt: skip


def test_eight_working_days_into_the_rapid_review(cast: Cast) -> None:
    case = a_folder(cast)
    rapid_review(case, cast, date(2024, 5, 1))
    assert suggested_due(case, date(2024, 5, 2)) == date(2024, 5, 14)  # the early May bank holiday is skipped


def test_two_working_days_from_now_when_the_review_began_long_ago(cast: Cast) -> None:
    case = a_folder(cast)
    rapid_review(case, cast, date(2024, 5, 1))
    assert suggested_due(case, date(2024, 5, 17)) == date(2024, 5, 21)


def test_a_review_that_is_over_suggests_nothing(cast: Cast) -> None:
    case = a_folder(cast)
    KeptClock.objects.filter(pk=rapid_review(case, cast, date(2024, 5, 1)).pk).update(ended=True)
    assert suggested_due(case, date(2024, 6, 3)) == date(2024, 6, 13)


def test_a_bank_holiday_and_a_day_after_the_reviews_own_are_each_doubted(cast: Cast) -> None:
    case = a_folder(cast)
    rapid_review(case, cast, date(2024, 5, 1))
    said = " ".join(doubts(date(2024, 8, 26), case, "incident"))
    assert "Summer bank holiday" in said
    assert "after 23 May 2024, the day the rapid review itself is due" in said
    assert not list(doubts(date(2024, 5, 14), case, "incident"))


def test_a_day_past_every_calendar_is_not_doubted_for_want_of_one(cast: Cast) -> None:
    case = a_folder(cast)
    assert not list(doubts(timezone.localdate() + timedelta(days=365 * 90), case))


def test_lateness_is_counted_in_working_days() -> None:
    assert working_days_late(date(2024, 5, 3), date(2024, 5, 7)) == 1  # Friday to Tuesday, over a bank holiday
    assert working_days_late(date(2024, 5, 3), date(2024, 5, 3)) == 0
    assert working_days_late(date(2024, 5, 4), date(2024, 5, 7)) == 1
