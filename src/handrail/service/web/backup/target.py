"""Where a backup is restored to: our own PostgreSQL in the folder, or the empty database of `DATABASE_URL`."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from psycopg import Connection, OperationalError, connect
from psycopg.sql import SQL, Identifier, Literal

from handrail.service.web import postgres
from handrail.service.web.backup.contents import is_empty
from handrail.service.web.backup.faults import NotRestored
from handrail.service.web.backup.manifest import Manifest
from handrail.service.web.backup.roles import embedded_roles, roles_here
from handrail.service.web.backup.shape import question
from handrail.service.web.logins import DATABASE, acting_as, login_in, logins_beside, make_embedded, password_in
from handrail.service.web.postgres.cluster import SUPERUSER

STAND_IN, ASIDE = "handrail_stand_in", "handrail_aside"
# Those that most others refer to come last: with each goes every reference to it that is left.
OWN_TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and c.relowner = current_user::regrole and {ours}
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
order by (select count(*) from pg_constraint k where k.contype = 'f' and k.confrelid = c.oid)
"""


@dataclass(frozen=True)
class Target:
    """`url` sees every row; `restoring_url` is its owner's, by the name it has while names are lent."""

    url: str
    restoring_url: str
    major: int
    roles: dict[str, str]
    cluster: postgres.Cluster | None = None
    lends: tuple[tuple[str, str], ...] = ()

    def lent_names(self) -> AbstractContextManager[None]:
        """Grants and policies name every role as it was called where the backup was made."""
        return _lent(self.cluster, self.lends) if self.cluster else nullcontext()

    def tell_names(self) -> None:
        """A unit of work asks the database which role to act in; it is to be given the name that the role has here."""
        with connect(self.url) as connection:
            if connection.execute("select to_regclass('wall.acting')").fetchone() != (None,):
                for ours, theirs in self.lends:
                    connection.execute("update wall.acting set role_name = %s where role_name = %s", [ours, theirs])

    def undo(self) -> None:
        """Empty a database that was empty before. Our own goes with its folder."""
        if not self.cluster:
            with connect(self.url, autocommit=True) as owner:
                _empty(owner)


@contextmanager
def target(manifest: Manifest, folder: Path) -> Iterator[Target]:
    """Ready, and with nothing in it."""
    if url := os.environ.get("DATABASE_URL"):
        yield _beside(url, manifest, folder)
        return
    with postgres.running(folder / "postgres") as cluster:
        logins = make_embedded(cluster, folder)
        roles = embedded_roles()
        migrator = cluster.url(login_in(logins.owner_url), password_in(logins.owner_url), DATABASE)
        yield Target(
            url=cluster.superuser_url(DATABASE),
            restoring_url=acting_as(migrator, manifest.roles["owner"]),
            major=_major(logins.owner_url),
            roles=roles,
            cluster=cluster,
            lends=((SUPERUSER, ASIDE), *((roles[part], manifest.roles[part]) for part in roles)),
        )


def _beside(url: str, manifest: Manifest, folder: Path) -> Target:
    try:
        with connect(url) as connection:
            if not is_empty(connection):
                raise NotRestored(
                    "The database of DATABASE_URL is not empty, and nothing is ever restored over anything. "
                    "Make a new one, or unset DATABASE_URL to restore into a folder."
                )
            _refuse_half_sighted(connection, manifest)
            roles = roles_here(connection)
    except OperationalError as problem:
        raise NotRestored(f"The database of DATABASE_URL cannot be reached: {str(problem).strip()}") from problem
    if roles != manifest.roles:
        theirs, ours = (f"{named['owner']} and {named['app']}" for named in (manifest.roles, roles))
        raise NotRestored(
            f"Grants in this backup name roles such as {theirs}; here they are {ours}. Make a database called "
            f"{manifest.database} that {manifest.roles['owner']} owns and set DATABASE_URL to it, or unset it to "
            "restore into a folder."
        )
    logins_beside(url, folder)
    return Target(url=url, restoring_url=url, major=_major(url), roles=roles)


def _empty(owner: Connection) -> None:
    """Each table in a transaction of its own: each thing that is dropped holds a lock, and the server, whose settings
    are not ours, has room for a few thousand. The functions go last and all at once with the schemas, so that what is
    half emptied is not taken to be empty."""
    for schema, name in owner.execute(question(OWN_TABLES)).fetchall():
        owner.execute(SQL("drop table if exists {} cascade").format(Identifier(schema, name)))
    owner.execute("drop owned by current_user")


def _refuse_half_sighted(connection: Connection, manifest: Manifest) -> None:
    """What cannot be seen cannot be compared."""
    forced = any("forced" in wall for wall in manifest.contents.shape["walls"].values())
    sees = connection.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user").fetchone()
    if forced and sees != (True,):
        raise NotRestored(
            "The backup has tables whose row-level security binds their owner too, so the login in DATABASE_URL could "
            "not compare what is restored. As the server's superuser run: "
            f'alter role "{roles_here(connection)["owner"]}" bypassrls;'
        )


@contextmanager
def _lent(cluster: postgres.Cluster, lends: tuple[tuple[str, str], ...]) -> Iterator[None]:
    """Logins go by other names meanwhile. The superuser steps aside: a managed database's owner may have its name."""
    with connect(cluster.superuser_url(), autocommit=True) as superuser:
        password = secrets.token_urlsafe(32)
        superuser.execute(
            SQL("create role {} superuser login password {}").format(Identifier(STAND_IN), Literal(password))
        )
    with connect(cluster.url(STAND_IN, password, "postgres"), autocommit=True) as stand_in:
        for ours, theirs in lends:
            _rename(stand_in, ours, theirs)
        try:
            yield
        finally:
            for ours, theirs in reversed(lends):
                _rename(stand_in, theirs, ours)
    with connect(cluster.superuser_url(), autocommit=True) as superuser:
        superuser.execute(SQL("drop role {}").format(Identifier(STAND_IN)))


def _rename(connection: Connection, name: str, other: str) -> None:
    if name != other:
        connection.execute(SQL("alter role {} rename to {}").format(Identifier(name), Identifier(other)))


def _major(url: str) -> int:
    with connect(url) as connection:
        return connection.info.server_version // 10000
