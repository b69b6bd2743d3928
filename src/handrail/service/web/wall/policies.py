"""From how a model's rows stand to the policies of its table.

Roles that people act in: `person` (folders by keys), `office` (a wide role, by the partnership as well), `keeper` (one
folder, to file in), `form` (one form, by a code), `job`, `signed_out`, `reader` (of a public site),
`witness` (of the audit). Each policy is one predicate without an "or", which PostgreSQL looks up in an index; what the
actor reaches is asked for once in a statement. Whoever has several ways to a row has a policy for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.apps import apps
from django.db.models import Model

from handrail.service.web.wall.standing import Standing

PEOPLE = ("person", "office")
OFFICE = ("office",)
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


@dataclass(frozen=True)
class Way:
    """One way to rows of a table: its name, who may have it, and the predicate that PostgreSQL looks up."""

    by: str
    acts: tuple[str, ...]
    lets: str


def each_way(table: str, does: str, command: str, ways: Iterable[Way], *, check: str = "") -> Iterator[Policy]:
    """A policy for each way, as none of them has an "or". What is read or changed is what may be written, unless
    `check` says what may."""
    for way in ways:
        using = "" if command == "insert" else way.lets
        written = "" if command == "select" else check or way.lets
        yield Policy(table, f"{does} by {way.by}", command, way.acts, using, written)


def any_of(function: str) -> str:
    """`= any` of what a function gives, asked once in a statement."""
    return f"= any ((select {function})::uuid[])"


REMOVED_BY_PEOPLE = (
    "access_emailedcode", "access_failedsignin", "cases_keptclock", "cases_paperline",
    "meetings_agendaitem", "meetings_attendance", "meetings_packitem", "mfa_authenticator",
    "national_panel_timeliness", "national_panel_told", "reviewers_keygiven", "reviews_criterionconsidered",
    "reviews_foldercovered", "reviews_rapidreview_incidents",
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

    def ways(self, *, reading: bool) -> list[Way]:
        """Each way to a row of this table that somebody may have, for a policy of its own."""
        said = self.standing
        if said.kind == "in":
            return self._by_folders(reading=reading)
        if said.kind == "of":
            return [self._with_its_own()] if reading else self._as_its_own_is_written()
        return [*self._plain(), *self._also_read()] if reading else self._plain()

    def _by_folders(self, *, reading: bool) -> list[Way]:
        folders = [self.column(one) for one in self.standing.fields]
        held = [f"{folder} {self._held(reading=reading)}" for folder in folders]
        if len(folders) == 1:
            office = Way("office", OFFICE, self.wide(folders[0]))
            return [Way("key", PEOPLE, held[0]), office, *self._others(folders[0], reading=reading)]
        either = (f"{self.wide(folder)} or {key}" for folder, key in zip(folders, held, strict=True))
        return [Way("key", PEOPLE, _all_of(held)), Way("office", OFFICE, _all_of(either))]

    def _held(self, *, reading: bool) -> str:
        """A key to all of the folder, or to what of it opens these rows; to read, broken glass is as good."""
        said = self.standing
        rooms = said.also_by if reading else sorted({said.room} & set(said.also_by))
        kinds = ", ".join(f"'{kind}'" for kind in ("any",) * (said.any_key and reading) or ("all", *rooms))
        return any_of(f"wall.{'opened' if reading else 'keys'}({kinds})")

    def _others(self, folder: str, *, reading: bool) -> Iterator[Way]:
        said = self.standing
        held, mine = f"{folder} {ANY_KEY}", any_of("wall.bodies()")
        if said.by_row:
            opens = f"{held} and wall.holds({folder}, {self.name}.opens, {self.name}.for_body_id)"
            yield Way("what the row says", PEOPLE, opens)
        if said.own:
            own = any_of("wall.keys('own contribution')")
            yield Way("own contribution", PEOPLE, f"{folder} {own} and {self.column(said.own)} {mine}")
        if said.recommended:
            own = any_of("wall.keys('own recommendations')")
            yield Way("own recommendation", PEOPLE, f"{folder} {own} and {self.column(said.recommended)} {mine}")
        if reading and said.also_at:
            yield Way("its body", PEOPLE, f"{self.column(said.also_at)} {mine}")
        if said.also_mine:
            yield Way("its person", PEOPLE, f"{self.column(said.also_mine)} = (select wall.actor())")
        if reading and said.asked:
            asked = f"{self.name}.instrument = 'asked' and {self.column(said.asked)} {mine}"
            yield Way("who was asked", PEOPLE, f"{held} and {asked}")
        if reading and said.about:
            asked = f"{self.name}.about = any ((select wall.asked())::text[])"
            yield Way("whose request it is", PEOPLE, f"{held} and {asked}")
        if reading and said.invited:
            pack = any_of("wall.keys('meeting pack')")
            yield Way("who was invited", PEOPLE, f"{folder} {pack} and {self.key} {any_of('wall.invited()')}")

    def _with_its_own(self) -> Way:
        """Whoever reads the row that each field points to."""
        return Way("what it is of", PEOPLE, _all_of(self._pointed_to_is_read(one) for one in self.standing.fields))

    def _pointed_to_is_read(self, field: str) -> str:
        parent = self.pointed_to(field)
        return f"exists (select from public.{parent.name} where {parent.key} = {self.column(field)})"

    def _as_its_own_is_written(self) -> list[Way]:
        parent = self.pointed_to(self.standing.fields[0])
        whose = f"{parent.key} = {self.column(self.standing.fields[0])}"
        return [
            Way(way.by, way.acts, f"exists (select from public.{parent.name} where {whose} and ({way.lets}))")
            for way in parent.ways(reading=False)
        ]

    def keeps(self) -> str:
        """What the keeper has before it while a paper is filed: rows of the one folder."""
        folders = [self.column(one) for one in self.standing.fields]
        if self.standing.kind != "in":
            return self.ways(reading=True)[0].lets
        if len(folders) == 1:
            return f"{folders[0]} = (select wall.filing())"
        return f"(select wall.filing()) = any (array[{', '.join(folders)}])"

    def _plain(self) -> list[Way]:
        said = self.standing
        whose = self.column(said.fields[0])
        if said.kind == "mine":
            return [Way("its person", PEOPLE, f"{whose} = (select wall.actor())")]
        if said.kind == "for":
            asked = ", ".join(f"'{one}'" for one in said.may)
            ways = [Way("its office", PEOPLE, f"{whose} {any_of(f'wall.may_for({asked})')}")]
            answer = [self._at("who is asked", said.answered_by)] if said.answered_by else []
            return [*ways, *([self._its_scrutineers()] if said.scrutineers else []), *answer]
        if said.kind == "at":
            return [Way("its body", PEOPLE, f"{whose} {any_of('wall.bodies()')}")]
        assert said.kind == "run by", said
        return [Way("office", OFFICE, f"{whose} {any_of('wall.partnerships()')}")]

    def _its_scrutineers(self) -> Way:
        whose = self.column(self.standing.fields[0])
        return Way("its scrutineers", PEOPLE, f"{whose} {any_of('wall.scrutinised()')}")

    def _also_read(self) -> Iterator[Way]:
        """Of what is for a partnership: those who read it, or what is their own body's of it, and change nothing."""
        if self.standing.scrutineers_read:
            yield self._its_scrutineers()
        if self.standing.read_by:
            yield self._at("who may read", self.standing.read_by)

    def _at(self, by: str, who: str) -> Way:
        """Those whose role may, for the partnership of the row; with a field, those of them at the body of it."""
        permission, at, field = who.partition(" at ")
        asked = f"wall.may_for('{permission}')"
        may = f"{self.column(self.standing.fields[0])} {any_of(asked)}"
        own = f" and {self.column(field)} {any_of('wall.bodies()')}" if at else ""
        return Way(by, PEOPLE, f"{may}{own}")


def _all_of(predicates: Iterable[str]) -> str:
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
    name = table.name
    yield from each_way(name, "read", "select", table.ways(reading=True))
    written = table.ways(reading=False)
    yield from each_way(name, "added", "insert", written)
    yield from each_way(name, "changed", "update", written)
    if name in REMOVED_BY_PEOPLE:
        for one in each_way(name, "removed", "delete", written):
            yield replace(one, check="")
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
