"""Somebody who has every published table and wants the figures that were kept back.

Written apart: it imports nothing of Handrail. It does not think in tables and margins but in the finest groups that all
tables together speak of, one unknown whole number for each, and tries every figure against all that was published:
first by elimination in exact fractions, then as a whole-number programme, both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

import highspy
import numpy as np


@dataclass(frozen=True)
class Line:
    """One figure as printed: what it says it counts, and the number, or None where it says "kept back"."""

    says: Mapping[str, str]
    number: int | None


@dataclass(frozen=True)
class Paper:
    """One published report; the number of its edition of the same data tells which came later."""

    drawn: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Loot:
    """A figure that nobody was to have: what it counts, and its value."""

    what: str
    value: int


Unknowns = frozenset[tuple[int, tuple[str, ...]]]


class Attacker:
    """`finest` names for each dimension the values that are not made of others; `made_of`, of what the others are.

    `only_more`: deaths are added from one drawing of the data to the next, and never taken away.
    """

    def __init__(
        self, papers: Sequence[Paper], finest: Mapping[str, Sequence[str]],
        made_of: Mapping[tuple[str, str], Sequence[str]] | None = None, *, only_more: bool = True,
    ) -> None:  # fmt: skip
        self.papers, self.finest, self.made_of = papers, finest, made_of or {}
        self.only_more = only_more

    @cached_property
    def drawings(self) -> list[int]:
        return sorted({paper.drawn for paper in self.papers})

    @cached_property
    def unknowns(self) -> dict[tuple[int, tuple[str, ...]], int]:
        every = product(self.drawings, product(*self.finest.values()))
        return {one: place for place, one in enumerate(every)}

    def meant(self, drawn: int, says: Mapping[str, str]) -> Unknowns:
        ranges = []
        for dimension, values in self.finest.items():
            said = says.get(dimension)
            ranges.append(values if said is None else self.made_of.get((dimension, said), [said]))
        return frozenset((drawn, one) for one in product(*ranges))

    @cached_property
    def printed(self) -> dict[Unknowns, int | None]:
        """Every figure by what it counts; a number wins over "kept back" where two papers speak of the same."""
        found: dict[Unknowns, int | None] = {}
        for paper in self.papers:
            for line in paper.lines:
                meant = self.meant(paper.drawn, line.says)
                if line.number is not None or meant not in found:
                    found[meant] = line.number
        return found

    def targets(self) -> Iterator[tuple[str, dict[int, int]]]:
        """What is worth having: a name, and the unknowns that make it up with their signs."""
        for meant, number in self.printed.items():
            if number is None:
                yield f"kept back: {_named(meant)}", self._signs(meant)
        for drawn in self.drawings:
            own = [meant for meant in self.printed if all(one[0] == drawn for one in meant)]
            for whole, part in ((a, b) for a in own for b in own if b < a):
                if whole - part not in self.printed:
                    yield f"left over: {_named(whole)} but {_named(part)}", self._signs(whole - part)
        for (before, after), meant in product(zip(self.drawings, self.drawings[1:], strict=False), self.printed):
            earlier = frozenset((before, one[1]) for one in meant)
            if all(one[0] == after for one in meant) and earlier in self.printed:
                signs = self._signs(meant) | dict.fromkeys(self._signs(earlier), -1)
                yield f"difference: {_named(meant)}", signs

    def _signs(self, meant: Unknowns) -> dict[int, int]:
        return {self.unknowns[one]: 1 for one in meant}

    def rows(self) -> Iterator[tuple[float, dict[int, int], float]]:
        for meant, number in self.printed.items():
            yield (1, self._signs(meant), np.inf) if number is None else (number, self._signs(meant), number)
        if self.only_more:
            for before, after in zip(self.drawings, self.drawings[1:], strict=False):
                for one in product(*self.finest.values()):
                    yield 0, {self.unknowns[after, one]: 1, self.unknowns[before, one]: -1}, np.inf

    def recovered(self) -> list[Loot]:
        """Every target that can be only one thing. One that differs between two sets of figures is given up at once."""
        rows = list(self.rows())
        solid = _Elimination([(signs, int(low)) for low, signs, high in rows if low == high])
        programme = _programme(rows, len(self.unknowns))
        possible: list[list[int]] = []
        loot = []
        for name, signs in self.targets():
            value = solid.value(signs)
            if value is not None:
                loot.append(Loot(name, int(value)))
            elif len({_reckoned(one, signs) for one in possible}) < 2:
                ends = [_end(programme, signs, sense) for sense in SENSES]
                possible += ends
                low, high = (_reckoned(one, signs) for one in ends)
                loot += [Loot(name, low)] if low == high else []
        return loot


def _named(meant: Unknowns) -> str:
    return "; ".join(" ".join((str(drawn), *one)) for drawn, one in sorted(meant)[:4]) + (
        " ..." if len(meant) > 4 else ""
    )


class _Elimination:
    """Gauss and Jordan, in fractions: what follows from the printed numbers by adding and subtracting alone."""

    def __init__(self, equations: Sequence[tuple[dict[int, int], int]]) -> None:
        self.by_pivot: dict[int, tuple[dict[int, Fraction], Fraction]] = {}
        for signs, number in equations:
            row, total = self._reduced({at: Fraction(sign) for at, sign in signs.items()}, Fraction(number))
            if row:
                pivot = min(row)
                share = row[pivot]
                self.by_pivot[pivot] = ({at: entry / share for at, entry in row.items()}, total / share)

    def _reduced(self, row: dict[int, Fraction], total: Fraction) -> tuple[dict[int, Fraction], Fraction]:
        kept: dict[int, Fraction] = {}
        while row:
            at = min(row)
            entry = row.pop(at)
            if at not in self.by_pivot:
                kept[at] = entry
                continue
            other, their_total = self.by_pivot[at]
            total -= entry * their_total
            for place, share in other.items():
                if place != at:
                    left = row.get(place, Fraction(0)) - entry * share
                    row[place] = left
                    if not left:
                        del row[place]
        return kept, total

    def value(self, signs: Mapping[int, int]) -> Fraction | None:
        row, total = self._reduced({at: Fraction(sign) for at, sign in signs.items()}, Fraction(0))
        return None if row else -total


def _programme(rows: Sequence[tuple[float, dict[int, int], float]], width: int) -> highspy.Highs:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = width, len(rows)
    lp.col_cost_, lp.col_lower_ = np.zeros(width), np.zeros(width)
    lp.col_upper_ = np.full(width, 10_000.0)
    lp.row_lower_ = np.array([float(low) for low, _, _ in rows])
    lp.row_upper_ = np.array([float(high) for _, _, high in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(signs) for _, signs, _ in rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([at for _, signs, _ in rows for at in signs], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([float(sign) for _, signs, _ in rows for sign in signs.values()])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * width
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    return solver


SENSES = (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize)


def _reckoned(possible: Sequence[int], signs: Mapping[int, int]) -> int:
    return sum(sign * possible[at] for at, sign in signs.items())


def _end(solver: highspy.Highs, signs: Mapping[int, int], sense: highspy.ObjSense) -> list[int]:
    """Figures that agree with all that is printed, with as little, or as much, as there can be of the target.

    What the published figures do not bound from above ends at the programme's own bound.
    """
    places = range(solver.getNumCol())
    costs = np.array([float(signs.get(at, 0)) for at in places])
    solver.changeColsCost(len(places), np.array(places, dtype=np.int32), costs)
    solver.changeObjectiveSense(sense)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise AssertionError(f"the published figures contradict each other: {solver.getModelStatus()}")
    return [round(value) for value in solver.getSolution().col_value]
