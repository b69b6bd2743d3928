"""The day's reminders of recommendations and actions: four weeks and one week before the day, the day after it, and
each four weeks after that, to the bodies they are addressed to, or that are to act; where a recommendation is addressed
to national government or somebody else outside, to the partnership, which asks them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from handrail.guidance import london_day
from handrail.service.access.models import Grant
from handrail.service.access.roles import ALL, RECOMMENDED
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.models import Paper
from handrail.service.cases.reminding import reminder_day
from handrail.service.law.kept import kept_working_days
from handrail.service.learning import letters
from handrail.service.learning.models import Action, Addressee
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
        return sum(_remind(put, today) for put in held) + sum(_remind_of(action, today) for action in _open_actions())


def _open_actions() -> QuerySet[Action]:
    """What a body is still to do, and may open. What is the partnership's own stands on its list of what is due."""
    keys = Grant.objects.live().opening({ALL, RECOMMENDED}).filter(folder=OuterRef("case"), body=OuterRef("owner"))
    waiting = Action.objects.filter(Exists(keys), set_aside_on__isnull=True, due_on__isnull=False, done_on__isnull=True)
    rows = waiting.select_related("owner", "case__folder__partnership").prefetch_related("owner__contacts")
    return rows.select_for_update(of=("self",), skip_locked=True)


def _remind_of(action: Action, today: date) -> int:
    assert action.due_on is not None
    day = _day_of(action, action.due_on, today)
    if day is None:
        return 0
    once = f"action {action.pk} {action.due_on} {day}"
    written = letters.remind_of_action(action, late=today > action.due_on, once=once)
    if written:
        audit.record(JOB, f"reminded {action.owner} of an action", action)
    return written


def _day_of(paper: Paper, due_on: date, today: date) -> date | None:
    """The day of the reminder that is wanted by now; None before the first, and for what was recorded after it."""
    day = reminder_day(due_on, today)
    return None if day is None or day <= london_day(paper.recorded_at) else day


def _remind(put: Addressee, today: date) -> int:
    assert put.due_on is not None
    day = _day_of(put, put.due_on, today)
    if day is None:
        return 0
    written = letters.remind(put, late=today > put.due_on, once=f"recommendation {put.pk} {put.due_on} {day}")
    if written:
        audit.record(JOB, f"reminded {put.body or put.case.partnership} of a recommendation", put)
    return written
