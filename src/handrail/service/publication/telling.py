"""Whether a sentence for the public, such as the reason of a withdrawal, tells who it is about."""

from __future__ import annotations

from handrail.analysis.identity import Surety, check
from handrail.service.publication.knowing import known_of
from handrail.service.publication.models import Publication


def what_a_reason_tells(publication: Publication, reason: str) -> str:
    """The words that may tell, and how; empty where there are none."""
    found = [flag for flag in check(reason, known_of(publication)) if flag.surety is not Surety.POSSIBLE]
    return "; ".join(f"“{flag.words}” ({flag.reveals})" for flag in found)
