"""How long one folder is kept: the period that governs, the day it runs from, and the last day, or why none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handrail.guidance import london_day
from handrail.service.cases.models import Case, KeptFact, PaperLine
from handrail.service.children.models import Child
from handrail.service.records.counting import eighteenth_birthday, is_over, kept_until
from handrail.service.records.models import Event, Period

PUBLISHED = (
    "local_review_published", "local_review_improvements_published", "serious_case_review_published",
)  # fmt: skip
NO_SCHEDULE = "Your partnership has entered no period, so nothing falls due to be deleted."
OPEN = "The folder is open. An open folder is in use, and never falls due."


class NotCounted(Exception):
    """Why no day can be given, in a sentence."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer for one folder on one day. `until` is the last day on which it must still be kept."""

    period: Period | None
    event_on: date | None
    until: date | None
    why_not: str

    def over(self, today: date) -> bool:
        return self.until is not None and is_over(self.until, today)


def kept(case: Case, today: date) -> Kept:
    period = Period.objects.governing(case.partnership, today)
    if period is None:
        return Kept(None, None, None, NO_SCHEDULE)
    if period.years is None or period.months is None:
        return Kept(period, None, None, f"Since {period.from_on:%-d %B %Y} no period is in force: nothing falls due.")
    try:
        event_on = EVENTS[Event(period.runs_from)](case)
        if case.closed_at is None:
            raise NotCounted(OPEN)
        until = kept_until(event_on, years=period.years, months=period.months)
    except NotCounted as reason:
        return Kept(period, None, None, str(reason))
    return Kept(period, event_on, until, "")


def _closed(case: Case) -> date:
    if case.closed_at is None:
        raise NotCounted(OPEN)
    return london_day(case.closed_at)


def _last_filed(case: Case) -> date:
    last = PaperLine.objects.filter(case=case).order_by("-filed_at").values_list("filed_at", flat=True).first()
    if last is None:
        raise NotCounted("No paper was ever filed in this folder, so there is no day to count from.")
    return london_day(last)


def _youngest(case: Case) -> date:
    """The day the youngest child was born: every child's day must be known, or one may be younger than we think."""
    children = list(Child.objects.filter(folder=case.folder_id))
    if not children:
        raise NotCounted("No child is recorded in this folder, so there is no birthday to count from.")
    if any(child.born_on is None for child in children):
        raise NotCounted("A child's date of birth is not recorded. Record it, and the day can be counted.")
    return max(child.born_on for child in children if child.born_on)


def _died(case: Case) -> date:
    days = [child.died_on for child in Child.objects.filter(folder=case.folder_id) if child.died_on]
    if not days:
        raise NotCounted("No child of this folder is recorded as having died, so this period does not begin.")
    return max(days)


def _published(case: Case) -> date:
    facts = KeptFact.objects.filter(case=case, kind__in=PUBLISHED, replaced_at__isnull=True)
    last = facts.order_by("-on").values_list("on", flat=True).first()
    if last is None:
        raise NotCounted("No review of this folder is recorded as published, so this period does not begin.")
    return last


EVENTS: dict[Event, Callable[[Case], date]] = {
    Event.CLOSED: _closed,
    Event.LAST_FILED: _last_filed,
    Event.EIGHTEEN: lambda case: eighteenth_birthday(_youngest(case)),
    Event.BORN: _youngest,
    Event.DIED: _died,
    Event.PUBLISHED: _published,
}
