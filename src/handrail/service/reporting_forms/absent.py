"""Who was invited to the child death review meeting and cannot come: their agency's form can stand in for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.service.child_deaths.models import Death
from handrail.service.meetings.models import Attendance
from handrail.service.requests.models import Request

ABSENT = (Attendance.Came.APOLOGIES, Attendance.Came.DID_NOT_COME)


@dataclass(frozen=True)
class Absent:
    """One who cannot come, and the form of their agency, where it was asked for."""

    attendance: Attendance
    asked: Request | None


def absent_from_meeting(death: Death, asked: Iterable[Request]) -> list[Absent]:
    meetings = death.review_meetings.filter(meeting__cancelled_at__isnull=True).values("meeting")
    missed = Attendance.objects.filter(meeting__in=meetings, came__in=ABSENT).select_related("body", "meeting")
    standing = {
        one.body_id: one for one in asked if one.no_longer_needed_at is None and one.of == one.Of.REPORTING_FORM
    }
    return [Absent(one, standing.get(one.body_id)) for one in missed]
