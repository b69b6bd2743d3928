"""How long the clocks take: for one case, for 100,000, and for a million histories of ten facts on two processes.

Run: .venv/bin/python bench/clocks.py

In the same run stand a peer and a limit. The peer is workalendar, which does the part of the work that it can: adding
the working days, and nothing of editions, facts, stops or reasons. The limit is NumPy's busday_offset on ready
arrays: the bare additions.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from histories import FACTS, FIRST, LAST, histories, unknown_kinds
from timing import best

from handrail.guidance import Fact, Law, clocks, explain, law_in
from handrail.guidance.days import LONDON

CASES = 100_000
SAMPLE = 20_000
"""Histories from which the peers take the additions."""
AT_ONCE = 100
"""Histories in one call, so that few clocks are held at a time; the service asks for one folder at a time."""
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


@dataclass(frozen=True)
class Work:
    """What one process did, and for how long: `clocks` by the wall and by its own processor time; its most memory."""

    clocks: int = 0
    additions: int = 0
    wall: float = 0
    own: float = 0
    kibibytes: int = 0


def work(first: int, count: int) -> Work:
    """Make the facts of some histories and reckon their clocks, some at a time; only `clocks` is the measure."""
    law, done = law_in(), Work()
    for number in range(first, first + count, AT_ONCE):
        facts = histories(number, min(AT_ONCE, first + count - number))
        between, own = time.perf_counter(), time.process_time()
        running = clocks(law, facts)
        own, ended = time.process_time() - own, time.perf_counter()
        done = Work(
            done.clocks + len(running),
            done.additions + sum(clock.duty.counts_working_days for clock in running),
            done.wall + ended - between,
            done.own + own,
        )
    return replace(done, kibibytes=most_memory())


def most_memory() -> int:
    """The most this process has held, in KiB. What getrusage tells of a child on Linux begins with its parent's."""
    told = Path("/proc/self/status")
    if told.exists():
        return next(int(line.split()[1]) for line in told.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def shared_out(count: int, processes: int) -> tuple[list[Work], Work, float]:
    """The work of each process on its share; that of one which only read the law; and the seconds of it all."""
    share = -(-count // processes)
    firsts = range(0, count, share)
    # spawned, so that each process's memory is its own
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        idle = list(pool.map(work, [0] * processes, [0] * processes))  # started, and the law read, before it is timed
        began = time.perf_counter()
        done = list(pool.map(work, firsts, [min(share, count - first) for first in firsts]))
        return done, idle[0], time.perf_counter() - began


def one_case(law: Law) -> None:
    one = [Fact(date(2019, 4, 16), "incident_known"), Fact(date(2019, 4, 25), "panel_notified"),
           Fact(date(2019, 5, 17), "rapid_review_completed"), Fact(date(2019, 5, 17), "rapid_review_sent")]  # fmt: skip
    first = clocks(law, one)
    took = best(lambda: [clocks(law, one) for _ in range(1000)]) / 1000
    told = best(lambda: [explain(clock, NOW) for clock in first for _ in range(100)]) / 100
    print(f"clocks of one case ({len(one)} facts, {len(first)} clocks): {took * 1e6:.1f} µs (reach: under 100)")
    print(f"and every clock's explanation: {told * 1e6:.1f} µs")


def many_cases(law: Law) -> None:
    chance = random.Random(1)
    facts = [fact for number in range(CASES) for fact in case(number, chance)]
    running = clocks(law, facts)
    took = best(lambda: clocks(law, facts), rounds=3)
    asked = best(lambda: [(clock.due, clock.state(NOW)) for clock in running], rounds=3)
    print(f"clocks of {CASES:,} cases in one call: {took:.3f} s, {took / CASES * 1e6:.1f} µs a case,", end=" ")
    print(f"{took / len(running) * 1e6:.2f} µs a clock")
    print(f"and the due day and state of each: {asked:.3f} s, {asked / len(running) * 1e6:.2f} µs a clock\n")


def a_million(law: Law, count: int, processes: int) -> None:
    from peers import additions, peers  # here, so that the processes that reckon do not carry NumPy

    each = peers(law, additions(clocks(law, histories(0, min(count, SAMPLE)))))
    done, idle, wall = shared_out(count, processes)
    made, added, own = (sum(getattr(one, what) for one in done) for what in ("clocks", "additions", "own"))
    seconds = max(one.wall for one in done)
    print(f"\n{count:,} histories of {FACTS} facts: {made:,} clocks, {added:,} working-day additions")
    print(f"clocks on {processes} processes, by the wall: {seconds:.2f} s (the slower of them)")
    print(f"with the making of the facts, from the first to the last clock: {wall:.2f} s")
    print(
        f"processor time of clocks: {own:.2f} s, {own / count * 1e6:.1f} µs a history, {own / made * 1e6:.2f} µs each"
    )
    print("memory of a process at most: ", ", ".join(f"{one.kibibytes / 1024:.0f} MiB" for one in done), end="; ")
    print(f"with the law read and no history yet: {idle.kibibytes / 1024:.0f} MiB\n")
    print(
        f"the {added:,} additions alone, on one process, each timed on {each.on:,} ({each.peer_on:,} by workalendar):"
    )
    for name, took in (("ours, counted", each.counted), ("ours, remembered", each.remembered),
                       ("workalendar", each.workalendar), ("NumPy, ready arrays", each.numpy)):  # fmt: skip
        print(f"  {name:<20} {took * added:9.2f} s {took * 1e9:9.0f} ns each")
    theirs = each.workalendar * added
    print("\nworkalendar / ours                                       (reach: 100)")
    print(f"  additions / additions counted            {each.workalendar / each.counted:8.1f}")
    print(f"  additions / additions remembered         {each.workalendar / each.remembered:8.1f}")
    print(f"  additions / whole clocks, by the wall    {theirs / seconds:8.1f}")
    print(f"  additions / whole clocks, work for work  {theirs / own:8.1f}")
    print(f"our whole clocks, by the wall / NumPy's bare additions {seconds / (each.numpy * added):8.1f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--histories", type=int, default=1_000_000)
    options.add_argument("--processes", type=int, default=2)
    chosen = options.parse_args()
    if unknown := unknown_kinds():
        raise SystemExit(f"bench/histories.py tells of what the guidance does not know: {', '.join(unknown)}")
    law = law_in()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(list(law.versions()))} versions of duties\n")
    one_case(law)
    many_cases(law)
    a_million(law, chosen.histories, chosen.processes)


if __name__ == "__main__":
    main()
