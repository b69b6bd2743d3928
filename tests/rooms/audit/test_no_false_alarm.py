"""What changes around the audit, and not in it, raises no alarm."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from handrail.service.audit import chain, verifying
from handrail.service.audit.faults import Kind
from handrail.service.audit.verifying import faults_in
from handrail.service.web.postgres import Cluster
from tests.rooms.audit.written import Audit, as_application, ask_of, seal, sealed_audit, write, write_with_gaps

ZONES = ("UTC", "Europe/London", "America/St_Johns", "Asia/Kathmandu", "Pacific/Chatham", "Pacific/Kiritimati")
WAYS = ("set datestyle = 'German, DMY'", "set intervalstyle = 'sql_standard'", "set bytea_output = 'escape'",
        "set extra_float_digits = -15", "set lc_numeric = 'C'")  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_whatever_time_zone_and_ways_of_writing_the_one_who_verifies_has(audit: Audit, zone: str) -> None:
    with as_application() as connection:
        connection.execute(SQL("set timezone = {}").format(zone))
        for way in WAYS:
            connection.execute(way.encode())
        assert list(faults_in(ask_of(connection), [audit.checkpoint(42)])) == []


@pytest.mark.parametrize("zone", ZONES)
def test_whatever_time_zone_the_sealer_has(own_database: None, zone: str) -> None:
    with as_application() as connection:
        connection.execute(SQL("set timezone = {}").format(zone))
        for way in WAYS:
            connection.execute(way.encode())
        write_with_gaps(connection, 20)
        assert seal(connection) == 20
    with as_application() as connection:
        assert list(faults_in(ask_of(connection))) == []


def test_a_form_that_follows_the_time_zone_would_raise_false_alarms(
    audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "ENTRY", {**chain.ENTRY, "at": "e.at::text"})
    assert len(audit.faults()) == len(audit.rows)


@pytest.fixture
def restored(cluster: Cluster, own_database: None) -> Iterator[str]:
    """A sealed audit, dumped and restored into another database; the name of that one."""
    audit = sealed_audit(cluster, 30)
    with as_application() as connection:
        write(connection, 3)  # written and not sealed when the dump was made
    name = audit.connection.info.dbname
    audit.connection.close()
    copy = f"{name}_restored"
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        superuser.execute(SQL("create database {}").format(Identifier(copy)))
        dump: list[str | Path] = [cluster.programs / "pg_dump", cluster.superuser_url(name)]
        written = cluster.account.run(dump, check=True, capture_output=True)
        load: list[str | Path] = [
            cluster.programs / "psql",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            cluster.superuser_url(copy),
        ]
        with subprocess.Popen(load, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as psql:
            psql.communicate(written.stdout)
        assert psql.returncode == 0
        yield copy
        superuser.execute(SQL("drop database {}").format(Identifier(copy)))


def test_a_restored_audit_verifies_and_is_sealed_on(cluster: Cluster, restored: str) -> None:
    with psycopg.connect(cluster.superuser_url(restored)) as connection:
        connection.execute("set timezone = 'Asia/Kathmandu'")
        assert list(faults_in(ask_of(connection))) == []
        assert seal(connection) == 3
        write(connection, 2)
        assert seal(connection) == 2
        assert list(faults_in(ask_of(connection))) == []


def test_a_restored_audit_is_gone_past_although_its_transactions_were_another_clusters(
    cluster: Cluster, restored: str
) -> None:
    """A new cluster counts its transactions from the beginning again."""
    with psycopg.connect(cluster.superuser_url(restored)) as connection:
        _by_another_cluster(connection)
        assert seal(connection) == 3
        ((settled, number),) = connection.execute(
            "select max(settled), (select max(number) from audit_entry) from audit_sealing"
        ).fetchall()
        assert settled == number - 3
        connection.execute("alter table audit_entry disable trigger all")
        connection.execute("update audit_entry set did = 'nothing' where number = 1")
        assert [fault.kind for fault in faults_in(ask_of(connection))] == [Kind.CHANGED]


def _by_another_cluster(connection: Connection) -> None:
    connection.execute("set session_replication_role = replica")
    connection.execute("update audit_sealing set open_from = 4000000000000")
    connection.execute("set session_replication_role = origin")
    connection.commit()
