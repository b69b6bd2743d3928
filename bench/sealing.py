"""What does sealing cost those who write the audit, and how quickly is it sealed and verified?

Writers append one event to a transaction, as the application does, in turns of a few seconds: nobody sealing, and
the sealer at work beside them. Both turns are in one run, and are taken several times one after the other. Then
what a chain would cost that every transaction extends itself, and how long sealing and verifying a long audit takes.

    .venv/bin/python bench/sealing.py [--writers 32] [--seconds 8] [--rounds 3] [--long 200000]
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import threading
import time
import tracemalloc
import uuid
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import psycopg

from handrail.service.web.logins import Logins

T = TypeVar("T")
PROCESSES = 2
PAUSE = 0.5  # seconds, as the sealer's own
LAG = """
select percentile_cont(array[0.5, 0.95, 1]) within group (order by lag) from (
  select extract(epoch from (
    select g.sealed_at from audit_sealing g where g.last >= s.number order by g.last limit 1
  ) - e.at) as lag
  from audit_seal s join audit_entry e on e.id = s.entry_id where s.number > %s and s.number <= %s) lags
"""
INSERT = (
    "insert into audit_entry (id, at, actor, actor_name, looked, did, room, paper, paper_id, case_id) values "
    "(%s, clock_timestamp(), %s, 'Someone', true, 'looked at the folder', 'cases', 'Case', %s, %s)"
)
ENTER = "select set_config('role', wall.enter(%s, 'person', 'looking'), true)"
HEAD = (
    "update bench_head set number = number + 1, hash = sha256(hash || %s::bytea) where one",
    "create table bench_head (one boolean primary key, number bigint, hash bytea)",
)


def append(url: str, seconds: float, *, chained: bool) -> list[float]:
    """Events in transactions of their own until the time is over; how long each took."""
    took, person = [], str(uuid.uuid4())
    with psycopg.connect(url, autocommit=True) as connection:
        until = time.perf_counter() + seconds
        while (began := time.perf_counter()) < until:
            event = uuid.uuid4()
            with connection.transaction():
                connection.execute(ENTER, [person])
                connection.execute(INSERT, [event, person, str(event), event])
                if chained:
                    connection.execute(HEAD[0], [event.bytes])
            took.append(time.perf_counter() - began)
    return took


def some_writers(url: str, seconds: float, writers: int, chained: bool) -> list[float]:
    """What one process does: its share of the writers, each a thread."""
    with ThreadPoolExecutor(writers) as pool:
        every = [pool.submit(append, url, seconds, chained=chained) for _ in range(writers)]
        return [one for writer in every for one in writer.result()]


def turn(url: str, seconds: float, writers: int, *, chained: bool = False) -> tuple[float, float]:
    """Events a second, and the 95th of a hundred transactions in milliseconds."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        share = writers // PROCESSES
        every = [pool.submit(some_writers, url, seconds, share, chained) for _ in range(PROCESSES)]
        took = [one for process in every for one in process.result()]
    return len(took) / seconds, statistics.quantiles(took, n=20)[18] * 1000


def sealed_beside(url: str, run: Callable[[], T]) -> tuple[T, int, float]:
    """The turn with a sealer at work as in service; how many it sealed, and the seconds it needed after the last."""
    done, sealed = threading.Event(), 0

    def keep_sealing() -> None:
        nonlocal sealed
        with psycopg.connect(url, autocommit=True) as connection:  # one, as the sealer's own process has
            while not done.wait(PAUSE):
                sealed += seal_by(connection)

    sealer = threading.Thread(target=keep_sealing)
    sealer.start()
    measured = run()
    done.set()
    sealer.join()
    began = time.perf_counter()
    sealed += seal(url)
    return measured, sealed, time.perf_counter() - began


def lag(url: str, sealed: int) -> str:
    """How long the last so many entries waited for their seals."""
    with psycopg.connect(url) as connection:
        connection.execute("select set_config('handrail.actor', 'bench', true)")
        last = connection.execute("select max(number) from audit_seal").fetchone()
        assert last is not None
        row = connection.execute(LAG, [last[0] - sealed, last[0]]).fetchone()
        assert row is not None
    return ", ".join(
        f"{name} {float(took):.2f} s" for name, took in zip(("median", "p95", "longest"), row[0], strict=True)
    )


