"""Can somebody tell by the clock whether a folder that they may not open exists?

Asks, in turn and in random order within each pair, for a page of a folder that is hidden from the person who asks and
for one that does not exist, and prints the difference of the medians and whether the two could be one distribution
(the two-sample test of Kolmogorov and Smirnov). Reach: less than a millisecond, and a chance above 0.01.

    .venv/bin/python bench/hidden.py [--pairs 2000]
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import random
import statistics
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

REACH_MS, REACH_CHANCE = 1.0, 0.01
PAGES = ("/cases/{}/", "/cases/{}/chronology", "/cases/{}/requests/", "/cases/{}/meetings/", "/cases/{}/learning/")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=int, default=2000)
    pairs = options.parse_args().pairs
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}, load {load:.1f} at the start"
    )
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["HANDRAIL_HOME"] = folder
        measure(pairs)


def measure(pairs: int) -> None:
    from handrail.service.web.home import home
    from handrail.service.web.serving import database, migrate_and_grant

    with database(home()) as logins:
        migrate_and_grant(logins)
        client, hidden = someone_and_what_is_hidden()
        taken: dict[str, list[float]] = {"hidden": [], "absent": []}
        for number in range(pairs + 50):
            page = PAGES[number % len(PAGES)]
            asked = [("hidden", page.format(hidden)), ("absent", page.format(uuid.uuid4()))]
            random.shuffle(asked)
            for which, address in asked:
                spent = timed(client, address)
                if number >= 50:
                    taken[which].append(spent)
        tell(taken["hidden"], taken["absent"])


def someone_and_what_is_hidden() -> tuple[Any, uuid.UUID]:
    """The neighbour's coordinator, signed in; and a folder of Wend Valley."""
    from django.test import Client

    from handrail.demonstration.wend_valley import employ, wend_valley
    from handrail.service.audit.actions import unit_of_work
    from handrail.service.cases.actions import open_case

    with unit_of_work(None):
        cast = wend_valley()
    notifier = cast["notifier"]
    with unit_of_work(notifier):
        case = open_case(partnership=cast.partnership, authority=cast.council, by=notifier)
    with unit_of_work(None):
        stranger = employ("Una Stranger", "coordinator", cast.neighbour, cast.neighbour)
    client = Client(headers={"host": "localhost"})
    client.force_login(stranger)
    return client, case.pk


def timed(client: Any, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    spent = (time.perf_counter() - began) * 1000
    assert answer.status_code == 404, f"{address}: {answer.status_code}"
    return spent


def tell(hidden: list[float], absent: list[float]) -> None:
    apart = statistics.median(hidden) - statistics.median(absent)
    distance, chance = kolmogorov_smirnov(hidden, absent)
    print(
        f"{len(hidden):,} pairs: hidden {statistics.median(hidden):.2f} ms, absent {statistics.median(absent):.2f} ms"
    )
    print(f"difference of medians {apart:+.3f} ms (reach: within {REACH_MS} ms)")
    print(f"largest distance between the two {distance:.4f}, chance {chance:.3f} (reach: above {REACH_CHANCE})")


def kolmogorov_smirnov(one: list[float], other: list[float]) -> tuple[float, float]:
    """The largest distance between the two, and how often chance alone makes one as large."""
    first, second = sorted(one), sorted(other)
    i = j = 0
    distance = 0.0
    while i < len(first) and j < len(second):
        value = min(first[i], second[j])
        while i < len(first) and first[i] <= value:
            i += 1
        while j < len(second) and second[j] <= value:
            j += 1
        distance = max(distance, abs(i / len(first) - j / len(second)))
    size = math.sqrt(len(first) * len(second) / (len(first) + len(second)))
    reach = (size + 0.12 + 0.11 / size) * distance
    chance = 2 * sum((-1) ** (k - 1) * math.exp(-2 * (reach * k) ** 2) for k in range(1, 101)) if reach > 0.2 else 1.0
    return distance, min(max(chance, 0.0), 1.0)


if __name__ == "__main__":
    main()
