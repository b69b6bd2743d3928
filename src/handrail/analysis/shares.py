"""A sum shared by weights, so that the parts make the whole to the last penny."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def in_shares(total: int, weights: Sequence[int]) -> list[int]:
    """Pence by weights: each part rounded down, and each penny left over to the part that lost most by it; of equals,
    to the first. Raises ValueError for weights of which none is above nought, or one is below it."""
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("Shares need weights, none of them below nought and one above it.")
    exact = [Fraction(total * weight, whole) for weight in weights]
    parts = [int(part // 1) for part in exact]
    over = total - sum(parts)
    last = sorted(range(len(parts)), key=lambda one: (parts[one] - exact[one], one))
    for one in last[:over]:
        parts[one] += 1
    return parts
