"""Reads a day from a cell as people in Britain write it: the day first."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from handrail.service.fields import MONTHS
from handrail.service.learning.tracker.reading import Cell, NoResult, serial_day

NOT_GIVEN = {
    "", "-", "–", "—", "n/a", "na", "n a", "tbc", "tba", "none", "nil", "no", "not yet", "not known", "unknown", "open",
    "ongoing", "on going", "in progress", "not started", "pending", "awaited", "?",
}  # fmt: skip
WEEKDAY = re.compile(r"^(mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(day)?\b[\s,]*")
ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
BRITISH = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]+(?:of\s+)?(\d{1,2}|[a-z]+)[\s\-/.,']+(\d{4}|\d{2})$")
HOUR = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm)?$", re.IGNORECASE)


class NotADay(ValueError):
    """What stands in the cell is no day; the message says what to write."""


def day_in(cell: Cell, heading: str, epoch: datetime) -> date | None:
    """The day in a cell, or None where none is given. Raises NotADay.

    A year of two figures is of this century. A number is the day that Excel counts by it.
    """
    match cell:
        case None:
            return None
        case NoResult(says=says):
            raise NotADay(says)
        case datetime():
            return cell.date()
        case date():
            return cell
        case bool() | time():
            raise NotADay(_not(heading, str(cell)))
        case int() | float():
            return _from_number(float(cell), heading, epoch)
    return _from_words(str(cell), heading, epoch)


def _from_words(typed: str, heading: str, epoch: datetime) -> date | None:
    words = " ".join(typed.split())
    if words.casefold() in NOT_GIVEN:
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", words):
        return _from_number(float(words), heading, epoch)
    lower = WEEKDAY.sub("", HOUR.sub("", words).casefold())
    if found := ISO.match(lower):
        year, month, day = found.groups()
    elif found := BRITISH.match(lower):
        day, month, year = found.groups()
    else:
        raise NotADay(_not(heading, words))
    number = int(month) if month.isdecimal() else MONTHS.get(month, 0)
    if number > 12 >= int(day):
        raise NotADay(f"{heading}: “{words}” has the month before the day. Write the day first, such as 24/5/2018.")
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        raise NotADay(_not(heading, words)) from None


def _from_number(number: float, heading: str, epoch: datetime) -> date:
    found = serial_day(number, epoch)
    if found is None:
        raise NotADay(_not(heading, f"{number:g}"))
    return found


def _not(heading: str, words: str) -> str:
    return f"{heading}: “{words[:40]}” is not a day. Write it with the day first, such as 24/5/2018, or leave it empty."
