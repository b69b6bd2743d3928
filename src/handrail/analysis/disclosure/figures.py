"""All the figures that bear on each other: those to be told now, those told before, and those a reader can reckon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handrail.analysis.disclosure.counted import Cell, Sum, apart
from handrail.analysis.disclosure.groups import Group, Split


@dataclass(frozen=True, slots=True)
class Release:
    """What one report tells, or would tell. `counts` are true and never leave; `shown` is what was let out."""

    name: str
    counts: Mapping[Group, int]
    """Of every group in its tables and every whole of theirs."""
    wanted: frozenset[Group]
    """What stands in its tables, as a figure or as kept back."""
    shown: frozenset[Group] = frozenset()
    splits: tuple[Split, ...] = ()
    """How its groups fall apart; another release's may fall apart differently."""


@dataclass(slots=True)
class Figures:
    """The true value of each figure, the sums between them, and what a reader holds already.

    A figure that has not changed since an earlier release is the same figure: whoever guesses so is right.
    """

    values: dict[Cell, int] = field(default_factory=dict)
    sums: dict[Sum, None] = field(default_factory=dict)
    told: set[Cell] = field(default_factory=set)
    wanted: set[Cell] = field(default_factory=set)
    """What the new release would show."""
    before: set[Cell] = field(default_factory=set)
    """What an earlier release has in a table."""
    withheld: bool = False
    """That the new release tells nothing new, not even where nought stands."""
    latest: dict[Group, Cell] = field(default_factory=dict)

    def least(self, cell: Cell) -> int:
        """Nought is always shown: what is kept back from a table is at least one."""
        in_table = cell in self.before or (cell in self.wanted and not self.withheld)
        return 1 if in_table and self.values[cell] else 0


def figures_of(new: Release, earlier: Sequence[Release] = ()) -> Figures:
    """`earlier` in the order in which they were let out, whoever let them out."""
    figures = Figures()
    for release in (*earlier, new):
        _take_in(figures, release)
        figures.told |= {figures.latest[group] for group in release.shown}
        figures.before |= figures.wanted
        figures.wanted = {figures.latest[group] for group in release.wanted}
    return figures


def _take_in(figures: Figures, release: Release) -> None:
    apart_again = list(apart(release.counts, release.splits))
    counts = dict(release.counts)
    for _, parts in apart_again:
        counts |= parts
    changed = {group: figures.latest.get(group) for group in counts if _changed(figures, group, counts[group])}
    for group, before in changed.items():
        cell = figures.latest[group] = Cell(group, release.name)
        figures.values[cell] = counts[group]
        if before is not None:
            _differs(figures, before, cell)
    for whole, parts in apart_again:
        figures.sums[Sum(figures.latest[whole], tuple(figures.latest[part] for part in parts))] = None


def _changed(figures: Figures, group: Group, count: int) -> bool:
    before = figures.latest.get(group)
    return before is None or figures.values[before] != count


def _differs(figures: Figures, before: Cell, after: Cell) -> None:
    """The difference between two releases is a figure like any other: one death more is one death told."""
    few, many = sorted((before, after), key=lambda cell: figures.values[cell])
    difference = Cell(after.group, after.release, since=before.release)
    figures.values[difference] = figures.values[many] - figures.values[few]
    figures.sums[Sum(many, (few, difference))] = None
