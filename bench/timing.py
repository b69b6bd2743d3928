"""How the measurements are timed."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 5


def best(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the quickest of several runs: what the machine can do when nobody else is using it."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)
