"""Everybody who may come to the database, and what it answers each of them by itself: rows seen, written, changed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import psycopg
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.db import connections
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from handrail.demonstration.wend_valley import employ, wend_valley
from handrail.service.access.models import BrokenGlass, Exclusion, Folder, Invitation, MoreReading, Person
from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.children.models import Child
from handrail.service.learning.models import Briefing, BriefingRead
from handrail.service.outbox.actions import write
from handrail.service.partnerships.models import Body
from handrail.service.web.logins import acting_names
from handrail.service.web.postgres import Cluster
from tests.database import LOGIN, TEMPLATE
from tests.house.rows import a_row_of_every_model
from tests.house.rows_reports import to_neighbours
from tests.house.scene import Scene, scene_of_wend_valley
from tests.house.scene_chronologies import asked_for_lines_by_code
from tests.house.scene_meetings import a_group_decides_of_the_folder
from tests.house.scene_national_panel import (
    at_the_panel_and_elsewhere,
    at_the_panel_and_shut_out,
    scrutineer_shut_out,
)
from tests.house.scene_overview_panels import (
    from_the_neighbour,
    who_has_a_seat_at_the_vale,
    who_withdrew,
    whose_seat_ended,
)
from tests.house.scene_rounds import who_challenges_with_no_key
from tests.house.scene_tellings import one_who_writes
from tests.house.shut_and_kept import at_an_overview_panel_and_shut_out
from tests.house.wall import EVERY_VISITOR
from tests.journeys.database import fresh_database

Row = dict[str, Any]
OF_ONE_PERSON = (
    "access_turnedaway", "access_brokenglass", "access_post", "mfa_authenticator", "socialaccount_socialaccount",
)  # fmt: skip


@dataclass(frozen=True)
class Visitor:
    """Somebody who comes to the database, and the folder in which they hand something in, if they do."""

    called: str
    actor: str
    acts: str
    files_in: uuid.UUID | None = None


@dataclass
class House:
    """A committed scene, the superuser's connection to it, and everybody who may come."""

    superuser: psycopg.Connection
    visitors: list[Visitor]
    known: dict[tuple[Visitor, str, str], Any] = field(default_factory=dict)
    """What was answered with every policy in its place."""
    rows: dict[str, list[Row]] = field(default_factory=dict)
    roles: dict[Visitor, str] = field(default_factory=dict)

    @contextmanager
    def coming(self, visitor: Visitor) -> Iterator[psycopg.Cursor]:
        """As the visitor, by the tests' login; the superuser takes over again after."""
        with self.superuser.transaction(force_rollback=True), self.superuser.cursor() as cursor:
            cursor.execute(SQL("set local session authorization {}").format(Identifier(LOGIN)))
            cursor.execute(SQL("set local role {}").format(Identifier(acting_names(TEMPLATE)["job"])))
            enter = "select set_config('role', wall.enter(%s, %s, 'tests'), true)"
            cursor.execute(enter, [visitor.actor, visitor.acts])
            if visitor.files_in:
                cursor.execute("select set_config('role', wall.keep(%s), true)", [visitor.files_in])
            yield cursor

    def visitors_in(self, acts: Iterable[str]) -> list[Visitor]:
        """Those who come in one of these roles to act in."""
        wanted = {acting_names(TEMPLATE)[one] for one in acts}
        return [one for one in self.visitors if self._role_of(one) in wanted]

    def _role_of(self, visitor: Visitor) -> str:
        if visitor not in self.roles:
            with self.coming(visitor) as cursor:
                self.roles[visitor] = str((cursor.execute("select current_user").fetchone() or ("",))[0])
        return self.roles[visitor]

    def answer(self, visitor: Visitor, table: str, command: str) -> Any:
        """What they get while every policy stands."""
        if (visitor, table, command) not in self.known:
            self.known[visitor, table, command] = self.asked_anew(visitor, table, command)
        return self.known[visitor, table, command]

    def asked_anew(self, visitor: Visitor, table: str, command: str) -> Any:
        rows = self._rows_of(table)
        with self.coming(visitor) as cursor:
            if command != "insert":
                return _tried(cursor, table, command, {})
            return [_tried(cursor, table, command, _as_theirs(row, table, visitor)) for row in rows]

    def _rows_of(self, table: str) -> list[Row]:
        """Some rows as they stand, without the columns that the database itself fills."""
        if table not in self.rows:
            self.rows[table] = _some_rows(self.superuser, table)
        return self.rows[table]


