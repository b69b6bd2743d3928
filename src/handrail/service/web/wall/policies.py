"""From how a model's rows stand to the policies of its table.

Roles that people act in: `person` (folders by keys), `office` (a wide role, by the partnership as well), `keeper` (one
folder, to file in), `form` (one form, by a code), `job`, `signed_out`, `reader` (of a public site),
`witness` (of the audit). Each policy is one predicate that PostgreSQL looks up in an index; what the actor reaches is
asked for once in a statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from handrail.service.web.wall.standing import Standing

PEOPLE = ("person", "office")
EVERYONE = (*PEOPLE, "keeper", "form", "signed_out")
READERS = (*EVERYONE, "reader")
"""A reader is somebody on a public site, where nobody signs in."""


@dataclass(frozen=True)
class Policy:
    """One policy as PostgreSQL wants it. `using` says which rows are there, `check` which may be written."""

    table: str
    name: str
    command: str
    to: tuple[str, ...]
    using: str = ""
    check: str = ""
    restrictive: bool = False


def any_of(function: str) -> str:
    """`= any` of what a function gives, asked once in a statement."""
    return f"= any ((select {function})::uuid[])"


REMOVED_BY_PEOPLE = (
    "access_emailedcode", "access_failedsignin", "cases_keptclock", "cases_paperline",
    "meetings_agendaitem", "meetings_attendance", "meetings_packitem", "mfa_authenticator",
    "national_panel_timeliness", "national_panel_told", "reviews_criterionconsidered",
    "reviews_rapidreview_incidents",
)  # fmt: skip
"""Tables of which a person's work may take a row away; of all others it only adds and changes."""
JOB = "(select wall.job())"
ANY_KEY = any_of("wall.keys('any')")


class Table:
    """A model's table and what may be said of one row of it."""

    def __init__(self, standing: Standing, all_: dict[str, Standing]) -> None:
        self.standing, self._all = standing, all_
        self.model = model_named(standing.model)
        self.name = self.model._meta.db_table

    def column(self, field: str) -> str:
        return f"{self.name}.{self.model._meta.get_field(field).column}"  # type: ignore[union-attr]

    @property
    def key(self) -> str:
        assert self.model._meta.pk is not None
        return f"{self.name}.{self.model._meta.pk.column}"

    def pointed_to(self, field: str) -> Table:
        related = self.model._meta.get_field(field).related_model
        assert isinstance(related, type)
        return Table(self._all[related._meta.label], self._all)

    def wide(self, folder: str) -> str:
        """Whether the folder is of a partnership in which the actor's role is wide."""
        if any(one.name == "partnership" for one in self.model._meta.get_fields()):
            return f"{self.column('partnership')} {any_of('wall.partnerships()')}"
        return (
            f"exists (select from public.access_folder whose where whose.id = {folder} "
            f"and whose.partnership_id {any_of('wall.partnerships()')})"
        )

    def folder_read(self, folder: str, *, office: bool) -> str:
        """Who reads a row that stands in one folder."""
        said = self.standing
        kinds = ", ".join(f"'{kind}'" for kind in ("any",) * said.any_key or ("all", *said.also_by))
        held = any_of(f"wall.keys({kinds})")
        found = [f"{folder} {held}", f"{folder} {any_of('wall.glass()')}", *self._others(folder, reading=True)]
        if office:
            found.insert(0, self.wide(folder))
        return " or ".join(found)

    def folder_write(self, folder: str) -> str:
        said = self.standing
        kinds = ", ".join(f"'{kind}'" for kind in ("all", *({said.room} & set(said.also_by))))
        held = any_of(f"wall.keys({kinds})")
        found = [self.wide(folder), f"{folder} {held}", *self._others(folder, reading=False)]
        return " or ".join(found)

    def _others(self, folder: str, *, reading: bool) -> Iterator[str]:
        said = self.standing
        held, mine = f"{folder} {ANY_KEY}", any_of("wall.bodies()")
        if said.by_row:
            yield f"({held} and wall.holds({folder}, {self.name}.opens, {self.name}.for_body_id))"
        if said.own:
            own = "wall.keys('own contribution')"
            yield f"({folder} {any_of(own)} and {self.column(said.own)} {mine})"
        if said.recommended:
            own = "wall.keys('own recommendations')"
            yield f"({folder} {any_of(own)} and {self.column(said.recommended)} {mine})"
        if reading and said.also_at:
            yield f"{self.column(said.also_at)} {mine}"
        if said.also_mine:
            yield f"{self.column(said.also_mine)} = (select wall.actor())"
        if reading and said.asked:
            yield f"({held} and {self.name}.instrument = 'asked' and {self.column(said.asked)} {mine})"
        if reading and said.about:
            yield f"({held} and {self.name}.about = any ((select wall.asked())::text[]))"
        if reading and said.invited:
            pack = "wall.keys('meeting pack')"
            yield f"({folder} {any_of(pack)} and {self.key} {any_of('wall.invited()')})"

    def reads(self, *, office: bool) -> str:
        said = self.standing
        if said.kind == "in":
            return _all_of(self.folder_read(self.column(one), office=office) for one in said.fields)
        if said.kind == "of":
            return _all_of(self._pointed_to_is_read(one) for one in said.fields)
        return f"{self._plain()}{self._also_read()}"

    def _also_read(self) -> str:
        """Of what is for a partnership: those who read it, or what is their own body's of it, and change nothing."""
        permission, at, field = self.standing.read_by.partition(" at ")
        if not permission:
            return ""
        asked = f"wall.may_for('{permission}')"
        may = f"{self.column(self.standing.fields[0])} {any_of(asked)}"
        return f" or ({may} and {self.column(field)} {any_of('wall.bodies()')})" if at else f" or {may}"

    def _pointed_to_is_read(self, field: str) -> str:
        parent = self.pointed_to(field)
        return f"exists (select from public.{parent.name} where {parent.key} = {self.column(field)})"

    def writes(self) -> str:
        said = self.standing
        if said.kind == "in":
            return _all_of(self.folder_write(self.column(one)) for one in said.fields)
        if said.kind == "of":
            parent = self.pointed_to(said.fields[0])
            whose = f"{parent.key} = {self.column(said.fields[0])}"
            return f"exists (select from public.{parent.name} where {whose} and ({parent.writes()}))"
        return self._plain()

    def keeps(self) -> str:
        """What the keeper has before it while a paper is filed: rows of the one folder."""
        said = self.standing
        if said.kind == "in":
            return " or ".join(f"{self.column(one)} = (select wall.filing())" for one in said.fields)
        return self.reads(office=False)

    def _plain(self) -> str:
        said = self.standing
        if said.kind == "mine":
            return f"{self.column(said.fields[0])} = (select wall.actor())"
        if said.kind == "for":
            asked = ", ".join(f"'{one}'" for one in said.may)
            may = f"wall.may_for({asked})"
            whose = self.column(said.fields[0])
            also = f" or {whose} {any_of('wall.scrutinised()')}" if said.scrutineers else ""
            return f"{whose} {any_of(may)}{also}"
        if said.kind == "at":
            return f"{self.column(said.fields[0])} {any_of('wall.bodies()')}"
        assert said.kind == "run by", said
        return f"{self.column(said.fields[0])} {any_of('wall.partnerships()')}"


