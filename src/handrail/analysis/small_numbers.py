"""Small numbers kept back from tables that others read, so that nobody is told apart by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FEWEST: Final = 5
"""A count below this, and above nought, is not shown."""


def shown(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts that may stand in one table beside their total; None for one that is kept back.

    Where only one is small, the next smallest is kept back with it: else the total would give it away.
    """
    small = {label for label, count in counts.items() if 0 < count < FEWEST}
    if len(small) == 1:
        others = [(count, label) for label, count in counts.items() if count and label not in small]
        small |= {label for _, label in sorted(others)[:1]}
    return {label: None if label in small else count for label, count in counts.items()}
