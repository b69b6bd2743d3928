"""Whom of the register to choose for a review: who knows what is asked, is free by the day, and stands to no agency in
the case. Nobody is left out of the list: people decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handrail.guidance import spoken
from handrail.service.reviewers.conflicts import Met
from handrail.service.reviewers.models import EXPERTISE, Reviewer


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the register, held against one review. `knows` is the expertise asked, empty for any."""

    reviewer: Reviewer
    met: tuple[Met, ...]
    knows: str
    on: date

    @property
    def is_free(self) -> bool:
        free_from = self.reviewer.available_on
        if self.reviewer.available == Reviewer.Available.LATER:
            return free_from is not None and free_from <= self.on
        return self.reviewer.available == Reviewer.Available.NOW

    @property
    def lacks(self) -> list[str]:
        """What does not fit, in words; empty for whoever fits in all."""
        lacks = []
        if self.reviewer.declared_on is None:
            lacks.append("Interests not declared")
        if self.met:
            lacks.append(f"{len(self.met)} interest{' meets' if len(self.met) == 1 else 's meet'} this case")
        if not self.is_free:
            lacks.append(f"Not free on {spoken(self.on)}")
        if self.knows and self.knows not in self.reviewer.expertise:
            lacks.append(f"Not said to know: {EXPERTISE[self.knows].lower()}")
        return lacks


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Whoever fits in all first, then whoever lacks least; among those, whoever stands to no agency in the case."""
    return sorted(
        candidates, key=lambda one: (len(one.lacks), bool(one.met), one.reviewer.declared_on is None, one.reviewer.name)
    )
