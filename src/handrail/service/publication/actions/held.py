"""What every action on a publication begins with: the folder held, and the publication as it is now."""

from __future__ import annotations

import uuid

from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked, locked_open
from handrail.service.publication.gate import withdrawal_of
from handrail.service.publication.models import Publication


def held(publication: Publication) -> Publication:
    """For what goes on towards a release. Raises NotDone."""
    case = locked_open(publication.case_id)
    fresh = _fresh(publication.pk)
    fresh.case = fresh.review.case = case
    if fresh.ended_at is not None:
        raise NotDone("This was given up. Begin a new publication.")
    if withdrawal_of(fresh) is not None:
        raise NotDone("This was withdrawn, and nothing more is published at its address. Begin a new publication.")
    return fresh


def held_whatever(publication: Publication) -> Publication:
    """For taking something back, which a closed folder does not keep anybody from."""
    case = locked(publication.case_id)
    fresh = _fresh(publication.pk)
    fresh.case = fresh.review.case = case
    return fresh


def _fresh(key: uuid.UUID) -> Publication:
    return Publication.objects.select_related("review").get(pk=key)
