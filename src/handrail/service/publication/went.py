"""What Handrail itself published of a review, for the room of reviews, which stands below and cannot ask."""

from __future__ import annotations

import uuid

from django.urls import reverse

from handrail.service.audit import actions as audit
from handrail.service.publication.gate import withdrawal_of
from handrail.service.publication.models import Publication, Release
from handrail.service.room import Went


def of_review(case_id: uuid.UUID, review_id: uuid.UUID) -> list[Went]:
    """Asked as the folder's keeper: what is public is public, whoever asks."""
    with audit.keeping(case_id):
        owed = [one for one in Publication.objects.filter(case=case_id, review=review_id) if one.is_owed]
        return [went for one in owed if (went := _went(one)) is not None]


def _went(publication: Publication) -> Went | None:
    first = Release.objects.filter(address=publication.address).order_by("number").first()
    if first is None:
        return None
    withdrawn = withdrawal_of(publication)
    page = reverse("publication:withdraw", args=[publication.case_id, publication.pk])
    return Went(first.published_on, withdrawn.on if withdrawn else None, page)
