"""What was sent is corrected beside it: text, reason and author, with papers of its own and a mark when sent."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordDocument

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptFact
from handrail.service.reviews import actions
from handrail.service.reviews.models import Addendum, RapidReview
from tests.rooms.cast import Cast
from tests.rooms.reviews.reviewing import TEXT, completed, sent

WORDS = "The second call was on 1 March 2024, not 2 March."


def added(review: RapidReview, cast: Cast) -> Addendum:
    return actions.add_addendum(review, text=WORDS, reason="A date was wrong", by=cast["coordinator"])


def mark_sent(addendum: Addendum, cast: Cast) -> None:
    actions.record_addendum_sent(
        addendum, sent_at=timezone.now(), sent_by_name="Cora Ordway", how="by secure e-mail", by=cast["coordinator"]
    )


def test_it_stands_beside_what_was_sent_and_has_its_own_papers(cast: Cast) -> None:
    review = sent(cast)
    addendum = added(review, cast)
    assert RapidReview.objects.get(pk=review.pk).facts_of_case == TEXT["facts_of_case"]
    assert addendum.word is not None
    words = [paragraph.text for paragraph in WordDocument(BytesIO(bytes(addendum.word.content.held))).paragraphs]
    assert WORDS in words
    assert KeptFact.objects.filter(case=review.case, kind="rapid_review_corrected").count() == 1


def test_what_was_not_sent_is_changed_and_not_added_to(cast: Cast) -> None:
    with pytest.raises(NotDone, match="Change the review itself"):
        added(completed(cast), cast)


def test_pressing_twice_adds_one(cast: Cast) -> None:
    review = sent(cast)
    added(review, cast)
    with pytest.raises(NotDone, match="Nothing was added twice"):
        added(review, cast)


def test_it_is_marked_when_sent_and_not_before_it_was_written(cast: Cast) -> None:
    addendum = added(sent(cast), cast)
    with pytest.raises(NotDone, match="cannot have been sent before that"):
        actions.record_addendum_sent(
            addendum, sent_at=timezone.now() - timedelta(hours=2), sent_by_name="C", how="e-mail",
            by=cast["coordinator"],
        )  # fmt: skip
    mark_sent(addendum, cast)
    with pytest.raises(NotDone, match="already recorded as sent"):
        mark_sent(addendum, cast)


def test_the_database_refuses_to_change_an_addendum(cast: Cast) -> None:
    addendum = added(sent(cast), cast)
    with pytest.raises(DatabaseError, match="stands as it was written"), transaction.atomic():
        Addendum.objects.filter(pk=addendum.pk).update(text="Otherwise.")
    mark_sent(addendum, cast)
    with pytest.raises(DatabaseError, match="stands as it was written"), transaction.atomic():
        Addendum.objects.filter(pk=addendum.pk).update(sent_at=None)


def test_a_second_press_does_not_mark_the_next_addendum_as_sent(cast: Cast, client: Client) -> None:
    review = sent(cast)
    first = added(review, cast)
    second = actions.add_addendum(review, text="A name was misspelt.", reason="A name", by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    now = timezone.localtime()
    typed = {
        "addendum": str(first.pk), "done_on_day": str(now.day), "done_on_month": str(now.month),
        "done_on_year": str(now.year), "done_time": f"{now:%H:%M}", "sent_by_name": "C", "how": "e-mail",
    }  # fmt: skip
    address = reverse("reviews:addendum_sent", args=[review.case_id, review.pk])
    client.post(address, typed)
    page = client.post(address, typed, follow=True).content.decode()
    assert "Nothing was recorded twice" in page
    second.refresh_from_db()
    assert second.sent_at is None
