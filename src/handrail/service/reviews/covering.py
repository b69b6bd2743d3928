"""The folders that a practice review is of, besides the one it is filed in."""

from __future__ import annotations

from django.db import connection

from handrail.service.cases.models import Case
from handrail.service.reviews.models import PracticeReview


def every_folder(review: PracticeReview) -> list[Case] | None:
    """The other folders it is of; None where there is one that whoever asks does not see.

    How many there are is asked of the database past its own wall: what is hidden must shut the review, not be missed.
    """
    seen = [one.other for one in review.covered.select_related("other__folder__partnership")]
    with connection.cursor() as cursor:
        cursor.execute("select wall.folders_covered(%s)", [review.pk])
        (there,) = cursor.fetchone()
    return seen if len(seen) == there else None
