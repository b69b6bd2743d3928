"""Whether the wall stands as it was raised: then a start changes nothing, and waits for nobody.

Raising it takes every table for itself for a moment. Done at each start, that would wait for a backup to end, and meet
whoever is at work in a deadlock. So what it was made from is kept, and how the database then looked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files

from psycopg import Connection

from handrail.service.web.wall.policies import Policy

LOOKS = """
select encode(sha256(convert_to(string_agg(line, E'\\n' order by line collate "C"), 'UTF8')), 'hex') from (
    select format('policy %s', p) as line from pg_policies p where schemaname = 'public'
    union all
    select format('relation %s %s %s %s', n.nspname, c.relname, c.relrowsecurity, c.relacl)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'wall') and c.relkind in ('r', 'p', 'v', 'm', 'S') and c.relname <> 'raised'
    union all
    select format('column %s %s %s', a.attrelid::regclass, a.attname, a.attacl)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and a.attacl is not null
    union all
    select format('function %s %s %s %s', p.proname, p.prosrc, p.prosecdef, p.proacl)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'wall' or p.proname = 'audit_seal_next'
    union all select format('schema %s %s', nspname, nspacl) from pg_namespace where nspname in ('public', 'wall')
    union all select format('role %s', r) from wall.role r
    union all select format('acting %s', a) from wall.acting a
) looked
"""


def made_from(policies: Iterable[Policy], names: Mapping[str, str], logins: Mapping[str, Iterable[str]]) -> str:
    """A hash of everything that decides how the wall is raised: policies, names, and the code that raises it."""
    parts = [repr(policy) for policy in policies]
    parts += [repr(sorted(names.items())), repr(sorted((login, tuple(acts)) for login, acts in logins.items()))]
    room = files("handrail.service.web")
    code = [room / "logins.py", *(file for file in (room / "wall").iterdir() if file.name.endswith((".py", ".sql")))]
    code += [files("handrail.service.access") / "roles.py"]
    parts += sorted(file.read_text(encoding="utf-8") for file in code)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def stands(owner: Connection, wanted: str) -> bool:
    """Whether it was raised from the same, and nothing of it was changed since."""
    if owner.execute("select to_regclass('wall.raised')").fetchone() == (None,):
        return False
    return owner.execute("select made_from, looked from wall.raised").fetchone() == (wanted, _looks(owner))


def remember(owner: Connection, wanted: str) -> None:
    """In the transaction that raised it."""
    owner.execute("delete from wall.raised")
    owner.execute("insert into wall.raised (made_from, looked) values (%s, %s)", [wanted, _looks(owner)])


def _looks(owner: Connection) -> str:
    row = owner.execute(LOOKS).fetchone()
    assert row is not None
    return str(row[0])
