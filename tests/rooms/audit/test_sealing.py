"""Every entry that is kept is sealed exactly once, whoever writes, seals, or is killed at the same time."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from psycopg import Connection

from handrail.service.audit import sealing
from handrail.service.audit.sealing import seal_waiting
from handrail.service.audit.verifying import faults_in, waiting
from tests.rooms.audit.written import address, any_chance, as_application, ask_of, seal, write, write_with_gaps

HALFWAY = """
import json, sys, psycopg
connection = psycopg.connect(**json.loads(sys.argv[1]))
connection.execute("select audit_seal_next(10)")
connection.commit()
connection.execute("select audit_seal_next(10)")
print("halfway", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def sealer(own_database: None) -> Iterator[Connection]:
    with as_application() as connection:
        yield connection


@pytest.fixture
def writer(own_database: None) -> Iterator[Connection]:
    with as_application() as connection:
        yield connection


def numbers(connection: Connection) -> list[int]:
    """The numbers of the entries in the order in which they were sealed."""
    query = "select e.number from audit_seal s join audit_entry e on e.id = s.entry_id order by s.number"
    return [number for (number,) in connection.execute(query)]


def whole(connection: Connection) -> bool:
    """Each entry that is kept has one seal, the seals have no gap, and nothing is found or waits."""
    query = (
        "select (select count(*) from audit_entry), (select count(*) from audit_seal), "
        "(select max(number) from audit_seal)"
    )
    ((entries, seals, last),) = connection.execute(query).fetchall()
    ask = ask_of(connection)
    return entries == seals == (last or 0) and list(faults_in(ask)) == [] and waiting(ask)[0] == 0


def add(connection: Connection) -> None:
    write(connection, 1, any_chance())
    connection.commit()


def test_entries_are_sealed_in_the_order_of_their_numbers_and_numbers_never_used_do_no_harm(
    sealer: Connection,
) -> None:
    write_with_gaps(sealer, 20)
    write(sealer, 5)
    sealer.rollback()
    add(sealer)
    assert [seal(sealer, 8) for _ in range(4)] == [8, 8, 5, 0]
    assert numbers(sealer) == [*range(1, 40, 2), 46]
    assert whole(sealer)


def test_what_is_still_open_is_not_sealed_and_is_sealed_when_it_is_kept(sealer: Connection, writer: Connection) -> None:
    write(writer, 3)
    for _ in range(5):
        add(sealer)
        assert seal(sealer) == 1
    writer.commit()
    assert seal(sealer) == 3
    assert numbers(sealer) == [4, 5, 6, 7, 8, 1, 2, 3]
    assert whole(sealer)


def test_whoever_began_after_another_and_has_the_lower_number_is_not_gone_past(
    sealer: Connection, writer: Connection
) -> None:
    """The one that takes the higher number ends first, and its transaction is the older of the two."""
    with as_application() as older:
        older.execute("select pg_current_xact_id()")
        write(writer, 1)
        write(older, 1, any_chance())
        older.commit()
        assert seal(sealer) == 1
        for _ in range(3):
            add(older)
            assert seal(sealer) == 1
    writer.commit()
    assert seal(sealer) == 1
    assert whole(sealer)


def test_the_sealer_does_not_look_again_through_what_it_has_gone_past(sealer: Connection) -> None:
    for _ in range(4):
        add(sealer)
        seal(sealer)
    ((settled,),) = sealer.execute("select max(settled) from audit_sealing").fetchall()
    assert settled == 3


def test_a_batch_at_a_time_is_sealed_to_the_end(sealer: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 7)
    write_with_gaps(sealer, 30)
    assert seal_waiting() == 30
    assert seal_waiting() == 0
    assert whole(sealer)


def test_a_sealer_killed_halfway_leaves_no_seal_and_the_next_one_seals_all(sealer: Connection) -> None:
    """Killed as a machine that loses its power kills it: one batch is kept, and a second one is not."""
    write_with_gaps(sealer, 30)
    process = subprocess.Popen(
        [sys.executable, "-c", HALFWAY, json.dumps(address())], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"halfway\n"
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert seal(sealer) == 20, "the batch that was not kept is sealed again, and the one that was kept is not"
    assert whole(sealer)


def test_two_sealers_at_once_take_turns(sealer: Connection, writer: Connection) -> None:
    """The second waits for the first, and then finds nothing left; each is in a transaction of its own."""
    write_with_gaps(sealer, 10)
    writer.execute("select audit_seal_next(100)")
    second = threading.Thread(target=seal, args=(sealer,))
    second.start()
    waits = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
    patience = threading.Event()
    with as_application() as watcher:
        watcher.autocommit = True
        while watcher.execute(waits).fetchall() == [(0,)] and second.is_alive():
            patience.wait(0.01)
        assert second.is_alive(), "the second sealer did not wait for the first"
    writer.commit()
    second.join(20)
    assert whole(sealer)


def test_many_write_and_undo_while_two_seal(sealer: Connection) -> None:
    """Transactions of every length, ended in any order, a fifth of them undone."""
    busy = threading.Event()

    def work(number: int) -> int:
        chance, kept = any_chance(number), 0
        with as_application() as connection:
            for _ in range(40):
                size = chance.randrange(1, 4)
                write(connection, size, chance)
                if chance.random() < 0.2:
                    connection.rollback()
                else:
                    connection.commit()
                    kept += size
        return kept

    def keep_sealing() -> int:
        with as_application() as connection:
            return sum(seal(connection, 3) for _ in iter(busy.is_set, True))

    with ThreadPoolExecutor(8) as pool:
        sealers = [pool.submit(keep_sealing) for _ in range(2)]
        kept = sum(pool.map(work, range(6)))
        busy.set()
        sealed = sum(one.result() for one in sealers)
    sealed += seal(sealer, 10_000)
    assert sealed == kept
    assert whole(sealer)
