"""The day's reminders of what scrutiny waits for: four weeks and one week before the day, the day after it, and each
four weeks after that, to whoever has to do it."""

from __future__ import annotations

from datetime import date

from handrail.guidance import spoken
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.reminding import reminder_day
from handrail.service.law.kept import kept_working_days
from handrail.service.scrutiny import letters
from handrail.service.scrutiny.waiting import NOBODY, Waits, waiting

JOB = Job("scrutiny reminders")


def write_due_reminders(today: date) -> int:
    """Write what falls due today, and what a worker that was down left unwritten. Gives the messages written."""
    if not kept_working_days().includes(today):
        return 0
    with unit_of_work(JOB):
        return sum(_remind(one, today) for one in waiting())


def _remind(one: Waits, today: date) -> int:
    day = reminder_day(one.due_on, today)
    if day is None or day <= one.since:
        return 0
    due, late = spoken(one.due_on), today > one.due_on
    letter = letters.Letter(
        one.partnership, f"A reminder: {'it was' if late else 'to be'} done by {due}",
        f"{one.what}. {_who(one, 'was' if late else 'is')} by {due}"
        f"{', and it is not recorded as done' if late else ''}. To read it, and to say how it stands:",
        one.page, (one.case_id,) if one.case_id else (),
    )  # fmt: skip
    written = letters.send(one.addresses, letter, once=f"scrutiny {one.of.pk} {one.due_on} {day}")
    if written:
        audit.record(JOB, "reminded somebody of what scrutiny waits for", one.of)
    return written


def _who(one: Waits, is_or_was: str) -> str:
    if one.who == NOBODY:
        return f"{NOBODY}. It {is_or_was} to be done"
    return f"{one.who[:1].upper()}{one.who[1:]} {is_or_was} to do it"
