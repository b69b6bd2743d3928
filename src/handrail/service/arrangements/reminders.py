"""The day's reminders of plans of a change whose last day comes: four weeks and one week before it, the day after it,
and each four weeks after that, to the partnership whose plan it is."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse

from handrail.guidance import london_day, spoken
from handrail.service.arrangements.models import Transition
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.reminding import reminder_day
from handrail.service.law.kept import kept_working_days
from handrail.service.outbox import actions as outbox
from handrail.service.requests.letters import CLOSING, every_address_of

JOB = Job("change of law reminders")


def write_due_reminders(today: date) -> int:
    """Write what falls due today, and what a worker that was down left unwritten. Gives the messages written."""
    if not kept_working_days().includes(today):
        return 0
    with unit_of_work(JOB):
        waiting = Transition.objects.filter(
            due_on__isnull=False, done_on__isnull=True, given_up_at__isnull=True, invented=False
        ).select_related("partnership")
        return sum(_remind(one, today) for one in waiting)


def _remind(plan: Transition, today: date) -> int:
    assert plan.due_on is not None
    day = reminder_day(plan.due_on, today)
    moved = plan.moves.first()
    if day is None or day <= london_day(moved.moved_at if moved else plan.begun_at):
        return 0
    due, late = spoken(plan.due_on), today > plan.due_on
    subject = f"A reminder: a change of law {'was' if late else 'is'} to be done by {due}"
    says = f"By your plan a change of law or of bodies {'was' if late else 'is'} to be done by {due}"
    page = f"{settings.ADDRESS}{reverse('arrangements:plan', args=[plan.pk])}"
    text = (
        f"{says}{', and it is not recorded as done' if late else ''}. To read the plan, and to record that it is "
        f"done:\n\n{page}\n\n{CLOSING}\n\n{plan.partnership}\n"
    )
    written = 0
    for address in {one.lower(): one for one in every_address_of(plan.partnership) if one}.values():
        message = outbox.write(
            to=address, subject=subject, text=text, kind="change of law", partnership=plan.partnership, about=(),
            once=f"change of law {plan.pk} {plan.due_on} {day} {address.lower()}",
        )  # fmt: skip
        written += message is not None
    if written:
        audit.record(JOB, "reminded the partnership of the last day of a change", plan)
    return written
