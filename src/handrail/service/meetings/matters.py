"""What a decision of the partnership may be about. Rooms above offer theirs; each reader is told what they may open."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import cast

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.service.access.models import Person
from handrail.service.cases.models import Case
from handrail.service.meetings.models import Decision
from handrail.service.partnerships.models import Body
from handrail.service.room import Carried, Matter, Room

KINDS = {
    "recommendation": "A recommendation of a review",
    "audit": "A self-assessment or an audit of practice",
    "indicator": "An outcome that is watched",
    "money": "The shared fund of a year",
    "arrangements": "The arrangements",
}


def matters_for(person: Person, partnership: Body) -> dict[tuple[str, uuid.UUID], Matter]:
    """Everything that this person may point a decision to, or read where one points."""
    found: dict[tuple[str, uuid.UUID], Matter] = {}
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.matters:
            offered = cast("Callable[[Person, Body], Iterable[Matter]]", import_string(room.matters))
            found |= {(one.kind, one.key): one for one in offered(person, partnership)}
    return found


def tell_rooms(decision: Decision, by: Person) -> None:
    """Rooms above record of their own what was decided about it; or set that aside, where the decision is."""
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.decided:
            import_string(room.decided)(decision, by)


def carried_in(case: Case, before: datetime, since: date | None) -> list[Carried]:
    """What meetings of the folder's group that began before an instant asked for, and which was not done, or was done
    only since a day: it stands on the agenda of the meeting at that instant."""
    found: list[Carried] = []
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.carried:
            asked = cast("Callable[[Case, datetime, date | None], list[Carried]]", import_string(room.carried))
            found += asked(case, before, since)
    return sorted(found, key=lambda one: (one.due_on or date.max, one.title))
