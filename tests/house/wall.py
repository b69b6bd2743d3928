"""What the second wall lets through by itself: rows counted as somebody, with no page and no rule of ours between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import DatabaseError, connection, transaction

from handrail.service.access.models import Person
from handrail.service.audit.actions import act_as
from tests.house.oracle import RELATIONS, ROLES, Row, rows
from tests.house.scene import Scene

EVERY_VISITOR = [(role, relation) for role in ROLES for relation in RELATIONS]


@contextmanager
def acting_as(person: Person | None) -> Iterator[None]:
    """The database's own answer to somebody; whatever is done is undone."""
    point = transaction.savepoint()
    try:
        act_as(person)
        yield
    finally:
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)


def table_of(model: str) -> str:
    return str(apps.get_model(model)._meta.db_table)


def count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def visible(person: Person | None, model: str) -> int:
    with acting_as(person):
        return count(f"select count(*) from {table_of(model)}")  # noqa: S608 names of our own tables


def changed(person: Person | None, model: str) -> int:
    """How many rows somebody could change: each is set to what it is."""
    table = table_of(model)
    key = apps.get_model(model)._meta.pk
    assert key is not None
    with acting_as(person), connection.cursor() as cursor:
        try:
            cursor.execute(f"update {table} set {key.column} = {key.column}")  # noqa: S608
        except DatabaseError:
            return 0
        return int(cursor.rowcount)


def disagreeing(scene: Scene, row: Row) -> list[str]:
    """Where what the database shows of a model is not what its row of the table says."""
    wrong = []
    for role, relation in EVERY_VISITOR:
        there, wanted = visible(scene.visitor(role, relation), row.url), row.opens_to(role, relation)
        if bool(there) != wanted:
            wrong.append(f"{row.url} as {role}, {relation}: {there} rows, wanted {'some' if wanted else 'none'}")
    nobody = visible(None, row.url)
    if bool(nobody) != (row.signed_out == "yes"):
        wrong.append(f"{row.url} signed out: {nobody} rows, wanted {row.signed_out}")
    return wrong


def models() -> list[Row]:
    return list(rows(models=True))
