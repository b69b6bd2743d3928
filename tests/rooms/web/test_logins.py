"""The owner may change the shape of the database; the application may only use it, and never unsay the audit."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from handrail.service.web import postgres
from handrail.service.web.logins import Logins, grant, logins_beside, make_embedded, role_name
from tests.database import HOME

DATABASE = "wend_valley"


@pytest.fixture
def logins(cluster: postgres.Cluster) -> Iterator[Logins]:
    """A database with two tables, one of them the audit's, and a line in each."""
    made = make_embedded(cluster, HOME, database=DATABASE)
    with psycopg.connect(made.owner_url) as owner:
        for table in ("audit_entry", "cases_case", "django_migrations"):
            owner.execute(SQL("create table {} (id serial, words text)").format(Identifier(table)))
            owner.execute(SQL("insert into {} (words) values ('first')").format(Identifier(table)))
    grant(made)
    yield made
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        superuser.execute("drop database wend_valley")


def refused(logins: Logins, statement: str) -> bool:
    with psycopg.connect(logins.app_url) as app:
        try:
            app.execute(statement.encode())
        except InsufficientPrivilege:
            return True
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_entry set words = 'changed'",
        "delete from audit_entry",
        "truncate audit_entry",
        "drop table audit_entry",
        "alter table audit_entry disable trigger all",
        "delete from django_migrations",
        "create table hidden (id int)",
        "create schema hidden",
        "create role another",
        "set role wend_valley_owner",
        "truncate cases_case",
    ],
)
def test_the_application_may_not(logins: Logins, statement: str) -> None:
    assert refused(logins, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into audit_entry (words) values ('second')",
        "select * from audit_entry",
        "insert into cases_case (words) values ('second')",
        "update cases_case set words = 'changed'",
        "delete from cases_case",
    ],
)
def test_the_application_may(logins: Logins, statement: str) -> None:
    assert not refused(logins, statement)


@pytest.mark.parametrize("part", ["owner", "app"])
def test_neither_login_stands_above_the_rules(cluster: postgres.Cluster, logins: Logins, part: str) -> None:
    query = "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit from pg_roles where rolname = %s"
    with psycopg.connect(cluster.superuser_url()) as superuser:
        assert superuser.execute(query, [role_name(DATABASE, part)]).fetchone() == (False,) * 5


def test_a_table_made_later_is_the_applications_to_use_and_a_later_audit_table_only_to_add_to(logins: Logins) -> None:
    with psycopg.connect(logins.owner_url) as owner:
        owner.execute("create table audit_seal (id serial)")
        owner.execute("create table meetings_meeting (id serial)")
    grant(logins)
    assert not refused(logins, "delete from meetings_meeting")
    assert refused(logins, "delete from audit_seal")


def test_making_the_logins_again_changes_nothing(cluster: postgres.Cluster, logins: Logins) -> None:
    assert make_embedded(cluster, HOME, database=DATABASE) == logins
    assert refused(logins, "delete from audit_entry")
    assert not refused(logins, "select * from cases_case")


def test_the_owner_of_a_managed_database_makes_the_applications_login(
    cluster: postgres.Cluster, logins: Logins
) -> None:
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        superuser.execute("create role managed_owner login createrole password 'a-managed-password'")
        superuser.execute("create database managed owner managed_owner")
    beside = logins_beside(cluster.url("managed_owner", "a-managed-password", "managed"), HOME)
    with psycopg.connect(beside.app_url) as app:
        assert app.info.user == "managed_app"
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        for statement in ("drop database managed", "drop role managed_app", "drop role managed_owner"):
            superuser.execute(statement.encode())


def test_each_database_of_a_server_has_its_own_roles() -> None:
    names = {role_name(database, "app") for database in ("handrail", "hand-rail", "hand_rail", "h" * 70, "h" * 71)}
    assert len(names) == 5
    assert all(len(name) <= 63 for name in names)
    assert role_name("handrail", "app") == "handrail_app"
