"""How long the clocks take: for one case, and for 100,000, beside a peer and beside a limit, in one run.

Run: .venv/bin/python bench/clocks.py

The peer is workalendar, which does the part of the work that it can: adding the working days, and nothing
of editions, facts, stops or reasons. The limit is NumPy's busday_offset on arrays: the bare additions.
"""

from __future__ import annotations

import os
import platform
import random
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

import numpy as np
from workalendar.europe import UnitedKingdom

from handrail.guidance import Clock, Fact, Law, clocks, explain, law_in, published_working_days
from handrail.guidance.days import LONDON

CASES = 100_000
PEER_CASES = 2_000
"""The peer is timed on fewer cases, and by the addition: it is too slow to wait for."""
ROUNDS = 5
FIRST, LAST = date(2018, 7, 2), date(2025, 12, 31)
NOW = datetime(2026, 7, 1, 12, tzinfo=LONDON)


def case(number: int, chance: random.Random) -> list[Fact]:
    """One incident: known, mostly notified, mostly reviewed and sent, now and then withdrawn."""
    about, day = str(number), FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    facts = [Fact(day, "incident_known", about)]
    for kind, within, how_often in (
        ("panel_notified", 12, 0.9), ("rapid_review_completed", 35, 0.85), ("rapid_review_sent", 10, 0.95),
    ):  # fmt: skip
        if chance.random() > how_often:
            break
        day += timedelta(days=chance.randrange(within))
        facts.append(Fact(day, kind, about))
    if chance.random() < 0.05:
        facts.append(Fact(day + timedelta(days=1), "incident_withdrawn", about))
    return facts


def best(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the quickest of several runs: what the machine can do when nobody else is using it."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def additions(running: list[Clock]) -> list[tuple[date, int]]:
    """The working-day additions that these clocks needed."""
    return [
        (clock.started_on, clock.duty.within.count)
        for clock in running
        if clock.duty.within is not None and clock.duty.counts_working_days
    ]


def differ(wanted: list[tuple[date, int]], law: Law, added: Callable[[date, int], date]) -> list[date]:
    """The starts from which another comes to another day."""
    return sorted({start for start, count in wanted if law.working_days.after(start, count) != added(start, count)})


def main() -> None:
    law, chance = law_in(), random.Random(1)
    cases = [case(number, chance) for number in range(CASES)]
    every_fact = [fact for facts in cases for fact in facts]
    running = clocks(law, every_fact)
    wanted = additions(running)
    one = [Fact(date(2019, 4, 16), "incident_known"), Fact(date(2019, 4, 25), "panel_notified"),
           Fact(date(2019, 5, 17), "rapid_review_completed"), Fact(date(2019, 5, 17), "rapid_review_sent")]  # fmt: skip
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}")
    print(
        f"{CASES:,} cases, {len(every_fact):,} facts, {len(running):,} clocks, {len(wanted):,} working-day additions\n"
    )

    first = clocks(law, one)
    one_case = best(lambda: [clocks(law, one) for _ in range(1000)]) / 1000
    print(f"clocks of one case ({len(one)} facts, {len(first)} clocks)   {one_case * 1e6:9.1f} µs   (reach: under 100)")
    told = best(lambda: [explain(clock, law.working_days, NOW) for clock in first for _ in range(100)]) / 100
    print(f"and every clock's explanation             {told * 1e6:9.1f} µs")

    bulk = best(lambda: clocks(law, every_fact), rounds=3)
    print(f"clocks of every case, whole               {bulk:9.3f} s    {bulk / CASES * 1e6:.1f} µs a case")
    after = law.working_days.after
    bare = best(lambda: [after(start, count) for start, count in wanted])
    print(f"our additions alone                       {bare:9.3f} s    {bare / len(wanted) * 1e9:.0f} ns each")

    peer = UnitedKingdom()
    few = wanted[: PEER_CASES * 2]
    for year in range(FIRST.year, LAST.year + 2):
        peer.holidays(year)  # it keeps these, as we keep our table
    theirs = best(lambda: [peer.add_working_days(start, count) for start, count in few], rounds=2)
    theirs_all = theirs / len(few) * len(wanted)
    print(f"workalendar, additions alone              {theirs_all:9.3f} s    {theirs / len(few) * 1e9:.0f} ns each"
          f" (timed on {len(few):,})")  # fmt: skip

    holidays = np.array(sorted(published_working_days().holidays), dtype="datetime64[D]")
    calendar = np.busdaycalendar(holidays=holidays)
    starts = np.array([start for start, _ in wanted], dtype="datetime64[D]")
    counts = np.array([count for _, count in wanted])
    numpy = best(lambda: np.busday_offset(starts, counts, roll="preceding", busdaycal=calendar))
    print(f"NumPy, additions alone, ready arrays      {numpy:9.3f} s    {numpy / len(wanted) * 1e9:.0f} ns each\n")

    ends = np.busday_offset(starts, counts, roll="preceding", busdaycal=calendar).tolist()
    same = [after(start, count) for start, count in wanted] == ends
    other = differ(few, law, peer.add_working_days)
    print(f"NumPy agrees on every addition: {same}")
    print(f"workalendar differs from {len(other)} starts" + (f", {other[0]} to {other[-1]}" if other else ""))
    print(f"workalendar / ours, additions against additions           {theirs_all / bare:8.1f}   (reach: 10)")
    print(f"workalendar's additions / our whole clocks                {theirs_all / bulk:8.1f}")
    print(f"our whole clocks / NumPy's bare additions                 {bulk / numpy:8.1f}")


if __name__ == "__main__":
    main()
