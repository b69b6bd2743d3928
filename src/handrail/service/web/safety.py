"""Refuses to serve from a database that could lose what people were told is kept, or that stands open from within."""

from __future__ import annotations

from collections.abc import Iterator

from psycopg import Connection, connect

from handrail.service.web.logins import ZONES, Logins, acting_names, role_in

NOT_DURABLE = {
    "fsync": "a power cut could destroy the database",
    "full_page_writes": "a power cut could leave pages half written",
    "synchronous_commit": "what people were told is kept could be lost",
}
HIDES_DAMAGE = {
    "data_sync_retry": "what the disk refused to keep could be taken for kept",
    "zero_damaged_pages": "damaged pages would be emptied unseen",
    "ignore_checksum_failure": "damaged pages would be read as whole",
}
SETTINGS = "select name, setting from pg_settings where name = any(%s)"
WORDS = {"app": "the pages' login", "worker": "the worker's login", "public": "the public site's login",
         "witness": "the witness's login"}  # fmt: skip

# The login itself and every role that it may take on, however far away.
REACHED = "select oid, rolname, rolsuper or rolbypassrls from pg_roles where pg_has_role(session_user, oid, 'member')"
INHERITED = """
select rolname from pg_roles where rolname <> session_user and pg_has_role(session_user, oid, 'usage') order by 1
"""
OWNED = """
select count(*), min(name) from (
  select c.relname, c.relowner, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'S')
  union all select p.proname, p.proowner, n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  union all select nspname, nspowner, nspname from pg_namespace
  union all select datname, datdba, '' from pg_database where datname = current_database()
) as thing (name, owner, place)
where place !~ '^pg_' and place <> 'information_schema' and owner = any(%s)
"""


class UnsafeDatabase(RuntimeError):
    """Each line names one fault and how to mend it."""


def refuse_unsafe(logins: Logins) -> None:
    """Asked as each zone's login, whose own settings may differ from the server's. Raises UnsafeDatabase."""
    faults: list[str] = []
    for zone, url in logins.zones.items():
        with connect(url) as login:
            faults += [
                *_forgetful(login),
                *_wrong_encoding(login),
                *_above_the_rules(login, zone, role_in(logins.owner_url)),
            ]
    if faults:
        raise UnsafeDatabase(
            "Handrail does not start on this database:\n" + "\n".join(f"- {fault}" for fault in dict.fromkeys(faults))
        )


def _forgetful(login: Connection) -> list[str]:
    found: dict[str, str] = dict(login.execute(SETTINGS, [[*NOT_DURABLE, *HIDES_DAMAGE]]).fetchall())
    return [
        f"{name} is {found[name]}, so {harm}. As the server's superuser run: {_mended(login, name, wanted)}"
        for wanted, harms in (("on", NOT_DURABLE), ("off", HIDES_DAMAGE))
        for name, harm in harms.items()
        if found.get(name) == {"on": "off", "off": "on"}[wanted]
    ]


def _mended(login: Connection, name: str, wanted: str) -> str:
    """A setting may stand for the whole server, or for this login or database alone."""
    alone = "select 1 from pg_settings where name = %s and source in ('user', 'database', 'database user')"
    if login.execute(alone, [name]).fetchone():
        user, database = login.info.user, login.info.dbname
        return f'alter role "{user}" reset {name}; alter database "{database}" reset {name};'
    again = " Then start the server again." if name == "data_sync_retry" else ""
    return f"alter system set {name} = {wanted}; select pg_reload_conf();{again}"


def _wrong_encoding(login: Connection) -> list[str]:
    (encoding,) = login.execute("show server_encoding").fetchone() or ("",)
    if encoding == "UTF8":
        return []
    return [
        f"its encoding is {encoding}, in which not every name can be written. Make a new database with "
        "encoding 'UTF8' template template0, and set DATABASE_URL to it."
    ]


def _above_the_rules(login: Connection, zone: str, owner: str) -> Iterator[str]:
    """A zone's login is held by every policy, owns nothing, inherits nothing, and acts in its zone alone."""
    who, user = WORDS[zone], login.info.user
    allowed = {user, *(acting_names(login.info.dbname)[acts] for acts in ZONES[zone])}
    reached = {name: (oid, above) for oid, name, above in login.execute(REACHED).fetchall()}
    mend = "As the server's superuser run:"
    for name in sorted(allowed & reached.keys()):
        if reached[name][1]:
            yield (
                f"{who} {user} is held back by no row-level security, by what {name} may. "
                f'{mend} alter role "{name}" nosuperuser nobypassrls;'
            )
    if user in reached and reached[user][1]:
        return  # of a superuser every role is true
    for name in sorted(reached.keys() - allowed):
        yield f'{who} {user} may act as {name}, which is not for it. {mend} revoke "{name}" from "{user}";'
    for (name,) in login.execute(INHERITED).fetchall():
        yield (
            f"{who} {user} has what {name} may without taking on its role. "
            f'{mend} revoke "{name}" from "{user}"; alter role "{user}" noinherit;'
        )
    for name in sorted(allowed & reached.keys()):
        count, example = login.execute(OWNED, [[reached[name][0]]]).fetchone() or (0, None)
        if count:
            yield (
                f"{who} {user} owns things as {name} ({count:,}, such as {example}), and could take any wall down. "
                f'{mend} in this database: reassign owned by "{name}" to "{owner}";'
            )
