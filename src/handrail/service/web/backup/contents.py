"""What a database holds, told so that two databases can be compared: rows by hash, and the rest line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from handrail.service.web.backup.shape import SHAPE, question

# Rows and definitions are told as text, so whatever the telling depends on is fixed first. With row security off,
# a query that a policy would shorten fails; it never tells a part as the whole.
SAME_EVERYWHERE = """
select set_config(name, setting, true) from (values
  ('search_path', ''), ('TimeZone', 'UTC'), ('DateStyle', 'ISO'), ('IntervalStyle', 'iso_8601'),
  ('extra_float_digits', '1'), ('bytea_output', 'hex'), ('row_security', 'off'), ('statement_timeout', '0'),
  ('lock_timeout', '0'), ('idle_in_transaction_session_timeout', '0'), ('transaction_timeout', '0')
) as wanted (name, setting) where name in (select name from pg_catalog.pg_settings)
"""

# The sum does not depend on the order of the rows, and a row that is there twice counts twice.
ROWS = """
select count(*), coalesce(sum(('x' || left(encode(sha256(convert_to(t::text, 'UTF8')), 'hex'), 16))
  ::bit(64)::bigint::numeric), 0)::text
from only {} as t
"""

TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and {ours} order by 1, 2
"""

SEQUENCES = """
select format('%I.%I', schemaname, sequencename), coalesce(last_value, 0) from pg_sequences order by 1
"""

# Every file's bytes are stored under their own hash, so the database can be asked whether each is still itself.
STORED_FILES = """
select count(*), coalesce(sum(size), 0),
  count(*) filter (where encode(sha256(held), 'hex') <> sha256 or length(held) <> size)
from public.documents_content
"""

ANYTHING = """
select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
where {ours} and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
union all
select 1 from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where {ours} and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
limit 1
"""


@dataclass(frozen=True)
class Contents:
    """Rows and their hash for each table, and a definition for each thing that has one."""

    tables: dict[str, tuple[int, str]]
    sequences: dict[str, int]
    shape: dict[str, dict[str, str]]
    stored_files: tuple[int, int, int]
    """How many, their bytes, and how many are not what their hash says."""

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.tables.values())

    @classmethod
    def kept(cls, held: dict[str, Any]) -> Contents:
        """As it was written in a manifest."""
        return cls(
            tables={name: (int(count), str(seen)) for name, (count, seen) in held["tables"].items()},
            sequences=held["sequences"],
            shape=held["shape"],
            stored_files=tuple(held["stored_files"]),
        )


def fix_the_telling(connection: Connection) -> None:
    """For the transaction that is open."""
    connection.execute(SAME_EVERYWHERE)


def contents(connection: Connection, roles: Mapping[str, str], say: Callable[[str], None]) -> Contents:
    """Everything that is there, in the one snapshot of a repeatable-read transaction."""
    fix_the_telling(connection)
    tables = {}
    for schema, name in connection.execute(question(TABLES)).fetchall():
        say(f"Counting {name}")
        (row,) = connection.execute(SQL(ROWS).format(Identifier(schema, name))).fetchall()
        tables[f"{schema}.{name}"] = (row[0], row[1])
    return Contents(tables, sequences(connection), _shape(connection, roles), _stored_files(connection, tables))


def sequences(connection: Connection) -> dict[str, int]:
    """How far each has come. They stand outside every snapshot: people who work meanwhile move them on."""
    return dict(connection.execute(SEQUENCES).fetchall())


def is_empty(connection: Connection) -> bool:
    """Whether nobody has made anything in this database; what an extension brought is nobody's."""
    return not connection.execute(question(ANYTHING)).fetchone()


def differences(
    before: Contents, found: Contents, *, sequences_after: dict[str, int], same_postgres: bool
) -> list[str]:
    """What a restored database lacks, or has otherwise, a line each; empty when it is the same.

    Another version of PostgreSQL words its definitions otherwise, so then only what there is is compared.
    """
    lines = [
        f"{name}: {_rows(before.tables.get(name))} in the backup, {_rows(found.tables.get(name))} restored"
        for name in sorted({*before.tables, *found.tables})
        if before.tables.get(name) != found.tables.get(name)
    ]
    lines += [
        f"the sequence {name} has come to {found.sequences.get(name)}"
        for name, least in sequences_after.items()
        if not before.sequences.get(name, 0) <= found.sequences.get(name, -1) <= least
    ]
    for kind, things in before.shape.items():
        lines += [f"{kind}: {name}" for name in _unlike(things, found.shape[kind], same_words=same_postgres)]
    if before.stored_files != found.stored_files:
        lines.append(f"stored files: {before.stored_files} in the backup, {found.stored_files} restored")
    return lines


def _unlike(before: dict[str, str], found: dict[str, str], *, same_words: bool) -> list[str]:
    if not same_words:
        return sorted(before.keys() ^ found.keys())
    return sorted({name for name, _ in before.items() ^ found.items()})


def _rows(seen: tuple[int, str] | None) -> str:
    return f"{seen[0]:,} rows ({seen[1][:12]})" if seen else "no table"


def _shape(connection: Connection, roles: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {
        kind: {name: definition or "" for name, definition in connection.execute(question(query, roles))}
        for kind, query in SHAPE.items()
    }


def _stored_files(connection: Connection, tables: dict[str, tuple[int, str]]) -> tuple[int, int, int]:
    if "public.documents_content" not in tables:
        return (0, 0, 0)
    ((count, size, damaged),) = connection.execute(STORED_FILES).fetchall()
    return (count, int(size), damaged)
