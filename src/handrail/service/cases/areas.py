"""What the clocks of an authority's folders hang on beside their facts: the law in its area, and its old board."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handrail.guidance import AreaDays, Law, law_in
from handrail.guidance.calendar import Calendar
from handrail.guidance.edition import Edition
from handrail.guidance.law import NEW_LAW_BEGAN, law_of
from handrail.service.law.kept import kept_calendar
from handrail.service.partnerships.models import AreaDates, Body, Kind, Membership


@dataclass(frozen=True, slots=True)
class Area:
    """`board` is the one the authority belonged to under the earlier law, where that is known; `days` are those on
    which its own arrangements began."""

    law: Law
    board: Body | None
    days: AreaDates | None


def area_of(authority_id: uuid.UUID) -> Area:
    return areas_of([authority_id])[authority_id]


def areas_of(authorities: Iterable[uuid.UUID]) -> dict[uuid.UUID, Area]:
    """The areas of several authorities, in as many queries for many as for one."""
    wanted = set(authorities)
    days = {dates.authority_id: dates for dates in AreaDates.objects.filter(authority__in=wanted)}
    places = Membership.objects.filter(body__in=wanted, partnership__kind=Kind.LSCB).select_related("partnership")
    boards = {place.body_id: place.partnership for place in places.order_by("pk")}
    calendar = kept_calendar()
    return {one: Area(law_on(days.get(one), calendar), boards.get(one), days.get(one)) for one in wanted}


def law_on(days: AreaDates | None, calendar: Calendar, editions: Sequence[Edition] = ()) -> Law:
    """The law in an area whose days are these; where none are known, as if its arrangements began with the new law.
    Other editions than those in force are given only to try them out."""
    began = AreaDays()
    if days is not None:
        began = AreaDays(days.safeguarding_began_on or NEW_LAW_BEGAN, days.child_death_began_on or NEW_LAW_BEGAN)
    return law_of(editions, began, calendar) if editions else law_in(began, calendar)
