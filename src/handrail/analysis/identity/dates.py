"""Days in a text that the case knows, in whatever form they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, KnownDay, Surety
from handrail.analysis.identity.numerals import ORDINAL_WORDS, number
from handrail.analysis.identity.plain import Plain

MONTHS = "january february march april may june july august september october november december".split()
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
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
        r"(?<![\d/.-])(?P<day>[0-3]?\d) (?P<month>[01]\d) (?P<year>(?:19|20)\d\d)(?![\d/])",
        r"(?<![\d/.-])(?P<day>[0-3]?\d)[ ./-]{1,2}(?P<month>viii|vii|vi|iv|v|iii|ii|i|xii|xi|ix|x)[ ./-]{1,2}"
        r"(?P<year>(?:19|20)?\d\d)(?![\d/])",
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
    turns, many = known.turns, _by_day_and_month(known)
    for mention in mentions(text.flow):
        flag = _flag(text, mention, (*turns, *many.get(frozenset((mention.day, mention.month)), ())))
        if flag is not None:
            yield flag


def _by_day_and_month(known: Known) -> dict[frozenset[int | None], list[KnownDay]]:
    """One of many tells by these two alone, whichever stands first: a long chronology is not gone through each time."""
    found: dict[frozenset[int | None], list[KnownDay]] = {}
    for day in known.days:
        if day.many:
            found.setdefault(frozenset((day.on.day, day.on.month)), []).append(day)
    return found


def mentions(flow: str) -> Iterator[Mention]:
    for form in (*FORMS, MONTH_ALONE, THE_DAY, DAY_AND_MONTH):
        for found in form.finditer(flow):
            said = found.groupdict()
            year, month = _year(said.get("year")), month_of(said.get("month"))
            yield Mention(
                found.start(), found.end(), number(said["day"]) if said.get("day") else None, month, year,
                _weekday(said.get("weekday")),
            )  # fmt: skip


def _year(written: str | None) -> int | None:
    if not written:
        return None
    figures = int(written.lstrip("'"))
    return figures if figures > 99 else 2000 + figures if figures < 50 else 1900 + figures


def month_of(written: str | None) -> int | None:
    """The number of a month in letters, figures or Roman figures."""
    if not written:
        return None
    if written.isdecimal():
        return int(written)
    if written.lower() in ROMAN:
        return ROMAN.index(written.lower()) + 1
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
        return Surety.POSSIBLE if known.many else Surety.LIKELY, "It is the day and month"
    if mention.day is None and (mention.month, mention.year) == (on.month, on.year):
        return Surety.POSSIBLE, "It is the month and year"
    if mention.day == on.day and mention.month is None and mention.weekday in (None, on.weekday()):
        return Surety.POSSIBLE, "It is the day of the month"
    return None
