"""The day's reminders: two working days before an answer is due, on the day, and each second working day after."""

from __future__ import annotations

from datetime import date, time

from handrail.guidance import london_day
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.fields import instant
from handrail.service.law.kept import kept_working_days
from handrail.service.requests import letters
from handrail.service.requests.actions import keep_reminders
from handrail.service.requests.models import Request

EVERY = 2
"""Working days between one reminder and the next."""

MOST = 60
"""Reminders after the due day, four months of them; then nobody reads them, and somebody should telephone."""


def write_due_reminders(today: date) -> int:
    """Write what falls due today, and what a worker that was down left unwritten. Gives the messages written.

    None is written on a day that is not a working day, or to a body asked or reminded on that very day.
    """
    if not kept_working_days().includes(today):
        return 0
    awaited = Request.objects.filter(
        received_at__isnull=True, no_longer_needed_at__isnull=True, case__closed_at__isnull=True
    )
    with unit_of_work(Job("summary reminders")):
        waiting = awaited.select_related("body", "case__partnership").prefetch_related("body__contacts")
        return sum(_remind(asked, today) for asked in waiting.select_for_update(of=("self",), skip_locked=True))


def _remind(asked: Request, today: date) -> int:
    day = reminder_day(asked.due_on, today)
    if day is None or day <= london_day(asked.asked_at):
        return 0
    if asked.reminders.filter(sent_at__gte=instant(today, time.min)).exists():
        return 0
    written = letters.remind(asked, once=f"reminder {asked.pk} {day}")
    if written:
        keep_reminders(asked, written, by=None)
        audit.record(Job("summary reminders"), f"reminded {asked.body}", asked)
    return len(written)


def reminder_day(due_on: date, today: date) -> date | None:
    """The latest day, up to today, on which a reminder of this due day is to be written; None before the first."""
    days = kept_working_days()
    on_the_day = due_on if days.includes(due_on) else days.after(due_on, -1)
    wanted = [
        days.after(due_on, -EVERY),
        on_the_day,
        *(days.after(due_on, EVERY * turn) for turn in range(1, MOST + 1)),
    ]
    return max((day for day in wanted if day <= today), default=None)
