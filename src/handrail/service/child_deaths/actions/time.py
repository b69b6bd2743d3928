"""Recording the time that people spend on a review."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked_open
from handrail.service.child_deaths.models import Death, TimeSpent

LONGEST = 10_000
"""Minutes that one line may hold: about a month of working days, past which it is a slip."""


@transaction.atomic
def spend(
    death: Death, *, step: str, minutes: int, on: date, by_name: str, by: Person, agency: str = "", note: str = ""
) -> TimeSpent:
    locked_open(death.case_id)
    if not 0 < minutes <= LONGEST:
        raise NotDone(f"Give the minutes as a number from 1 to {LONGEST:,}.", "minutes")
    if on > timezone.localdate():
        raise NotDone("The day may not be in the future.", "on")
    made = TimeSpent.objects.create(
        death=death, step=step, minutes=minutes, on=on, by_name=by_name.strip(), agency=agency.strip(),
        note=note.strip(), recorded_by=by,
    )  # fmt: skip
    audit.record(by, "recorded time spent on a death's review", made, death.case_id)
    return made


@transaction.atomic
def take_back(spent: TimeSpent, *, by: Person) -> None:
    """Time recorded in error counts no longer."""
    locked_open(spent.death.case_id)
    spent.set_aside_at = timezone.now()
    spent.save(update_fields=["set_aside_at"])
    audit.record(by, "took back time recorded in error", spent, spent.death.case_id)
