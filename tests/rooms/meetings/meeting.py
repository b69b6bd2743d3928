"""What tests of meetings share: a planned meeting, its guests, and a pack with the hospital's summary in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.models import Case
from handrail.service.meetings.actions import inviting, planning
from handrail.service.meetings.actions.inviting import Guest
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request
from tests.rooms.cast import Cast
from tests.rooms.requests.asking import a_folder, ask_one, send

PLACE = "Weir Room, Wend House"


def in_hours(hours: int) -> datetime:
    return timezone.now().replace(second=0, microsecond=0) + timedelta(hours=hours)


def arranged(starts_at: datetime | None = None, place: str = PLACE, chair: str = "Percival Lawes") -> Arrangement:
    return Arrangement(starts_at or in_hours(72), 120, place, chair)


def plan(cast: Cast, case: Case | None = None, starts_at: datetime | None = None) -> Meeting:
    """As the coordinator; the unit of work is hers afterwards."""
    case = case or a_folder(cast)
    name_actor(cast["coordinator"])
    return planning.plan_meeting(case, arranged(starts_at), about=str(case.pk), by=cast["coordinator"])


def a_meeting_that_has_begun(cast: Cast) -> Meeting:
    return plan(cast, starts_at=in_hours(-3))


def invite(cast: Cast, meeting: Meeting, *bodies: Body) -> None:
    name_actor(cast["coordinator"])
    guests = [Guest(body, f"Guest of {body}", "Lead", f"guest@{body.pk}.example") for body in bodies]
    inviting.invite(meeting, guests, by=cast["coordinator"])


def hospital_summary(cast: Cast, case: Case) -> Request:
    """Asked for and received."""
    asked = ask_one(cast, case, cast.trust)
    send(asked, cast["hospital lead"])
    name_actor(cast["coordinator"])
    asked.refresh_from_db()
    return asked


def send_pack(cast: Cast, meeting: Meeting) -> None:
    name_actor(cast["coordinator"])
    inviting.send_pack(meeting, by=cast["coordinator"])


def page_of(meeting: Meeting, end: str = "") -> str:
    return f"/cases/{meeting.case_id}/meetings/{meeting.pk}/{end}"


def status(client: Client, cast: Cast, part: str, address: str) -> int:
    client.force_login(cast[part])
    return client.get(address).status_code
