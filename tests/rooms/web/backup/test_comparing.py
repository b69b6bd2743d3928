"""Comparing finds every difference that a careless copy makes; each is made here, in a transaction that is undone."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from handrail.service.web.backup import restoring
from handrail.service.web.backup.contents import Contents, contents, differences
from handrail.service.web.backup.faults import NotRestored
from handrail.service.web.backup.manifest import Closing, Manifest
from handrail.service.web.backup.restoring import restore
from handrail.service.web.backup.roles import embedded_roles
from handrail.service.web.backup.target import Target
from handrail.service.web.logins import DATABASE
from handrail.service.web.postgres import Cluster
from tests.rooms.web.backup.drill import quiet

CHANGES = {
    "a word in a row": ("update drill_walled set words = 'other' where words = 'Wend Valley 7'", "drill_walled"),
    "a row lost": ("delete from drill_walled where words = 'Wend Valley 7'", "drill_walled"),
    "a row twice": (
        "alter table drill_walled drop constraint drill_walled_pkey; "
        "insert into drill_walled select * from drill_walled where words = 'Wend Valley 7'",
        "drill_walled: 50 rows",
    ),
    "two rows that exchange a word": (
        "update drill_walled set words = case words when 'Wend Valley 7' then 'Wend Valley 8' else 'Wend Valley 7' end "
        "where words in ('Wend Valley 7', 'Wend Valley 8')",
        "drill_walled",
    ),
    "a table lost": ("drop table drill_left", "drill_left: .* restored"),
    "a sequence set back": ("select setval('drill_receipts', 40)", "the sequence public.drill_receipts"),
    "a sequence too far on": ("select setval('drill_receipts', 4000000000)", "the sequence public.drill_receipts"),
    "a right given": ("grant delete on audit_entry to handrail_app", "grants on tables: DELETE on public.audit_entry"),
    "a right taken": (
        "revoke insert on audit_entry from handrail_as_person",
        "grants on tables: INSERT on public.audit_entry to the as_person",
    ),
    "a right to a column": ("revoke update (words) on drill_walled from handrail_app", "grants on columns"),
    "a right to run": ("grant execute on function drill_refuses() to public", "grants on functions"),
    "a right to make": ("grant create on schema public to public", "grants on schemas"),
    "rights to what comes later": (
        "alter default privileges for role handrail_owner in schema public revoke select on tables from handrail_app",
        "grants on what is made later",
    ),
    "a trigger lost": ("drop trigger only_added_to on audit_entry", "triggers: public.audit_entry only_added_to"),
    "a trigger asleep": ("alter table audit_entry disable trigger only_added_to", "triggers: public.audit_entry"),
    "another function": (
        "create or replace function drill_refuses() returns trigger language plpgsql as $$ begin return new; end $$",
        "functions: public.drill_refuses",
    ),
    "a policy lost": ("drop policy own_partnership on drill_walled", "policies: public.drill_walled own_partnership"),
    "a policy for everyone": (
        "alter policy own_partnership on drill_walled to public",
        "policies: public.drill_walled",
    ),
    "a policy that lets more through": ("alter policy never on drill_walled using (true)", "policies: .* never"),
    "a policy of the folders lost": (
        'drop policy "read by key" on cases_case',
        'policies: public.cases_case "read by key"',
    ),
    "a policy of the folders for somebody else": (
        'alter policy "read by key" on cases_case to handrail_as_signed_out',
        'policies: public.cases_case "read by key"',
    ),
    "the folders' wall down": ("alter table cases_case disable row level security", "walls: public.cases_case"),
    "a role that reaches further": ("update wall.role set wide = true where key = 'notifier'", "wall.role: "),
    "a question of the wall that is answered otherwise": (
        "create or replace function wall.shut() returns uuid[] language sql as $$ select '{}'::uuid[] $$",
        r"functions: wall.shut\(\)",
    ),
    "a right to make things in the wall": ("grant create on schema wall to handrail_app", "grants on schemas: CREATE"),
    "a wall down": ("alter table drill_walled disable row level security", "walls: public.drill_walled"),
    "a wall that the owner walks round": ("alter table drill_walled no force row level security", "walls"),
    "another owner": ("alter table drill_left owner to handrail_app", "owners: public.drill_left"),
    "an index lost": ("drop index audit_of_case", "indexes: public.audit_of_case"),
    "a constraint grouped otherwise": (
        "alter table drill_left drop constraint drill_grouped; "
        "alter table drill_left add constraint drill_grouped check (id > 0 and (number >= 0 or words is not null))",
        "constraints: public.drill_left drill_grouped",
    ),
    "a constraint lost": (
        "alter table drill_right drop constraint drill_right_pkey",
        "constraints: public.drill_right",
    ),
    "another owner of a function": (
        "alter function drill_refuses() owner to handrail_app",
        "grants on functions: EXECUTE on public.drill_refuses",
    ),
    "the sealer's function another's": (
        "alter function audit_seal_next(integer) owner to handrail_app",
        "grants on functions: EXECUTE on public.audit_seal_next",
    ),
    "an extension lost": ("drop extension plpgsql cascade", "extensions: plpgsql"),
    "an answer that was kept": (
        "insert into web_answer (id, actor, browser, key, words, location, at) "
        "values (gen_random_uuid(), 'somebody', '', 'a-key-of-24-letters-long', '', '', now())",
        "web_answer: 0 rows",
    ),
    "a view": ("alter view drill_seen reset (security_invoker)", "views: public.drill_seen"),
    "a column": ("alter table drill_left alter words set default 'none'", "columns: public.drill_left.words"),
    "a stored file": (
        "update documents_content set held = held || '\\x00' "
        "where sha256 = (select min(sha256) from documents_content)",
        "stored files",
    ),
}


def told(connection: psycopg.Connection) -> Contents:
    return contents(connection, embedded_roles(), quiet)


def unlike(before: Contents, found: Contents, *, same_postgres: bool = True) -> list[str]:
    return differences(before, found, sequences_after=before.sequences, same_postgres=same_postgres)


@pytest.fixture(scope="module")
def before(running: Cluster) -> Contents:
    with psycopg.connect(running.superuser_url(DATABASE)) as connection:
        return told(connection)


def test_a_database_is_like_itself(before: Contents, running: Cluster) -> None:
    with psycopg.connect(running.superuser_url(DATABASE)) as connection:
        connection.execute("set timezone = 'Australia/Sydney'")
        connection.execute("set datestyle = 'SQL, DMY'")
        assert unlike(before, told(connection)) == []


@pytest.mark.parametrize(("change", "said"), CHANGES.values(), ids=CHANGES)
def test_what_is_otherwise_is_named(before: Contents, running: Cluster, change: str, said: str) -> None:
    with psycopg.connect(running.superuser_url(DATABASE)) as connection:
        connection.execute(change.encode())
        lines = unlike(before, told(connection))
        connection.rollback()
        for name, least in before.sequences.items():  # a sequence is not undone
            connection.execute("select setval(%s, %s) where %s > 0", [name, max(least, 1), least])
    assert [line for line in lines if re.search(said, line)], lines


def test_a_row_changed_or_lost_in_any_of_twenty_tables_is_named(before: Contents, running: Cluster) -> None:
    chosen = random.Random(1966)  # noqa: S311
    filled = sorted(name for name, (count, _) in before.tables.items() if count)
    with psycopg.connect(running.superuser_url(DATABASE)) as connection:
        for table in chosen.sample(filled, 20):
            connection.execute("set local session_replication_role = replica")  # past every guard, as a bad copy is
            _harm(connection, table, chosen)
            lines = unlike(before, told(connection))
            connection.rollback()
            assert [line for line in lines if line.startswith(f"{table}: ")], (table, lines)


def _harm(connection: psycopg.Connection, table: str, chosen: random.Random) -> None:
    """One row lost, or one letter put at the end of one word of one row; lost where its table refuses the letter."""
    name = Identifier(*table.split("."))
    columns = "select attname from pg_attribute where attrelid = %s::regclass and atttypid = any(%s::regtype[]) "
    columns += "and attnum > 0 and not attisdropped and attgenerated = ''"
    words = [row[0] for row in connection.execute(columns, [table, ["text"]])]
    (place,) = connection.execute(SQL("select ctid from {} order by random() limit 1").format(name)).fetchall()
    if words and chosen.random() < 0.5:
        column = Identifier(chosen.choice(words))
        letter = SQL("update {} set {} = coalesce({}, '') || 'x' where ctid = %s").format(name, column, column)
        with suppress(psycopg.IntegrityError):
            with connection.transaction():
                assert connection.execute(letter, [place[0]]).rowcount == 1
            return
    assert connection.execute(SQL("delete from {} where ctid = %s").format(name), [place[0]]).rowcount == 1


def test_no_policy_of_any_table_can_be_lost_unnoticed(before: Contents, running: Cluster) -> None:
    with psycopg.connect(running.superuser_url(DATABASE)) as connection:
        query = "select schemaname, tablename, policyname from pg_policies"
        for schema, table, name in connection.execute(query).fetchall():
            connection.execute(SQL("drop policy {} on {}").format(Identifier(name), Identifier(schema, table)))
        lines = unlike(before, told(connection))
        connection.rollback()
    lost = {line for line in lines if line.startswith("policies: ")}
    assert lost == {f"policies: {name}" for name in before.shape["policies"]}
    assert len(lost) > 300


def test_another_version_of_postgresql_may_word_things_otherwise_but_must_have_them(before: Contents) -> None:
    other = {
        kind: {name: f"{words} (in other words)" for name, words in things.items()}
        for kind, things in before.shape.items()
    }
    worded = Contents(before.tables, before.sequences, other, before.stored_files)
    assert unlike(before, worded)
    assert unlike(before, worded, same_postgres=False) == []
    del other["policies"]["public.drill_walled never"]
    assert unlike(before, worded, same_postgres=False) == ["policies: public.drill_walled never"]


def test_what_is_restored_otherwise_is_removed_again(
    kept: Path, identity: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = restoring._compare

    def after_a_slip(manifest: Manifest, closing: Closing, into: Target, say: restoring.Say) -> None:
        with psycopg.connect(into.url) as connection:
            connection.execute("drop policy never on drill_walled")
        compare(manifest, closing, into, say)

    monkeypatch.setattr(restoring, "_compare", after_a_slip)
    with pytest.raises(NotRestored, match="policies: public.drill_walled never"):
        restore(kept, folder, identity, quiet)
    assert not folder.exists()
