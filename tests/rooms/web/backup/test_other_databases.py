"""A database on a server that is not ours, named by DATABASE_URL: backed up, restored into, and refused."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.sql import SQL, Identifier

from handrail.command_line import main
from handrail.service.web import postgres
from handrail.service.web.backup import restoring as restoring_it
from handrail.service.web.backup.contents import is_empty
from handrail.service.web.backup.faults import NotRestored
from handrail.service.web.backup.making import make
from handrail.service.web.backup.programs import newest_programs, restoring
from handrail.service.web.backup.restoring import restore
from handrail.service.web.backup.sealing import lock_with_key, unsealed
from handrail.service.web.logins import DATABASE, parts_of
from handrail.service.web.postgres import Cluster
from tests.rooms.web.backup.drill import quiet, rows_of, sequences_of, shape_of

PASSWORD = "a-managed-password"


@contextmanager
def managed(cluster: Cluster, name: str, owner: str, *, sees: str = "bypassrls") -> Iterator[str]:
    """An empty database of that owner, who may make logins, on the tests' own server; and its address."""
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        for statement in (
            f"create role {owner} login createrole {sees} password '{PASSWORD}'",
            f"create database {name} owner {owner}",
        ):
            superuser.execute(statement.encode())
        try:
            yield cluster.url(owner, PASSWORD, name)
        finally:
            superuser.execute(SQL("drop database {} with (force)").format(Identifier(name)))
            for role in (*parts_of(name).values(), owner):
                superuser.execute(SQL("drop role if exists {}").format(Identifier(role)))


def test_into_an_empty_database_and_back_into_a_folder(
    kept: Path,
    running: Cluster,
    cluster: Cluster,
    key: Path,
    identity: object,
    place: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere, again = folder / "elsewhere", folder / "again"
    with managed(cluster, "handrail", "handrail_owner") as url:
        monkeypatch.setenv("DATABASE_URL", url)
        restore(kept, elsewhere, identity, quiet)
        there = cluster.superuser_url("handrail")
        rows, sequences, shape = rows_of(there), sequences_of(there), shape_of(there)
        with pytest.raises(NotRestored, match="DATABASE_URL is not empty"):
            restore(kept, again, identity, quiet)
        assert not again.exists()
        make(place / "managed.backup", elsewhere, lock_with_key(key), quiet)
    monkeypatch.delenv("DATABASE_URL")
    restore(place / "managed.backup", again, identity, quiet)
    (place / "managed.backup").unlink()
    with postgres.running(again / "postgres") as restored:
        url = restored.superuser_url(DATABASE)
        assert rows_of(url) == rows
        assert sequences_of(url) == sequences
        assert shape_of(url) == shape


def test_a_wall_that_hides_rows_from_the_owner_refuses_the_backup_and_never_shortens_it(
    home: Path, cluster: Cluster, key: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with managed(cluster, "walled", "walled_owner", sees="nobypassrls") as url:
        with psycopg.connect(url) as owner:
            owner.execute(
                "create table notes (words text); insert into notes values ('first'), ('second');"
                "alter table notes enable row level security; alter table notes force row level security;"
                "create policy first_alone on notes using (words = 'first')"
            )
        monkeypatch.setenv("DATABASE_URL", url)
        said = CliRunner().invoke(main, ["backup", str(place / "walled.backup"), "--key", str(key)])
    assert said.exit_code == 1
    assert "row-level security" in said.output
    assert not list(place.glob("*walled.backup*"))


def test_what_the_owner_could_not_compare_is_not_restored(
    kept: Path, cluster: Cluster, identity: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with managed(cluster, "handrail", "handrail_owner", sees="nobypassrls") as url:
        monkeypatch.setenv("DATABASE_URL", url)
        with pytest.raises(NotRestored, match='alter role "handrail_owner" bypassrls;'):
            restore(kept, folder, identity, quiet)
    assert not folder.exists()


def test_a_database_elsewhere_is_emptied_again_where_it_is_not_the_same(
    kept: Path, cluster: Cluster, identity: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found_otherwise(*one: object, **other: object) -> list[str]:
        return ["policies: public.drill_walled never"]

    monkeypatch.setattr(restoring_it, "differences", found_otherwise)
    with managed(cluster, "handrail", "handrail_owner") as url:
        monkeypatch.setenv("DATABASE_URL", url)
        with pytest.raises(NotRestored, match="drill_walled never"):
            restore(kept, folder, identity, quiet)
        with psycopg.connect(url) as owner:
            assert is_empty(owner)
    assert not folder.exists()


def test_owners_with_other_names_are_given_their_part_here(
    home: Path,
    cluster: Cluster,
    key: Path,
    identity: object,
    place: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The owner of a managed database often has the name of our superuser."""
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        superuser.execute("create database wend_elsewhere")
        superuser.execute("create role wend_elsewhere_app")
        superuser.execute("create role wend_elsewhere_as_person")
        with psycopg.connect(cluster.superuser_url("wend_elsewhere")) as owner:
            owner.execute(
                "create table notes (id serial, words text); insert into notes (words) values ('first');"
                "grant select, insert on notes to wend_elsewhere_app;"
                "alter default privileges in schema public grant select on tables to wend_elsewhere_app;"
                "alter table notes enable row level security;"
                "create policy own on notes to wend_elsewhere_app, wend_elsewhere_as_person using (true);"
                "create schema wall; create table wall.acting (acts text primary key, role_name text not null);"
                "insert into wall.acting values ('person', 'wend_elsewhere_as_person')"
            )
        monkeypatch.setenv("DATABASE_URL", cluster.superuser_url("wend_elsewhere"))
        make(place / "elsewhere.backup", home, lock_with_key(key), quiet)
        with managed(cluster, "handrail", "handrail_owner") as url:
            monkeypatch.setenv("DATABASE_URL", url)
            with pytest.raises(NotRestored, match="wend_elsewhere_app"):
                restore(place / "elsewhere.backup", folder, identity, quiet)
        monkeypatch.delenv("DATABASE_URL")
        restore(place / "elsewhere.backup", folder, identity, quiet)
        superuser.execute("drop database wend_elsewhere with (force)")
        superuser.execute("drop role wend_elsewhere_app, wend_elsewhere_as_person")
    (place / "elsewhere.backup").unlink()
    with postgres.running(folder / "postgres") as restored, psycopg.connect(restored.superuser_url(DATABASE)) as found:
        assert found.execute("select tableowner from pg_tables where tablename = 'notes'").fetchone() == (
            "handrail_owner",
        )
        assert found.execute("select roles::text from pg_policies").fetchone() == ("{handrail_app,handrail_as_person}",)
        assert found.execute("select role_name from wall.acting").fetchone() == ("handrail_as_person",)
        assert found.execute("select has_table_privilege('handrail_app', 'notes', 'insert')").fetchone() == (True,)


def test_a_backup_can_be_opened_without_handrail(kept: Path, identity: object) -> None:
    """As the how-to page says: age, tar and pg_restore are enough."""
    parts: list[bytes] = []
    with unsealed(kept, identity) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
        for entry in tar:
            if entry.name.startswith("database/"):
                stream = tar.extractfile(entry)
                assert stream
                parts.append(stream.read())
    assert parts[0].startswith(b"PGDMP")
    with restoring(newest_programs(), None) as dump:
        dump.write(b"".join(parts))
