"""How late something is, and how long is left: told in the unit in which the duty itself is counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handrail.guidance.days import At, OutsideCalendar, WorkingDays, london_day
from handrail.guidance.edition import Duty

WORKING_DAYS, DAYS, HOURS = "working days", "days", "hours"
TOLD_IN_HOURS = timedelta(hours=72)
"""A duty in hours is told in hours up to here, and in days beyond."""
COUNTED_AHEAD = 31
"""Days: what lies further off is told in weeks."""


def unit_of(duty: Duty) -> str:
    """Working days, hours or days. Longer units are told in days, which nobody has to convert."""
    unit = duty.within.unit if duty.within is not None else DAYS
    return unit if unit in (WORKING_DAYS, HOURS) else DAYS


def late_in_words(due: At, at: At, unit: str, working_days: WorkingDays) -> str:
    """How far `at` lies past what was due: "3 working days late", "12 days late". Ask it only of what is past."""
    if unit == HOURS and isinstance(due, datetime) and isinstance(at, datetime) and at - due < TOLD_IN_HOURS:
        return f"{_hours(at - due)} late"
    first, last = london_day(due), london_day(at)
    count = _working_days(first, last, working_days) if unit == WORKING_DAYS else None
    if count is None:
        return f"{many((last - first).days, 'day')} late"
    return f"{many(count, 'working day') if count else 'less than a working day'} late"


def left_in_words(due: At, now: datetime, unit: str, working_days: WorkingDays) -> str:
    """How much time is left until a later day or hour, in the same unit; far off, in weeks."""
    if unit == HOURS and isinstance(due, datetime) and due - now < TOLD_IN_HOURS:
        return f"{_hours(due - now)} left"
    first, last = london_day(now), london_day(due)
    days = (last - first).days
    if days > COUNTED_AHEAD:
        return f"{many(days // 7, 'week')} left"
    count = _working_days(first, last, working_days) if unit == WORKING_DAYS else None
    if count is None:
        return f"{many(days, 'day')} left"
    none = "not a working day" if days == 1 else "none of them a working day"
    return f"{many(count, 'working day')} left" if count else f"{many(days, 'day')} left, {none}"


def many(count: int, word: str) -> str:
    """A count with its word: "1 day", "2 days"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _hours(time: timedelta) -> str:
    hours = int(time.total_seconds() // 3600)
    return many(hours, "hour") if hours else "less than an hour"


def _working_days(first: date, last: date, working_days: WorkingDays) -> int | None:
    """How many come after the first day, up to the last; None where the calendar does not reach."""
    try:
        return working_days.between(first, last)
    except OutsideCalendar:
        return None
