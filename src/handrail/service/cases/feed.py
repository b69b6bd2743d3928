"""What is due as iCalendar. It leaves our walls, so it says what, by when and the reference, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from handrail.service.access.models import Person
from handrail.service.cases.due import Row, owed, rows
from handrail.service.cases.models import ASKED

MOST = 500
"""The soonest due are enough for a calendar."""


def calendar_of(person: Person, now: datetime, address: str) -> bytes:
    """All that this person's bodies owe and that has a day, as whole days of a calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Handrail//What is due//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Handrail: what is due")
    calendar.add("refresh-interval;value=duration", "PT1H")
    clocks = owed(person).filter(due_on__isnull=False).select_related("case", "owed_by", "partnership")
    for row in rows(clocks.order_by("due_on", "id")[:MOST], person, now):
        calendar.add_component(_event(row, now, address))
    return bytes(calendar.to_ical())


def _event(row: Row, now: datetime, address: str) -> Event:
    clock, event = row.clock, Event()
    assert clock.due_on is not None
    event.add("uid", f"{clock.case_id}-{clock.duty}-{clock.about}-{clock.started_on}@handrail")
    event.add("dtstamp", now)
    event.add("summary", f"{_title(row)} – {clock.case.reference}")
    if clock.due_at is None:
        event.add("dtstart", clock.due_on)
        event.add("dtend", clock.due_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", clock.due_at)
    event.add("url", f"{address}{row.link or '/'}")
    return event


def _title(row: Row) -> str:
    """A duty's own title; what was asked for has a title that somebody typed, so only who asks is said."""
    return f"Asked by {row.clock.owed_to}" if row.clock.instrument == ASKED else row.clock.title
