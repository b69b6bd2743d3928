"""Can somebody tell by the clock whether a folder that they may not open exists?

Asks, in turn and in random order within each pair, for a page of a folder that is hidden from the person who asks and
for one that does not exist, and prints the difference of the medians and whether the two could be one distribution
(the two-sample test of Kolmogorov and Smirnov). Reach: less than a millisecond, and a chance above 0.01.

    .venv/bin/python bench/hidden.py [--pairs 2000]
"""

from __future__ import annotations

import argparse
import logging
import math
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

REACH_MS, REACH_CHANCE = 1.0, 0.01
WARM = 50  # pairs that are not counted
PAGES = ("/cases/{}/", "/cases/{}/chronology", "/cases/{}/requests/", "/cases/{}/meetings/", "/cases/{}/learning/")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=int, default=2000)
    options.add_argument("--session", help=argparse.SUPPRESS)
    options.add_argument("--hidden", type=uuid.UUID, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    pairs: int = chosen.pairs
    if chosen.session:
        ask(pairs, chosen.session, chosen.hidden)
        return
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}, load {load:.1f} at the start"
    )
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["HANDRAIL_HOME"] = folder
        measure(pairs)


def measure(pairs: int) -> None:
    """The folder is made as a job; the pages are asked for in a process of its own, with the pages' login."""
    from handrail.service.web.home import home
    from handrail.service.web.serving import database, migrate_and_grant

    with database(home()) as logins:
        migrate_and_grant(logins)
        session, hidden = someone_and_what_is_hidden(logins.app_url)
        env = {**os.environ, "HANDRAIL_ZONE_URL": logins.app_url}
        for name in ("HANDRAIL_OWNER_URL", "DATABASE_URL"):
            env.pop(name, None)
        asking = [sys.executable, __file__, "--pairs", str(pairs), "--session", session, "--hidden", str(hidden)]
        subprocess.run(asking, env=env, check=True)


def ask(pairs: int, session: str, hidden: uuid.UUID) -> None:
    import django

    django.setup()
    logging.disable(logging.WARNING)  # each page that is not there is a line of the log
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    taken: dict[str, list[float]] = {"hidden": [], "absent": []}
    absent = uuid.uuid4()  # one for all: a new address each time is dearer to send, and that is not the service's
    for number in range(pairs + WARM):
        page = PAGES[number % len(PAGES)]
        asked = [("hidden", page.format(hidden)), ("absent", page.format(absent))]
        random.shuffle(asked)
        for which, address in asked:
            spent = timed(client, address)
            if number >= WARM:
                taken[which].append(spent)
    tell(taken["hidden"], taken["absent"])


def someone_and_what_is_hidden(pages_login: str) -> tuple[str, uuid.UUID]:
    """The session of the neighbour's coordinator; and a folder of Wend Valley."""
    from england import session_of

    from handrail.demonstration.wend_valley import employ, wend_valley
    from handrail.service.audit.actions import Job, name_actor, unit_of_work
    from handrail.service.cases.actions import open_case

    with unit_of_work(Job("bench")):
        cast = wend_valley()
        stranger = employ("Una Stranger", "coordinator", cast.neighbour, cast.neighbour)
        name_actor(cast["notifier"])
        case = open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"])
    return session_of(stranger, pages_login), case.pk


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
