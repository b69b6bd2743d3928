"""Two logins to one database: the owner, who may change its shape, and the application, which may only use it.

The running service holds the application's alone. It cannot make or drop a table, and it cannot change or
remove a line of the audit, or a list of bank holidays that clocks were counted by.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from psycopg import Connection, connect
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier, Literal

from handrail.service.web.home import kept_secret
from handrail.service.web.postgres import Cluster

DATABASE = "handrail"
LESSER = SQL("login nosuperuser nobypassrls nocreatedb nocreaterole noinherit noreplication")
LONGEST_NAME = 63  # bytes, PostgreSQL's own limit
APPEND_ONLY = ("audit\\_%", "law\\_%")
SEALER: Final = "public.audit_seal_next(integer)"  # runs as the owner: the application seals by it and in no other way
READ_ONLY = ("django\\_migrations", "audit\\_seal", "audit\\_sealing", "access\\_shutout")
# A statement that outlives these is a fault; the person is told so rather than left waiting.
LIMITS = {"statement_timeout": "60s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "120s"}


class LoginRefused(RuntimeError):
    """The owner's login may not do what is needed; the message says what to change."""


@dataclass(frozen=True)
class Logins:
    """The two addresses of one database."""

    owner_url: str
    app_url: str


def embedded_logins(cluster: Cluster, home: Path, *, database: str = DATABASE) -> Logins:
    """The addresses of a database in our own cluster, which need not be running."""
    owner, app = role_name(database, "owner"), role_name(database, "app")
    return Logins(
        owner_url=cluster.url(owner, _password(home, owner), database),
        app_url=cluster.url(app, _password(home, app), database),
    )


def make_embedded(cluster: Cluster, home: Path, *, database: str = DATABASE) -> Logins:
    """Both logins and the database itself, in our own running cluster; whatever is there already is kept."""
    owner = role_name(database, "owner")
    with connect(cluster.superuser_url(), autocommit=True) as superuser:
        _make_role(superuser, owner, _password(home, owner))
        _make_database(superuser, database, owner)
        _make_app(superuser, home, database)
    return embedded_logins(cluster, home, database=database)


def logins_beside(owner_url: str, home: Path) -> Logins:
    """The application's login, made by the owner of a database on a server that is not ours."""
    try:
        with connect(owner_url, autocommit=True) as owner:
            database = owner.info.dbname
            _make_app(owner, home, database)
    except InsufficientPrivilege as refused:
        raise LoginRefused(
            f"The login in DATABASE_URL may not make the application's own login ({refused}). Give it CREATEROLE, "
            "or make a login yourself that owns nothing and set HANDRAIL_APP_URL to its address."
        ) from refused
    app = role_name(database, "app")
    return Logins(owner_url=owner_url, app_url=_as(owner_url, app, _password(home, app)))


def grant(logins: Logins) -> None:
    """After a migration: what the application may do with each table. Asking again changes nothing."""
    app = Identifier(login_in(logins.app_url))
    with connect(logins.owner_url) as owner:
        for statement in _USE_EVERYTHING:
            owner.execute(SQL(statement).format(app=app))
        for table in (table for like in APPEND_ONLY for table in _tables(owner, like)):
            owner.execute(SQL("revoke update, delete, truncate on {} from {}").format(table, app))
        for table in (table for like in READ_ONLY for table in _tables(owner, like)):
            owner.execute(SQL("revoke insert, update, delete, truncate on {} from {}").format(table, app))
        if owner.execute("select to_regprocedure(%s)", [SEALER]).fetchone() != (None,):
            owner.execute(SQL("grant execute on function {} to {}").format(SQL(SEALER), app))


def role_name(database: str, part: str) -> str:
    """`handrail_app` for the database `handrail`. Roles belong to a whole server, so each database has its own."""
    plain = re.sub(r"\W", "_", database)
    name = f"{plain}_{part}"
    if plain == database and len(name.encode()) <= LONGEST_NAME:
        return name
    return f"{plain[:40]}_{hashlib.sha256(database.encode()).hexdigest()[:12]}_{part}"


_USE_EVERYTHING = (
    "revoke create on schema public from public",
    "grant usage on schema public to {app}",
    "grant select, insert, update, delete on all tables in schema public to {app}",
    "grant usage, select on all sequences in schema public to {app}",
    "alter default privileges in schema public grant select, insert, update, delete on tables to {app}",
    "alter default privileges in schema public grant usage, select on sequences to {app}",
)


def _password(home: Path, role: str) -> str:
    return kept_secret(home / f"{role}-password")


def _make_app(connection: Connection, home: Path, database: str) -> None:
    app = role_name(database, "app")
    _make_role(connection, app, _password(home, app))
    for setting, limit in LIMITS.items():
        query = SQL("alter role {} set {} = {}").format(Identifier(app), Identifier(setting), Literal(limit))
        connection.execute(query)
    connection.execute(SQL("grant connect on database {} to {}").format(Identifier(database), Identifier(app)))


def _make_role(connection: Connection, name: str, password: str) -> None:
    """The password is hashed here, so that it never reaches the server's log."""
    if not connection.execute("select true from pg_roles where rolname = %s", [name]).fetchone():
        connection.execute(SQL("create role {} ").format(Identifier(name)) + LESSER)
    hashed = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    connection.execute(SQL("alter role {} password {}").format(Identifier(name), Literal(hashed)))


def _make_database(superuser: Connection, name: str, owner: str) -> None:
    if not superuser.execute("select true from pg_database where datname = %s", [name]).fetchone():
        superuser.execute(SQL("create database {} owner {}").format(Identifier(name), Identifier(owner)))
    superuser.execute(SQL("revoke connect, temporary on database {} from public").format(Identifier(name)))


def _tables(connection: Connection, like: str) -> list[Identifier]:
    query = "select tablename from pg_tables where schemaname = 'public' and tablename like %s"
    return [Identifier("public", name) for (name,) in connection.execute(query, [like])]


def login_in(url: str) -> str:
    """The login that an address names."""
    return str(conninfo_to_dict(url)["user"])


def password_in(url: str) -> str:
    return str(conninfo_to_dict(url)["password"])


def _as(url: str, login: str, password: str) -> str:
    """The same address with another login."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(login)}:{quote(password)}@{place}"))
