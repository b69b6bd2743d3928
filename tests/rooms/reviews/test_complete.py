"""Completing needs every criterion considered and both decisions with reasons, at a moment that can be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptFact, LateReason
from handrail.service.reviews import actions
from handrail.service.reviews.models import RapidReview
from handrail.service.reviews.written import written
from tests.rooms.cast import Cast
from tests.rooms.reviews.reviewing import (
    COMPLETED,
    TEXT,
    answer_criteria,
    at,
    begun,
    clock_of,
    completed,
    decide,
    filled,
    sent,
)

CRITERIA, COMPULSORY = 15, 7
"""In March 2024: four local and three national of the regulations; four more of each are recalled of the guidance."""


def test_what_was_written_becomes_the_record_and_stops_the_clock(cast: Cast) -> None:
    review = completed(cast)
    assert {column: getattr(review, column) for column in TEXT} == TEXT
    assert review.considered.count() == CRITERIA
    clock = clock_of(review.case, "rapid_review")
    assert (clock.stopped_at, clock.ended) == (COMPLETED, True)


def test_a_criterion_not_considered_stands_in_the_way(cast: Cast) -> None:
    review = begun(cast)
    decide(review, cast["coordinator"], local="no")
    with pytest.raises(NotDone, match=f"{COMPULSORY} criteria have not been considered"):
        actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])
    assert RapidReview.objects.get(pk=review.pk).completed_at is None


def test_what_is_only_recalled_may_be_left_and_is_kept_as_left(cast: Cast) -> None:
    review = begun(cast)
    answer_criteria(review, cast["coordinator"], "no", but=lambda one: one.optional)
    decide(review, cast["coordinator"], local="no")
    actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])
    left = review.considered.filter(answer="")
    assert (review.considered.count(), left.count()) == (CRITERIA, CRITERIA - COMPULSORY)
    assert set(left.values_list("seen", flat=True)) == {"recalled"}
    assert "recalled" not in review.considered.exclude(answer="").values_list("seen", flat=True)


def test_with_one_of_the_regulations_left_it_is_not_completed(cast: Cast) -> None:
    review = begun(cast)
    answer_criteria(review, cast["coordinator"], "no", but=lambda one: one.criterion == "local_themes")
    decide(review, cast["coordinator"], local="no")
    with pytest.raises(NotDone, match="1 criterion has not been considered"):
        actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])


def test_not_yet_known_is_an_answer(cast: Cast) -> None:
    review = begun(cast)
    answer_criteria(review, cast["coordinator"], "not yet known")
    decide(review, cast["coordinator"], local="no")
    actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])
    assert set(review.considered.values_list("answer", flat=True)) == {"not yet known"}


def test_an_answer_that_is_none_of_the_three_is_no_answer(cast: Cast) -> None:
    review = begun(cast)
    answer_criteria(review, cast["coordinator"], "perhaps")
    decide(review, cast["coordinator"], local="no")
    with pytest.raises(NotDone, match="not been considered"):
        actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])


def test_a_decision_without_reasons_stands_in_the_way(cast: Cast) -> None:
    review = begun(cast)
    answer_criteria(review, cast["coordinator"])
    decide(review, cast["coordinator"], local="yes", reasons="   ")
    with pytest.raises(NotDone, match="Give the reasons for whether to hold a local review"):
        actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])


def test_it_is_not_completed_in_the_future(cast: Cast) -> None:
    with pytest.raises(NotDone, match="not in the future"):
        completed(cast, timezone.now() + timedelta(hours=1))


def test_it_is_not_completed_before_the_notification(cast: Cast) -> None:
    with pytest.raises(NotDone, match="cannot have been completed before that"):
        completed(cast, at(3, 7, 9))


def test_completed_late_it_asks_why_and_keeps_the_answer(cast: Cast) -> None:
    with pytest.raises(NotDone, match="It was due by 28 March 2024. Say why"):
        completed(cast, at(4, 3))
    review = completed(cast, at(4, 3), late_reason="Two summaries came late.")
    reason = LateReason.objects.get()
    assert (reason.duty, reason.about) == ("rapid_review", str(review.incidents.get().pk))


def test_completed_on_the_last_evening_it_is_in_time(cast: Cast) -> None:
    completed(cast, at(3, 28, 23, 59))
    assert not LateReason.objects.exists()


def test_completing_twice_is_refused(cast: Cast) -> None:
    review = completed(cast)
    with pytest.raises(NotDone, match="completed on 27 March 2024"):
        actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])


def test_pressing_twice_on_the_page_says_it_is_done(cast: Cast, client: Client) -> None:
    review = filled(cast)
    client.force_login(cast["coordinator"])
    address = reverse("reviews:complete", args=[review.case_id, review.pk])
    typed = {
        "when": "before", "done_on_day": "27", "done_on_month": "3", "done_on_year": "2024", "done_time": "4pm",
    }  # fmt: skip
    client.post(address, typed)
    again = client.post(address, typed, follow=True).content.decode()
    assert "already completed on 27 March 2024 at 4:00pm" in again
    assert KeptFact.objects.filter(kind="rapid_review_completed", replaced_at__isnull=True).count() == 1


def test_the_page_lists_what_is_missing_and_asks_for_the_moment(cast: Cast, client: Client) -> None:
    review = begun(cast)
    client.force_login(cast["coordinator"])
    address = reverse("reviews:complete", args=[review.case_id, review.pk])
    assert f"{COMPULSORY} criteria have not been considered" in client.get(address).content.decode()
    page = client.post(address, {"when": "before"}).content.decode()
    assert "Enter the day it was completed" in page
    assert "Enter the time it was completed" in page


def test_reopened_it_is_no_longer_complete_and_the_text_goes_on(cast: Cast) -> None:
    review = completed(cast)
    actions.reopen_rapid_review(review, why="A date was wrong.", by=cast["coordinator"])
    review = RapidReview.objects.get(pk=review.pk)
    assert clock_of(review.case, "rapid_review").stopped_on is None
    assert written(review).sections == TEXT
    actions.write_page(review, "facts", {"facts_of_case": "He fell on 3 March 2024."}, by=cast["coordinator"])
    actions.complete_rapid_review(review, completed_at=COMPLETED, by=cast["coordinator"])
    assert RapidReview.objects.get(pk=review.pk).facts_of_case == "He fell on 3 March 2024."
    assert review.considered.count() == CRITERIA


def test_what_was_sent_is_not_reopened(cast: Cast) -> None:
    review = sent(cast)
    with pytest.raises(NotDone, match="Add an addendum instead"):
        actions.reopen_rapid_review(review, why="A date was wrong.", by=cast["coordinator"])
