"""Entering a period. What was entered stands; a later version follows it, and rewrites nothing."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.records.models import Event, Period

LONGEST = 150
"""Years. Beyond a long life nothing is said of keeping that "no period" does not say better."""


@transaction.atomic
def enter_period(
    partnership: Body, *, runs_from: str, years: int | None, months: int | None, source: str, agreed_by_name: str,
    agreed_on: date, from_on: date, by: Person,
) -> Period:  # fmt: skip
    """A new version, in force from today or a later day. With no event there is no period, and nothing falls due."""
    if from_on < timezone.localdate():
        raise NotDone("A version begins today or later: what went before was right under the version of its time.")
    if agreed_on > timezone.localdate():
        raise NotDone("Enter the day it was agreed, not a day to come.")
    if not source.strip() or not agreed_by_name.strip():
        raise NotDone("Say what rule or decision the period relies on, and who agreed it.")
    if runs_from:
        years, months = years or 0, months or 0
        _refuse_odd_length(years, months)
        if runs_from not in Event.values:
            raise NotDone("Choose from what the period runs.")
    else:
        years = months = None
    period = Period.objects.create(
        partnership=partnership, runs_from=runs_from, years=years, months=months, source=source.strip(),
        agreed_by_name=agreed_by_name.strip(), agreed_on=agreed_on, from_on=from_on, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"entered how long folders are kept: {period.in_words}", period)
    return period


def _refuse_odd_length(years: int, months: int) -> None:
    if years == months == 0:
        raise NotDone("Enter a period of at least one month.")
    if not 0 <= years <= LONGEST or not 0 <= months <= 11:
        raise NotDone(f"Enter years from 0 to {LONGEST}, and months from 0 to 11.")
