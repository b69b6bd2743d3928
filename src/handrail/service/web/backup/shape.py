"""The shape of a database, as questions to its own catalogue: each thing that has a definition, and what it is."""

from __future__ import annotations

import json
from collections.abc import Mapping

from psycopg.sql import SQL, Composed, Literal

# PostgreSQL writes a list of texts otherwise once it has read it back: a cast of the whole becomes casts of its items.
# The words are compared without those casts, and everything else, brackets too, as it stands.
_SETTLED = (
    (r"\(('([^']|'')*')::character varying\)::text", r"\1"),
    (r"('([^']|'')*')::character varying", r"\1"),
    (r"\((ARRAY\[[^]]*\])\)::text\[\]", r"\1"),
)


def _settled(definition: str) -> str:
    for written, meant in _SETTLED:
        definition = f"regexp_replace({definition}, {_quoted(written)}, {_quoted(meant)}, 'g')"
    return definition


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


SHAPE = {
    "columns": """
        select format('%s.%I', c.oid::regclass, a.attname),
          concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
            nullif(a.attidentity, ''), nullif(a.attgenerated, ''), pg_get_expr(d.adbin, d.adrelid))
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped and {ours}""",
    "constraints": """
        select format('%s %I', k.conrelid::regclass, k.conname), {constraint}
        from pg_constraint k join pg_namespace n on n.oid = k.connamespace where k.contype <> 'n' and {ours}""",
    "indexes": """
        select i.indexrelid::regclass::text, {index}
        from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
        where {ours}""",
    "triggers": """
        select format('%s %I', t.tgrelid::regclass, t.tgname), concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
        where not t.tgisinternal and {ours}""",
    "functions": """
        select p.oid::regprocedure::text, pg_get_functiondef(p.oid)
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prokind in ('f', 'p') and {ours}""",
    "views": """
        select c.oid::regclass::text, concat_ws(' ', pg_get_viewdef(c.oid), c.reloptions::text)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and {ours}""",
    "types": """
        select t.oid::regtype::text, string_agg(e.enumlabel, ', ' order by e.enumsortorder)
        from pg_type t join pg_enum e on e.enumtypid = t.oid join pg_namespace n on n.oid = t.typnamespace
        where {ours} group by t.oid""",
    "extensions": "select extname, '' from pg_extension",
    "policies": """
        select format('%s %I', p.polrelid::regclass, p.polname),
          concat_ws(' ', p.polcmd, case when p.polpermissive then 'permissive' else 'restrictive' end,
            (select string_agg(named.who, ', ' order by named.who)
              from (select {who} as who from unnest(p.polroles) as g (grantee)) as named),
            pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
        from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
        where {ours}""",
    "walls": """
        select c.oid::regclass::text, concat_ws(' ', case when c.relrowsecurity then 'enabled' end,
          case when c.relforcerowsecurity then 'forced' end)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and {ours}""",
    "owners": """
        select c.oid::regclass::text, {who}
        from pg_class c join pg_namespace n on n.oid = c.relnamespace, lateral (select c.relowner as grantee) g
        where c.relkind in ('r', 'p', 'S', 'v', 'm') and {ours}""",
    "grants on tables": """
        select format('%s on %s to %s', g.privilege_type, c.oid::regclass, {who}), g.is_grantable::text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(coalesce(c.relacl,
          acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))) g
        where c.relkind in ('r', 'p', 'S', 'v', 'm') and {ours}""",
    "grants on columns": """
        select format('%s on %s.%I to %s', g.privilege_type, c.oid::regclass, a.attname, {who}), g.is_grantable::text
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace,
          aclexplode(a.attacl) g where {ours}""",
    "grants on functions": """
        select format('%s on %s to %s', g.privilege_type, p.oid::regprocedure, {who}), g.is_grantable::text
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
          aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where {ours}""",
    "grants on schemas": """
        select format('%s on %s to %s', g.privilege_type, n.nspname, {who}), g.is_grantable::text
        from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) g where {ours}""",
    "grants on what is made later": """
        select format('%s on %s to %s', g.privilege_type, d.defaclobjtype, {who}), g.is_grantable::text
        from pg_default_acl d, aclexplode(d.defaclacl) g""",
}

# The roles have other names in another installation; they are told by the part they play.
NAMED_BY_PART = """
case when g.grantee = 0 then 'everyone'
  else (select coalesce({parts}::jsonb ->> rolname, rolname) from pg_roles where oid = g.grantee) end
"""

# Whatever is neither PostgreSQL's own nor the catalogue's.
OURS = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"


def question(query: str, roles: Mapping[str, str] | None = None) -> Composed:
    """The query with what stands in braces filled in. `roles` gives each part the name it has in this database."""
    parts = {name: f"the {part}" for part, name in (roles or {}).items()}
    who = SQL(NAMED_BY_PART).format(parts=Literal(json.dumps(parts)))
    constraint = SQL(_settled("pg_get_constraintdef(k.oid)"))
    index = SQL(_settled("pg_get_indexdef(i.indexrelid)"))
    return SQL(query).format(ours=SQL(OURS), who=who, constraint=constraint, index=index)
