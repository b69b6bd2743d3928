"""Until when something is kept. Every day here is a London day, both ends included."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.guidance.days import months_after


def kept_until(event_on: date, *, years: int, months: int) -> date:
    """The last day of the period: the same-numbered day, or the month's last where it has none.

    What is kept until a day may go from the start of the next. Raises ValueError past the year 9999.
    """
    return months_after(event_on, years * 12 + months)


def eighteenth_birthday(born_on: date) -> date:
    """The 18th birthday. Somebody born on 29 February comes of age on 1 March, since no such year has the day:
    of the two readings it is the later, and so nothing goes too early."""
    try:
        return born_on.replace(year=born_on.year + 18)
    except ValueError:
        return date(born_on.year + 18, 3, 1)


def is_over(last_day: date, today: date) -> bool:
    """Whether a period has run out: not on its last day, but from the day after."""
    return today >= last_day + timedelta(days=1)
