"""The database may keep one plan for every actor, and may ask anything stable while it plans. Nobody gets an error by
it in place of an answer: not a job, not a form by code, not somebody signed out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import Actor, Job, act_as, keeping
from handrail.service.web.wall.raising import all_policies
from tests.house.rows import a_row_of_every_model
from tests.house.scene import Scene
from tests.standing import made_once

MANY = "00000000-0000-0000-0000-000000000001"
ASKED = {
    "asked": "", "actor": "", "today": "", "posts": "", "partnerships": "", "bodies": "", "posted": "",
    "may": "'manage bodies'", "may_for": "'manage bodies'", "colleagues": "", "form_of": "'paper'",
    "telling_by": "",
    "folders_called": "'WV-1'",
    "keys": "'any'", "holds": f"'{MANY}', 'all', null", "shut": "", "glass": "", "invited": "", "told": "",
    "scrutinised": "", "marks_shut": "", "told_shut": "", "looked_after": f"'{MANY}'", "folders_covered": f"'{MANY}'",
    "opens_every_folder": f"'{MANY}'", "folders_matched": f"'{MANY}'", "opens_every_match": f"'{MANY}'",
    "panel_deaths_shut": "", "withdrew": "", "seats_ended": "", "shared_meetings": "",
    "panels_led": "", "panels_kept": "", "glass_broken_since": "now()",
    "folders_of": f"'{MANY}'", "last_reference": f"'{MANY}', 'WV-'", "keep": f"'{MANY}'", "job": "", "filing": "",
    "reviews_shut": "", "reviews_barred": "", "recommendations_shut": "", "puts_shut": "", "briefings_shut": "",
    "receives": "", "actions_shut": "", "evidence_shut": "",
    "put_to_mine": "", "made": "", "opened": "'any'", "password_of": "wall.actor()",
    "enter": "'signed out', 'signed_out', ''", "people_kept": "", "went_before": f"'{MANY}'",
}  # fmt: skip
"""Each function of the wall, with something to be asked with."""

OF_THE_SIGNED_OUT = {
    "today",
    "form_of",
    "telling_by",
    "shut",
    "looked_after",
    "folders_covered",
    "folders_matched",
    "keep",
    "enter",
}
OF_A_JOB = {
    *OF_THE_SIGNED_OUT,
    "job",
    "went_before",
    "folders_of",
    "last_reference",
    "marks_shut",
    "told_shut",
    "panel_deaths_shut",
    "reviews_barred",
}
OF_A_PERSON = ASKED.keys() - {"job", "filing"}
FOR = {
    "office": OF_A_PERSON, "person": OF_A_PERSON, "form": OF_THE_SIGNED_OUT, "signed out": OF_THE_SIGNED_OUT,
    "job": OF_A_JOB,
}  # fmt: skip


@pytest.fixture(scope="module")
def standing_scene(standing_scene: Scene, django_db_blocker: DjangoDbBlocker) -> Scene:
    with made_once(django_db_blocker):
        a_row_of_every_model(standing_scene)
    return standing_scene


def actors(scene: Scene) -> dict[str, Actor | None]:
    practitioner = Practitioner.objects.filter(ended_at__isnull=True)[0]
    return {
        "office": scene.visitor("coordinator", "own"),
        "person": scene.visitor("contributor", "asked"),
        "form": practitioner,
        "signed out": None,
        "job": Job("tests"),
    }


@contextmanager
def one_plan(actor: Actor | None, faults: list[str], asked: str) -> Iterator[None]:
    """Whatever is asked within is planned once for all; it is undone, and what fails is added to the faults."""
    point = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            cursor.execute("set local plan_cache_mode = force_generic_plan")
            cursor.execute("discard plans")
        act_as(actor)
        yield
    except DatabaseError as fault:
        faults.append(f"{asked}: {str(fault).splitlines()[0]}")
    finally:
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)


def ask(query: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query)
        cursor.fetchall()


def tables() -> list[str]:
    return sorted({policy.table for policy in all_policies()})


def test_every_table_and_every_function_of_the_wall_answers_whom_it_is_for(scene: Scene) -> None:
    faults: list[str] = []
    for who, actor in actors(scene).items():
        for table in tables():
            with one_plan(actor, faults, f"{table} as {who}"):
                ask(f"select count(*) from {table}")  # noqa: S608 names of our own tables
        for function in sorted(FOR[who]):
            with one_plan(actor, faults, f"wall.{function} as {who}"):
                ask(f"select wall.{function}({ASKED[function]})")
    assert not faults


def test_every_table_answers_the_keeper_of_a_folder_whoever_hands_in(scene: Scene) -> None:
    faults: list[str] = []
    for who in ("office", "form"):
        actor = actors(scene)[who]
        folder = actor.folder_id if isinstance(actor, Practitioner) else scene.case.pk
        for table in tables():
            with one_plan(actor, faults, f"{table} as the keeper, {who}"), keeping(folder):
                ask(f"select count(*) from {table}")  # noqa: S608
    assert not faults


@pytest.mark.django_db
def test_no_function_of_the_wall_is_left_out() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select proname from pg_proc where pronamespace = 'wall'::regnamespace")
        assert {name for (name,) in cursor.fetchall()} == ASKED.keys()
