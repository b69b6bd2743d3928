"""Every page of something in a folder leaves exactly its entries, every refusal leaves one, and nothing else does.

Generated from the access tables: whoever adds an address need not remember the audit, and cannot go round it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.audit import kinds
from handrail.service.audit.kinds import COPY, LIST, REFUSAL, SEARCH
from handrail.service.audit.models import Entry
from handrail.service.audit.saying import table_written
from tests.house.browsers import browser_of
from tests.house.holders import Holders
from tests.house.oracle import RELATIONS, ROLES, Row, rows
from tests.house.scene import Scene

SAMPLE = 60
Cell = tuple[Row, str, str]


def cells() -> Iterator[Cell]:
    for row in rows():
        for role in ROLES:
            for relation in RELATIONS:
                yield row, role, relation


def some(count: int) -> list[Cell]:
    return random.Random(1933).sample(list(cells()), count)  # noqa: S311 the same sample each time


def faults_of(scene: Scene, chosen: list[Cell]) -> list[str]:
    return [f"{row.method} {row.url} as {role}, {relation}: {wrong}" for row, role, relation in chosen
            if (wrong := fault_of(scene, row, scene.visitor(role, relation), relation))]  # fmt: skip


def fault_of(scene: Scene, row: Row, person: Person, relation: str) -> str:
    """What is wrong with the entries that one visit left; empty when nothing is."""
    client = browser_of(scene, person)
    kwargs = scene.kwargs_of(row.url, relation)
    address = reverse(row.url, kwargs=kwargs)
    with scene.kept():
        before = _last_number()
        answer = client.generic(row.method, address)
        left = list(Entry.objects.filter(number__gt=before, actor=person.actor_key).order_by("number"))
    if answer.status_code in (403, 404):
        return _of_a_refusal(left, kwargs)
    if answer.status_code == 200 and "case_id" in kwargs and not any(e.looked and e.case_id for e in left):
        return "shown without an entry"
    if answer.status_code == 200 and row.method == "GET" and "case_id" in kwargs:
        return _of_a_look(left, taken="attachment" in answer.get("Content-Disposition", ""))
    return "a refusal that was none" if any(entry.paper == REFUSAL for entry in left) else ""


def faults_by_code(scene: Scene) -> list[str]:
    """The same of each page that opens by a code, whose address names no folder."""
    holders, wrong = Holders(scene), []
    for row in rows():
        client, holder = holders.browser_for(row), holders.of(row)
        if client is None or holder is None:
            continue
        with scene.kept():
            before = _last_number()
            answer = client.generic(row.method, reverse(row.url, kwargs=scene.kwargs_of(row.url, "own")))
            left = list(Entry.objects.filter(number__gt=before, actor=holder.actor_key).order_by("number"))
        fault = ""
        if answer.status_code in (403, 404):
            fault = _of_a_refusal(left, {"case_id": getattr(holder, "folder_id", None)})
        elif answer.status_code == 200 and row.method == "GET":
            fault = _of_a_look(left, taken="attachment" in answer.get("Content-Disposition", ""))
        elif answer.status_code != 302 and not left:
            fault = f"{answer.status_code}, and left nothing"
        wrong += [f"{row.method} {row.url}: {fault}"] if fault else []
    return wrong


def _of_a_refusal(left: list[Entry], kwargs: dict[str, object]) -> str:
    if [entry.paper for entry in left] != [REFUSAL]:
        return f"refused, and left {left}"
    return "" if left[0].case_id == kwargs.get("case_id") else "it names another folder than was asked for"


def _of_a_look(left: list[Entry], *, taken: bool) -> str:
    """One look, and where a file left, one copy."""
    looks, copies = [e for e in left if e.looked and e.paper != COPY], [e for e in left if e.paper == COPY]
    if len(looks) != 1 or len(copies) != taken:
        return f"left {[str(entry) for entry in left]}"
    return ""


def _last_number() -> int:
    last = Entry.objects.order_by("-number").first()
    return last.number if last else 0


@pytest.mark.django_db
def test_a_sample_of_visits_leaves_exactly_its_entries(scene: Scene) -> None:
    assert not faults_of(scene, some(SAMPLE))


@pytest.mark.full
@pytest.mark.django_db
def test_every_visit_leaves_exactly_its_entries(scene: Scene) -> None:
    assert not faults_of(scene, list(cells()))


@pytest.mark.django_db
def test_every_page_that_opens_by_a_code_leaves_exactly_its_entries(scene: Scene) -> None:
    assert "\n".join(faults_by_code(scene)) == ""


@pytest.mark.django_db
def test_a_door_by_code_that_forgot_its_look_shows_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    holders = Holders(scene)
    some = [row for row in rows() if row.url in ("requests:form_check", "tellings:check")]
    browsers = [(row, holders.browser_for(row)) for row in some if row.method == "GET"]
    assert len(browsers) == 2
    monkeypatch.setattr("handrail.service.access.form_codes.audit.looked", lambda *_, **__: None)
    for row, client in browsers:
        assert client is not None
        assert client.get(reverse(row.url, kwargs=scene.kwargs_of(row.url, "own"))).status_code == 500, row.url


@pytest.mark.django_db
def test_a_list_and_a_search_leave_one_entry_each_and_a_page_of_the_law_none(scene: Scene) -> None:
    client = Client()
    person = scene.visitor("coordinator", "own")
    client.force_login(person)
    chronology = scene.kwargs_of("chronologies:chronology", "own")
    for address, kind in (
        ("/cases/", LIST),
        ("/search?q=Wren", SEARCH),
        (reverse("law:law"), None),
        (reverse("meetings:decisions"), LIST),
        (reverse("meetings:decisions") + "?words=Wren", SEARCH),
        (reverse("access:bodies") + "?words=Wren", SEARCH),
        (reverse("arrangements:schools") + "?name=Wren", SEARCH),
    ):
        before = _last_number()
        assert client.get(address).status_code == 200
        left = [entry.paper for entry in Entry.objects.filter(number__gt=before)]
        assert left == ([kind] if kind else []), address
    for address in ("?words=Wren", "?person=Wren"):
        before = _last_number()
        assert client.get(reverse("chronologies:chronology", kwargs=chronology) + address).status_code == 200
        assert SEARCH in [entry.paper for entry in Entry.objects.filter(number__gt=before)]
    client.force_login(scene.visitor("administrator", "own"))
    before = _last_number()
    assert client.get(reverse("access:people") + "?words=Wren").status_code == 200
    assert [entry.paper for entry in Entry.objects.filter(number__gt=before)] == [SEARCH]


@pytest.mark.django_db
def test_who_is_signed_out_fills_no_audit(scene: Scene) -> None:
    before = _last_number()
    for row in rows():
        if row.signed_out == "sign in":
            Client().generic(row.method, reverse(row.url, kwargs=scene.kwargs_of(row.url, "own")))
    assert _last_number() == before


@pytest.mark.django_db
def test_a_room_that_forgot_its_look_shows_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handrail.service.cases.doors.audit.looked", lambda *_, **__: None)
    client = Client(raise_request_exception=False)
    client.force_login(scene.visitor("coordinator", "own"))
    answer = client.get(reverse("cases:case", args=[scene.case.pk]))
    assert answer.status_code == 500
    assert scene.case.reference not in answer.content.decode()


@pytest.mark.django_db
def test_a_refusal_that_is_not_recorded_would_be_seen(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "refused", lambda *_, **__: None)
    (row,) = [row for row in rows() if (row.url, row.method) == ("cases:case", "GET")]
    assert fault_of(scene, row, scene.visitor("contributor", "other"), "other")


FAULTS = (
    ("cases:case", "lock_not_available"), ("cases:case", "disk_full"), ("cases:looked_as_csv", "disk_full"),
    ("cases:search", "disk_full"), ("cases:cases", "disk_full"), ("documents:download", "disk_full"),
)  # fmt: skip


@pytest.mark.django_db
def test_when_the_audit_cannot_be_written_nothing_is_shown(scene: Scene) -> None:
    """The fault is the database's own, in the very statement that writes the entry, however the room came to it."""
    client = Client(raise_request_exception=False)
    client.force_login(scene.visitor("coordinator", "own"))
    for url, fault in FAULTS:
        address = f"{reverse(url, kwargs=scene.kwargs_of(url, 'own'))}?q=Wren"
        with scene.kept():
            assert client.get(address).status_code == 200
        with scene.kept(), connection.execute_wrapper(partial(_fails, fault)):
            answer = client.get(address)
        assert answer.status_code == 503, (url, fault)
        assert scene.case.reference.encode() not in answer.content
        assert b"A report." not in answer.content


def _fails(fault: str, execute: Any, query: Any, values: Any, many: bool, context: dict[str, Any]) -> Any:
    if table_written(query) == Entry._meta.db_table:
        return execute(f"do $$ begin raise exception using errcode = '{fault}'; end $$", None, False, context)
    return execute(query, values, many, context)
