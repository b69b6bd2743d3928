"""Finds, as a small whole-number programme, the cheapest figures to keep back so that one of them may be another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import highspy
import numpy as np

from handrail.analysis.disclosure.counted import Cell, Sum
from handrail.analysis.disclosure.figures import Figures
from handrail.analysis.disclosure.witness import Witness

FARTHEST = 24
"""No figure of a witness lies farther from the true one: a bound that the programme needs, many times what is asked."""
SECONDS = 10.0


@dataclass(slots=True)
class _Programme:
    """The columns and rows of one question, in the order in which they are handed over."""

    place: dict[Cell, int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    rows: list[dict[int, float]] = field(default_factory=list)
    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)

    def column(self, low: float, high: float, cost: float = 0.0) -> int:
        self.low.append(low)
        self.high.append(high)
        self.cost.append(cost)
        return len(self.low) - 1

    def row(self, low: float, entries: Mapping[int, float], high: float) -> None:
        self.rows.append(dict(entries))
        self.row_low.append(low)
        self.row_high.append(high)


@dataclass(frozen=True, slots=True)
class Search:
    """The figures with, for each, the sums that it stands in."""

    figures: Figures
    standing_in: Mapping[Cell, list[Sum]]

    @classmethod
    def over(cls, figures: Figures) -> Search:
        standing_in: dict[Cell, list[Sum]] = defaultdict(list)
        for one in figures.sums:
            for cell in (one.whole, *one.parts):
                standing_in[cell].append(one)
        return cls(figures, standing_in)

    def witness(
        self, target: Cell, by: int, hidden: Collection[Cell], price: Mapping[Cell, float] | None = None
    ) -> Witness | None:
        """Figures that differ from the true ones by at least `by` at the target (below nought: at most).

        Only what is hidden may differ, and what has a price where there is one; None where there are no such figures.
        """
        price = price or {}
        reached = self._reached(target, hidden, price)
        programme = _Programme()
        for cell in reached:
            self._column(programme, cell, price)
        at = programme.place[target]
        programme.low[at], programme.high[at] = (by, FARTHEST) if by > 0 else (programme.low[at], by)
        if programme.low[at] > programme.high[at]:
            return None
        for one in dict.fromkeys(one for cell in reached for one in self.standing_in[cell]):
            entries = {programme.place[part]: 1.0 for part in one.parts if part in programme.place}
            if one.whole in programme.place:
                entries[programme.place[one.whole]] = -1.0
            programme.row(0.0, entries, 0.0)
        found = _solved(programme)
        if found is None:
            return None
        return {cell: found[place] for cell, place in programme.place.items() if found[place]}

    def _column(self, programme: _Programme, cell: Cell, price: Mapping[Cell, float]) -> None:
        low = float(max(self.figures.least(cell) - self.figures.values[cell], -FARTHEST))
        at = programme.place[cell] = programme.column(low, float(FARTHEST))
        if cell in price:
            paid = programme.column(0.0, 1.0, price[cell])
            programme.row(-np.inf, {at: 1.0, paid: -float(FARTHEST)}, 0.0)
            programme.row(0.0, {at: 1.0, paid: -low}, np.inf)

    def _reached(self, target: Cell, hidden: Collection[Cell], price: Mapping[Cell, float]) -> list[Cell]:
        """Whatever may have to move when the target does."""
        reached = {target: None}
        waiting = [target]
        while waiting:
            for one in self.standing_in[waiting.pop()]:
                for cell in (one.whole, *one.parts):
                    if cell not in reached and (cell in hidden or cell in price):
                        reached[cell] = None
                        waiting.append(cell)
        return list(reached)


def _solved(programme: _Programme) -> list[int] | None:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", SECONDS)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    solver.passModel(_handed_over(programme))
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return [round(value) for value in solver.getSolution().col_value]


def _handed_over(programme: _Programme) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme.low), len(programme.rows)
    lp.col_cost_ = np.array(programme.cost)
    lp.col_lower_, lp.col_upper_ = np.array(programme.low), np.array(programme.high)
    lp.row_lower_, lp.row_upper_ = np.array(programme.row_low), np.array(programme.row_high)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(_starts(programme.rows), dtype=np.int32)
    lp.a_matrix_.index_ = np.array([at for row in programme.rows for at in row], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([entry for row in programme.rows for entry in row.values()], dtype=np.double)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(programme.low)
    return lp


def _starts(rows: Iterable[Mapping[int, float]]) -> list[int]:
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row))
    return starts
