"""Every job names itself to the database, and says in the audit what it changed: of each folder, or not at all.

Generated from the jobs that the rooms declare: whoever adds one must give it something to do here, or the build fails.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from psycopg.sql import SQL, Identifier

import handrail.service
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.audit.saying import NEEDS_NO_WORD, SCENES, Unsaid, table_written
from handrail.service.outbox.models import DailyRound
from handrail.service.partnerships.models import Body
from tests.house.jobs import TO_DO, every_job, give_it_something_to_do, rows_now, run
from tests.house.scene import Scene
from tests.rooms.cast import Cast

A_JOB = Job("something new")


@pytest.mark.django_db
@pytest.mark.parametrize("name", every_job())
def test_a_job_says_of_each_folder_what_it_changed(name: str, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    give_it_something_to_do(name, scene, monkeypatch)
    before, last = rows_now(), Entry.objects.order_by("-number")[0].number
    run(name, scene)
    changed = {row for row in before ^ rows_now() if row.table not in NEEDS_NO_WORD}
    assert changed, "it had nothing to do, so nothing was tried"
    said = {str(one.case_id) for one in Entry.objects.filter(number__gt=last, looked=False)}
    assert said, f"it changed {sorted({row.table for row in changed})} and said nothing"
    unsaid = {row.table for row in changed if row.folder and row.folder not in said}
    assert not unsaid, f"it said nothing of the folders whose rows it changed in {sorted(unsaid)}"


def test_whatever_is_tried_here_is_a_job() -> None:
    assert set(TO_DO) == set(every_job())


@pytest.mark.django_db
def test_what_a_job_does_not_say_is_not_kept(cast: Cast) -> None:
    name = Body.objects.get(pk=cast.school.pk).name
    with pytest.raises(Unsaid, match="partnerships_body"), unit_of_work(A_JOB):
        Body.objects.filter(pk=cast.school.pk).update(name="Changed")
    assert Body.objects.get(pk=cast.school.pk).name == name


@pytest.mark.django_db
def test_a_look_says_nothing_of_a_change(cast: Cast) -> None:
    with pytest.raises(Unsaid):
        _changed_beside(lambda: audit.looked(A_JOB, "a school", cast.school), cast)


@pytest.mark.django_db
def test_what_was_said_in_another_unit_of_work_says_nothing_in_this(cast: Cast) -> None:
    def another() -> None:
        with unit_of_work(A_JOB):
            audit.record(A_JOB, "did something else", cast.school)

    with pytest.raises(Unsaid):
        _changed_beside(another, cast)


def _changed_beside(what: Callable[[], None], cast: Cast) -> None:
    with unit_of_work(A_JOB):
        what()
        Body.objects.filter(pk=cast.school.pk).update(name="Changed")


@pytest.mark.django_db
def test_a_job_that_read_or_changed_no_row_has_nothing_to_say(cast: Cast) -> None:
    with unit_of_work(A_JOB):
        Body.objects.filter(name="There is no such body").update(name="Changed")
        assert Body.objects.exists()
        DailyRound.objects.create(of="x", on="2026-11-23")


def test_every_way_to_write_a_row_is_known_for_one() -> None:
    written = ['INSERT INTO "a_b" ("x") VALUES (1)', 'update only "a_b" set x = 1', "\n delete from public.a_b"]
    assert {table_written(query) for query in written} == {"a_b"}
    assert table_written(SQL("delete from {}").format(Identifier("public", "a_b"))) == "a_b"
    assert table_written("select * from a_b where did = 'update a_b'") == ""


def _jobs_named() -> Iterator[tuple[str, str]]:
    for path in Path(handrail.service.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Job"
            if called and isinstance(node, ast.Call):
                (name,) = node.args
                yield path.name, str(name.value) if isinstance(name, ast.Constant) else "?"


def test_no_room_does_its_work_under_the_name_of_a_scene() -> None:
    """What is done under those names needs no word in the audit."""
    named = list(_jobs_named())
    assert len(named) > 20
    assert not {place for place, name in named if name in SCENES or name == "?"}
