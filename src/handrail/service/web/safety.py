"""Refuses to serve from a database that could lose what people were told is kept, or that stands open from within."""

from __future__ import annotations

from psycopg import Connection, connect

from handrail.service.web.logins import Logins, login_in

NOT_DURABLE = {
    "fsync": "a power cut could destroy the database",
    "full_page_writes": "a power cut could leave pages half written",
    "synchronous_commit": "what people were told is kept could be lost",
}
SETTINGS = "select name, setting from pg_settings where name = any(%s)"
ATTRIBUTES = "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"
# Membership is enough: a login may take the part of any role it belongs to.
OWNED = """
select count(*), min(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and pg_has_role(current_user, c.relowner, 'member')
"""


class UnsafeDatabase(RuntimeError):
    """Each line names one fault and how to mend it."""


def refuse_unsafe(logins: Logins) -> None:
    """Asked as the application itself, whose own settings may differ from the server's. Raises UnsafeDatabase."""
    with connect(logins.app_url) as app:
        faults = [*_forgetful(app), *_wrong_encoding(app), *_above_the_rules(app), *_owner(app, logins)]
    if faults:
        raise UnsafeDatabase(
            "Handrail does not start on this database:\n" + "\n".join(f"- {fault}" for fault in faults)
        )


def _forgetful(app: Connection) -> list[str]:
    found: dict[str, str] = dict(app.execute(SETTINGS, [list(NOT_DURABLE)]).fetchall())
    return [
        f"{name} is off, so {harm}. As the server's superuser run: {_mended(app, name)}"
        for name, harm in NOT_DURABLE.items()
        if found.get(name) == "off"
    ]


def _mended(app: Connection, name: str) -> str:
    """A setting may stand for the whole server, or for this login or database alone."""
    alone = "select 1 from pg_settings where name = %s and source in ('user', 'database', 'database user')"
    if app.execute(alone, [name]).fetchone():
        login, database = app.info.user, app.info.dbname
        return f'alter role "{login}" reset {name}; alter database "{database}" reset {name};'
    return f"alter system set {name} = on; select pg_reload_conf();"


def _wrong_encoding(app: Connection) -> list[str]:
    (encoding,) = app.execute("show server_encoding").fetchone() or ("",)
    if encoding == "UTF8":
        return []
    return [
        f"its encoding is {encoding}, in which not every name can be written. Make a new database with "
        "encoding 'UTF8' template template0, and set DATABASE_URL to it."
    ]


def _above_the_rules(app: Connection) -> list[str]:
    superuser, bypasses = app.execute(ATTRIBUTES).fetchone() or (False, False)
    if not (superuser or bypasses):
        return []
    return [
        f"the application's login {app.info.user} is held back by no row-level security. "
        f'As the server\'s superuser run: alter role "{app.info.user}" nosuperuser nobypassrls;'
    ]


def _owner(app: Connection, logins: Logins) -> list[str]:
    """An owner can take any wall down again, so the running service must not be one."""
    mend = "Unset HANDRAIL_APP_URL and Handrail makes a lesser login, or set it to a login that owns nothing."
    if app.info.user == login_in(logins.owner_url):
        return [f"the application's login {app.info.user} is also the owner's. {mend}"]
    count, example = app.execute(OWNED).fetchone() or (0, None)
    if not count:
        return []
    return [
        f"the application's login {app.info.user} owns {count:,} tables, or may act as who does ({example}). {mend}"
    ]
