"""What the page of a folder offers of the rooms above, which `cases` cannot import: each room says it of itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case
from handrail.service.room import Room, Way


def ways_on(case: Case, person: Person) -> Iterator[tuple[str, str]]:
    """Words and address of every page of this folder that a room now offers and this person may open."""
    for room in apps.get_app_configs():
        yield from ways_of(room.label, case, person)


def ways_of(label: str, case: Case, person: Person) -> list[tuple[str, str]]:
    """Those of one room, so that a page can lead on to a room above its own; none where that room is not installed."""
    room = apps.app_configs.get(label)
    return [
        (way.words, reverse(way.url_name, kwargs={"case_id": case.pk}))
        for way in (room.ways_on if isinstance(room, Room) else ())
        if may_open(person, case, what=ALL, may=way.may or None) and _is_offered(way, case)
    ]


def told_on(case: Case) -> list[str]:
    """What rooms above have to say at the head of this folder's page."""
    told: list[str] = []
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.told_on_folder:
            told += import_string(room.told_on_folder)(case)
    return told


def to_look_at(person: Person, case: Case | None = None) -> list[tuple[str, str]]:
    """What rooms above would have this person look at: in a folder, or in all that they may open."""
    told: list[tuple[str, str]] = []
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.to_look_at:
            told += import_string(room.to_look_at)(person, case)
    return told


def _is_offered(way: Way, case: Case) -> bool:
    return not way.offered or bool(import_string(way.offered)(case))


def in_no_folder(person: Person) -> Iterator[tuple[str, str]]:
    """What waits for this person that is in no folder, as each room says: words, and where it is."""
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.waiting:
            yield from import_string(room.waiting)(person)
