"""How many children of the area each body serves: as somebody entered it, as published, or as its area adds up."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.service.arrangements.fund import partners_of
from handrail.service.arrangements.models import Budget, ChildrenServed
from handrail.service.partnerships.models import Body, Coverage, Kind
from handrail.service.room import Room

Published = Callable[[Collection[uuid.UUID], date], Mapping[uuid.UUID, tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Served:
    children: int
    source: str


def served_in(budget: Budget, bodies: Collection[Body]) -> dict[uuid.UUID, Served]:
    """Of these bodies, those of whom it is known. A force or board serves the children of those authorities of the
    partnership that its area takes in: all of each, also where it takes in a part of one."""
    entered = {
        one.body_id: Served(one.children, one.source)
        for one in ChildrenServed.objects.filter(partnership=budget.partnership_id)
    }
    councils = {key: body for key, body in partners_of(budget).items() if body.kind == Kind.LOCAL_AUTHORITY}
    known = {**published(councils, budget.until_on), **{key: one for key, one in entered.items() if key in councils}}
    covers: dict[uuid.UUID, list[uuid.UUID]] = {}
    for one in Coverage.objects.filter(authority__in=councils, body__in=bodies).on(budget.from_on):
        covers.setdefault(one.body_id, []).append(one.authority_id)
    added = {key: _together(parts, known, councils) for key, parts in covers.items() if known.keys() >= set(parts)}
    found = {**known, **added, **entered}
    return {body.pk: found[body.pk] for body in bodies if body.pk in found}


def _together(parts: list[uuid.UUID], known: Mapping[uuid.UUID, Served], councils: Mapping[uuid.UUID, Body]) -> Served:
    names = " and ".join(sorted(councils[one].name for one in parts))
    return Served(sum(known[one].children for one in parts), f"The children of {names}")


def published(councils: Collection[uuid.UUID], by: date) -> dict[uuid.UUID, Served]:
    """From whichever room keeps published figures; nothing where none does, or none is loaded."""
    found: dict[uuid.UUID, Served] = {}
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.populations:
            told = cast(Published, import_string(room.populations))(councils, by)
            found |= {key: Served(number, source) for key, (number, source) in told.items()}
    return found