@contextmanager
def the_house(cluster: Cluster) -> Iterator[House]:
    with fresh_database(cluster):
        with unit_of_work(Job("demonstration")):
            scene = scene_of_wend_valley(wend_valley())
            a_row_of_every_model(scene)
            _what_only_some_policies_are_asked_of(scene)
            visitors = list(_visitors(scene))
        with psycopg.connect(cluster.superuser_url(connections.settings["default"]["NAME"])) as superuser:
            house = House(superuser, visitors)
            house.rows["access_post"] = [
                *_some_rows(superuser, "access_post"), *_posts_of_invitations(superuser), _the_first(superuser, scene),
            ]  # fmt: skip
            bodies = "partnerships_body"
            house.rows[bodies] = [*_some_rows(superuser, bodies), *_some_rows(superuser, bodies, AGENCIES)]
            yield house


def _what_only_some_policies_are_asked_of(scene: Scene) -> None:
    """A child whom no incident shows, a sign-in by another's login, more reading by somebody who has a key, a
    briefing that nobody was sent, and that somebody of an agency says they read, a message of no partnership, an
    invitation that somebody took up who looks after nobody, and what is handed over to another partnership."""
    Child.objects.create(folder=scene.case.folder, given_names="Robin", family_name="Fairlight")
    SocialAccount.objects.create(user=scene.visitor("coordinator", "own"), provider="a-council", uid="1")
    MoreReading.objects.create(
        person=scene.visitor("notifier", "own"), of=MoreReading.Of.FOLDERS, why="An audit of ours."
    )
    taken = Invitation.objects.all()[0]
    taken.pk, taken.accepted_at, taken._state.adding = uuid.uuid4(), timezone.now(), True
    taken.person, taken.email = scene.visitor("notifier", "own"), "taken.up@wendvalley.example"
    taken.save()
    write(to="nobody.here@wendvalley.example", subject="A word", text="Words.", kind="test")
    unsent = Briefing.objects.filter(case=scene.case)[0]
    BriefingRead.objects.create(
        briefing=unsent, case=scene.case, body=scene.cast.trust, person=scene.visitor("contributor", "asked")
    )
    unsent.pk, unsent.sent_at, unsent._state.adding = uuid.uuid4(), None, True
    unsent.save()
    a_group_decides_of_the_folder(scene)
    to_neighbours(scene)


def _posts_of_invitations(superuser: psycopg.Connection) -> list[Row]:
    """The post that whoever takes an invitation up is given, for somebody who has none yet."""
    with superuser.cursor() as cursor:
        cursor.execute(
            "select to_jsonb(post) || jsonb_build_object('role', come.role, 'body_id', "
            "come.body_id, 'partnership_id', come.partnership_id, 'until_on', come.until_on) "
            "from access_invitation come, (select * from access_post limit 1) post where come.accepted_at is null"
        )
        return [row for (row,) in cursor.fetchall()]


def _the_first(superuser: psycopg.Connection, scene: Scene) -> Row:
    """A post for a partnership that nobody has looked after, which whoever adds it gives themselves."""
    with unit_of_work(Job("demonstration")):
        fresh = Body.objects.create(name="Far Fell Partnership", kind=scene.cast.partnership.kind)
    return {**_some_rows(superuser, "access_post")[0], "partnership_id": str(fresh.pk), "body_id": str(fresh.pk)}


def _visitors(scene: Scene) -> Iterator[Visitor]:
    cast = scene.cast
    new = Folder.objects.create(partnership=cast.partnership, made_by=cast["notifier"])
    for role, relation in EVERY_VISITOR:
        yield Visitor(f"{role}, {relation}", scene.visitor(role, relation).actor_key, "person")
    notifier = scene.visitor("notifier", "own").actor_key
    yield Visitor("filing in the folder", notifier, "person", scene.case.pk)
    yield Visitor("filing in a new folder", cast["notifier"].actor_key, "person", uuid.uuid4())
    yield Visitor("filing before there is a key", cast["notifier"].actor_key, "person", new.pk)
    yield Visitor("signed out", "signed out", "signed_out")
    yield Visitor("a job", "tests", "job")
    yield Visitor("a witness", "a witness", "witness")
    for person in shut_out_though_they_hold_keys(scene):
        yield Visitor(f"{person.name}, shut out", person.actor_key, "person")
    yield Visitor("somebody who broke the glass", behind_broken_glass(scene).actor_key, "person")
    both = at_the_panel_and_elsewhere(scene)
    yield Visitor("a coordinator who is at the Panel too", both.actor_key, "person")
    yield Visitor("the same, filing in the folder", both.actor_key, "person", scene.case.pk)
    for person in (
        at_the_panel_and_shut_out(scene), scrutineer_shut_out(scene), at_an_overview_panel_and_shut_out(scene),
    ):  # fmt: skip
        yield Visitor(f"{person.name}, outside and shut out", person.actor_key, "person")
    yield Visitor("a member of an overview panel who withdrew", who_withdrew(scene).actor_key, "person")
    for person in (whose_seat_ended(scene), from_the_neighbour(scene), who_has_a_seat_at_the_vale(scene)):
        yield Visitor(f"{person.name}, of an overview panel", person.actor_key, "person")
    yield Visitor("a challenger with no key", who_challenges_with_no_key(scene).actor_key, "person")
    by_code = Practitioner.objects.live().filter(folder=scene.case.folder).first()
    assert by_code is not None
    of_lines = asked_for_lines_by_code(scene)
    yield Visitor("a practitioner by code", by_code.actor_key, "form")
    yield Visitor("a practitioner who hands in", by_code.actor_key, "form", scene.case.pk)
    yield Visitor("a practitioner who gives a chronology", of_lines.actor_key, "form")
    yield Visitor("a teller by code", one_who_writes(scene).actor_key, "form")


