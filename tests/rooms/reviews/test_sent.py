"""Sending is recorded with its moment; from then on nothing changes what was sent, neither actions nor database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import LateReason
from handrail.service.meetings.models import Meeting
from handrail.service.reviews import actions
from handrail.service.reviews.models import CriterionConsidered, RapidReview
from handrail.service.reviews.whole import Naming
from tests.rooms.cast import Cast
from tests.rooms.reviews.reviewing import SENT, at, clock_of, completed, filled, incident_of, send, sent


def ready(cast: Cast) -> RapidReview:
    review = completed(cast)
    actions.make_documents(review, naming=Naming.NAMES, by=cast["coordinator"])
    return review


def test_sending_stops_the_clocks_of_sending_and_of_telling_the_decision(cast: Cast) -> None:
    review = sent(cast)
    assert clock_of(review.case, "send_rapid_review").stopped_at == SENT
    assert clock_of(review.case, "tell_local_review_decision").stopped_at == SENT


def test_it_is_not_sent_before_it_is_complete(cast: Cast) -> None:
    with pytest.raises(NotDone, match="Complete the rapid review first"):
        send(filled(cast), cast)


def test_it_is_not_sent_without_the_papers_that_went(cast: Cast) -> None:
    with pytest.raises(NotDone, match="Make the Word and PDF first"):
        send(completed(cast), cast)


def test_it_is_not_sent_before_it_was_completed_nor_in_the_future(cast: Cast) -> None:
    review = ready(cast)
    with pytest.raises(NotDone, match="completed on 27 March 2024"):
        send(review, cast, at(3, 27, 15))
    with pytest.raises(NotDone, match="not in the future"):
        send(review, cast, timezone.now() + timedelta(minutes=5))


def test_it_is_not_sent_before_the_meeting_that_made_it(cast: Cast) -> None:
    review = ready(cast)
    Meeting.objects.create(
        case=review.case, about=str(review.incidents.get().pk), starts_at=at(3, 29), held_at=at(3, 29), place="Room 1"
    )
    with pytest.raises(NotDone, match="meeting is recorded as held on 29 March 2024"):
        send(review, cast, SENT)


def test_sent_late_it_asks_why(cast: Cast) -> None:
    review = ready(cast)
    with pytest.raises(NotDone, match="The review was due by 28 March 2024. Say why it was sent after that"):
        send(review, cast, at(4, 2))
    send(review, cast, at(4, 2), late_reason="The mailbox refused it over Easter.")
    assert LateReason.objects.get().reason == "The mailbox refused it over Easter."


def test_recording_it_twice_is_refused(cast: Cast) -> None:
    review = sent(cast)
    with pytest.raises(NotDone, match="Nothing was recorded twice"):
        send(review, cast)


def test_the_database_itself_refuses_to_change_what_was_sent(cast: Cast) -> None:
    review = sent(cast)
    for change in ({"facts_of_case": "Otherwise."}, {"local_review": False}, {"sent_at": None}, {"version": 99}):
        with pytest.raises(DatabaseError, match="what was sent stands"), transaction.atomic():
            RapidReview.objects.filter(pk=review.pk).update(**change)
    with pytest.raises(DatabaseError, match="what was sent stands"), transaction.atomic():
        CriterionConsidered.objects.filter(review=review).update(answer="no")
    with pytest.raises(DatabaseError, match="what was sent stands"), transaction.atomic():
        CriterionConsidered.objects.filter(review=review).delete()


def test_an_incident_is_not_slipped_into_what_was_sent(cast: Cast) -> None:
    review = sent(cast)
    second = incident_of(review.case, cast, notified_at=None)
    with pytest.raises(DatabaseError, match="what was sent stands"), transaction.atomic():
        review.incidents.add(second)


def test_before_sending_the_database_lets_it_be_written(cast: Cast) -> None:
    review = completed(cast)
    RapidReview.objects.filter(pk=review.pk).update(facts_of_case="Otherwise.")
    assert RapidReview.objects.get(pk=review.pk).facts_of_case == "Otherwise."


def test_the_page_needs_the_hour_and_who_and_how(cast: Cast, client: Client) -> None:
    review = ready(cast)
    client.force_login(cast["coordinator"])
    page = client.post(reverse("reviews:sent", args=[review.case_id, review.pk]), {"done_on_day": "28"})
    words = page.content.decode()
    assert "Enter the time, such as 2:30pm or 14:30" in words
    assert "Say how it was sent" in words
    assert "must include a month and a year" in words


def test_from_the_page_it_is_recorded_and_shown(cast: Cast, client: Client) -> None:
    review = ready(cast)
    client.force_login(cast["coordinator"])
    typed = {
        "done_on_day": "28", "done_on_month": "March", "done_on_year": "2024", "done_time": "9:30am",
        "sent_by_name": "Cora Ordway", "how": "by secure e-mail",
    }  # fmt: skip
    page = client.post(reverse("reviews:sent", args=[review.case_id, review.pk]), typed, follow=True)
    assert "Sent to the Panel on <strong>28 March 2024 at 9:30am</strong>" in page.content.decode()
