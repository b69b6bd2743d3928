"""Canaries in every text of a folder with something of every kind in it: after it went, no table holds one."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, models, transaction

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import (
    change_details,
    close_case,
    file_note,
    give_late_reason,
    join_folders,
    open_case,
    reopen_case,
)
from handrail.service.cases.models import Case, Draft
from handrail.service.documents.actions import store
from handrail.service.outbox.actions import write
from handrail.service.records.models import AccessRequest, Deletion, Hold
from handrail.service.records.register import holdings
from handrail.service.same_child.models import Resemblance
from tests.house.scene import Scene, now, scene_of_wend_valley
from tests.rooms.cast import Cast
from tests.rooms.records.going import see_off

ENOUGH = 40


@pytest.fixture
def scene(cast: Cast) -> Scene:
    scene = scene_of_wend_valley(cast)
    Deletion.objects.all().delete()
    Hold.objects.all().delete()
    Resemblance.objects.update(decided="", joined=False)  # what stays of one: tests/rooms/same_child
    AccessRequest.objects.update(checked_by=cast["senior officer"], checked_at=now(), answered_on=now().date())
    return scene


def canary(number: int) -> str:
    return f"kanari{number:04d}vogel"


def plant(case: Case) -> list[str]:
    """A canary in every text that a row of the folder holds. What was sent stands, and keeps the words it has."""
    planted: list[str] = []
    for holding in holdings():
        for field in holding.model._meta.concrete_fields:
            words = canary(len(planted))
            if isinstance(field, models.JSONField):
                value: object = {"what": [words]}
            elif takes_words(field):
                value = words
            else:
                continue
            try:
                with transaction.atomic():
                    changed = holding.rows(case.pk).update(**{field.name: value})
            except DatabaseError:
                continue
            if changed:
                planted.append(words)
    return planted


def takes_words(field: models.Field[object, object]) -> bool:
    long = isinstance(field, models.TextField) or (
        isinstance(field, models.CharField) and (field.max_length or 0) >= 60
    )
    return long and not field.choices and not field.primary_key and field.name not in ("about", "duty", "reference")


def everything() -> Iterator[tuple[str, str]]:
    """Every row of every table as text, by table; bytes are there in hexadecimal."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' and tablename <> 'access_password'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'select whole_row::text from public."{table}" as whole_row')  # noqa: S608 a name from the catalogue
            for (text,) in cursor.fetchall():
                yield table, text


def found(words: list[str]) -> set[tuple[str, str]]:
    return {
        (word, table) for table, text in everything() for word in words if word in text or word.encode().hex() in text
    }


def test_nothing_of_a_folder_that_went_is_left_in_any_table(scene: Scene) -> None:
    case = scene.case
    planted = plant(case)
    store(case.folder, "kanari-datei.pdf", b"%PDF-1.4 kanari-inhalt", by=scene.cast["coordinator"])
    write(to="a@b.example", subject=f"{case.reference}: kanari-post", text="kanari-text", kind="test")
    planted += ["kanari-datei", "kanari-inhalt", "kanari-post", "kanari-text"]
    assert len(planted) >= ENOUGH
    assert {word for word, _ in found(planted)} == set(planted), "the search sees every canary while it is there"
    zone = {table for _, table in found(planted) if table.startswith("overview_panels_")}
    assert zone >= {f"overview_panels_{one}" for one in ("paneldeath", "analysis", "factor", "minutes", "question")}
    see_off(case, scene.cast)
    assert found(planted) == set()


def test_no_row_of_another_folder_goes_with_it(scene: Scene) -> None:
    other = scene.things["join_id"]
    beside = Case.objects.exclude(pk=scene.case.pk).values_list("pk", flat=True)
    before = {(one.model, pk): one.rows(pk).count() for one in holdings() for pk in beside}
    see_off(scene.case, scene.cast)
    after = {(one.model, pk): one.rows(pk).count() for one in holdings() for pk in beside}
    lost = {model._meta.label for (model, pk), number in before.items() if after[model, pk] != number}
    shut_by_it = "access.ShutOut"  # who was shut out of this folder was so of the joined one too
    of_both = {"cases.Join", "reviews.FolderCovered", "same_child.Resemblance", "scrutiny.Sampled"}
    assert lost == {*of_both, shut_by_it}, f"only the join itself ({other}) goes, and what hung on it"


def test_a_table_that_was_forgotten_would_be_seen(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = plant(scene.case)
    rest = tuple(one for one in holdings() if one.model is not Draft)
    monkeypatch.setattr("handrail.service.records.actions.letting_go.holdings", lambda: rest)
    with pytest.raises(Exception, match="points into it"):
        see_off(scene.case, scene.cast)
    assert found(planted)


def test_the_audit_says_nothing_that_stands_in_the_folder(scene: Scene) -> None:
    """What outlives a folder tells who did what, and repeats none of the words that were typed in it."""
    case, by = scene.case, scene.cast["coordinator"]
    words = [canary(number) for number in range(6)]
    name_actor(by)
    file_note(case, of="note", happened_at=now(), with_whom=words[0], text=words[0], by=by)
    give_late_reason(case, duty="notify_panel", about="x", reason=words[1], by=by)
    change_details(case, lead=None, local_reference=words[2], by=by)
    close_case(case, why=words[3], by=by)
    reopen_case(case, why=words[4], by=by)
    third = open_case(partnership=case.partnership, authority=case.authority, by=by)
    join_folders(case, third, why=words[5], by=by)
    said = json.dumps(list(Entry.objects.values_list("did", flat=True)))
    assert not [word for word in words if word in said]
