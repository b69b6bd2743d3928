"""What the rooms tell of a year, and every word of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.service.partnerships.models import Body
from handrail.service.room import Room
from handrail.service.yearly import Told, Year


def told_of(partnership: Body, year: Year) -> list[Told]:
    """By every room that tells something, in the order of the house. Raises ValueError where two parts have one key."""
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.yearly)
    found = [one for room in rooms for one in import_string(room.yearly)(partnership, year)]
    keys = [one.key for one in found]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise ValueError(f"Two rooms tell a part of the yearly report by the key {twice}.")
    return found


def words_of(parts: Iterable[Told]) -> Iterator[tuple[str, str]]:
    """Every word of the parts, each under its part's key."""
    for one in parts:
        yield one.key, one.heading
        yield from ((one.key, line) for line in one.lines)
        for rows in one.tables:
            yield one.key, rows.caption
            yield from ((one.key, cell) for row in (rows.header, *rows.rows) for cell in row)
