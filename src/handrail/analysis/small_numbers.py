"""Small numbers kept back from a table that stands alone beside its total, so that nobody is told apart by them."""

from __future__ import annotations

from collections.abc import Mapping

from handrail.analysis.disclosure.figures import Release, figures_of
from handrail.analysis.disclosure.groups import EVERYBODY, Split
from handrail.analysis.disclosure.keeping_back import FEWEST, kept_back

__all__ = ["FEWEST", "shown"]
ROW = "row"


def shown(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts that may stand in one table beside their total; None for one that is kept back.

    Where a small one could be had from the total, others are kept back with it; where even that does not hide it,
    since the total itself is small, all are.
    """
    groups = {label: frozenset({(ROW, label)}) for label in counts}
    every = {groups[label]: count for label, count in counts.items()} | {EVERYBODY: sum(counts.values())}
    total = Release("the total", {EVERYBODY: every[EVERYBODY]}, frozenset({EVERYBODY}), frozenset({EVERYBODY}))
    table = Release("the table", every, frozenset(groups.values()), splits=(Split(ROW, tuple(counts)),))
    figures = figures_of(table, [total])
    told = kept_back(figures).shown(figures)
    return {label: count if groups[label] in told or not count else None for label, count in counts.items()}
