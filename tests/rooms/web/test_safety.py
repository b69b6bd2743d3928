"""Handrail does not start on a database that could lose what it was told to keep, and says how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from handrail.service.web import postgres
from handrail.service.web.logins import ZONES, Logins, acting_names, make_embedded, role_name
from handrail.service.web.safety import UnsafeDatabase, refuse_unsafe
from tests.database import HOME

DATABASE = "safety"


@pytest.fixture
def logins(cluster: postgres.Cluster) -> Iterator[Logins]:
    """On the tests' own server, made as safe as one that is in use."""
    made = make_embedded(cluster, HOME, database=DATABASE)
    with durable(cluster):
        yield made
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        superuser.execute("drop database safety with (force)")
        for name in (*(role_name(DATABASE, zone) for zone in ZONES), *acting_names(DATABASE).values()):
            superuser.execute(SQL("drop role {}").format(Identifier(name)))


@contextmanager
def durable(cluster: postgres.Cluster) -> Iterator[None]:
    names = ("fsync", "full_page_writes", "synchronous_commit")
    for name in names:
        as_superuser(cluster, f"alter system set {name} = on")
    reloaded(cluster)
    try:
        yield
    finally:
        for name in names:
            as_superuser(cluster, f"alter system reset {name}")
        reloaded(cluster)


def as_superuser(cluster: postgres.Cluster, statement: str, database: str = "postgres") -> None:
    with psycopg.connect(cluster.superuser_url(database), autocommit=True) as superuser:
        superuser.execute(statement.encode())


def reloaded(cluster: postgres.Cluster) -> None:
    """The server reads its settings in its own time; a new connection shows when it has."""
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        (before,) = superuser.execute("select pg_conf_load_time()").fetchone() or (None,)
        superuser.execute("select pg_reload_conf()")
    while True:
        with psycopg.connect(cluster.superuser_url()) as another:
            if another.execute("select pg_conf_load_time()").fetchone() != (before,):
                return


def refusal(logins: Logins) -> str:
    with pytest.raises(UnsafeDatabase) as refused:
        refuse_unsafe(logins)
    return str(refused.value)


def test_a_database_as_handrail_makes_it_is_safe(logins: Logins) -> None:
    refuse_unsafe(logins)


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_could_lose_rows_is_refused(cluster: postgres.Cluster, logins: Logins, name: str) -> None:
    as_superuser(cluster, f"alter system set {name} = off")
    reloaded(cluster)
    said = refusal(logins)
    assert f"{name} is off" in said
    assert f"alter system set {name} = on; select pg_reload_conf();" in said
    as_superuser(cluster, f"alter system set {name} = on")
    reloaded(cluster)
    refuse_unsafe(logins)


def test_a_login_that_alone_does_not_wait_for_the_disk_is_refused(cluster: postgres.Cluster, logins: Logins) -> None:
    as_superuser(cluster, "alter role safety_app set synchronous_commit = off")
    said = refusal(logins)
    assert 'alter role "safety_app" reset synchronous_commit' in said
    as_superuser(cluster, "alter role safety_app reset synchronous_commit")
    refuse_unsafe(logins)


def test_an_encoding_that_cannot_write_every_name_is_refused(cluster: postgres.Cluster, logins: Logins) -> None:
    as_superuser(cluster, "drop database safety")
    as_superuser(cluster, "create database safety encoding 'LATIN1' locale 'C' template template0 locale_provider libc")
    assert "its encoding is LATIN1" in refusal(logins)


@pytest.mark.parametrize("attribute", ["bypassrls", "superuser"])
def test_a_login_that_no_policy_holds_back_is_refused(
    cluster: postgres.Cluster, logins: Logins, attribute: str
) -> None:
    as_superuser(cluster, f"alter role safety_app {attribute}")
    said = refusal(logins)
    assert "held back by no row-level security" in said
    assert 'alter role "safety_app" nosuperuser nobypassrls;' in said
    as_superuser(cluster, f"alter role safety_app no{attribute}")


def test_the_owners_login_does_not_serve(logins: Logins) -> None:
    assert "is also the owner's" in refusal(replace(logins, app_url=logins.owner_url))


def test_a_login_that_owns_a_table_does_not_serve(cluster: postgres.Cluster, logins: Logins) -> None:
    with psycopg.connect(logins.owner_url) as owner:
        owner.execute("create table notes (words text)")
    refuse_unsafe(logins)
    as_superuser(cluster, "alter table notes owner to safety_app", DATABASE)
    assert "owns 1 tables, or may act as who does (notes)" in refusal(logins)


def test_a_login_that_may_act_as_the_owner_does_not_serve(cluster: postgres.Cluster, logins: Logins) -> None:
    with psycopg.connect(logins.owner_url) as owner:
        owner.execute("create table notes (words text)")
    as_superuser(cluster, f"grant {role_name(DATABASE, 'owner')} to safety_app")
    assert "may act as who does (notes)" in refusal(logins)
    as_superuser(cluster, f"revoke {role_name(DATABASE, 'owner')} from safety_app")
