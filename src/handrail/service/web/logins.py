"""The logins to one database, one for each zone: the pages, the worker, a public site, and who migrates.

None of them owns anything or may read a row by itself: each unit of work first names its actor and then acts in a role
for which the second wall has policies (`wall`). They cannot make or drop a table, change or remove a line of the audit,
or a list of bank holidays that clocks were counted by. The owner, who may change the shape of everything, cannot sign
in; the migrator's address takes on that role for as long as it is connected.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from psycopg import Connection, connect
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import DeadlockDetected, InsufficientPrivilege
from psycopg.sql import SQL, Composed, Identifier, Literal

from handrail.service.web.home import kept_secret
from handrail.service.web.postgres import Cluster
from handrail.service.web.wall.raising import ACTS, all_policies, raise_wall
from handrail.service.web.wall.standing_still import made_from, remember, stands

DATABASE = "handrail"
LESSER = SQL("login nosuperuser nobypassrls nocreatedb nocreaterole noinherit noreplication")
NOBODY = SQL("nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit noreplication")
LONGEST_NAME = 63  # bytes, PostgreSQL's own limit
ROLE_OPTION = r"-c\s*role=(\S+)"
APPEND_ONLY = ("audit\\_%", "law\\_%")
SEALER: Final = "public.audit_seal_next(integer)"  # runs as the owner: the application seals by it and in no other way
READ_ONLY = ("django\\_migrations", "audit\\_seal", "audit\\_sealing", "access\\_shutout")
# A statement that outlives these is a fault; the person is told so rather than left waiting.
ZONES: Final = {
    "app": ("person", "office", "keeper", "form", "signed_out"),
    "worker": ("job",),
    "public": ("reader",),
    "witness": ("witness",),
}
"""Which roles each zone's login may act in. The worker acts for no person, and the pages do no job's work."""
TURNS = 10
"""How often the wall is tried to be raised past those who are at work."""
LIMITS = {"statement_timeout": "60s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "120s"}


class LoginRefused(RuntimeError):
    """The owner's login may not do what is needed; the message says what to change."""


@dataclass(frozen=True)
class Logins:
    """The addresses of one database, by who uses them. By the first, whoever migrates acts as the owner."""

    owner_url: str
    app_url: str
    worker_url: str
    public_url: str
    witness_url: str

    @property
    def zones(self) -> dict[str, str]:
        """The address of each zone's login."""
        return {
            "app": self.app_url,
            "worker": self.worker_url,
            "public": self.public_url,
            "witness": self.witness_url,
        }


def embedded_logins(cluster: Cluster, home: Path, *, database: str = DATABASE) -> Logins:
    """The addresses of a database in our own cluster, which need not be running."""

    def address(part: str) -> str:
        name = role_name(database, part)
        return cluster.url(name, _password(home, name), database)

    return _logins(acting_as(address("migrator"), role_name(database, "owner")), address, database)


def _logins(owner_url: str, address: Callable[[str], str], database: str) -> Logins:
    """The worker and the commands are in the role of a job from the first moment, since the queue that they read is for
    that role, and a witness is never in another. Whoever comes, by whatever address, is nobody until a unit of work
    names its actor: of what has policies the worker, too, is shown nothing before, and is told so."""
    acting = acting_names(database)
    return Logins(
        owner_url,
        address("app"),
        acting_as(address("worker"), acting["job"]),
        address("public"),
        acting_as(address("witness"), acting["witness"]),
    )


def make_embedded(cluster: Cluster, home: Path, *, database: str = DATABASE) -> Logins:
    """Every login and the database itself, in our own running cluster; whatever is there already is kept."""
    owner, migrator = role_name(database, "owner"), role_name(database, "migrator")
    with connect(cluster.superuser_url(), autocommit=True) as superuser:
        _make_nobody(superuser, owner)
        _make_role(superuser, migrator, _password(home, migrator))
        superuser.execute(SQL("grant {} to {}").format(Identifier(owner), Identifier(migrator)))
        _make_database(superuser, database, owner)
        superuser.execute(_may_connect(database, migrator))
        _make_zones(superuser, home, database)
    return embedded_logins(cluster, home, database=database)


def logins_beside(owner_url: str, home: Path) -> Logins:
    """The zones' logins, made by the owner of a database on a server that is not ours."""
    try:
        with connect(owner_url, autocommit=True) as owner:
            database = owner.info.dbname
            _make_zones(owner, home, database)
    except InsufficientPrivilege as refused:
        raise LoginRefused(
            f"The login in DATABASE_URL may not make the logins of Handrail's zones ({refused}). Give it CREATEROLE."
        ) from refused

    def address(part: str) -> str:
        name = role_name(database, part)
        return _as(owner_url, name, _password(home, name))

    return _logins(owner_url, address, database)


