"""An audit made for tests, in a database of its own, and the hands of somebody who may do anything in that database."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from django.db import connections
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from handrail.service.audit.chain import Sealed
from handrail.service.audit.checkpoints import Checkpoint
from handrail.service.audit.faults import Fault
from handrail.service.audit.reading import Ask
from handrail.service.audit.verifying import faults_in, sealed_rows
from handrail.service.web.logins import acting_names
from handrail.service.web.postgres import Cluster
from tests.database import TEMPLATE

FIRST = datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC)  # a moment before the clocks went forward
WORDS = ("", "looked at the folder", "3:abc,", "-,", "Siân — “ŵ”\n\ttwo lines", "a" * 39, "0", "  ", "\x01 \\ ' \"")
INSERT = (
    "insert into audit_entry (id, at, actor, actor_name, looked, did, room, paper, paper_id, case_id) "
    "values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


def any_chance(seed: int | None = None) -> random.Random:
    """What an invented entry says; the same for the same seed."""
    return random.Random(seed)  # noqa: S311 (nothing is kept secret by it)


def address() -> dict[str, Any]:
    """Where the tests' login finds the database that this process now uses, and that it acts as a job there."""
    settings = connections["default"].settings_dict
    names = {"host": "HOST", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    return {"options": settings["OPTIONS"]["options"], **{name: settings[theirs] for name, theirs in names.items()}}


def as_application(acts: str = "job") -> Connection:
    """As the worker is, which writes and seals; or in another role that something is done in."""
    connection = psycopg.connect(**address())
    if acts != "job":
        connection.execute(SQL("set role {}").format(Identifier(acting_names(TEMPLATE)[acts])))
        connection.commit()
    return connection


def as_superuser(cluster: Cluster) -> Connection:
    """With triggers off, as whoever owns the machine could."""
    connection = psycopg.connect(cluster.superuser_url(connections["default"].settings_dict["NAME"]))
    connection.execute("set session_replication_role = replica")
    connection.commit()
    return connection


def ask_of(connection: Connection) -> Ask:
    def ask(query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return connection.execute(query.encode(), values).fetchall()

    return ask


def write(connection: Connection, count: int = 1, chance: random.Random | None = None) -> None:
    """Write entries of every sort, in one transaction that stays open."""
    chance = chance or any_chance(count)
    for number in range(count):
        actor = str(uuid.UUID(int=chance.getrandbits(128)))
        connection.execute("select set_config('handrail.actor', %s, true)", [actor])
        case = uuid.UUID(int=chance.getrandbits(128)) if number % 3 else None
        at = FIRST + timedelta(microseconds=chance.randrange(1, 10**12))
        words = [chance.choice(WORDS) for _ in range(4)]
        connection.execute(
            INSERT,
            [
                uuid.UUID(int=chance.getrandbits(128)),
                at,
                actor,
                *words[:1],
                bool(number % 2),
                *words[1:],
                str(number),
                case,
            ],
        )


def write_with_gaps(connection: Connection, count: int) -> None:
    """As `write`, but after each entry one number is never used, as when a transaction is undone."""
    chance = any_chance(count)
    for _ in range(count):
        write(connection, 1, chance)
        connection.execute("select nextval('audit_entry_in_order')")
    connection.commit()


def seal(connection: Connection, at_most: int = 5_000) -> int:
    row = connection.execute("select audit_seal_next(%s)", [at_most]).fetchone()
    connection.commit()
    assert row is not None
    return int(row[0])


def settled(connection: Connection) -> None:
    """Two more entries, each sealed by itself, so that the sealer has gone past all before them."""
    for _ in range(2):
        write(connection, 1, any_chance())
        connection.commit()
        assert seal(connection) == 1


@dataclass
class Audit:
    """A sealed audit, as it was sealed, and the connection of somebody who may do anything to it."""

    connection: Connection
    rows: list[Sealed] = field(default_factory=list)

    @property
    def ask(self) -> Ask:
        return ask_of(self.connection)

    def faults(self, checkpoints: Sequence[Checkpoint] = ()) -> list[Fault]:
        return list(faults_in(self.ask, checkpoints))

    def checkpoint(self, count: int) -> Checkpoint:
        row = self.rows[count - 1]
        assert row.entry is not None
        return Checkpoint(count, int(row.entry[0] or 0), row.hash.hex(), FIRST)

    @contextmanager
    def tampered(self, *statements: str, **values: object) -> Iterator[None]:
        """What was done to it, and is undone afterwards."""
        try:
            for statement in statements:
                assert self.connection.execute(statement.encode(), values).rowcount, f"nothing was changed: {statement}"
            yield
        finally:
            self.connection.rollback()


def sealed_audit(cluster: Cluster, count: int) -> Audit:
    """`count` entries and two more. The database is this process's own and is committed to."""
    with as_application() as application:
        write_with_gaps(application, count)
        seal(application)
        settled(application)
    audit = Audit(as_superuser(cluster))
    audit.rows = list(sealed_rows(audit.ask))
    audit.connection.rollback()
    return audit
