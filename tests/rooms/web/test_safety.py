"""Handrail does not start on a database that could lose what it was told to keep, and says how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from handrail.service.web import postgres
from handrail.service.web.logins import ZONES, Logins, make_embedded, parts_of
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
        for name in parts_of(DATABASE).values():
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


@pytest.mark.parametrize("name", ["zero_damaged_pages", "ignore_checksum_failure"])
def test_a_server_that_would_hide_damage_is_refused(cluster: postgres.Cluster, logins: Logins, name: str) -> None:
    as_superuser(cluster, f"alter system set {name} = on")
    reloaded(cluster)
    try:
        assert f"alter system set {name} = off; select pg_reload_conf();" in refusal(logins)
    finally:
        as_superuser(cluster, f"alter system reset {name}")
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


@pytest.mark.parametrize("part", [*ZONES, "as_person", "as_job", "as_reader"])
@pytest.mark.parametrize("attribute", ["bypassrls", "superuser"])
def test_a_login_that_no_policy_holds_back_is_refused(
    cluster: postgres.Cluster, logins: Logins, part: str, attribute: str
) -> None:
    as_superuser(cluster, f"alter role safety_{part} {attribute}")
    said = refusal(logins)
    as_superuser(cluster, f"alter role safety_{part} no{attribute}")
    assert "held back by no row-level security" in said
    assert f'alter role "safety_{part}" nosuperuser nobypassrls;' in said


def test_an_address_that_acts_as_the_owner_does_not_serve(logins: Logins) -> None:
    assert "may act as safety_owner, which is not for it" in refusal(replace(logins, app_url=logins.owner_url))


@pytest.mark.parametrize(
    ("thing", "made"),
    [
        ("table notes", "create table notes (words text)"),
        ("schema notes", "create schema notes"),
        ("function notes()", "create function notes() returns int language sql as 'select 1'"),
        ("database safety", "select"),
    ],
)
@pytest.mark.parametrize("part", [*ZONES, "as_person"])
def test_a_login_that_owns_anything_does_not_serve(
    cluster: postgres.Cluster, logins: Logins, part: str, thing: str, made: str
) -> None:
    with psycopg.connect(logins.owner_url) as owner:
        owner.execute(made.encode())
    refuse_unsafe(logins)
    as_superuser(cluster, f"alter {thing} owner to safety_{part}", DATABASE)
    said = refusal(logins)
    as_superuser(cluster, f"alter {thing} owner to safety_owner", DATABASE)
    assert f"owns things as safety_{part} (1, such as" in said
    assert f'reassign owned by "safety_{part}" to "safety_owner";' in said


@pytest.mark.parametrize(
    ("part", "role"), [("app", "owner"), ("worker", "owner"), ("public", "owner"), ("app", "as_job"), ("public", "app")]
)
def test_a_login_that_may_act_outside_its_zone_does_not_serve(
    cluster: postgres.Cluster, logins: Logins, part: str, role: str
) -> None:
    as_superuser(cluster, f"grant safety_{role} to safety_{part}")
    said = refusal(logins)
    as_superuser(cluster, f"revoke safety_{role} from safety_{part}")
    assert f'revoke "safety_{role}" from "safety_{part}";' in said


def test_a_login_that_inherits_a_role_does_not_serve(cluster: postgres.Cluster, logins: Logins) -> None:
    """It would read as a person without saying which."""
    as_superuser(cluster, "alter role safety_app inherit; grant safety_as_person to safety_app with inherit true")
    said = refusal(logins)
    as_superuser(cluster, "alter role safety_app noinherit; revoke safety_as_person from safety_app")
    assert "has what safety_as_person may without taking on its role" in said
    assert 'alter role "safety_app" noinherit;' in said


def test_what_is_said_mends_it(cluster: postgres.Cluster, logins: Logins) -> None:
    as_superuser(cluster, "alter role safety_worker bypassrls; grant safety_owner to safety_app")
    for line in refusal(logins).splitlines():
        if "As the server's superuser run: " in line:
            as_superuser(cluster, line.partition("run: ")[2])
    refuse_unsafe(logins)