def grant(logins: Logins) -> None:
    """After a migration: the second wall, and what nobody may do. Where it stands as it was raised, nothing is touched;
    else it is raised whole, again if somebody at work was in the way."""
    for turn in range(TURNS):
        try:
            with connect(logins.owner_url) as owner:
                _raise_where_it_does_not_stand(owner, logins)
            return
        except DeadlockDetected:
            if turn == TURNS - 1:
                raise


def _raise_where_it_does_not_stand(owner: Connection, logins: Logins) -> None:
    names = acting_names(owner.info.dbname)
    zones = {login_in(url): ZONES[zone] for zone, url in logins.zones.items()}
    wanted = made_from(all_policies(), names, zones)
    if stands(owner, wanted):
        return
    owner.execute("revoke create on schema public from public")
    raise_wall(owner, names, zones)
    everyone = SQL(", ").join(Identifier(name) for name in (*names.values(), *zones))
    for table in (table for like in APPEND_ONLY for table in _tables(owner, like)):
        owner.execute(SQL("revoke update, delete, truncate on {} from {}").format(table, everyone))
    for table in (table for like in READ_ONLY for table in _tables(owner, like)):
        owner.execute(SQL("revoke insert, update, delete, truncate on {} from {}").format(table, everyone))
    if owner.execute("select to_regprocedure(%s)", [SEALER]).fetchone() != (None,):
        owner.execute(SQL("grant execute on function {} to {}").format(SQL(SEALER), Identifier(names["job"])))
    remember(owner, wanted)


def acting_names(database: str) -> dict[str, str]:
    """What the roles that people and jobs act in are called in a database."""
    return {acts: role_name(database, f"as_{acts}") for acts in ACTS}


def parts_of(database: str) -> dict[str, str]:
    """What each part is called in a database: the logins of the zones and the roles to act in."""
    return {part: role_name(database, part) for part in (*ZONES, *(f"as_{acts}" for acts in ACTS))}


def role_name(database: str, part: str) -> str:
    """`handrail_app` for the database `handrail`. Roles belong to a whole server, so each database has its own."""
    plain = re.sub(r"\W", "_", database)
    name = f"{plain}_{part}"
    if plain == database and len(name.encode()) <= LONGEST_NAME:
        return name
    return f"{plain[:40]}_{hashlib.sha256(database.encode()).hexdigest()[:12]}_{part}"


def _password(home: Path, role: str) -> str:
    return kept_secret(home / f"{role}-password")


def _make_zones(connection: Connection, home: Path, database: str) -> None:
    """The roles to act in, and a login for each zone that may act in its own and in no other."""
    acting = acting_names(database)
    for name in acting.values():
        _make_nobody(connection, name)
    for zone, acts in ZONES.items():
        login = role_name(database, zone)
        _make_role(connection, login, _password(home, login))
        for setting, limit in LIMITS.items():
            query = SQL("alter role {} set {} = {}").format(Identifier(login), Identifier(setting), Literal(limit))
            connection.execute(query)
        connection.execute(_may_connect(database, login))
        for one in acts:
            connection.execute(SQL("grant {} to {}").format(Identifier(acting[one]), Identifier(login)))


def _may_connect(database: str, login: str) -> Composed:
    return SQL("grant connect on database {} to {}").format(Identifier(database), Identifier(login))


def _make_nobody(connection: Connection, name: str) -> None:
    """A role that nobody signs in as."""
    if not connection.execute("select true from pg_roles where rolname = %s", [name]).fetchone():
        connection.execute(SQL("create role {} ").format(Identifier(name)) + NOBODY)


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


def role_in(url: str) -> str:
    """The role that whoever comes by an address acts in."""
    taken_on = re.search(ROLE_OPTION, str(conninfo_to_dict(url).get("options", "")))
    return taken_on[1] if taken_on else login_in(url)


def password_in(url: str) -> str:
    return str(conninfo_to_dict(url)["password"])


def acting_as(url: str, role: str) -> str:
    """The same address, in a role from the first moment of each connection."""
    return _with_options(url, lambda before: " ".join([*before, f"-c role={role}"]))


def _as(url: str, login: str, password: str) -> str:
    """The same address with another login, which takes on no role that the first one does."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    other = urlunsplit(parts._replace(netloc=f"{quote(login)}:{quote(password)}@{place}"))
    return _with_options(other, lambda before: re.sub(ROLE_OPTION, "", " ".join(before)).strip())


def _with_options(url: str, change: Callable[[list[str]], str]) -> str:
    parts = urlsplit(url)
    said = dict(parse_qsl(parts.query))
    before = said.pop("options", None)
    if options := change([before] if before else []):
        said["options"] = options
    return urlunsplit(parts._replace(query=urlencode(said, quote_via=quote, safe="")))
