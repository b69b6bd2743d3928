"""Each zone has a login of its own that can do nothing by itself, and little in the name of somebody."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from handrail.service.web import postgres
from handrail.service.web.logins import (
    ZONES,
    Logins,
    acting_as,
    acting_names,
    embedded_logins,
    logins_beside,
    parts_of,
    password_in,
    role_name,
)
from tests.database import HOME, TEMPLATE

SOMEBODY = "6b1f0c1e-7f0e-4f43-9a53-2f1f4f0c9d11"


@pytest.fixture
def logins(cluster: postgres.Cluster, django_db_setup: None) -> Logins:
    return embedded_logins(cluster, HOME, database=TEMPLATE)


@pytest.fixture
def app(logins: Logins) -> Iterator[psycopg.Connection]:
    with psycopg.connect(logins.app_url) as app:
        yield app


def acting(connection: psycopg.Connection, acts: str) -> None:
    connection.execute(SQL("set local role {}").format(Identifier(acting_names(TEMPLATE)[acts])))


def named(connection: psycopg.Connection, acts: str, actor: str = SOMEBODY) -> None:
    connection.execute("select set_config('handrail.actor', %s, true)", [actor])
    acting(connection, acts)


@pytest.mark.parametrize("zone", ["app", "public"])
@pytest.mark.parametrize(
    "statement",
    ["select from cases_case", "select from access_person", "select from law_holidaylist", "select from audit_entry"],
)
def test_a_login_by_itself_is_refused_and_is_not_shown_an_empty_page(logins: Logins, zone: str, statement: str) -> None:
    url = {"app": logins.app_url, "public": logins.public_url}[zone]
    with psycopg.connect(url) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement.encode())


A_ROW = (
    "insert into web_answer (id, actor, browser, key, words, location, at) "
    "values (gen_random_uuid(), 'somebody', '', 'a-key-of-24-letters-long', '', '', now())"
)


@pytest.fixture
def worker(logins: Logins) -> Iterator[psycopg.Connection]:
    """As it stands between two jobs, before a table that has a row to show."""
    with psycopg.connect(logins.owner_url, autocommit=True) as owner:
        owner.execute(A_ROW)
        with psycopg.connect(logins.worker_url) as worker:
            yield worker
            worker.rollback()
        owner.execute("delete from web_answer")


@pytest.mark.parametrize(
    "statement",
    ["select from web_answer", "update web_answer set words = ''", "delete from web_answer", A_ROW],
)
def test_between_two_jobs_the_worker_is_nobody_and_is_told_so(worker: psycopg.Connection, statement: str) -> None:
    with pytest.raises(InsufficientPrivilege, match="No job is named"):
        worker.execute(statement.encode())


def test_the_queue_asks_for_no_name(logins: Logins) -> None:
    with psycopg.connect(logins.worker_url) as worker:
        worker.execute("select count(*) from procrastinate_jobs")
        worker.execute("update procrastinate_workers set last_heartbeat = now()")


def test_a_job_that_is_named_is_shown_its_rows(worker: psycopg.Connection) -> None:
    worker.execute("select set_config('handrail.actor', 'another job', true)")
    assert worker.execute("select count(*) from web_answer").fetchone() == (1,)


@pytest.mark.parametrize("zone", ["worker", "public", "witness"])
def test_no_zone_but_the_pages_is_given_a_password(logins: Logins, zone: str) -> None:
    with psycopg.connect(logins.zones[zone]) as connection:
        connection.execute("select set_config('handrail.actor', %s, false)", [SOMEBODY])
        for statement in ("select hash from access_password", "select * from access_password", ASKED_FOR):
            with pytest.raises(InsufficientPrivilege), connection.transaction():
                connection.execute(statement.encode())


ASKED_FOR = f"select wall.password_of('{SOMEBODY}')"
ANOTHERS = "select wall.password_of('0d3c2b1a-7f0e-4f43-9a53-2f1f4f0c9d11')"


@pytest.mark.parametrize("acts", ["person", "office", "keeper", "form", "signed_out"])
def test_nobody_reads_a_password_out_of_the_table(app: psycopg.Connection, acts: str) -> None:
    named(app, acts)
    with pytest.raises(InsufficientPrivilege):
        app.execute("select hash from access_password")


@pytest.mark.parametrize(
    ("acts", "given"),
    [
        ("signed_out", {ASKED_FOR, ANOTHERS}), ("person", {ASKED_FOR}), ("office", {ASKED_FOR}), ("keeper", set()),
        ("form", set()),
    ],
)  # fmt: skip
def test_whoever_signs_in_is_given_a_password_and_a_person_their_own(
    app: psycopg.Connection, acts: str, given: set[str]
) -> None:
    named(app, acts)
    for statement in (ASKED_FOR, ANOTHERS):
        if statement in given:
            assert app.execute(statement.encode()).fetchone() == ("",)
        else:
            with pytest.raises(InsufficientPrivilege), app.transaction():
                app.execute(statement.encode())


def test_the_actor_is_forgotten_with_the_transaction(app: psycopg.Connection) -> None:
    named(app, "person")
    assert app.execute("select count(*) from cases_case").fetchone() == (0,)
    app.commit()
    with pytest.raises(InsufficientPrivilege):
        app.execute("select from cases_case")


@pytest.mark.parametrize(
    ("zone", "acts"),
    [
        ("app", "job"),
        ("app", "reader"),
        ("worker", "person"),
        ("worker", "keeper"),
        ("public", "person"),
        ("public", "job"),
    ],
)
def test_no_login_acts_outside_its_zone(logins: Logins, zone: str, acts: str) -> None:
    url = {"app": logins.app_url, "worker": logins.worker_url, "public": logins.public_url}[zone]
    with psycopg.connect(url) as connection, pytest.raises(InsufficientPrivilege):
        acting(connection, acts)


@pytest.mark.parametrize(
    ("acts", "readable"),
    [
        ("reader", {"law_holidaylist", "law_reached"}),
        ("witness", {"audit_entry", "audit_seal", "audit_sealing"}),
    ],
)
def test_from_outside_the_law_or_the_audit_is_read_and_nothing_else(
    logins: Logins, acts: str, readable: set[str]
) -> None:
    with psycopg.connect({"reader": logins.public_url}.get(acts, logins.witness_url), autocommit=True) as outside:
        outside.execute(SQL("set role {}").format(Identifier(acting_names(TEMPLATE)[acts])))
        tables = outside.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        read = set()
        for (table,) in tables:
            try:
                outside.execute(SQL("select from {} limit 1").format(Identifier(table)))
                read.add(table)
            except InsufficientPrivilege:
                pass
    assert read == readable


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_entry set did = 'changed'",
        "delete from audit_entry",
        "truncate audit_entry",
        "drop table audit_entry",
        "alter table audit_entry disable trigger all",
        "alter table cases_case disable row level security",
        'drop policy "read by key" on cases_case',
        "create policy mine on cases_case using (true)",
        "delete from django_migrations",
        "delete from law_holidaylist",
        "insert into audit_seal values (1)",
        "insert into wall.role values ('contributor', true, '{}', '{}')",
        "update wall.acting set role_name = 'another'",
        "create or replace function wall.shut() returns uuid[] language sql as 'select null'",
        "create table hidden (id int)",
        "create schema hidden",
        "create role another",
        "truncate cases_case",
        "delete from cases_case",
    ],
)
@pytest.mark.parametrize("acts", ["person", "office", "keeper"])
def test_nobody_who_acts_by_the_pages_may(app: psycopg.Connection, acts: str, statement: str) -> None:
    named(app, acts)
    with pytest.raises(InsufficientPrivilege):
        app.execute(statement.encode())


@pytest.mark.parametrize(
    "part", ["owner", "migrator", *ZONES, *(f"as_{acts}" for acts in ("person", "office", "keeper", "job"))]
)
def test_nobody_stands_above_the_rules(cluster: postgres.Cluster, logins: Logins, part: str) -> None:
    query = "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit from pg_roles where rolname = %s"
    with psycopg.connect(cluster.superuser_url()) as superuser:
        assert superuser.execute(query, [role_name(TEMPLATE, part)]).fetchone() == (False,) * 5


def test_what_runs_as_the_owner_is_what_was_read_and_looks_nowhere_else(logins: Logins) -> None:
    with psycopg.connect(logins.owner_url) as owner:
        found = owner.execute(
            "select p.proname, p.proconfig from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
            "where p.prosecdef and n.nspname !~ '^pg_'"
        ).fetchall()
    assert {name for name, _ in found} == RUNS_AS_THE_OWNER
    assert all(config and config[0].startswith("search_path=") for _, config in found)


RUNS_AS_THE_OWNER = {
    "access_exclusion_changed", "access_keep_shut_out", "access_names_shut", "access_person_changed",
    "access_takenfor_changed", "audit_seal_next", "cases_join_changed", "child_deaths_joining_changed",
    "families_forbids",
    "publication_approved_by_another",
    "records_shut_out_goes", "reports_counted_anew",
    "asked", "bodies", "colleagues", "enter", "filing", "folders_called", "folders_covered",
    "folders_matched", "folders_of",
    "telling_by",
    "form_of", "glass", "glass_broken_since", "holds", "invited", "opens_every_match", "panel_deaths_shut",
    "keep", "keys", "last_reference", "looked_after", "marks_shut", "may", "may_for", "opens_every_folder",
    "password_of",
    "panels_kept", "panels_led", "receives",
    "partnerships", "people_kept", "posted", "posts", "scrutinised", "scrutiny_sampled_changed", "seats_ended",
    "shared_meetings", "shut", "told", "told_shut", "went_before", "withdrew",
    "actions_shut", "evidence_shut",
    "briefings_shut", "made", "put_to_mine", "puts_shut", "recommendations_shut", "reviews_barred", "reviews_shut",
}  # fmt: skip
"""Whoever adds a function to this list has asked what it could be made to tell."""


def test_the_owner_of_a_managed_database_makes_the_zones_logins(cluster: postgres.Cluster) -> None:
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        superuser.execute("create role managed_owner login createrole password 'a-managed-password'")
        superuser.execute("create database managed owner managed_owner")
    beside = logins_beside(cluster.url("managed_owner", "a-managed-password", "managed"), HOME)
    assert logins_beside(beside.owner_url, HOME) == beside
    for url, zone in ((beside.app_url, "app"), (beside.worker_url, "worker"), (beside.public_url, "public")):
        with psycopg.connect(url) as connection:
            assert connection.info.user == f"managed_{zone}"
    forgotten(cluster, "managed", "managed_owner")


def forgotten(cluster: postgres.Cluster, database: str, *others: str) -> None:
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        superuser.execute(SQL("drop database {}").format(Identifier(database)))
        for name in (*parts_of(database).values(), *others):
            superuser.execute(SQL("drop role {}").format(Identifier(name)))


def test_an_owner_whom_only_the_migrator_may_act_as_makes_them_too(cluster: postgres.Cluster) -> None:
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as superuser:
        superuser.execute("create role kept_owner createrole")
        superuser.execute("create role kept_migrator login noinherit password 'a-kept-password' in role kept_owner")
        superuser.execute("create database kept owner kept_owner")
    url = acting_as(cluster.url("kept_migrator", "a-kept-password", "kept"), "kept_owner")
    beside = logins_beside(url, HOME)
    for address, user in ((beside.app_url, "kept_app"), (beside.worker_url, "kept_as_job"), (url, "kept_owner")):
        with psycopg.connect(address) as connection:
            assert connection.execute("select current_user").fetchone() == (user,)
    forgotten(cluster, "kept", "kept_migrator", "kept_owner")


def test_nobody_signs_in_as_the_owner_and_the_migrator_is_nothing_until_it_acts_as_them(
    cluster: postgres.Cluster, logins: Logins
) -> None:
    owner, migrator = role_name(TEMPLATE, "owner"), role_name(TEMPLATE, "migrator")
    with psycopg.connect(cluster.superuser_url()) as superuser:
        query = "select rolcanlogin, rolinherit from pg_roles where rolname = %s"
        assert superuser.execute(query, [owner]).fetchone() == (False, False)
        assert superuser.execute(query, [migrator]).fetchone() == (True, False)
    with psycopg.connect(cluster.url(migrator, password_in(logins.owner_url), TEMPLATE)) as by_itself:
        with pytest.raises(InsufficientPrivilege):
            by_itself.execute("select from cases_case")
        by_itself.rollback()
        assert by_itself.execute("select count(*) from pg_class where relowner = session_user::regrole").fetchone() == (
            0,
        )


def test_each_database_of_a_server_has_its_own_roles() -> None:
    names = {role_name(database, "app") for database in ("handrail", "hand-rail", "hand_rail", "h" * 70, "h" * 71)}
    assert len(names) == 5
    assert all(len(name) <= 63 for name in names)
    assert role_name("handrail", "app") == "handrail_app"