def _all_of(predicates: Iterator[str]) -> str:
    return " and ".join(f"({one})" for one in predicates)


def model_named(label: str) -> type[Model]:
    return apps.get_model(label)


def policies_of(standing: Standing, all_: dict[str, Standing]) -> Iterator[Policy]:
    """Every policy of one model's table, and of the tables that its rows show."""
    table = Table(standing, all_)
    name = table.name
    if standing.kind == "by hand":
        return
    yield Policy(name, "jobs", "all", ("job",), JOB, JOB)
    if standing.kind == "public":
        yield Policy(name, "read by all", "select", READERS, "true")
    elif standing.kind == "register":
        yield from _register(table)
    elif standing.kind in ("in", "of", "at", "run by", "for", "mine"):
        yield from _held(table)
    for field in standing.shows:
        yield _shown(table, field)


def _register(table: Table) -> Iterator[Policy]:
    yield Policy(table.name, "read by people", "select", (*PEOPLE, "keeper", "form"), "true")
    if keepers := table.standing.kept_by or table.standing.added_by:
        may = f"(select wall.may('{keepers}'))"
        yield Policy(table.name, "added by its keepers", "insert", PEOPLE, check=may)
    if table.standing.kept_by:
        yield Policy(table.name, "changed by its keepers", "update", PEOPLE, may, may)


def _held(table: Table) -> Iterator[Policy]:
    name, writes = table.name, table.writes()
    if table.standing.kind != "run by":  # which asks for a wide role
        yield Policy(name, "read by key", "select", ("person",), table.reads(office=False))
    yield Policy(name, "read by office", "select", ("office",), table.reads(office=True))
    yield Policy(name, "added", "insert", PEOPLE, check=writes)
    yield Policy(name, "changed", "update", PEOPLE, writes, writes)
    if name in REMOVED_BY_PEOPLE:
        yield Policy(name, "removed", "delete", PEOPLE, writes)
    yield Policy(name, "filed", "all", ("keeper",), table.keeps(), table.keeps())
    if table.standing.kind == "in":
        shut = " and ".join(
            f"{table.column(one)} <> all ((select wall.shut())::uuid[])" for one in table.standing.fields
        )
        yield Policy(name, "shut out", "all", (*PEOPLE, "keeper"), shut, shut, restrictive=True)


def _shown(table: Table, field: str) -> Policy:
    target = table.pointed_to(field)
    shown = f"exists (select from public.{table.name} where {table.column(field)} = {target.key})"
    return Policy(target.name, f"shown by {table.name}.{field}", "select", PEOPLE, shown)
