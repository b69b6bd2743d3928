"""What the drill looks at, by other means than the backup's own comparing: rows in order, and pg_dump's own words."""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from handrail.service.web import postgres
from handrail.service.web.backup.programs import newest_programs
from handrail.service.web.logins import DATABASE
from handrail.service.web.postgres import Cluster

# One of each thing that a careless copy loses.
WALLS = """
alter default privileges in schema public grant select, insert, update, delete on tables to handrail_app;
alter default privileges in schema public grant usage, select on sequences to handrail_app;
create table drill_left (id bigint generated always as identity primary key, writer int, number int, words text,
    constraint drill_grouped check ((id > 0 and number >= 0) or words is not null));
create table drill_right (like drill_left including all);
create table drill_walled (id uuid primary key default gen_random_uuid(), partnership int not null, words text);
insert into drill_walled (partnership, words) select n % 3, 'Wend Valley ' || n from generate_series(1, 50) n;
alter table drill_walled enable row level security;
alter table drill_walled force row level security;
create policy own_partnership on drill_walled for select to handrail_app using (partnership = 1);
create policy never on drill_walled as restrictive to handrail_app using (words <> 'Wend Valley 4');
revoke insert, update, delete on drill_walled from handrail_app;
grant update (words) on drill_walled to handrail_app;
create sequence drill_receipts start 40 increment 10;
select nextval('drill_receipts'), nextval('drill_receipts');
create view drill_seen with (security_invoker) as select words from drill_walled;
create function drill_refuses() returns trigger language plpgsql as $$ begin raise exception 'not twice'; end $$;
create trigger not_twice before update on drill_right for each row execute function drill_refuses();
revoke execute on function drill_refuses() from public;
"""


def quiet(line: str) -> None:
    """Progress that nobody watches."""


def rows_of(url: str) -> dict[str, str]:
    """For each table, the hash of all its rows in order."""
    with psycopg.connect(url) as connection:
        connection.execute("set timezone = 'UTC'")
        tables = connection.execute(
            "select schemaname, tablename from pg_tables where schemaname in ('public', 'wall') order by 1, 2"
        ).fetchall()
        query = SQL('select t::text from {} t order by t::text collate "C"')
        return {
            f"{schema}.{name}": hashlib.md5(
                "\n".join(text for (text,) in connection.execute(query.format(Identifier(schema, name)))).encode(),
                usedforsecurity=False,
            ).hexdigest()
            for schema, name in tables
        }


ROLES = """
select r.rolname, r.rolcanlogin, r.rolinherit, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolconfig,
  (select array_agg(m.roleid::regrole::text order by 1) from pg_auth_members m where m.member = r.oid)
from pg_roles r where r.rolname !~ '^pg_' order by 1
"""


def roles_of(cluster: Cluster) -> list[tuple[object, ...]]:
    """Each role of the server, what it may, and which it may take on."""
    with psycopg.connect(cluster.superuser_url()) as connection:
        return connection.execute(ROLES).fetchall()


def sequences_of(url: str) -> list[tuple[object, ...]]:
    query = "select sequencename, start_value, increment_by, last_value from pg_sequences order by 1"
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


TEXT = r"'(?:[^']|'')*'"
CASTS = ((rf"\(({TEXT})::character varying\)::text", r"\1"), (rf"({TEXT})::character varying", r"\1"),
         (r"\((ARRAY\[[^]]*\])\)::text\[\]", r"\1"))  # fmt: skip
"""Casts that PostgreSQL sets elsewhere in a list of texts once it has read it back. The roles of a policy it lists in
the order in which they were once made."""


def shape_of(url: str) -> str:
    """Everything but the rows, as pg_dump writes it: tables, triggers, policies, owners and grants."""
    done = subprocess.run(
        [newest_programs().folder / "pg_dump", "--schema-only", f"--dbname={url}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    lines = (line for line in done.stdout.splitlines() if not line.startswith(("\\restrict", "\\unrestrict")))
    told = "\n".join(lines)
    for written, meant in CASTS:
        told = re.sub(written, meant, told)
    return re.sub(r" TO (\w+(?:, \w+)+)", lambda to: f" TO {', '.join(sorted(to[1].split(', ')))}", told)


def all_of(cluster: Cluster) -> tuple[dict[str, str], list[tuple[object, ...]], str]:
    url = cluster.superuser_url(DATABASE)
    return rows_of(url), sequences_of(url), shape_of(url)


def restored_in(folder: Path) -> Cluster:
    return postgres.cluster_in(folder / "postgres")
