"""Reads the days people write: exact, about, a month, a season, a range; and says how to mend what it cannot read."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from handrail.service.chronologies.reading.hours import hour_within
from handrail.service.chronologies.reading.values import NotRead, Sure, When

EARLIEST = 1900
MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb febuary|march mar|april apr|may|june jun|july jul|august aug"
        "|september sep sept|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
PARTS = {"early": (1, 10), "beginning of": (1, 10), "start of": (1, 10), "mid": (11, 20), "middle of": (11, 20),
         "late": (21, 31), "end of": (21, 31)}  # fmt: skip
ABOUT = re.compile(
    r"(?:\b(?:about|around|approximately|approx|circa|estimated|est|roughly|c(?=\.?\s?\d))\b\.?|~|\?)\s*", re.I
)
WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[,.]?\s*", re.I)
MONTH = r"(?P<month>[a-z]{3,9})"
YEAR = r"(?P<year>\d{4}|'?\d{2})(?!\d)"
IN_FIGURES = re.compile(r"(?P<first>\d{1,2})(?P<sign>[/.\-\\ ])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})(?!\d)")
ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
IN_WORDS = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ \-/.,]*{MONTH}[ \-/.,]*{YEAR}", re.I)
MONTH_FIRST = re.compile(rf"{MONTH}[ \-.,]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,\-.]+(?P<year>\d{{4}})", re.I)
MONTH_ALONE = re.compile(
    rf"(?P<part>early|mid|late|beginning of|start of|middle of|end of)?[ \-]*{MONTH}[ \-/.,]*{YEAR}", re.I
)
MONTH_IN_FIGURES = re.compile(r"(?P<month>\d{1,2})[/.\-](?P<year>\d{4})(?!\d)")
YEAR_ALONE = re.compile(
    r"(?P<part>early|mid|late|beginning of|start of|middle of|end of)?[ \-]*(?P<year>\d{4}(?!\d))", re.I
)
SEASON = re.compile(r"(?P<season>spring|summer|autumn)(?: term)?[ ,]*(?:of )?(?P<year>\d{4})", re.I)
SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")
UNKNOWN = re.compile(r"(?:not known|unknown|n/?k|n/?a|undated|no date|tbc|date|-+|\.+|\?+)", re.I)
RANGE = re.compile(r"\s+(?:to|until|till|and|through)\s+|\s*[–—]\s*|\s+-\s+", re.I)
SHORT_RANGE = re.compile(
    r"(?P<first>\d{1,2})(?:st|nd|rd|th)?\s*(?:-|–|—|to|and|&|/)\s*"
    rf"(?P<rest>\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH} {YEAR})",
    re.I,
)
YEARS = re.compile(r"(?P<first>\d{4})\s*[-–/]\s*(?P<last>\d{4})")
MEND = "Write it as 12 March 2019, or March 2019 if the day is not known."


def read_days(written: str, today: date) -> When:
    """When something was, from what a person typed. Raises NotRead."""
    plain = " ".join(written.replace("\xa0", " ").split())
    if not plain or UNKNOWN.fullmatch(plain):
        raise NotRead("has no date. Write the day, or the month or year if that is all that is known.")
    words, about = ABOUT.subn("", plain.replace("(", " ").replace(")", " "))
    words = " ".join(WEEKDAY.sub("", words).split()).strip(" ,.")
    found = _span(words, plain, today)
    if about and found.sure is Sure.EXACT:
        found = replace(found, sure=Sure.ABOUT if found.from_on == found.until_on else Sure.WITHIN)
    return within_our_time(found, plain, today)


def within_our_time(found: When, written: str, today: date) -> When:
    if found.from_on.year < EARLIEST:
        raise NotRead(f"says “{written}”, before {EARLIEST}. Check the year.")
    if found.from_on > today:
        raise NotRead(f"says “{written}”, which is in the future. Check the year.")
    return replace(found, until_on=max(found.from_on, min(found.until_on, today)))


def _span(words: str, written: str, today: date) -> When:
    short = SHORT_RANGE.fullmatch(words.removeprefix("between ").removeprefix("from "))
    if short and short["month"].lower() in MONTHS:
        last = _one(short["rest"], written, today)
        return _between(_day(last.from_on.year, last.from_on.month, int(short["first"]), written), last, words, written)
    if years := YEARS.fullmatch(words):
        return _between(date(int(years["first"]), 1, 1), _one(years["last"], written, today), words, written)
    sides = RANGE.split(re.sub(r"^(?:between|from) ", "", words, flags=re.I))
    if len(sides) == 2 and all(any(sign.isdigit() for sign in side) for side in sides):
        last = _one(sides[1], written, today)
        return _between(_one(_with_year(sides[0], sides[1]), written, today).from_on, last, words, written)
    return _one(words, written, today)


def _with_year(first: str, last: str) -> str:
    """“12 March to 4 April 2019”: the year is said once."""
    if re.search(r"\d{4}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}", first):
        return first
    year = re.search(r"\d{4}", last)
    return f"{first} {year[0]}" if year else first


def _between(first: date, last: When, words: str, written: str) -> When:
    if last.until_on < first:
        raise NotRead(f"says “{written}”, which ends before it begins. Write the earlier day first.")
    sure = Sure.WITHIN if words.lower().startswith("between") or last.sure is not Sure.EXACT else Sure.EXACT
    return replace(last, from_on=first, sure=sure, at=None)


def _one(words: str, written: str, today: date) -> When:
    """A single day, month, season or year, with an hour after it where there is one."""
    for pattern, reading in READINGS:
        found = pattern.match(words)
        if found is None:
            continue
        rest = words[found.end() :].strip(" ,.;:T").removeprefix("at ").strip()
        hour = hour_within(rest) if rest else None
        if rest and hour is None:
            continue
        read = reading(found, written, today)
        if read is not None:
            return replace(read, at=hour.at if hour else None)
    if SERIAL.fullmatch(words):
        raise NotRead(f"says “{written}”, which is a number that Excel keeps days by. Write the date. {MEND}")
    if set(words) == {"#"}:
        raise NotRead(
            "shows ##### in place of the date, as Excel does in a narrow column. Widen the column and save it again."
        )
    raise NotRead(f"says “{written}”, which cannot be read as a date. {MEND}")


def _in_figures(found: re.Match[str], written: str, today: date) -> When:
    first, second = int(found["first"]), int(found["second"])
    if second > 12 >= first > 0:
        meant = f"{second} {date(2000, first, 1):%B} {_year(found['year'], today)[0]}"
        raise NotRead(f"says “{written}”, which seems to have the month first. If it is {meant}, write that.")
    year, short = _year(found["year"], today)
    day = _day(year, second, first, written)
    return When(day, day, short_year=short, month_first=first <= 12 and first != second)


def _iso(found: re.Match[str], written: str, today: date) -> When:
    day = _day(int(found["year"]), int(found["month"]), int(found["day"]), written)
    return When(day, day)


def _in_words(found: re.Match[str], written: str, today: date) -> When | None:
    month = MONTHS.get(found["month"].lower())
    if month is None:
        return None
    year, short = _year(found["year"], today)
    day = _day(year, month, int(found["day"]), written)
    return When(day, day, short_year=short)


def _month(found: re.Match[str], written: str, today: date) -> When | None:
    typed = found["month"].lower()
    month = int(typed) if typed.isdigit() else MONTHS.get(typed, 0)
    if not 1 <= month <= 12:
        return None
    year, short = _year(found["year"], today)
    last = monthrange(year, month)[1]
    first_day, last_day = PARTS.get((found.groupdict().get("part") or "").lower(), (1, 31))
    begins, ends = date(year, month, first_day), date(year, month, min(last, last_day))
    return When(begins, ends, Sure.WITHIN, short_year=short)


def _season(found: re.Match[str], written: str, today: date) -> When:
    year = int(found["year"])
    first, last = SEASONS[found["season"].lower()]
    return When(date(year, first, 1), date(year, last, monthrange(year, last)[1]), Sure.WITHIN)


def _year_alone(found: re.Match[str], written: str, today: date) -> When | None:
    year, part = int(found["year"]), (found["part"] or "").lower()
    if not 1 <= year <= 9999:
        return None
    first, last = {1: (1, 4), 11: (5, 8), 21: (9, 12)}[PARTS[part][0]] if part else (1, 12)
    return When(date(year, first, 1), date(year, last, monthrange(year, last)[1]), Sure.WITHIN)


def _year(written: str, today: date) -> tuple[int, bool]:
    """A year of two figures is the latest one that is not to come: 19 is 2019, 85 is 1985."""
    figures = written.lstrip("'")
    if len(figures) == 4:
        return int(figures), False
    year = today.year // 100 * 100 + int(figures)
    return (year if year <= today.year else year - 100), True


def _day(year: int, month: int, day: int, written: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotRead(f"says “{written}”, and there is no such day. {MEND}") from None


Reading = Callable[["re.Match[str]", str, date], When | None]
READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (ISO, _iso),
    (IN_FIGURES, _in_figures),
    (IN_WORDS, _in_words),
    (MONTH_FIRST, _in_words),
    (SEASON, _season),
    (MONTH_IN_FIGURES, _month),
    (MONTH_ALONE, _month),
    (YEAR_ALONE, _year_alone),
)


def of_instant(value: datetime | date, today: date) -> When:
    """A cell that the spreadsheet itself holds as a day, with an hour where it is not midnight."""
    day = value.date() if isinstance(value, datetime) else value
    hour = value.time().replace(second=0, microsecond=0) if isinstance(value, datetime) else None
    spoken = f"{day.day}/{day.month:02d}/{day.year}"
    return within_our_time(When(day, day, at=hour if hour and (hour.hour or hour.minute) else None), spoken, today)


def whole_days(span: When) -> timedelta:
    return span.until_on - span.from_on
