"""By when a summary may well be asked for, and what may be wrong with a day that was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handrail.guidance.days import OutsideCalendar, spoken
from handrail.service.cases.models import Case, KeptClock
from handrail.service.law.kept import kept_calendar, kept_working_days

AFTER_START = 8
"""Working days of the rapid review's fifteen that agencies are given; the rest is for reading and meeting."""

SHORTEST = 2
"""Working days that are left to an agency when the review began long ago."""


def running_review(case: Case, about: str = "") -> KeptClock | None:
    """The rapid review clock that runs on this folder, for this incident where one is named."""
    running = KeptClock.objects.filter(case=case, duty="rapid_review", ended=False, due_on__isnull=False)
    if about:
        running = running.filter(about=about)
    return running.order_by("due_on").first()


def suggested_due(case: Case, today: date, about: str = "") -> date:
    """Eight working days into the rapid review; where none runs, or little of that is left, counted from today."""
    days = kept_working_days()
    review = running_review(case, about)
    if review is None:
        return days.after(today, AFTER_START)
    return max(days.after(review.started_on, AFTER_START), days.after(today, SHORTEST))


def doubts(day: date, case: Case, about: str = "") -> Iterator[str]:
    """What makes a due day doubtful, though it may be kept: each a sentence."""
    skipped = why_no_work(day)
    if skipped:
        yield f"{spoken(day)} is not a working day: it is {skipped}."
    review = running_review(case, about)
    if review is not None and review.due_on is not None and day > review.due_on:
        yield f"{spoken(day)} is after {spoken(review.due_on)}, the day the rapid review itself is due."


def why_no_work(day: date) -> str:
    """The bank holiday or the day of the weekend that it is; empty for a working day, or one past all calendars."""
    try:
        works = kept_working_days().includes(day)
    except OutsideCalendar:
        return ""
    return "" if works else kept_working_days().why_skipped(day) or ""


def working_days_late(due_on: date, came_on: date) -> int:
    """How many working days after the due day something came."""
    days, late = kept_calendar().standing(came_on), 0
    while late < 1000 and days.after(due_on, late + 1) <= came_on:
        late += 1
    return late
