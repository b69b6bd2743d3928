"""A second set of whole numbers that would be published word for word alike: the proof that nobody can tell which of
the two is true. It is checked by adding up, and trusts nothing of how it was found."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from handrail.analysis.disclosure.counted import Cell
from handrail.analysis.disclosure.figures import Figures

Witness = Mapping[Cell, int]
"""By how much each figure differs from the true one; those that are not named do not."""


def holds(witness: Witness, figures: Figures, hidden: Collection[Cell]) -> bool:
    """Whether every sum adds up, every figure that is told stays, and none falls below what a reader knows."""
    if any(cell not in hidden for cell, by in witness.items() if by):
        return False
    if any(figures.values[cell] + by < figures.least(cell) for cell, by in witness.items()):
        return False
    return all(witness.get(one.whole, 0) == sum(witness.get(part, 0) for part in one.parts) for one in figures.sums)
