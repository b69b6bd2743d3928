"""Take any one policy of the second wall away, and what somebody may see or do is seen to change."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connections
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier
from pytest_django.plugin import DjangoDbBlocker

from handrail.demonstration.wend_valley import wend_valley
from handrail.service.access.models import Folder
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.web.logins import acting_names
from handrail.service.web.postgres import Cluster
from handrail.service.web.wall.policies import Policy
from handrail.service.web.wall.raising import all_policies
from tests.database import LOGIN, TEMPLATE
from tests.house.rows import a_row_of_every_model
from tests.house.scene import Scene, scene_of_wend_valley
from tests.house.wall import EVERY_VISITOR
from tests.journeys.database import fresh_database

SAMPLE = 40
OF_THE_SEALER = ("audit_seal", "audit_sealing")
"""Nothing in the scene is sealed: tests/rooms/audit looks at these."""

Answers = dict[str, tuple[Any, ...]]


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


@pytest.fixture(scope="module")
def house(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    with django_db_blocker.unblock(), fresh_database(cluster):
        with unit_of_work(Job("demonstration")):
            scene = scene_of_wend_valley(wend_valley())
            a_row_of_every_model(scene)
            new = Folder.objects.create(partnership=scene.cast.partnership, made_by=scene.cast["notifier"])
        with psycopg.connect(cluster.superuser_url(connections.settings["default"]["NAME"])) as superuser:
            yield House(superuser, list(_visitors(scene, new.pk)))


def _visitors(scene: Scene, new: uuid.UUID) -> Iterator[Visitor]:
    for role, relation in EVERY_VISITOR:
        yield Visitor(f"{role}, {relation}", scene.visitor(role, relation).actor_key, "person")
    notifier = scene.visitor("notifier", "own").actor_key
    yield Visitor("filing in the folder", notifier, "person", scene.case.pk)
    yield Visitor("filing in a new folder", scene.cast["notifier"].actor_key, "person", uuid.uuid4())
    yield Visitor("filing before there is a key", scene.cast["notifier"].actor_key, "person", new)
    yield Visitor("signed out", "signed out", "signed out")
    yield Visitor("a job", "tests", "job")


@contextmanager
def _coming(house: House, visitor: Visitor) -> Iterator[psycopg.Cursor]:
    """As the visitor, by the tests' login; the superuser takes over again after."""
    with house.superuser.transaction(force_rollback=True), house.superuser.cursor() as cursor:
        cursor.execute(SQL("set local session authorization {}").format(Identifier(LOGIN)))
        cursor.execute(SQL("set local role {}").format(Identifier(acting_names(TEMPLATE)["job"])))
        cursor.execute("select set_config('role', wall.enter(%s, %s, 'tests'), true)", [visitor.actor, visitor.acts])
        if visitor.files_in:
            cursor.execute("select set_config('role', wall.keep(%s), true)", [visitor.files_in])
        yield cursor


def answers(house: House, policy: Policy) -> Answers:
    """What every visitor gets of a table, for the kind of thing that a policy is about."""
    row = _one_row(house, policy.table)
    return {
        visitor.called: tuple(_answer(house, visitor, policy.table, command, row) for command in _commands(policy))
        for visitor in house.visitors
    }


def _commands(policy: Policy) -> tuple[str, ...]:
    return ("select", "insert", "update") if policy.command == "all" else (policy.command,)


def _answer(house: House, visitor: Visitor, table: str, command: str, row: dict[str, Any]) -> Any:
    with _coming(house, visitor) as cursor:
        try:
            return _done(cursor, table, command, row, visitor)
        except InsufficientPrivilege:
            return "refused"
        except psycopg.Error as other:  # it came past the policies, to the rules that hold for everybody
            return f"allowed, but {type(other).__name__}"


