"""The day's reminders of recommendations: four weeks and one week before the day, the day after it, and each four
weeks after that, to the bodies they are addressed to; where that is national government or somebody else outside, to
the partnership, which asks them."""

from __future__ import annotations

from datetime import date

from handrail.guidance import london_day
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.reminding import reminder_day
from handrail.service.law.kept import kept_working_days
from handrail.service.learning import letters
from handrail.service.learning.models import Addressee
from handrail.service.learning.models.put import Says

JOB = Job("recommendation reminders")


def write_due_reminders(today: date) -> int:
    """Write what falls due today, and what a worker that was down left unwritten. Gives the messages written."""
    if not kept_working_days().includes(today):
        return 0
    waiting = Addressee.objects.filter(
        withdrawn_on__isnull=True, due_on__isnull=False, carried_out_on__isnull=True,
        recommendation__set_aside_on__isnull=True,
    ).exclude(says=Says.REFUSED)  # fmt: skip
    with unit_of_work(JOB):
        rows = waiting.select_related("body", "recommendation", "case__folder__partnership")
        held = rows.prefetch_related("body__contacts", "case__folder__partnership__contacts").select_for_update(
            of=("self",), skip_locked=True
        )
        return sum(_remind(put, today) for put in held)


def _remind(put: Addressee, today: date) -> int:
    assert put.due_on is not None
    day = reminder_day(put.due_on, today)
    if day is None or day <= london_day(put.recorded_at):
        return 0
    written = letters.remind(put, late=today > put.due_on, once=f"recommendation {put.pk} {put.due_on} {day}")
    if written:
        audit.record(JOB, f"reminded {put.body or put.case.partnership} of a recommendation", put)
    return written
