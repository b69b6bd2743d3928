"""What is written down of keeping and letting go, and of people who ask to see what is held of them."""

from __future__ import annotations

from handrail.service.records.models.keeping import Deletion, Event, Hold, Period, Tombstone
from handrail.service.records.models.seeing import EXEMPTIONS, AccessRequest, Extract, Match, Passage

__all__ = [
    "EXEMPTIONS", "AccessRequest", "Deletion", "Event", "Extract", "Hold", "Match", "Passage", "Period", "Tombstone",
]  # fmt: skip
