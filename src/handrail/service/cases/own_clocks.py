"""The duties of a partnership that hang on no folder: to publish its arrangements, to report each year, to hand over.
They are counted as they are looked at (decision 0032), by the rooms in which they are met."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.guidance import london_day
from handrail.service.access.models import Person
from handrail.service.cases.due import SPEAKS_FOR_PARTNERSHIP
from handrail.service.cases.timeliness import how_long
from handrail.service.partnerships.models import Body
from handrail.service.room import OwnClock, Room


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A line of the list: the clock, and how it stands today."""

    clock: OwnClock
    how_long: str
    shade: str

    @property
    def late(self) -> bool:
        return self.shade == "red"


def own_rows(person: Person, now: datetime) -> list[OwnRow]:
    """Of every partnership for which this person speaks, the soonest first; what has no day at the end."""
    speaks_for = {
        post.partnership_id: post.partnership
        for post in person.posts_today
        if post.in_role.may & SPEAKS_FOR_PARTNERSHIP
    }
    found = [clock for partnership in speaks_for.values() for clock in _of(person, partnership)]
    found.sort(key=lambda one: (one.due_on or date.max, one.title))
    return [OwnRow(clock, how_long(clock.due_on, now), _shade(clock, london_day(now))) for clock in found]


def _of(person: Person, partnership: Body) -> Iterable[OwnClock]:
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.own_clocks:
            tell = cast("Callable[[Person, Body], Iterable[OwnClock]]", import_string(room.own_clocks))
            yield from tell(person, partnership)


def _shade(clock: OwnClock, today: date) -> str:
    if clock.due_on is None or clock.due_on > today:
        return "blue"
    return "orange" if clock.due_on == today else "red"