def seal(url: str) -> int:
    with psycopg.connect(url, autocommit=True) as connection:
        return seal_by(connection)


def seal_by(connection: psycopg.Connection) -> int:
    from handrail.service.audit.sealing import BATCH

    sealed = 0
    while True:
        row = connection.execute("select audit_seal_next(%s)", [BATCH]).fetchone()
        assert row is not None
        sealed += int(row[0])
        if row[0] < BATCH:
            return sealed


def compare(logins: Logins, options: argparse.Namespace) -> None:
    url, worker = logins.app_url, logins.worker_url
    plain, sealing, chained, after = [], [], [], 0.0
    with psycopg.connect(logins.owner_url, autocommit=True) as owner:
        owner.execute(HEAD[1].encode())
        owner.execute("insert into bench_head values (true, 0, '')")
        owner.execute("grant select, update on bench_head to public")
    turn(url, 2, options.writers)
    for _ in range(options.rounds):
        seal(worker)
        plain.append(turn(url, options.seconds, options.writers))
        seal(worker)
        measured, sealed, rest = sealed_beside(worker, lambda: turn(url, options.seconds, options.writers))
        print(f"  {sealed:,} sealed beside {measured[0] * options.seconds:,.0f} written; {rest:.2f} s after the last")
        print(f"  from written to sealed: {lag(worker, sealed)}")
        sealing.append(measured)
        after = max(after, rest)
        chained.append(turn(url, options.seconds, options.writers, chained=True))
    print(f"\n{options.writers} writers in {PROCESSES} processes, {options.rounds} turns of {options.seconds} s each")
    print(f"{'':46}{'events a second':>18}{'p95':>12}")
    for name, some in (
        ("written, nobody sealing", plain),
        ("written, and sealed beside it twice a second", sealing),
        ("written, each transaction extending the chain", chained),
    ):
        a_second, p95 = (statistics.median(figures) for figures in zip(*some, strict=True))
        print(f"{name:46}{a_second:>18,.0f}{p95:>9.1f} ms")
    print(f"{'the last was sealed, at the longest, after':46}{after:>18.2f} s    (reach: 1,500 events a second)")


def long_audit(url: str, count: int) -> None:
    """An audit of so many entries at once: sealed, verified, and what memory verifying takes."""
    from handrail.service.audit.verifying import faults_in

    seal(url)
    with psycopg.connect(url) as connection:
        connection.execute("select set_config('handrail.actor', 'bench', true)")
        connection.execute(
            "insert into audit_entry (id, at, actor, actor_name, looked, did, room, paper, paper_id, case_id) "
            "select gen_random_uuid(), clock_timestamp(), 'bench', 'Someone', true, 'looked at the folder', 'cases', "
            "'Case', gen_random_uuid()::text, gen_random_uuid() from generate_series(1, %s)",
            [count],
        )
    began = time.perf_counter()
    sealed = seal(url)
    took = time.perf_counter() - began
    print(f"\nsealed in one go: {sealed:,} in {took:.1f} s, {sealed / took:,.0f} a second")
    began = time.perf_counter()
    with psycopg.connect(url) as connection:
        connection.execute("select set_config('handrail.actor', 'bench', true)")
        every = connection.execute("select count(*) from audit_seal").fetchone()
        found = sum(1 for _ in faults_in(lambda query, values: connection.execute(query.encode(), values).fetchall()))
        took = time.perf_counter() - began
        tracemalloc.start()
        found += sum(1 for _ in faults_in(lambda query, values: connection.execute(query.encode(), values).fetchall()))
        most = tracemalloc.get_traced_memory()[1]
    assert every is not None
    print(f"verified: {every[0]:,} in {took:.1f} s, {every[0] / took:,.0f} a second; faults found: {found}")
    print(f"memory of Python's while verifying, at most: {most / 2**20:.1f} MiB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--writers", type=int, default=32)
    options.add_argument("--seconds", type=float, default=8)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--long", type=int, default=200_000)
    chosen = options.parse_args()
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["HANDRAIL_HOME"] = folder
        from handrail.service.web.home import home
        from handrail.service.web.serving import database, migrate_and_grant

        with database(home()) as logins:
            migrate_and_grant(logins)
            compare(logins, chosen)
            long_audit(logins.worker_url, chosen.long)


if __name__ == "__main__":
    main()
