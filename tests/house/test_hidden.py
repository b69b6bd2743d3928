"""What may not be opened answers, byte for byte, as what does not exist: no answer tells that a thing is there."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.web import views
from tests.house.browsers import browser_of
from tests.house.oracle import RELATIONS, ROLES, Row, rows
from tests.house.scene import Scene, folder_of, parameters_of
from tests.rooms.cast import Cast
from tests.tokens import without_tokens

NO_SUCH_NUMBER = 2_000_000_111
OURS_ALONE = {"set-cookie", "date"}


@dataclass(frozen=True)
class Pair:
    """One address with what is hidden in it, and with what is not there, as one visitor asks for both."""

    row: Row
    person: Person | None
    hidden: dict[str, Any]
    absent: dict[str, Any]
    told: str


def absent(kwargs: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The same address with ids that nothing has."""
    other: dict[type, Any] = {uuid.UUID: uuid.uuid4(), int: NO_SUCH_NUMBER}
    return {name: other.get(type(held), held) if name in names else held for name, held in kwargs.items()}


def ids_of(kwargs: dict[str, Any]) -> set[str]:
    return {name for name, held in kwargs.items() if isinstance(held, uuid.UUID | int)}


def shut_to_them(scene: Scene) -> Iterator[Pair]:
    """Every address, for everybody to whom it is shut."""
    for row in rows():
        for relation in RELATIONS:
            kwargs = scene.kwargs_of(row.url, relation)
            names = ids_of(kwargs)
            for role in ROLES:
                if names and not row.opens_to(role, relation):
                    told = f"{row.method} {row.url} as {role}, {relation}"
                    yield Pair(row, scene.visitor(role, relation), kwargs, absent(kwargs, names), told)
            if names and row.signed_out == "sign in":
                yield Pair(row, None, kwargs, absent(kwargs, names), f"{row.method} {row.url} signed out")


OF_NO_FOLDER = ("body_id", "reviewer_id", "learning_point")
"""Of the public register; of the partnership; the place in a list of what the address names before it."""


def of_another_folder(scene: Scene, other: Scene) -> Iterator[Pair]:
    """Whoever opens one folder asks in it for a thing of another."""
    for row in rows():
        if "case_id" not in parameters_of(row.url):
            continue
        role = next((role for role in ROLES if row.opens_to(role, "own")), None)
        mine, theirs = scene.kwargs_of(row.url, "own"), other.kwargs_of(row.url, "own")
        for name in ids_of(mine) - {"case_id", *OF_NO_FOLDER}:
            if role is not None:
                hidden = {**mine, name: theirs[name]}
                told = f"{row.method} {row.url} as {role}, with the {name} of another folder"
                yield Pair(row, scene.visitor(role, "own"), hidden, absent(hidden, {name}), told)


def answer(scene: Scene, pair: Pair, kwargs: dict[str, Any]) -> tuple[int, dict[str, str], bytes, list[str]]:
    """Status, headers, words and the names of cookies; what is drawn anew for every answer is put alike."""
    client = browser_of(scene, pair.person)
    address = reverse(pair.row.url, kwargs=kwargs)
    with scene.kept():
        response: Any = client.generic(pair.row.method, address)
    words = b"" if response.streaming else without_tokens(response.content, address)
    told = {name.lower(): said.replace(address, "ADDRESS") for name, said in response.headers.items()}
    headers = {name: said for name, said in told.items() if name not in OURS_ALONE}
    return response.status_code, headers, words, sorted(response.cookies)


def differences(scene: Scene, pairs: list[Pair]) -> list[str]:
    wrong = []
    for pair in pairs:
        hidden, nothing = answer(scene, pair, pair.hidden), answer(scene, pair, pair.absent)
        if hidden != nothing or (pair.person is not None and hidden[0] != 404):
            wrong.append(f"{pair.told}: {hidden[0]} and {nothing[0]}")
    return wrong


def some(pairs: list[Pair], number: int) -> list[Pair]:
    return random.Random(2015).sample(pairs, min(number, len(pairs)))  # noqa: S311 the same sample each time


@pytest.mark.django_db
def test_a_sample_of_what_is_hidden_answers_as_what_is_not_there(scene: Scene) -> None:
    assert not differences(scene, some(list(shut_to_them(scene)), 250))


@pytest.mark.full
@pytest.mark.django_db
def test_all_that_is_hidden_answers_as_what_is_not_there(scene: Scene) -> None:
    pairs = list(shut_to_them(scene))
    assert len(pairs) > 2000
    assert not differences(scene, pairs)


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.full)])
@pytest.mark.django_db
def test_a_thing_of_another_folder_is_not_there_in_mine(scene: Scene, cast: Cast, step: int) -> None:
    name_actor(cast["coordinator"])
    pairs = list(of_another_folder(scene, folder_of(cast)))
    assert len(pairs) > 80
    assert not differences(scene, pairs[::step])


@pytest.mark.django_db
def test_an_answer_that_gave_it_away_would_be_seen(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is not found, but mentions the reference where there is a folder."""
    drawn = views.not_found

    def telling(request: HttpRequest, exception: Exception) -> HttpResponse:
        page = drawn(request, exception)
        if str(scene.case.pk) in request.path:
            page.content = page.content + b" "
        return page

    monkeypatch.setattr("handrail.service.web.urls.handler404", telling)
    pairs = [pair for pair in shut_to_them(scene) if pair.person is not None and "case_id" in pair.hidden]
    assert len(differences(scene, some(pairs, 10))) == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "insert into children_child select * from children_child limit 1",
        "update cases_case set authority_id = '00000000-0000-0000-0000-000000000000'",
        "update cases_case set reference = null",
    ],
    ids=["unique", "foreign key", "not null"],
)
def test_every_broken_rule_of_the_database_gets_the_same_answer(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    def breaking(*_: object, **__: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute(statement)

    monkeypatch.setattr("handrail.service.cases.views.folder.open_folder", breaking)
    client = Client(raise_request_exception=False)
    client.force_login(scene.visitor("coordinator", "own"))
    response: Any = client.get(reverse("cases:case", args=[scene.case.pk]))
    assert issubclass(response.exc_info[0], IntegrityError)
    assert response.status_code == 409
    assert b"That could not be saved" in response.content
    for word in (b"children_child", b"Key", b"unique", b"null", str(scene.case.pk).encode()):
        assert word not in response.content
