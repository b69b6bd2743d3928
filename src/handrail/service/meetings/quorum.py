"""Who came against who was expected: whether a meeting had its quorum, and a group's year, body by body."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from handrail.guidance import london_day
from handrail.service.meetings.models import Attendance, Group, Meeting
from handrail.service.partnerships.models import Body, Kind, Membership
from handrail.service.yearly import Year

Came = Attendance.Came


@dataclass(frozen=True, slots=True)
class Quorum:
    """`holds` is None while it is not known who came."""

    holds: bool | None
    words: str


def quorum_of(meeting: Meeting) -> Quorum:
    """By the terms of the group. A body is there if anybody with a seat of it came, or sent a deputy. A
    scrutineer looks on and decides nothing, so neither makes a quorum nor is missed in one."""
    group = meeting.group
    if group is None or meeting.held_at is None:
        return Quorum(None, "")
    expected = [one for one in meeting.attendance.all() if one.expected and one.body.kind != Kind.SCRUTINEER]
    if any(one.came == Came.INVITED for one in expected) or not expected:
        return Quorum(None, "Record who came, to know whether there was a quorum.")
    bodies = {one.body_id for one in expected}
    there = {one.body_id for one in expected if one.there}
    wanted = _wanted(partners_on(group, london_day(meeting.held_at)), bodies)
    missing = [body.name for body in wanted if body.pk not in there]
    count = f"{len(there)} of {len(bodies)} bodies were there"
    if len(there) < group.fewest:
        return Quorum(False, f"No quorum: {count}, and the terms ask for {group.fewest}.")
    if group.partners_needed and missing:
        return Quorum(False, f"No quorum: {count}, and nobody was there for {' or for '.join(missing)}.")
    partners = ", each safeguarding partner among them" if group.partners_needed else ""
    return Quorum(True, f"There was a quorum: {count}{partners}.")


def _wanted(partners: list[Body], expected: set[uuid.UUID]) -> list[Body]:
    """The partners that must be there. Where several are of one kind, as two health boards are, those with a seat speak
    for the others; a kind that has no seat at all is missed."""
    seated = {body.kind for body in partners if body.pk in expected}
    return [body for body in partners if body.pk in expected or body.kind not in seated]


def partners_on(group: Group, day: date) -> list[Body]:
    """The safeguarding partners of the area on a day."""
    places = Membership.objects.on(day).filter(
        partnership=group.case.partnership_id, place=Membership.Place.SAFEGUARDING_PARTNER
    )
    return list(Body.objects.filter(pk__in=places.values("body")).order_by("name"))


@dataclass(slots=True)
class Attended:
    """One body's year in one group: at how many meetings it was expected, and how it was there."""

    body: Body
    expected: int = 0
    came: int = 0
    deputies: int = 0
    apologies: int = 0
    absent: int = 0
    not_known: int = 0

    def count(self, rows: Iterable[Attendance]) -> None:
        """One meeting, by what is best of those with a seat of this body."""
        said = {one.came for one in rows}
        self.expected += 1
        if Came.CAME in said:
            self.came += 1
        elif Came.DEPUTY in said:
            self.deputies += 1
        elif Came.INVITED in said:
            self.not_known += 1
        elif Came.APOLOGIES in said:
            self.apologies += 1
        else:
            self.absent += 1


@dataclass(frozen=True, slots=True)
class GroupsYear:
    """`wanted` is how many meetings the terms ask for in twelve months."""

    wanted: int
    held: list[Meeting] = field(default_factory=list)
    with_quorum: int = 0
    bodies: list[Attended] = field(default_factory=list)


def year_of(group: Group, year: Year) -> GroupsYear:
    meetings = Meeting.objects.filter(group=group, cancelled_at__isnull=True, **year.instants("held_at"))
    held = list(meetings.select_related("group__case").prefetch_related("attendance__body"))
    bodies: dict[object, Attended] = {}
    for meeting in held:
        by_body: dict[object, list[Attendance]] = defaultdict(list)
        for one in meeting.attendance.all():
            if one.expected:
                by_body[one.body_id].append(one)
        for key, rows in by_body.items():
            bodies.setdefault(key, Attended(rows[0].body)).count(rows)
    quorate = sum(quorum_of(meeting).holds is True for meeting in held)
    return GroupsYear(12 // group.every_months, held, quorate, sorted(bodies.values(), key=lambda one: one.body.name))


def twelve_months_of(day: date) -> Year:
    """The year from 1 April in which a day lies."""
    first = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return Year(date(first, 4, 1), date(first + 1, 3, 31))
