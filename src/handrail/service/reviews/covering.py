"""The folders that a practice review is of, besides the one it is filed in."""

from __future__ import annotations

import uuid

from django.db import connection

from handrail.service.cases.models import Case
from handrail.service.reviews.models import PracticeReview


def every_folder(review: PracticeReview) -> list[Case] | None:
    """The other folders it is of; None where there is one that whoever asks does not see.

    How many there are is asked of the database past its own wall: what is hidden must shut the review, not be missed.
    """
    seen = [one.other for one in review.covered.select_related("other__folder__partnership")]
    return seen if len(seen) == _how_many(review.pk) else None


def is_hidden(practice_id: uuid.UUID) -> bool:
    """Whether what is recorded of a review stands behind the database's wall for whoever asks. That one is under way
    follows from the decision, which they may well read; so the review must be shut to them, and not seem to be new."""
    return _how_many(practice_id) > 0 and not PracticeReview.objects.filter(pk=practice_id).exists()


def _how_many(practice_id: uuid.UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select wall.folders_covered(%s)", [practice_id])
        (there,) = cursor.fetchone()
    return int(there)
