"""What is refused of a review, in the words that whoever asks is told; and nothing is changed by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.service.outbox.models import Message
from handrail.service.reviews import actions
from tests.rooms.cast import Cast
from tests.rooms.refused import refused
from tests.rooms.reviews.in_full import draft, request, review_of, shown_to, write


@pytest.mark.parametrize("what", ["a request", "a draft"])
def test_nothing_is_sent_to_an_agency_without_the_words_that_it_is_to_read(cast: Cast, what: str) -> None:
    case, going = review_of(cast)
    today, by_day = timezone.localdate(), timezone.localdate() + timedelta(days=14)
    if what == "a draft":
        shown = write(cast, case, going, draft())
        row = write(cast, case, going, shown_to(shown, on=today, to_body=cast.trust, reply_by=by_day))
    else:
        row = write(cast, case, going, request(cast, on=today, wanted_by=by_day))
    messages = Message.objects.count()
    with refused("Enter the words that they are to read", "reviews", "requests", "cases"):
        actions.send_through(row, words=" \n", by=cast["coordinator"])
    assert Message.objects.count() == messages
