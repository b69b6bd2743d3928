"""Raises the second wall: after each migration, every policy is made anew from the access tables, in one transaction.

Whoever adds a model says in its room's access table how its rows stand; what stands there unsaid, nobody may read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from django.apps import apps
from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier

from handrail.service.access.roles import ROLES
from handrail.service.web.wall.by_hand import BY_HAND
from handrail.service.web.wall.policies import EVERYONE, REMOVED_BY_PEOPLE, Policy, policies_of
from handrail.service.web.wall.standing import Standing, standings

ACTS = ("person", "office", "keeper", "form", "signed_out", "reader", "witness", "job")
"""The roles that a unit of work acts in. None of them can sign in, owns anything, or may act as another."""

OUTSIDE = {
    "django_session": "a random key is all that finds a row; read before it is known who asks",
    "django_migrations": "names of migrations; nobody but the owner writes it",
    "django_content_type": "names of models",
    "auth_permission": "not used; Django's own tables come with it",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
    "account_emailaddress": "not used: addresses stand with the person",
    "account_emailconfirmation": "not used",
    "socialaccount_socialapp": "not used: providers stand in a file",
    "socialaccount_socialtoken": "not used: no token is kept",
    "socialaccount_socialapp_sites": "not used",
}
"""Tables without policies, and why. The queue's own stand outside too: they name jobs, never people."""

READ_IN_PART = {"access_password": ("person_id",)}
"""Columns that may be read of a table of which not all may. The rest is given by a function, or to nobody."""

QUEUE = "procrastinate_"


def raise_wall(owner: Connection, names: Mapping[str, str], logins: Mapping[str, Iterable[str]]) -> None:
    """`names` gives each of `ACTS` its role in this database; `logins` what each login may act as."""
    owner.execute(files(__package__).joinpath("functions.sql").read_text(encoding="utf-8").encode())
    _tell(owner, names)
    _take_down(owner)
    everyone = SQL(", ").join(Identifier(name) for name in (*names.values(), *logins))
    owner.execute(SQL("grant usage on schema wall, public to {}").format(everyone))
    owner.execute(SQL("grant execute on all functions in schema wall to {}").format(everyone))
    policies = all_policies()
    for policy in policies:
        owner.execute(statement(policy, names))
    for table in {policy.table for policy in policies}:
        owner.execute(SQL("alter table {} enable row level security").format(Identifier("public", table)))
        _allow(owner, table, names, {one for policy in policies if policy.table == table for one in policy.to})
    _outside(owner, names, logins)


def all_policies() -> list[Policy]:
    """Every policy there is to be, by table."""
    said = {standing.model: standing for standing in standings()}
    made = [policy for standing in said.values() for policy in policies_of(standing, said)]
    return sorted([*made, *BY_HAND], key=lambda policy: (policy.table, policy.name))


def statement(policy: Policy, names: Mapping[str, str]) -> Composed:
    """The policy in SQL. Predicates are made from phrases and names of columns, never from what is typed."""
    parts = SQL("create policy {} on {} as {} for {} to {}").format(
        Identifier(policy.name[:63]), Identifier("public", policy.table),
        SQL("restrictive" if policy.restrictive else "permissive"), SQL(policy.command),
        SQL(", ").join(Identifier(names[one]) for one in policy.to),
    )  # fmt: skip
    if policy.using:
        parts += SQL(f" using ({policy.using})")
    if policy.check:
        parts += SQL(f" with check ({policy.check})")
    return parts


def _tell(owner: Connection, names: Mapping[str, str]) -> None:
    """The roles that stand in code, and what the roles people act in are called here."""
    owner.execute("delete from wall.role")
    for role in ROLES.values():
        owner.execute(
            "insert into wall.role (key, wide, reach, may) values (%s, %s, %s, %s)",
            [role.key, role.wide, sorted(role.reach), sorted(role.may)],
        )
    owner.execute("delete from wall.acting")
    for acts, name in names.items():
        owner.execute("insert into wall.acting (acts, role_name) values (%s, %s)", [acts, name])


def _take_down(owner: Connection) -> None:
    """Whatever stood before, so that a policy that is no longer said does not stay."""
    standing = owner.execute("select policyname, tablename from pg_policies where schemaname = 'public'").fetchall()
    for name, table in standing:
        owner.execute(SQL("drop policy {} on {}").format(Identifier(name), Identifier("public", table)))


def _allow(owner: Connection, table: str, names: Mapping[str, str], spoken_of: set[str]) -> None:
    """What may be done at all with a table, before any policy is asked about its rows."""
    place = Identifier("public", table)
    people = SQL(", ").join(Identifier(names[one]) for one in EVERYONE)
    read: SQL | Composed = SQL("select")
    if table in READ_IN_PART:
        read = SQL("select ({})").format(SQL(", ").join(map(Identifier, READ_IN_PART[table])))
        owner.execute(SQL("revoke select on {} from {}, {}").format(place, people, Identifier(names["job"])))
    owner.execute(SQL("grant {}, insert, update on {} to {}").format(read, place, people))
    if table in REMOVED_BY_PEOPLE:
        owner.execute(SQL("grant delete on {} to {}").format(place, people))
    owner.execute(SQL("grant {}, insert, update, delete on {} to {}").format(read, place, Identifier(names["job"])))
    for one in spoken_of & {"reader", "witness"}:
        owner.execute(SQL("grant select on {} to {}").format(place, Identifier(names[one])))


def _outside(owner: Connection, names: Mapping[str, str], logins: Mapping[str, Iterable[str]]) -> None:
    inside = [names[one] for one in (*EVERYONE, "job")]
    acting = SQL(", ").join(Identifier(name) for name in inside)
    pages = [login for login, acts in logins.items() if set(acts) & {*EVERYONE, "job"}]
    every = SQL(", ").join(Identifier(name) for name in (*inside, *pages))
    owner.execute(SQL("grant usage, select on all sequences in schema public to {}").format(acting))
    for table in _standing(owner, OUTSIDE):
        verbs = SQL("select, insert, update, delete" if table == "django_session" else "select")
        owner.execute(SQL("grant {} on {} to {}").format(verbs, Identifier("public", table), every))
    job = Identifier(names["job"])
    keepers = [Identifier(login) for login, acts in logins.items() if "job" in acts]
    for (table,) in owner.execute(
        "select tablename from pg_tables where schemaname = 'public' and starts_with(tablename, %s)", [QUEUE]
    ).fetchall():
        place = Identifier("public", table)
        owner.execute(SQL("grant select on {} to {}").format(place, acting))
        for who in (job, *keepers):
            owner.execute(SQL("grant select, insert, update, delete on {} to {}").format(place, who))
    for who in keepers:
        owner.execute(SQL("grant usage, select on all sequences in schema public to {}").format(who))


def _standing(owner: Connection, tables: Iterable[str]) -> Iterator[str]:
    for table in tables:
        if owner.execute("select to_regclass(%s)", [f"public.{table}"]).fetchone() != (None,):
            yield table


def unsaid() -> set[str]:
    """Models of our rooms that no access table speaks of."""
    ours = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("handrail.")
    }
    return ours - {standing.model for standing in standings()}


__all__ = ["ACTS", "OUTSIDE", "Standing", "all_policies", "raise_wall", "statement", "unsaid"]
