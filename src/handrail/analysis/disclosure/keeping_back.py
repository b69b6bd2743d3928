"""Which figures are kept back: the small ones, and as few others as hide them. Each comes with its proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from handrail.analysis.disclosure.counted import Cell
from handrail.analysis.disclosure.figures import Figures
from handrail.analysis.disclosure.groups import Group
from handrail.analysis.disclosure.searching import Search
from handrail.analysis.disclosure.witness import Witness, holds

FEWEST: Final = 5
"""A count below this, and above nought, is not shown, nor told by what is shown."""
SMALLEST, LARGEST = 1, FEWEST - 1


@dataclass(slots=True)
class KeptBack:
    """`hidden` is every figure that no release tells; `told_anyway` are those among them that what was let out before,
    or must stand, gives away whatever is kept back now."""

    hidden: set[Cell]
    witnesses: list[Witness] = field(default_factory=list)
    told_anyway: set[Cell] = field(default_factory=set)

    def shown(self, figures: Figures) -> frozenset[Group]:
        return frozenset(cell.group for cell in figures.wanted if cell not in self.hidden)


@dataclass(frozen=True, slots=True)
class Need:
    """That as far as anybody can tell, a figure may be `by` more (or, below nought, less) than it is."""

    cell: Cell
    by: int

    def met_by(self, witness: Witness) -> bool:
        moved = witness.get(self.cell, 0)
        return moved >= self.by if self.by > 0 else moved <= self.by


def is_small(count: int) -> bool:
    return SMALLEST <= count <= LARGEST


def kept_back(figures: Figures) -> KeptBack:
    """A small figure may then be anything from one to four; any other that is kept back, at least one thing else.

    What a reader is taken to know: every figure that any release tells, every sum, that nought is always shown, and
    which figures have not changed since an earlier release. A sum of three things that are not nought is at least
    three: where one cannot be hidden downwards, it may be four more than it is instead.
    """
    search = Search.over(figures)
    kept = KeptBack({cell for cell in figures.values if _never_told(cell, figures)})
    for need in _needs_of_small(figures, kept):
        upwards = Need(need.cell, LARGEST)
        met = _met(need, search, kept, last=need.by > 0) or (need.by < 0 and _met(upwards, search, kept))
        if not met:
            kept.told_anyway.add(need.cell)
    for cell in sorted(kept.hidden & (figures.before | figures.wanted), key=_in_order):
        if figures.values[cell] and not any(one.get(cell) for one in kept.witnesses):
            _anything_else(cell, search, kept)
    return kept


def _never_told(cell: Cell, figures: Figures) -> bool:
    """Nobody asked for it, or it is small; what is told already cannot be taken back."""
    return cell not in figures.told and (cell not in figures.wanted or is_small(figures.values[cell]))


def _needs_of_small(figures: Figures, kept: KeptBack) -> list[Need]:
    """The hardest first: what is hidden for their sake often hides the others too."""
    small = sorted((cell for cell in kept.hidden if is_small(figures.values[cell])), key=_in_order)
    needs = [Need(cell, least - figures.values[cell]) for cell in small for least in (SMALLEST, LARGEST)]
    return sorted((need for need in needs if need.by), key=lambda need: -abs(need.by))


def _in_order(cell: Cell) -> tuple[list[tuple[str, str]], str, str]:
    return sorted(cell.group), cell.release, cell.since


def _anything_else(cell: Cell, search: Search, kept: KeptBack) -> None:
    more, less = Need(cell, 1), Need(cell, -1)
    if not any(_met(way, search, kept, hiding=False, last=False) for way in (more, less)) and not _met(
        more, search, kept
    ):
        kept.told_anyway.add(cell)


def _met(need: Need, search: Search, kept: KeptBack, *, hiding: bool = True, last: bool = True) -> bool:
    """With what is hidden; else with the cheapest more; else with all there is, and at the last with nought too."""
    if any(need.met_by(one) for one in kept.witnesses):
        return True
    figures = search.figures
    if _take(need, search.witness(need.cell, need.by, kept.hidden), figures, kept):
        return True
    if not hiding:
        return False
    if _take(need, search.witness(need.cell, need.by, kept.hidden, _prices(figures, kept)), figures, kept):
        return True
    if not last:
        return False
    kept.hidden |= _may_hide(figures)
    if _take(need, search.witness(need.cell, need.by, kept.hidden), figures, kept):
        return True
    kept.hidden |= figures.wanted - figures.told
    figures.withheld = True
    return _take(need, search.witness(need.cell, need.by, kept.hidden), figures, kept)


def _take(need: Need, found: Witness | None, figures: Figures, kept: KeptBack) -> bool:
    """What was found is believed only once it has been added up."""
    if not found or not need.met_by(found):
        return False
    hidden = kept.hidden | (set(found) & _may_hide(figures))
    if not holds(found, figures, hidden):
        return False
    kept.hidden = hidden
    kept.witnesses.append(found)
    return True


def _may_hide(figures: Figures) -> set[Cell]:
    """Nought is always shown."""
    return {cell for cell in figures.wanted - figures.told if figures.values[cell]}


def _prices(figures: Figures, kept: KeptBack) -> dict[Cell, float]:
    """A total costs more than what stands in it, and a large figure a little more than a smaller one."""
    longest = max((len(cell.group) for cell in figures.wanted), default=0)
    return {
        cell: (100.0 + min(figures.values[cell], 99)) * 6.0 ** (longest - len(cell.group))
        for cell in _may_hide(figures) - kept.hidden
    }
