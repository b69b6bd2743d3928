"""Every address, for every role and every relation to the case, answers as the access tables say: both ways."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from django.http.response import HttpResponseBase
from django.urls import reverse

from handrail.service.access.models import Person
from tests.house.browsers import browser_of
from tests.house.house import addresses
from tests.house.oracle import RELATIONS, ROLES, Row, faults, rows
from tests.house.scene import Scene, parameters_of

WITHOUT_A_TABLE = {"healthy", "policy_report"}
"""For machines, from everybody: whether the service runs, and what a browser refused on a page of ours."""


def cells() -> Iterator[tuple[Row, str, str]]:
    for row in rows():
        for role in ROLES:
            for relation in RELATIONS:
                yield row, role, relation


def disagreements(scene: Scene, chosen: list[tuple[Row, str, str]]) -> list[str]:
    return [
        f"{row.method} {row.url} as {role}, {relation}: should {'' if wanted else 'not '}be open, answered {status}"
        for row, role, relation in chosen
        for wanted in [row.opens_to(role, relation)]
        for status in [answer(scene, row, scene.visitor(role, relation), relation)]
        if wanted != is_open(row, status)
    ]


def answer(scene: Scene, row: Row, person: Person | None, relation: str) -> int:
    return visit(scene, row, person, relation).status_code


def visit(scene: Scene, row: Row, person: Person | None, relation: str) -> HttpResponseBase:
    client = browser_of(scene, person)
    address = reverse(row.url, kwargs=scene.kwargs_of(row.url, relation))
    with scene.kept():
        return client.generic(row.method, address)


def is_open(row: Row, status: int) -> bool:
    """A page may answer a bare post with a question or a sentence; what is shut answers that it is not there."""
    assert status < 500, f"{row.method} {row.url} failed"
    return status not in (403, 404)


def test_every_address_is_in_its_rooms_table_and_nothing_else_is() -> None:
    listed, served = {row.url for row in rows()}, {name for name, _ in addresses()} - WITHOUT_A_TABLE
    assert served - listed == set(), "these addresses are in no access table"
    assert listed - served == set(), "these rows speak of no address"


def test_every_cell_is_an_answer() -> None:
    assert not {f"{row.room}: {row.url}": wrong for row in rows() if (wrong := faults(row))}


def test_a_row_is_in_the_table_of_its_own_room() -> None:
    assert not [row.url for row in rows() if row.url.split(":")[0] not in (row.room, "home")]


@pytest.mark.django_db
def test_signed_out_everything_that_is_not_public_asks_to_sign_in(scene: Scene) -> None:
    for row in rows():
        response = visit(scene, row, None, "own")
        asked_to_sign_in = response.status_code == 302 and "next=" in response["Location"]
        assert asked_to_sign_in == (row.signed_out == "sign in"), f"{row.method} {row.url}: {response}"


@pytest.mark.django_db
def test_a_sample_of_the_cells_agrees_with_the_oracle(scene: Scene) -> None:
    everything = list(cells())
    chosen = random.Random(1847).sample(everything, min(600, len(everything)))  # noqa: S311 the same sample each time
    assert not disagreements(scene, chosen)


@pytest.mark.full
@pytest.mark.django_db
def test_every_cell_agrees_with_the_oracle(scene: Scene) -> None:
    assert not disagreements(scene, list(cells()))


@pytest.mark.django_db
def test_a_door_nailed_shut_would_be_seen(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is left open is seen only where the second wall is down: see `test_each_wall_alone`."""
    for room in ("cases", "documents", "requests", "meetings"):
        monkeypatch.setattr(f"handrail.service.{room}.doors.opens", lambda *_: False)
    open_ = [
        cell for cell in cells() if cell[2] == "own" and is_of_a_folder(cell[0]) and cell[0].opens_to(cell[1], "own")
    ]
    assert disagreements(scene, open_[:80])


def is_of_a_folder(row: Row) -> bool:
    return "case_id" in parameters_of(row.url)
