"""Each of the two walls holds by itself: what one forgets, the other refuses.

With the application's own check stubbed open, no page shows a word of a row that its reader may not have. With
row-level security off, the application denies all that the access tables deny, and shows no such word either.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.http.response import HttpResponseBase

from handrail.service.access.models import Person
from handrail.service.web.postgres import Cluster
from tests.house.canaries import Planted, plant
from tests.house.comers import shut_out_though_they_hold_keys
from tests.house.oracle import RELATIONS, ROLES, Row, rows
from tests.house.scene import Scene, parameters_of
from tests.house.test_access import is_of_a_folder, is_open, visit
from tests.house.test_shut_out import whole
from tests.house.wall import acting_as, models
from tests.house.walls_down import first_wall_down, second_wall_down

SAMPLE = 200


@dataclass(frozen=True)
class Guest:
    """Somebody who visits, and how they stand to the folder. Whoever is shut out, or signed out, may read nothing."""

    called: str
    person: Person | None
    role: str
    relation: str

    def may_open(self, row: Row) -> bool:
        """Of an address, whether it opens to them; of a model, whether they see any row of it."""
        return bool(self.role) and row.opens_to(self.role, self.relation)


Visit = tuple[Row, Guest]


@dataclass(frozen=True)
class Alone:
    """The scene, what is written in it, who comes, and the words that each of them may read."""

    scene: Scene
    planted: Planted
    guests: list[Guest]
    may_read: dict[Guest, set[str]]

    def visits(self) -> list[Visit]:
        """A calendar is asked for by a key, and is whoever's that key is."""
        asked = [row for row in rows() if "calendar_key" not in parameters_of(row.url)]
        return [(row, guest) for row in asked for guest in self.guests]


@pytest.fixture
def alone(scene: Scene) -> Alone:
    guests = list(_guests(scene))
    planted = plant(scene.case.folder)
    return Alone(scene, planted, guests, {guest: _words_for(guest, planted) for guest in guests})


def _guests(scene: Scene) -> Iterator[Guest]:
    for role in ROLES:
        for relation in RELATIONS:
            yield Guest(f"{role}, {relation}", scene.visitor(role, relation), role, relation)
    for person in shut_out_though_they_hold_keys(scene):
        yield Guest(f"{person.name}, shut out", person, "", "own")
    yield Guest("somebody signed out", None, "", "own")


def _words_for(guest: Guest, planted: Planted) -> set[str]:
    """What they may read: of models whose row in the access tables names them, the rows the database shows them."""
    may = {row.url for row in models() if guest.may_open(row)}
    with acting_as(guest.person):
        there = {
            label: set(apps.get_model(label)._default_manager.values_list("pk", flat=True))
            for label in {label for label, _ in planted.row.values()} & may
        }
    return {word for word, (label, key) in planted.row.items() if key in there.get(label, ())}


def leaks(alone: Alone, chosen: list[Visit]) -> list[str]:
    """Where a page showed a word to somebody who may not read it."""
    return [fault for visited in chosen if (fault := _leak(alone, visited, _come(alone, visited)))]


def opened(alone: Alone, chosen: list[Visit]) -> list[str]:
    """Where somebody got a page that the access tables deny them, or a word that they may not read."""
    wrong = []
    for visited in chosen:
        (row, guest), answer = visited, _come(alone, visited)
        denied = guest.person is not None and not guest.may_open(row) and (guest.role or is_of_a_folder(row))
        if denied and is_open(row, answer.status_code):
            wrong.append(f"{row.method} {row.url} as {guest.called}: answered {answer.status_code}")
        elif fault := _leak(alone, visited, answer):
            wrong.append(fault)
    return wrong


def _come(alone: Alone, visited: Visit) -> HttpResponseBase:
    row, guest = visited
    return visit(alone.scene, row, guest.person, guest.relation)


def _leak(alone: Alone, visited: Visit, answer: HttpResponseBase) -> str:
    row, guest = visited
    told = alone.planted.words_in(whole(answer)) - alone.may_read[guest]
    places = ", ".join(sorted({alone.planted.at[word] for word in told}))
    return f"{row.method} {row.url} as {guest.called}: {places}" if told else ""


def denied(alone: Alone) -> list[Visit]:
    """The pages of the folder, as those come to whom they are shut."""
    return [(row, guest) for row, guest in alone.visits() if is_of_a_folder(row) and not guest.may_open(row)]


def some(visits: list[Visit], number: int = SAMPLE) -> list[Visit]:
    return random.Random(1933).sample(visits, min(number, len(visits)))  # noqa: S311 the same sample each time


@pytest.mark.django_db
def test_there_is_something_to_leak(alone: Alone) -> None:
    coordinator = next(guest for guest in alone.guests if guest.called == "coordinator, own")
    assert len(alone.may_read[coordinator]) > 100
    assert not any(words for guest, words in alone.may_read.items() if not guest.role)


@pytest.mark.django_db
def test_of_a_sample_nothing_leaks_though_the_application_lets_everybody_in(
    alone: Alone, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_wall_down(monkeypatch)
    assert "\n".join(leaks(alone, some(alone.visits()))) == ""


@pytest.mark.full
@pytest.mark.django_db
def test_nothing_leaks_though_the_application_lets_everybody_in(alone: Alone, monkeypatch: pytest.MonkeyPatch) -> None:
    first_wall_down(monkeypatch)
    assert "\n".join(leaks(alone, alone.visits())) == ""


@pytest.mark.django_db
def test_a_leak_through_both_would_be_seen(alone: Alone, monkeypatch: pytest.MonkeyPatch, cluster: Cluster) -> None:
    first_wall_down(monkeypatch)
    with second_wall_down(cluster):
        assert len(leaks(alone, some(denied(alone), 60))) > 20


@pytest.mark.django_db
def test_of_a_sample_the_application_denies_all_by_itself(alone: Alone, cluster: Cluster) -> None:
    with second_wall_down(cluster):
        assert "\n".join(opened(alone, [*some(denied(alone)), *some(alone.visits(), 100)])) == ""


@pytest.mark.full
@pytest.mark.django_db
def test_the_application_denies_all_by_itself(alone: Alone, cluster: Cluster) -> None:
    with second_wall_down(cluster):
        assert "\n".join(opened(alone, alone.visits())) == ""


@pytest.mark.django_db
def test_a_door_left_open_would_be_seen(alone: Alone, monkeypatch: pytest.MonkeyPatch, cluster: Cluster) -> None:
    """Only where the database does not stand behind it."""
    for room in ("cases", "documents", "requests", "meetings"):
        monkeypatch.setattr(f"handrail.service.{room}.doors.opens", lambda *_: True)
    strangers = [(row, guest) for row, guest in denied(alone) if guest.relation == "other" and row.method == "GET"]
    assert not opened(alone, some(strangers, 60))
    with second_wall_down(cluster):
        assert opened(alone, some(strangers, 60))
