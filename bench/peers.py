"""The same working-day additions by us, by workalendar (the peer) and by NumPy's busday_offset (the limit)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from timing import best
from workalendar.europe import UnitedKingdom

from handrail.guidance import Clock, Law
from handrail.guidance.law import due_days
from handrail.guidance.span import Number, Span

PEER_ADDITIONS = 4_000
"""The peer is timed on fewer, and by the addition: it is too slow to wait for."""

Addition = tuple[date, int]
"""A day, and the working days to go on from it, or back."""


@dataclass(frozen=True)
class Peers:
    """Seconds for one addition: ours counted, ours remembered, the peer's and the limit's; and on how many."""

    counted: float
    remembered: float
    workalendar: float
    numpy: float
    on: int
    peer_on: int


def additions(running: list[Clock]) -> list[Addition]:
    """The working-day additions that these clocks needed."""
    return [
        (clock.started_on, -clock.duty.within.count if clock.duty.within.before else clock.duty.within.count)
        for clock in running
        if clock.duty.within is not None and clock.duty.counts_working_days
    ]


def peers(law: Law, wanted: list[Addition]) -> Peers:
    """Time the same additions by each, and say where the others come to another day."""
    after, days = law.working_days.after, law.working_days
    memories = {n: due_days(Number(Span(abs(n), "working days", n < 0), None, False), days) for _, n in wanted}
    ready = [(memories[count], start) for start, count in wanted]
    few = wanted[:: max(1, len(wanted) // PEER_ADDITIONS)]
    peer = UnitedKingdom()
    for year in {start.year + by for start, _ in few for by in (-1, 0, 1)}:
        peer.holidays(year)  # it keeps these, as we keep our table
    other = sorted({start for start, count in few if after(start, count) != peer.add_working_days(start, count)})
    print(f"workalendar differs from {len(other)} starts" + (f", {other[0]} to {other[-1]}" if other else ""))
    return Peers(
        best(lambda: [after(start, count) for start, count in wanted]) / len(wanted),
        best(lambda: [memory[start] for memory, start in ready]) / len(wanted),
        best(lambda: [peer.add_working_days(start, count) for start, count in few], rounds=3) / len(few),
        by_numpy(law, wanted) / len(wanted),
        len(wanted),
        len(few),
    )


def by_numpy(law: Law, wanted: Sequence[Addition]) -> float:
    """Seconds of the additions on ready arrays. A day that is none of work rolls away from the way of the count."""
    days, took = law.working_days, 0.0
    calendar = np.busdaycalendar(holidays=np.array(sorted(days.holidays), dtype="datetime64[D]"))
    for way, roll in ((1, "preceding"), (-1, "following")):
        some = [(start, count) for start, count in wanted if count * way > 0]
        starts = np.array([start for start, _ in some], dtype="datetime64[D]")
        counts = np.array([count for _, count in some], dtype=int)

        def run(starts=starts, counts=counts, roll=roll):  # type: ignore[no-untyped-def]
            return np.busday_offset(starts, counts, roll=roll, busdaycal=calendar)

        same = run().tolist() == [days.after(start, count) for start, count in some]
        print(f"NumPy, given our holidays, agrees on {len(some):,} additions counted {roll}: {same}")
        took += best(run)
    return took
