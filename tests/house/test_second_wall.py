"""The database alone shows each person what the access tables say and no more, whatever the pages ask of it."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.web.wall.raising import OUTSIDE, QUEUE, all_policies, unsaid
from tests.house.rows import SEALED, a_row_of_every_model
from tests.house.scene import Scene
from tests.house.wall import count, disagreeing, models, table_of
from tests.standing import made_once


@pytest.fixture(scope="module")
def standing_scene(standing_scene: Scene, django_db_blocker: DjangoDbBlocker) -> Scene:
    with made_once(django_db_blocker):
        a_row_of_every_model(standing_scene)
    return standing_scene


def test_every_model_says_how_its_rows_stand() -> None:
    assert not unsaid(), "add a line for the model to its room's access.csv"


def test_the_scene_has_a_row_of_every_model(scene: Scene) -> None:
    empty = {row.url for row in models() if not count(f"select count(*) from {table_of(row.url)}")}  # noqa: S608
    assert empty == SEALED


def test_each_model_is_seen_by_whom_its_row_says(scene: Scene) -> None:
    assert not [wrong for row in models() if row.url not in SEALED for wrong in disagreeing(scene, row)]


@pytest.mark.django_db
def test_every_table_has_a_wall_or_a_reason_to_have_none() -> None:
    walled = {policy.table for policy in all_policies()}
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity from pg_class c join pg_namespace n on n.oid = c.relnamespace "
            "where n.nspname = 'public' and c.relkind in ('r', 'p', 'm', 'v')"
        )
        found = dict(cursor.fetchall())
    assert {table for table, secured in found.items() if secured} == walled
    bare = {table for table, secured in found.items() if not secured and not table.startswith(QUEUE)}
    assert bare == set(OUTSIDE) & set(found)
