"""The drill: what was backed up while people worked is restored elsewhere, and is the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from handrail.service.web import postgres
from handrail.service.web.backup.making import make
from handrail.service.web.backup.restoring import restore
from handrail.service.web.backup.sealing import lock_with_key
from handrail.service.web.backup.verifying import verify
from handrail.service.web.logins import DATABASE, Logins, embedded_logins
from handrail.service.web.postgres import Cluster
from handrail.service.web.safety import refuse_unsafe
from tests.rooms.web.backup.drill import all_of, quiet, restored_in, roles_of

WRITERS = 4
BOTH = """
with one as (insert into drill_left (writer, number, words) values (%(w)s, %(n)s, 'left') returning 1)
insert into drill_right (writer, number, words) values (%(w)s, %(n)s, 'right')
"""


class Writers:
    """People at work: each writes pairs of lines, a pair in one transaction."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._committed = [0] * WRITERS
        self._changed = threading.Condition()
        self._ended = False

    def work(self, writer: int) -> None:
        with psycopg.connect(self._url) as connection:
            while not self._ended:
                with connection.transaction():
                    connection.execute(BOTH, {"w": writer, "n": self._committed[writer] + 1})
                    connection.execute("select nextval('drill_receipts')")
                with self._changed:
                    self._committed[writer] += 1
                    self._changed.notify_all()

    def go_on(self, line: str) -> None:
        """Wait until each of them has written again: given to a backup as its progress, it makes them overlap."""
        with self._changed:
            before = list(self._committed)
            assert self._changed.wait_for(
                lambda: all(now > then for now, then in zip(self._committed, before, strict=True)), timeout=60
            )

    def end(self) -> list[int]:
        self._ended = True
        return self._committed


@contextmanager
def writers(url: str) -> Iterator[Writers]:
    people = Writers(url)
    threads = [threading.Thread(target=people.work, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield people
    finally:
        people.end()
        for thread in threads:
            thread.join()


def test_what_is_restored_is_what_was_backed_up(
    home: Path, running: Cluster, key: Path, identity: object, place: Path, folder: Path
) -> None:
    path = place / "quiet.backup"
    make(path, home, lock_with_key(key), quiet)
    restore(path, folder, identity, quiet)
    path.unlink()
    with postgres.running(folder / "postgres") as restored:
        rows, sequences, shape = all_of(restored)
        assert roles_of(restored) == roles_of(running)
    assert rows == all_of(running)[0]
    assert sequences == all_of(running)[1]
    assert shape == all_of(running)[2]
    names = ("public.documents_content", "public.audit_entry", "public.django_migrations", "public.drill_walled")
    assert {*names, "wall.role", "wall.acting"} <= rows.keys()
    assert (folder / "files" / "beside.txt").read_text() == (home / "files" / "beside.txt").read_text()
    assert (folder / "secret-key").read_text() == (home / "secret-key").read_text()
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600


def folders_seen(logins: Logins) -> dict[str, int]:
    """How many folders the database shows to each person of Wend Valley, and to the worker."""
    seen = {}
    with psycopg.connect(logins.worker_url) as worker, psycopg.connect(logins.app_url) as app:
        worker.execute("select set_config('handrail.actor', 'a drill', false)")
        seen["the worker"] = worker.execute("select count(*) from cases_case").fetchall()[0][0]
        for (person,) in worker.execute("select id::text from access_person").fetchall():
            with app.transaction():
                app.execute("select set_config('role', wall.enter(%s, 'person', 'a drill'), true)", [person])
                seen[person] = app.execute("select count(*) from cases_case").fetchall()[0][0]
    return seen


def test_every_login_works_in_what_was_restored_and_the_walls_stand(
    kept: Path, identity: object, folder: Path, logins: Logins
) -> None:
    before = folders_seen(logins)
    assert len({*before.values()}) > 3
    restore(kept, folder, identity, quiet)
    with postgres.running(folder / "postgres") as restored:
        logins = embedded_logins(restored, folder)
        with psycopg.connect(logins.app_url, autocommit=True) as app:
            assert app.execute("select count(*) from drill_walled").fetchone() == (16,)
            for statement in ("delete from audit_entry", "insert into drill_walled (partnership) values (1)"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute(statement.encode())
        with psycopg.connect(logins.owner_url) as owner:
            owner.execute("create table after_restoring (id serial)")
        with psycopg.connect(logins.app_url) as app:
            app.execute("insert into after_restoring default values")
        with psycopg.connect(logins.app_url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("select from cases_case")
        assert folders_seen(logins) == before
        with psycopg.connect(logins.public_url) as public, pytest.raises(psycopg.errors.InsufficientPrivilege):
            public.execute("select from cases_case")
        refuse_unsafe(logins)


def test_a_backup_taken_while_people_work_is_of_one_moment(
    home: Path, key: Path, identity: object, logins: Logins, place: Path, folder: Path
) -> None:
    path = place / "at-work.backup"
    with writers(logins.app_url) as people:
        people.go_on("Begun")
        made = make(path, home, lock_with_key(key), people.go_on)
        committed = people.end()
    assert made.manifest.contents.tables["public.drill_left"][0] < sum(committed)
    restore(path, folder, identity, quiet)
    with (
        postgres.running(folder / "postgres") as restored,
        psycopg.connect(restored.superuser_url(DATABASE)) as connection,
    ):
        by_writer = "select writer, count(*), min(number), max(number) from {} group by 1 order by 1"
        left = connection.execute(by_writer.format("drill_left").encode()).fetchall()
        right = connection.execute(by_writer.format("drill_right").encode()).fetchall()
        assert left == right
        assert len(left) == WRITERS
        for writer, count, first, last in left:
            assert (first, last) == (1, count)
            assert count < committed[writer]
    path.unlink()


def test_reading_a_backup_through_says_what_is_in_it(kept: Path, identity: object) -> None:
    manifest = verify(kept, identity, quiet)
    assert manifest.contents.tables["public.drill_walled"][0] == 50
    assert manifest.contents.stored_files[0] > 0
    assert manifest.contents.stored_files[2] == 0
    assert manifest.contents.sequences["public.drill_receipts"] >= 50


def test_a_stored_file_that_is_not_itself_any_more_is_counted(
    home: Path, key: Path, logins: Logins, place: Path
) -> None:
    spoil = (
        "update documents_content set held = held || '\\x00' where sha256 = (select min(sha256) from documents_content)"
    )
    mend = "update documents_content set held = substring(held from 1 for size) where length(held) <> size"
    with psycopg.connect(logins.owner_url, autocommit=True) as owner:
        owner.execute(spoil.encode())
        try:
            made = make(place / "spoilt.backup", home, lock_with_key(key), quiet)
        finally:
            owner.execute(mend.encode())
    assert made.manifest.contents.stored_files[2] == 1
    (place / "spoilt.backup").unlink()


def test_the_folder_that_was_restored_can_be_named_again(kept: Path, identity: object, folder: Path) -> None:
    """The cluster is found where it was made, and nothing of the restore is left beside it."""
    restore(kept, folder, identity, quiet)
    assert {path.name for path in folder.iterdir()} == {
        "files", "handrail_app-password", "handrail_migrator-password", "handrail_public-password",
        "handrail_witness-password", "handrail_worker-password", "postgres", "secret-key",
    }  # fmt: skip
    assert not (restored_in(folder).data_folder / "postmaster.pid").exists()
