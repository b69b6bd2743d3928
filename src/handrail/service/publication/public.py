"""From a folder to what is public of it: the few things that a published document is made from."""

from __future__ import annotations

from datetime import date

from handrail.service.publication.models import Publication, Release, Version
from handrail.service.publication.rendering import REVIEWS, Public
from handrail.service.publication.written import read
from handrail.service.reviews.actions.practice import TAKEN_DOWN
from handrail.service.reviews.times import time_now
from handrail.service.reviews.under_way import due_on


def public_of(publication: Publication, version: Version, earlier: Release | None, today: date) -> Public:
    """What is published of this version today."""
    return Public(
        kind=publication.what,
        address=publication.address,
        text=read(version.text),
        publisher=publication.case.partnership.name,
        review=_kind_of_review(publication),
        published_on=earlier.published_on if earlier else today,
        number=earlier.number + 1 if earlier else 1,
        revised_on=today if earlier else None,
        available_until=stays_until(publication),
    )


def stays_until(publication: Publication) -> date | None:
    """The day until which the law has it stay available. It says nothing of a learning document."""
    about = time_now(publication.review).about
    return due_on(publication.case, about, TAKEN_DOWN) if publication.is_owed else None


def _kind_of_review(publication: Publication) -> str:
    if not publication.is_owed:
        return ""
    called = publication.review.called
    return str(called).lower() if called else REVIEWS[publication.review.decision_id is None]
