"""What do the walls cost: the second one in the database, the audit, and its sealing?

A request here is what the case page really asks of the database, recorded once and asked again by 32 people at a
steady pace, each on a connection of their own: without the second wall (the owner's login, who passes through it),
behind it, with the entry of the audit that every look leaves, and with the sealer beside them. The four are taken in
turns, so that the machine's moods fall on all alike. Then how many entries of the audit go in a second behind the wall.

    .venv/bin/python bench/walls.py [--people 32] [--seconds 10] [--rounds 3] [--folders 5000]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import psycopg
from sealing import ENTER, INSERT, PROCESSES, sealed_beside, turn

from handrail.service.web.logins import Logins

PACE = 2.0  # seconds between one person's requests: with 32 people, 57,600 pages an hour
WARM = 6  # requests of each connection that are not counted
REACH = 10  # ms at the 95th of a hundred
EVENTS = 1_500  # a second
ASKED_WHO = r"(?i)select wall\.password_of\((.*?)\)"


@dataclass(frozen=True)
class Asking:
    """One way to ask: with which login, as whom, what, and whether the audit is written."""

    url: str
    person: str
    questions: tuple[str, ...]
    walled: bool
    audited: bool


def ask(asking: Asking, seconds: float, place: int, people: int) -> list[float]:
    """One person's requests until the time is over, in milliseconds; the first few apart: the service keeps its
    connections open, and a new one has yet to read what the tables and policies are."""
    took = []
    with psycopg.connect(asking.url, autocommit=True) as connection:
        for _ in range(WARM):
            request(connection, asking)
        due = time.perf_counter() + PACE * place / people
        until = time.perf_counter() + seconds
        while due < until:
            time.sleep(max(0.0, due - time.perf_counter()))
            request(connection, asking)
            took.append((time.perf_counter() - due) * 1000)
            due += PACE
    return took


def request(connection: psycopg.Connection, asking: Asking) -> None:
    with connection.transaction():
        if asking.walled:
            connection.execute(ENTER, [asking.person])
        for question in asking.questions:
            connection.execute(question.encode()).fetchall()
        if asking.audited:
            event = uuid.uuid4()
            connection.execute(INSERT, [event, asking.person, str(event), event])


def share_of(asking: Asking, seconds: float, places: list[int], people: int) -> list[float]:
    with ThreadPoolExecutor(len(places)) as pool:
        every = [pool.submit(ask, asking, seconds, place, people) for place in places]
        return [one for person in every for one in person.result()]


def asked(asking: Asking, options: argparse.Namespace) -> list[float]:
    """What each request took, of all people together."""
    places = list(range(options.people))
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        shares = [places[part::PROCESSES] for part in range(PROCESSES)]
        every = [pool.submit(share_of, asking, options.seconds, share, options.people) for share in shares]
        return [one for process in every for one in process.result()]


def questions_of(app_url: str, cookie: str, case_id: str) -> tuple[str, ...]:
    """What the case page asks of the database for somebody, as SQL that can be asked again. In a process of its own,
    which has the login of the pages."""
    env = {**os.environ, "HANDRAIL_ZONE_URL": app_url, "DJANGO_SETTINGS_MODULE": "handrail.service.web.settings"}
    script = [sys.executable, "-c", ASK_A_PAGE, cookie, f"/cases/{case_id}/"]
    said = subprocess.run(script, env=env, check=True, capture_output=True, text=True).stdout
    return tuple(json.loads(said))


ASK_A_PAGE = """
import json, sys
import django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

client = Client(SERVER_NAME="localhost")
client.cookies["sessionid"] = sys.argv[1]
with CaptureQueriesContext(connection) as captured:
    answer = client.get(sys.argv[2])
assert answer.status_code == 200, answer.status_code
asked = [query["sql"].strip() for query in captured.captured_queries]
print(json.dumps([sql for sql in asked if sql.upper().startswith("SELECT") and "set_config" not in sql]))
"""


def unwalled(questions: tuple[str, ...]) -> tuple[str, ...]:
    """The same questions, where nobody is named: a password is read from its table, and not by the function that asks
    who is there."""
    return tuple(re.sub(ASKED_WHO, r"select hash from access_password where person_id = \1", one) for one in questions)


def measure(logins: Logins, person: str, questions: tuple[str, ...], options: argparse.Namespace) -> None:
    app_url = logins.app_url
    ways = {
        "without the second wall": Asking(logins.owner_url, person, unwalled(questions), walled=False, audited=False),
        "behind it": Asking(app_url, person, questions, walled=True, audited=False),
        "behind it, each look in the audit": Asking(app_url, person, questions, walled=True, audited=True),
        "and the audit sealed beside": Asking(app_url, person, questions, walled=True, audited=True),
    }
    taken: dict[str, list[list[float]]] = {name: [] for name in ways}
    for _ in range(options.rounds):
        for name, asking in ways.items():
            run = partial(asked, asking, options)
            taken[name].append(sealed_beside(logins.worker_url, run)[0] if "sealed" in name else run())
    tell(taken, len(questions), options)


def tell(taken: dict[str, list[list[float]]], questions: int, options: argparse.Namespace) -> None:
    print(f"\n{options.people} people, each a page every {PACE:.0f} s; {questions} questions to the database a page")
    print(f"{'':40}{'requests':>10}{'median':>12}{'p95':>12}{'p95 more':>12}")
    plain = None
    for name, rounds in taken.items():
        p95 = statistics.median(statistics.quantiles(every, n=20)[18] for every in rounds)
        middle = statistics.median(statistics.median(every) for every in rounds)
        plain = p95 if plain is None else plain
        count = sum(len(every) for every in rounds)
        print(f"{name:40}{count:>10,}{middle:>9.1f} ms{p95:>9.1f} ms{p95 - plain:>9.1f} ms")
    print(f"Reach: at most {REACH} ms more.")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=32)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--folders", type=int, default=5_000)
    chosen = options.parse_args()
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ |= {"HANDRAIL_HOME": folder, "HANDRAIL_ADDRESS": "http://localhost:8198"}
        bench(chosen)


def bench(options: argparse.Namespace) -> None:
    from handrail.service.web.home import home
    from handrail.service.web.serving import database, migrate_and_grant

    with database(home()) as logins:
        migrate_and_grant(logins)
        from england import BENCH, fill, someone_who_looks
        from screens import analyse, rebuild

        from handrail.service.access.models import Person
        from handrail.service.audit.actions import unit_of_work

        fill(0, options.folders, 132)
        rebuild()
        analyse()
        cookie, case_id = someone_who_looks(logins.app_url)
        with unit_of_work(BENCH):
            person = str(Person.objects.get(email="looks@handrail.example").pk)
        measure(logins, person, questions_of(logins.app_url, cookie, case_id), options)
        events = [turn(logins.app_url, options.seconds, options.people)[0] for _ in range(options.rounds)]
        print(f"\nentries of the audit behind the wall: {statistics.median(events):,.0f} a second (reach: {EVENTS:,})")


if __name__ == "__main__":
    main()
