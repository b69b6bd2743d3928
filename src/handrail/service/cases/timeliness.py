"""How a kept clock stands at an instant, in words and for a query. Never kept: it depends on now."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from django.db.models import Q

from handrail.guidance import At, london_day, spoken
from handrail.guidance.clock import is_past
from handrail.guidance.edition import Bound
from handrail.guidance.lateness import DAYS, WORKING_DAYS, late_in_words, left_in_words, unit_of
from handrail.service.cases.models import ASKED, KeptClock
from handrail.service.cases.rules import version_of
from handrail.service.law.kept import kept_calendar, kept_working_days

SOON = timedelta(days=7)


class When(StrEnum):
    """When something falls due, as people sort their work. The value is written in addresses."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    NO_DAY = "no-day"

    @property
    def words(self) -> str:
        return {
            When.OVERDUE: "Overdue",
            When.TODAY: "Today",
            When.WEEK: "The next seven days",
            When.LATER: "Later",
            When.NO_DAY: "No fixed day",
        }[self]


def when(clock: KeptClock, now: datetime) -> When:
    due = due_of(clock)
    if due is None:
        return When.NO_DAY
    if is_past(due, now):
        return When.OVERDUE
    ahead = london_day(due) - london_day(now)
    if not ahead:
        return When.TODAY
    return When.WEEK if ahead <= SOON else When.LATER


def falling(time: When, now: datetime) -> Q:
    """The same, for a query; bounded by the day, so that the index by day serves."""
    today = london_day(now)
    match time:
        case When.OVERDUE:
            return Q(due_on__lte=today) & (Q(due_at__isnull=True, due_on__lt=today) | Q(due_at__lt=now))
        case When.TODAY:
            return Q(due_on=today) & (Q(due_at__isnull=True) | Q(due_at__gte=now))
        case When.WEEK:
            return Q(due_on__gt=today, due_on__lte=today + SOON)
        case When.LATER:
            return Q(due_on__gt=today + SOON)
        case When.NO_DAY:
            return Q(due_on__isnull=True)


def due_of(clock: KeptClock) -> At | None:
    return clock.due_at or clock.due_on


def in_words(clock: KeptClock, now: datetime) -> str:
    """How a clock stands: "3 working days left", "2 working days late", "done on 24 May 2018, 12 days late"."""
    if clock.stopped_on is not None:
        return _done(clock, clock.stopped_at or clock.stopped_on)
    if clock.fell_away_on is not None:
        return f"fell away on {spoken(clock.fell_away_on)}"
    if clock.ended:
        return "not counted: the folder is closed"
    due = due_of(clock)
    if clock.bound in (Bound.FOR_AT_LEAST, Bound.NOT_BEFORE) and due is not None:
        return _standing(clock.bound, due, now)
    return how_long(due, now, unit=unit_in(clock))


def unit_in(clock: KeptClock) -> str:
    """What a clock is counted in: the unit of its duty. What a body was asked for is planned in working days."""
    version = version_of(clock)
    if version is not None:
        return unit_of(version.duty)
    return WORKING_DAYS if clock.instrument == ASKED else DAYS


def how_long(due: At | None, now: datetime, *, unit: str = DAYS) -> str:
    if due is None:
        return "do it promptly"
    if is_past(due, now):
        return late_in_words(due, now, unit, kept_working_days())
    if london_day(due) == london_day(now):
        return f"due today by {_hour(due)}" if isinstance(due, datetime) else "due today"
    return left_in_words(due, now, unit, kept_working_days())


def shade(clock: KeptClock, now: datetime) -> Literal["red", "orange", "blue", "green", "grey"]:
    """The colour of its tag; the words beside it say the same."""
    if clock.stopped_on is not None:
        return "orange" if "late" in in_words(clock, now) else "green"
    if clock.ended:
        return "grey"
    if clock.bound in (Bound.FOR_AT_LEAST, Bound.NOT_BEFORE):
        return "grey"
    return {When.OVERDUE: "red", When.TODAY: "orange"}.get(when(clock, now), "blue")  # type: ignore[return-value]


def _done(clock: KeptClock, at: At) -> str:
    words, due = f"done on {spoken(london_day(at))}", due_of(clock)
    if due is None or not is_past(due, at):
        return words
    if clock.bound in (Bound.FOR_AT_LEAST, Bound.NOT_BEFORE):
        return words
    return f"{words}, {late_in_words(due, at, unit_in(clock), kept_calendar().standing(at))}"


def _standing(bound: str, due: At, now: datetime) -> str:
    day = spoken(due)
    if bound == Bound.NOT_BEFORE:
        return f"may be done since {day}" if is_past(due, now) else f"not to be done before {day}"
    return f"stood until {day}, as it had to" if is_past(due, now) else f"to stand until at least {day}"


def _hour(at: datetime) -> str:
    return spoken(at).rpartition(" at ")[2]
