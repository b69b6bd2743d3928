"""The database that is backed up, and one snapshot of it that stands still while people go on working."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from psycopg import Connection, IsolationLevel, OperationalError, connect

from handrail.service.web import postgres
from handrail.service.web.backup.contents import contents
from handrail.service.web.backup.faults import NotBackedUp
from handrail.service.web.backup.manifest import Manifest
from handrail.service.web.backup.roles import embedded_roles, roles_here
from handrail.service.web.logins import DATABASE


@dataclass(frozen=True)
class Source:
    """An address that sees every row, and the name of each part's role."""

    url: str
    roles: dict[str, str]


@contextmanager
def source(home: Path) -> Iterator[Source]:
    """The database of `DATABASE_URL`, or our own, which is started if nobody has.

    Of our own the superuser reads, whom no row-level security keeps from a row. Elsewhere it is the owner;
    if rows are hidden from that login the backup is refused, never shortened.
    """
    if url := os.environ.get("DATABASE_URL"):
        with _reached(url) as connection:
            found = Source(url, roles_here(connection))
        yield found
        return
    if not (home / "postgres").exists():
        raise NotBackedUp(f"There is no database in {home}. Set HANDRAIL_HOME to the folder of your Handrail.")
    with postgres.running(home / "postgres") as cluster:
        yield Source(cluster.superuser_url(DATABASE), embedded_roles())


@contextmanager
def snapshot(found: Source) -> Iterator[tuple[Connection, str]]:
    """A connection in a read-only transaction that sees one moment, and the name by which pg_dump joins it."""
    with _reached(found.url) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        ((name,),) = connection.execute("select pg_export_snapshot()").fetchall()
        yield connection, name


def manifest_of(found: Source, connection: Connection, *, pg_dump: int, say: Callable[[str], None]) -> Manifest:
    """What must be in the backup, read in the same snapshot as the backup itself."""
    ((size,),) = connection.execute("select pg_database_size(current_database())").fetchall()
    return Manifest(
        version=version("handrail"),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=connection.info.dbname,
        roles=found.roles,
        postgres=connection.info.server_version,
        pg_dump=pg_dump,
        size=size,
        contents=contents(connection, found.roles, say),
    )


@contextmanager
def _reached(url: str) -> Iterator[Connection]:
    try:
        connection = connect(url)
    except OperationalError as problem:
        raise NotBackedUp(f"The database cannot be reached: {str(problem).strip()}") from problem
    with connection:
        yield connection
