"""The PostgreSQL that comes with Handrail survives what happens to servers in offices."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from handrail.service.web import postgres
from handrail.service.web.postgres.places import LONGEST_SOCKET_PATH, SOCKET


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own temporary folder, which only root may enter when root runs the tests."""
    place = Path(tempfile.mkdtemp(prefix="handrail-test-"))
    place.chmod(0o711)
    yield place / "postgres"
    shutil.rmtree(place)


def ask(cluster: postgres.Cluster, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as connection:
        done = connection.execute(query)
        return done.fetchall() if done.description else []


def test_rows_that_were_committed_outlive_a_killed_server(folder: Path) -> None:
    with postgres.running(folder) as cluster:
        ask(cluster, "create table notes as select generate_series(1, 1000) as note")
        server = int((cluster.data_folder / "postmaster.pid").read_text().splitlines()[0])
        os.kill(server, signal.SIGKILL)
        assert postgres.start(cluster)
        assert ask(cluster, "select count(*) from notes") == [(1000,)]


def test_a_lock_that_names_a_stranger_does_not_keep_the_server_from_starting(folder: Path) -> None:
    with postgres.running(folder) as cluster:
        pass
    stranger = os.getpid()
    lock = cluster.data_folder / "postmaster.pid"
    lock.write_text(f"{stranger}\n{cluster.data_folder}\n1\n5432\n{cluster.sockets}\n\n")
    cluster.account.owns(lock)
    assert postgres.start(cluster)
    postgres.stop(cluster)


def test_whoever_comes_second_uses_the_server_and_leaves_it_running(folder: Path) -> None:
    with postgres.running(folder) as first:
        with postgres.running(folder) as second:
            assert second.superuser_url() == first.superuser_url()
        assert ask(first, "select 1") == [(1,)]


def test_rows_are_kept_durably_checked_and_sorted_alike_on_every_machine(folder: Path) -> None:
    with postgres.running(folder) as cluster:
        for setting in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
            assert ask(cluster, f"show {setting}") == [("on",)], setting
        assert ask(cluster, "show listen_addresses") == [("",)]
        assert ask(cluster, "select datcollate from pg_database where datname = 'postgres'") == [("C.UTF-8",)]


def test_settings_that_could_lose_rows_are_refused(folder: Path) -> None:
    with postgres.running(folder) as cluster:
        ask(cluster, "alter system set fsync = off")
    with pytest.raises(postgres.NotStarted, match="fsync is off"):
        postgres.start(cluster)
    assert not (cluster.data_folder / "postmaster.pid").exists()


def test_nobody_connects_without_the_password(folder: Path) -> None:
    with postgres.running(folder) as cluster:
        wrong = cluster.url("postgres", "guess", "postgres")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


def test_passwords_and_rows_are_readable_by_one_account_only(folder: Path) -> None:
    with postgres.running(folder) as cluster:
        for path in (cluster.folder, cluster.data_folder, cluster.sockets):
            assert path.stat().st_mode & 0o077 == 0, path
        assert (cluster.folder / "superuser-password").stat().st_mode & 0o777 == 0o600


def test_a_folder_with_a_very_long_name_still_gets_a_socket(folder: Path) -> None:
    long = folder / ("a-partnership-with-a-long-name-" * 4)
    folder.mkdir()
    folder.chmod(0o711)
    with postgres.running(long) as cluster:
        assert len(str(cluster.sockets / SOCKET)) <= LONGEST_SOCKET_PATH
        assert ask(cluster, "select 1") == [(1,)]
    shutil.rmtree(cluster.sockets)


def test_an_interrupted_making_is_begun_again(folder: Path) -> None:
    folder.mkdir()
    (folder / "data.draft").mkdir()
    (folder / "data.draft" / "PG_VERSION").write_text("18\n")
    with postgres.running(folder) as cluster:
        assert ask(cluster, "select 1") == [(1,)]
