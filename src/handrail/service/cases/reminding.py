"""On which days a body is reminded of what takes it months."""

from __future__ import annotations

from datetime import date, timedelta

BEFORE = (28, 7)
"""Days before the day. Whoever hears of it on the day itself can no longer do it."""
AFTER, EVERY, MOST = 1, 28, 13
"""Days after the day, then so many between one reminder and the next; a year of them, then somebody should ask."""


def reminder_day(due_on: date, today: date) -> date | None:
    """The latest day, up to today, on which a reminder of this day is wanted; None before the first.

    One that falls on a day when nobody works is written on the next on which somebody does.
    """
    after = [due_on + timedelta(days=AFTER + EVERY * turn) for turn in range(MOST)]
    wanted = [*(due_on - timedelta(days=days) for days in BEFORE), *after]
    return max((day for day in wanted if day <= today), default=None)
