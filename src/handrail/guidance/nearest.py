"""What somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that offers the known word most like a slip of the pen; empty if none is."""
    near = get_close_matches(word, sorted(known), n=1)
    return f"Did you mean {near[0]}? " if near else ""
