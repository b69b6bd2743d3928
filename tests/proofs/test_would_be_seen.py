"""The proof by killing, tried on a database that forgets: what it then loses must be found, or the proof is none.

`fsync=off` cannot be seen so: a killed server's files are still in the memory of the machine, which only a loss of
power takes away. Handrail therefore refuses to start on it (`web/safety.py`), and there is no test of this kind.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from handrail.service.web import postgres
from tests.proofs.installation import PATIENCE, Installation, below, installation, kill
from tests.proofs.invariants import faults
from tests.proofs.writing import Journal

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="the processes are found in /proc")
FORGETFUL = """
alter role handrail_app set synchronous_commit = off;
alter system set wal_writer_delay = '10s';
alter system set wal_writer_flush_after = '1GB';
"""
ROUNDS = 10


@pytest.fixture
def forgetful() -> Iterator[Installation]:
    """A database that says "kept" before it is, and takes its time."""
    with installation("") as here:
        postgres.start(here.cluster)
        for statement in FORGETFUL.strip().splitlines():
            here.ask_database(statement)
        here.ask_database("select pg_reload_conf()")
        here.settled()
        (here.home / "journals").mkdir()
        yield here


def acknowledged(here: Installation) -> set[str]:
    return {token for path in (here.home / "journals").glob("*") for token in Journal(path).acknowledged}


def write_and_lose_power(here: Installation, first: int) -> None:
    """Four writers, killed together with the database when they have been told of a few hundred."""
    before = len(acknowledged(here))
    told, journals = str(here.home / "told.json"), str(here.home / "journals")
    begin = partial(here.start, "writer", "-m", "tests.proofs.writing", told, journals, str(first), "4", "100000")
    begin()
    patience = threading.Event()
    for _ in range(PATIENCE * 20):
        if len(acknowledged(here)) > before + 200:
            break
        patience.wait(0.05)
    server = here.postmaster()
    kill(server, *below(server), here.running["writer"].pid)
    here.running["writer"].wait()
    postgres.start(here.cluster)


def test_a_database_that_says_kept_too_early_is_found_out(forgetful: Installation) -> None:
    for turn in range(ROUNDS):
        write_and_lose_power(forgetful, first=turn * 4)
        told = acknowledged(forgetful)
        found = [fault for fault in faults(forgetful, told) if "writes are lost" in fault]
        if found:
            print(f"{found[0]} of {len(told):,}, at kill {turn + 1}")
            return
    pytest.fail(f"nothing was lost in {ROUNDS} kills of a database that does not wait for its disk")
