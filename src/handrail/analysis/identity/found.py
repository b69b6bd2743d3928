"""Flags gathered from what several rules found: the same words are marked once, by the surest."""

from __future__ import annotations

from collections.abc import Iterable

from handrail.analysis.identity.known import Flag, Kind, Surety
from handrail.analysis.identity.plain import Plain


def flagged(
    text: Plain, begins: int, ends: int, kind: Kind, reveals: str, surety: Surety, why: str
) -> Flag:  # fmt: skip
    """A flag over a stretch of the flow."""
    first, last = text.span(begins, ends)
    return Flag(first, last, text.given[first:last], kind, reveals, surety, why)


def told_apart(flags: Iterable[Flag]) -> list[Flag]:
    """In the order of the text. What lies over a surer flag says nothing new; a combination stands by itself."""
    kept: list[Flag] = []
    for flag in sorted(flags, key=lambda one: (one.surety.rank, one.begins - one.ends, one.begins)):
        if not any(_says_it_already(other, flag) for other in kept):
            kept.append(flag)
    return sorted(kept, key=lambda one: (one.begins, one.ends))


def _says_it_already(kept: Flag, flag: Flag) -> bool:
    if (kept.kind is Kind.COMBINATION) != (flag.kind is Kind.COMBINATION):
        return False
    return flag.begins < kept.ends and kept.begins < flag.ends
