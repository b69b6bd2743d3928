"""The meeting as an entry for a calendar: the hour, the place, the page, and of the case only its reference."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from handrail.service.meetings.letters import page_of
from handrail.service.meetings.models import Meeting


def calendar_entry(meeting: Meeting) -> bytes:
    """An iCalendar file. `SEQUENCE` lets a changed meeting take the place of the one already in the calendar."""
    starts_at = meeting.starts_at.astimezone(UTC)
    event = Event()
    event.add("uid", f"{meeting.pk}@handrail")
    event.add("sequence", meeting.times_changed)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=meeting.lasts_minutes))
    event.add("summary", f"Meeting, {meeting.case.reference}")
    event.add("location", meeting.place)
    event.add("url", page_of(meeting))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Handrail//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
