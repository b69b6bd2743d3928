"""The times that a scrutineer reads are of duties to do something by a day, and of no others."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.service.cases.models import KeptClock
from handrail.service.national_panel.models import Timeliness
from handrail.service.reviews import actions
from tests.rooms.cast import Cast
from tests.rooms.reviews.longer_reviews import called_for

pytestmark = pytest.mark.django_db


def test_what_was_kept_available_as_long_as_it_must_is_not_late(cast: Cast) -> None:
    """Its last day passes without anything having to be done, so it is neither in time nor past its day."""
    review, going = called_for(cast)
    actions.receive_report(review.case, going, on=date(2024, 8, 1), by=cast["coordinator"])
    actions.record_published(
        review.case, going, on=date(2024, 9, 16), whole=True, where="https://wend.example", by=cast["coordinator"]
    )
    kept = KeptClock.objects.filter(case=review.case, bound="for at least")
    assert kept.exists()
    read = set(Timeliness.objects.values_list("duty", flat=True))
    assert not read & set(kept.values_list("duty", flat=True))
    assert "publish_local_review" in read
