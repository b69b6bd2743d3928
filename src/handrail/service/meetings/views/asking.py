"""The page that asks one thing about a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from handrail.guidance import london_day, spoken
from handrail.service.access.asking import Page
from handrail.service.cases.acting import trail_to
from handrail.service.meetings.models import Meeting


def page_about(meeting: Meeting, title: str, press: str, says: Sequence[str], *, grave: bool = False) -> Page:
    case = meeting.case
    home = reverse("meetings:meeting", args=[case.pk, meeting.pk])
    trail = [
        *trail_to(case), ("Meetings", reverse("meetings:meetings", args=[case.pk])),
        (spoken(london_day(meeting.starts_at)), home),
    ]  # fmt: skip
    over = f"{case.reference}, {meeting}"
    return Page(title, trail, press, "", home, says, over=over, leave="Go back", grave=grave)
