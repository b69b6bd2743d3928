"""Reads the hours people write. A mere part of a day ("morning") is kept as written and places nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from handrail.service.chronologies.reading.values import Cell, NoResult, NotRead

HOUR = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.;h](?P<minute>\d{2})(?::\d{2})?)?\s*(?P<half>[ap]\.?m\.?)?\s*(?:hrs?|hours|h|o'?clock)?",
    re.I,
)
FOUR_FIGURES = re.compile(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s*(?:hrs?|hours|h)?", re.I)
VAGUE = re.compile(
    r"(?:(?:early|late|mid)[ -]?)?(?:am|pm|a\.m\.|p\.m\.|morning|afternoon|evening|night|overnight|daytime|all day"
    r"|day shift|night shift|various|not known|unknown|not recorded|not stated|n/?k|n/?a|nr|-+)", re.I
)  # fmt: skip
ABOUT = re.compile(r"^(?:about|around|approximately|approx\.?|circa|c\.?|~|at)\s*", re.I)
RANGE = re.compile(r"\s*(?:-|–|—|to|until)\s*")


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour as read; none where only a part of the day, or nothing, is known."""

    at: time | None


def read_hour(value: Cell) -> Hour:
    """From a cell of whatever kind. Raises NotRead."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return Hour(None)
    if isinstance(value, NoResult):
        raise NotRead(value.says)
    if isinstance(value, datetime):
        return Hour(value.time().replace(second=0, microsecond=0))
    if isinstance(value, time):
        return Hour(value.replace(second=0, microsecond=0, tzinfo=None))
    if isinstance(value, timedelta):
        return _of_seconds(value.total_seconds(), value)
    if isinstance(value, float) and 0 <= value < 1:
        return _of_seconds(value * 86400, value)
    found = hour_within(str(value).strip())
    if found is None:
        raise NotRead(f"says “{value}” for the time. Write it as 14:30 or 2.30pm, or leave it empty.")
    return found


def hour_within(words: str) -> Hour | None:
    """The hour that these words are, or begin a range with; None where they are something else."""
    plain = ABOUT.sub("", " ".join(words.split()).strip(" ,.")).strip()
    for named, at in (("noon", time(12)), ("midday", time(12)), ("midnight", time(0))):
        if plain.lower() in (named, f"12 {named}"):
            return Hour(at)
    if VAGUE.fullmatch(plain):
        return Hour(None)
    found = FOUR_FIGURES.fullmatch(plain) or HOUR.fullmatch(plain)
    if found is not None:
        return _of(found)
    sides = RANGE.split(plain)
    if len(sides) == 2 and hour_within(sides[1]) is not None:
        half = re.search(r"[ap]\.?m\.?$", sides[1], re.I)
        first = sides[0] if not half or re.search(r"[ap]\.?m", sides[0], re.I) else sides[0] + half[0]
        return hour_within(first)
    return None


def _of(found: re.Match[str]) -> Hour | None:
    parts = found.groupdict()
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    half = (parts.get("half") or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if (hour, minute) == (24, 0):
        hour = 0
    return Hour(time(hour, minute)) if hour < 24 and minute < 60 else None


def _of_seconds(seconds: float, value: object) -> Hour:
    minutes = round(seconds / 60)
    if not 0 <= minutes < 1440:
        raise NotRead(f"says “{value}” for the time, which is no hour of a day. Write it as 14:30.")
    return Hour(time(minutes // 60, minutes % 60))