def _done(cursor: psycopg.Cursor, table: str, command: str, row: dict[str, Any], visitor: Visitor) -> int:
    name, key = Identifier(table), Identifier(_key(table))
    if command == "select":
        cursor.execute(SQL("select count(*) from {}").format(name))
        return int((cursor.fetchone() or (0,))[0])
    if command == "insert":
        names = SQL(", ").join(Identifier(column) for column in row)
        cursor.execute(
            SQL("insert into {} ({}) select {} from json_populate_record(null::{}, %s)").format(
                name, names, names, name
            ),
            [json.dumps(_new(row, table, visitor), default=str)],
        )
    elif command == "update":
        cursor.execute(SQL("update {} set {} = {}").format(name, key, key))
    else:
        cursor.execute(SQL("delete from {}").format(name))
    return cursor.rowcount


def _new(row: dict[str, Any], table: str, visitor: Visitor) -> dict[str, Any]:
    """The same row again as if the visitor wrote it; that the key is taken is found out only after the policies."""
    if table == "access_folder":
        return {**row, "id": str(visitor.files_in or row["id"]), "made_by_id": visitor.actor}
    if table == "audit_entry":
        return {**row, "actor": visitor.actor}
    return row


def _one_row(house: House, table: str) -> dict[str, Any]:
    """A row of the scene's folder, without the columns that the database itself fills."""
    with house.superuser.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER' "
            "and table_schema = 'public'",
            [table],
        )
        columns = [column for (column,) in cursor.fetchall()]
        cursor.execute(SQL("select to_jsonb(t) from {} t order by {} limit 1").format(Identifier(table), SQL("1")))
        found = cursor.fetchone()
    assert found, f"no row in {table}"
    return {column: found[0][column] for column in columns}


def _key(table: str) -> str:
    (model,) = [one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == table]
    assert model._meta.pk is not None
    return str(model._meta.pk.column)


def _unnoticed(house: House, policies: list[Policy]) -> list[str]:
    missed = []
    for policy in policies:
        before = answers(house, policy)
        with house.superuser.transaction(force_rollback=True):
            drop = SQL("drop policy {} on {}").format(Identifier(policy.name[:63]), Identifier(policy.table))
            house.superuser.execute(drop)
            if answers(house, policy) == before:
                missed.append(f"{policy.table}: {policy.name}")
    return missed


@contextmanager
def _nobody(house: House, acts: str) -> Iterator[psycopg.Cursor]:
    """In a role that people act in, without having said who."""
    with house.superuser.transaction(force_rollback=True), house.superuser.cursor() as cursor:
        cursor.execute(SQL("set local session authorization {}").format(Identifier(LOGIN)))
        cursor.execute(SQL("set local role {}").format(Identifier(acting_names(TEMPLATE)[acts])))
        yield cursor


@pytest.mark.parametrize("acts", ["person", "office", "keeper"])
def test_without_an_actor_what_is_there_is_refused_and_is_never_an_empty_page(house: House, acts: str) -> None:
    with _nobody(house, acts) as cursor, pytest.raises(InsufficientPrivilege, match=r"No (actor|folder) is named"):
        cursor.execute("select from cases_case")


def test_nobody_comes_in_as_a_person_without_saying_who(house: House) -> None:
    with _nobody(house, "person") as cursor, pytest.raises(InsufficientPrivilege, match="No actor is named"):
        cursor.execute("select wall.enter('', 'person', 'tests')")


def test_an_actor_who_is_no_person_is_refused(house: House) -> None:
    with _nobody(house, "person") as cursor:
        cursor.execute("select set_config('handrail.actor', 'a job', true)")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            cursor.execute("select from cases_case")


def _tried() -> list[Policy]:
    return [policy for policy in all_policies() if policy.table not in OF_THE_SEALER]


def test_any_policy_of_a_sample_is_missed_when_it_is_gone(house: House) -> None:
    sample = random.Random(1989).sample(_tried(), SAMPLE)  # noqa: S311 the same sample each time
    assert not _unnoticed(house, sample)


@pytest.mark.full
def test_every_policy_is_missed_when_it_is_gone(house: House) -> None:
    assert not _unnoticed(house, _tried())
