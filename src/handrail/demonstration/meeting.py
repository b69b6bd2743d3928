"""A rapid review meeting in a story: planned, its papers sent, held, minuted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from handrail.demonstration.hour import hour_of
from handrail.demonstration.telling import Telling
from handrail.service.incidents.models import Incident
from handrail.service.meetings.actions.holding import (
    agree_minutes,
    begin_minutes,
    keep_minutes,
    mark_held,
    record_attendance,
)
from handrail.service.meetings.actions.inviting import Guest, choose_papers, invite, send_pack
from handrail.service.meetings.actions.planning import Arrangement, plan_meeting
from handrail.service.meetings.models import Attendance, Meeting
from handrail.service.requests.models import Request

Came = Attendance.Came


def planned(
    wv: Telling, incident: Incident, on: date, hour: str, *, starts: tuple[date, str], parts: Iterable[str],
    papers: Iterable[Request] = (),
) -> Meeting:  # fmt: skip
    """The coordinator plans the meeting, invites the partners and those who know the child, and sends the papers."""
    arrangement = Arrangement(
        starts_at=hour_of(*starts), lasts_minutes=120, place="Wend Room, County Hall", chair="Constance Leadbitter"
    )
    guests = [
        Guest(person.bodies[0], person.name, str(person.posts_today[0].in_role.title), person.email)
        for person in (wv.cast[part] for part in parts)
    ]
    with wv.acting("coordinator", on, hour) as cora:
        meeting = plan_meeting(incident.case, arrangement, about=str(incident.pk), by=cora)
        invite(meeting, guests, by=cora)
        choose_papers(meeting, requests=papers, documents=(), by=cora)
        send_pack(meeting, by=cora)
    return meeting


def held(wv: Telling, meeting: Meeting, on: date, hour: str, said: Sequence[str], away: str = "") -> None:
    """Held as planned; the coordinator records who came, and `said` under the agenda's items in their order."""
    with wv.acting("coordinator", on, hour) as cora:
        mark_held(meeting, held_at=meeting.starts_at, by=cora)
        came = {one.pk: Came.APOLOGIES if one.name == away else Came.CAME for one in meeting.attendance.all()}
        record_attendance(meeting, came=came, by=cora)
        draft = begin_minutes(meeting, by=cora)
        notes = {item.pk: words for item, words in zip(meeting.agenda.all(), said, strict=False)}
        keep_minutes(meeting, notes, draft=draft, by=cora)


def minutes_agreed(wv: Telling, meeting: Meeting, on: date, hour: str) -> None:
    with wv.acting("coordinator", on, hour) as cora:
        agree_minutes(meeting, by=cora)
