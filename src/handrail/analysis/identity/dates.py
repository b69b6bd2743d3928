"""Days in a text that the case knows, in whatever form they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, KnownDay, Surety
from handrail.analysis.identity.numerals import ORDINAL_WORDS, number
from handrail.analysis.identity.plain import Plain

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?"
)
WEEKDAY = "(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\\.?,? (?:the )?)?"
DAY = f"(?P<day>[0-3]?\\d(?: ?(?:st|nd|rd|th))?|{ORDINAL_WORDS})"
YEAR = "(?P<year>(?:19|20)\\d\\d|'\\d\\d)"
FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"\b{WEEKDAY}(?<![\d/]){DAY}(?: day)?(?: of)?[ ,-]*{MONTH}(?:[ ,/-]+{YEAR})?(?![a-z\d])",
        rf"\b{WEEKDAY}{MONTH}[ -]?(?:the )?{DAY}\b(?:[ ,]+{YEAR})?(?!\d)",
        r"(?<![\d/.-])(?P<day>[0-3]?\d) ?[/.\-] ?(?P<month>[0-3]?\d) ?[/.\-] ?(?P<year>(?:19|20)?\d\d)(?![\d/])",
        r"(?<![\d/.-])(?P<year>(?:19|20)\d\d) ?[/.\-] ?(?P<month>[01]?\d) ?[/.\-] ?(?P<day>[0-3]?\d)(?![\d/])",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)",
        r"(?<!\d)(?P<day>[0-3]\d)(?P<month>[01]\d)(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
MONTH_ALONE = re.compile(
    rf"\b(?P<part>(?:early|mid|late|end of|beginning of|start of|middle of)[ -]?)?{MONTH}[ ,]+(?:of )?{YEAR}(?!\d)",
    re.I,
)
THE_DAY = re.compile(
    rf"\b(?:on|of) {WEEKDAY}the (?P<day>[0-3]?\d ?(?:st|nd|rd|th)|{ORDINAL_WORDS})\b(?! (?:of|birthday|"
    rf"[a-z]+ (?:of|in)))",
    re.I,
)
DAY_AND_MONTH = re.compile(r"(?<![\d/.£])(?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?![\d/])")
FEASTS = re.compile(
    r"\b(?:(?P<eve>(?:the )?(?:day|night) before )?(?P<feast>christmas eve|christmas day|boxing day|new year's eve|"
    r"new year's day|good friday|easter (?:sunday|monday|day)|shrove tuesday|halloween|hallowe'en|bonfire "
    r"night|guy fawkes night|"
    r"valentine's day|st patrick's day|st george's day|may day|mothering sunday|mother's day|father's day|"
    r"midsummer's day|"
    r"remembrance (?:sunday|day)|april fool's day|leap day))\b", re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A day as it is written: what of it is said."""

    begins: int
    ends: int
    day: int | None
    month: int | None
    year: int | None
    weekday: int | None = None


def days_in(text: Plain, known: Known) -> Iterator[Flag]:
    for mention in mentions(text.flow):
        flag = _flag(text, mention, known.days)
        if flag is not None:
            yield flag
    yield from _feasts(text, known)


def mentions(flow: str) -> Iterator[Mention]:
    for form in (*FORMS, MONTH_ALONE, THE_DAY, DAY_AND_MONTH):
        for found in form.finditer(flow):
            said = found.groupdict()
            year, month = _year(said.get("year")), _month(said.get("month"))
            yield Mention(
                found.start(), found.end(), number(said["day"]) if said.get("day") else None, month, year,
                _weekday(said.get("weekday")),
            )  # fmt: skip


def _year(written: str | None) -> int | None:
    if not written:
        return None
    figures = int(written.lstrip("'"))
    return figures if figures > 99 else 2000 + figures if figures < 50 else 1900 + figures


def _month(written: str | None) -> int | None:
    if not written:
        return None
    if written.isdecimal():
        return int(written)
    return next(place for place, name in enumerate(MONTHS, start=1) if name.startswith(written.lower()[:3]))


def _weekday(written: str | None) -> int | None:
    return next((n for n, name in enumerate(WEEKDAYS) if written and name.startswith(written.lower()[:3])), None)


def _flag(text: Plain, mention: Mention, days: tuple[KnownDay, ...]) -> Flag | None:
    told = [(surety, why, day) for day in days if (fits := _fits(mention, day)) for surety, why in [fits]]
    if not told:
        return None
    surety, why, day = min(told, key=lambda one: one[0].rank)
    return flagged(text, mention.begins, mention.ends, Kind.DAY, day.what, surety, f"{why}: {day.what}.")


def _fits(mention: Mention, known: KnownDay) -> tuple[Surety, str] | None:
    """Whether what is said is so of this day, and how much of it that is."""
    on = known.on
    said = (mention.day, mention.month, mention.year)
    if said == (on.day, on.month, on.year):
        return Surety.SURE, "It is the very day"
    if said == (on.month, on.day, on.year):
        return Surety.LIKELY, "It is the very day, if the month stands first"
    if (mention.year is None or known.birth) and (mention.day, mention.month) == (on.day, on.month):
        return Surety.LIKELY, "It is the day and month"
    if mention.day is None and (mention.month, mention.year) == (on.month, on.year):
        return Surety.POSSIBLE, "It is the month and year"
    if mention.day == on.day and mention.month is None and mention.weekday in (None, on.weekday()):
        return Surety.POSSIBLE, "It is the day of the month"
    return None


def _feasts(text: Plain, known: Known) -> Iterator[Flag]:
    for found in FEASTS.finditer(text.flow):
        back = timedelta(days=1 if found["eve"] else 0)
        for day in known.days:
            if feast(found["feast"].lower(), day.on.year) == day.on + back:
                yield flagged(
                    text, found.start(), found.end(), Kind.DAY, day.what, Surety.LIKELY,
                    f"In {day.on.year} that was {day.on.day} {MONTHS[day.on.month - 1].title()}: {day.what}.",
                )  # fmt: skip
                break


FIXED = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new year's day": (1, 1), "halloween": (10, 31), "hallowe'en": (10, 31), "bonfire night": (11, 5),
    "guy fawkes night": (11, 5), "valentine's day": (2, 14), "st patrick's day": (3, 17), "st george's day": (4, 23),
    "may day": (5, 1), "midsummer's day": (6, 24), "remembrance day": (11, 11), "april fool's day": (4, 1),
}  # fmt: skip
FROM_EASTER = {
    "shrove tuesday": -47, "mothering sunday": -21, "mother's day": -21, "good friday": -2, "easter sunday": 0,
    "easter day": 0, "easter monday": 1,
}  # fmt: skip


def feast(name: str, year: int) -> date | None:
    """The day that a feast fell on in a year."""
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in FROM_EASTER:
        return easter(year) + timedelta(days=FROM_EASTER[name])
    if name == "father's day":
        return _nth_sunday(year, 6, 3)
    if name == "remembrance sunday":
        return _nth_sunday(year, 11, 2)
    return date(year, 2, 29) if name == "leap day" and year % 4 == 0 else None


def _nth_sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    sunday = epact - (year + year // 4 + epact + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))