def shut_out_though_they_hold_keys(scene: Scene) -> list[Person]:
    """Somebody whose role is wide, somebody whose council has the key to all, and somebody who was asked."""
    cast = scene.cast
    people = [
        employ("Shelagh Outram", "coordinator", cast.partnership, cast.partnership),
        employ("Shadrach Penn", "notifier", cast.council, cast.partnership),
        employ("Sheba Lockyer", "contributor", cast.trust, cast.partnership),
    ]
    name_actor(cast["coordinator"])
    names = tuple(person.name for person in people)
    shut_out(scene.case, Named(names, (), Exclusion.Stands.RELATIVE), why="They are kin", by=cast["coordinator"])
    return people


def behind_broken_glass(scene: Scene) -> Person:
    cast = scene.cast
    person = employ("Breck Hastings", "senior officer", cast.neighbour_council, cast.neighbour)
    BrokenGlass.objects.create(
        folder=scene.case.folder, person=person, reason="A child of this family is at the door tonight.",
        until_at=timezone.now() + timedelta(hours=1), told_first=cast["coordinator"],
        told_second=cast["deputy coordinator"],
    )  # fmt: skip
    return person


def _tried(cursor: psycopg.Cursor, table: str, command: str, row: Row) -> Any:
    try:
        with cursor.connection.transaction(force_rollback=True):
            return _done(cursor, table, command, row)
    except InsufficientPrivilege:
        return "refused"
    except psycopg.Error as other:  # it came past the policies, to the rules that hold for everybody
        return f"allowed, but {type(other).__name__}"


def _done(cursor: psycopg.Cursor, table: str, command: str, row: Row) -> int:
    name, key = Identifier(table), Identifier(_key(table))
    if command == "select":
        cursor.execute(SQL("select count(*) from {}").format(name))
        return int((cursor.fetchone() or (0,))[0])
    if command == "insert":
        names = SQL(", ").join(Identifier(column) for column in row)
        insert = SQL("insert into {} ({}) select {} from json_populate_record(null::{}, %s)")
        cursor.execute(insert.format(name, names, names, name), [json.dumps(row, default=str)])
    elif command == "update":
        cursor.execute(SQL("update {} set {} = {}").format(name, key, key))
    else:
        cursor.execute(SQL("delete from {}").format(name))
    return cursor.rowcount


def _as_theirs(row: Row, table: str, visitor: Visitor) -> Row:
    """The row again as if the visitor wrote it; that its key is taken is found out only after the policies."""
    if table == "access_folder":
        return {**row, "id": str(visitor.files_in or row["id"]), "made_by_id": visitor.actor}
    if table in ("audit_entry", "web_answer"):
        return {**row, "actor": visitor.actor}
    if table == "reports_handoverreceipt" and visitor.acts == "person":
        return {**row, "signed_by_id": visitor.actor}
    if table in OF_ONE_PERSON and visitor.acts == "person":
        return {**row, "user_id" if "user_id" in row else "person_id": visitor.actor}
    return row


AGENCIES = SQL("kind = 'relevant agency'")
"""What a coordinator may add to the bodies: a school that is asked about itself."""


def _some_rows(superuser: psycopg.Connection, table: str, those: SQL = SQL("true")) -> list[Row]:  # noqa: B008 never changed
    with superuser.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER' "
            "and table_schema = 'public'",
            [table],
        )
        columns = [column for (column,) in cursor.fetchall()]
        cursor.execute(
            SQL("select to_jsonb(t) from {} t where {} order by {} limit 8").format(Identifier(table), those, SQL("1"))
        )
        found = [row for (row,) in cursor.fetchall()]
    assert found, f"no row in {table}"
    return [{column: row[column] for column in columns} for row in found]


def _key(table: str) -> str:
    (model,) = [one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == table]
    assert model._meta.pk is not None
    return str(model._meta.pk.column)
