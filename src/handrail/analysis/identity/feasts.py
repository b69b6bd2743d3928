"""Days that people call by a name, and so many days before or after one: "ten days after Whit Sunday 2013"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from handrail.analysis.identity.dates import MONTH, MONTHS, WEEKDAYS, month_of
from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, Surety
from handrail.analysis.identity.numerals import CARDINAL_WORDS, VAGUE_WORDS, number
from handrail.analysis.identity.plain import Plain

FIXED = {
    "new year's day": (1, 1), "new year": (1, 1), "twelfth night": (1, 5), "epiphany": (1, 6), "burns night": (1, 25),
    "candlemas": (2, 2), "valentine's day": (2, 14), "leap day": (2, 29), "st david's day": (3, 1),
    "st patrick's day": (3, 17), "lady day": (3, 25), "april fool's day": (4, 1), "april fools' day": (4, 1),
    "st george's day": (4, 23), "may day": (5, 1), "ve day": (5, 8), "midsummer's day": (6, 24),
    "midsummer day": (6, 24), "midsummer's eve": (6, 23), "st swithin's day": (7, 15), "lammas": (8, 1),
    "michaelmas": (9, 29), "halloween": (10, 31), "hallowe'en": (10, 31), "all saints' day": (11, 1),
    "all souls' day": (11, 2), "bonfire night": (11, 5), "guy fawkes night": (11, 5), "guy fawkes' night": (11, 5),
    "armistice day": (11, 11), "remembrance day": (11, 11), "st andrew's day": (11, 30), "christmas eve": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "st stephen's day": (12, 26),
    "new year's eve": (12, 31), "hogmanay": (12, 31),
}  # fmt: skip
FROM_EASTER = {
    "shrove tuesday": -47, "pancake day": -47, "pancake tuesday": -47, "ash wednesday": -46, "mothering sunday": -21,
    "mother's day": -21, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "holy saturday": -1,
    "easter sunday": 0, "easter day": 0, "easter": 0, "easter monday": 1, "ascension day": 39, "whit sunday": 49,
    "pentecost": 49, "whit monday": 50, "trinity sunday": 56, "corpus christi": 60,
}  # fmt: skip
NTH = {
    "father's day": (6, 6, 3), "remembrance sunday": (11, 6, 2), "early may bank holiday": (5, 0, 1),
    "may day bank holiday": (5, 0, 1), "spring bank holiday": (5, 0, -1), "summer bank holiday": (8, 0, -1),
    "august bank holiday": (8, 0, -1), "the clocks went forward": (3, 6, -1), "the clocks go forward": (3, 6, -1),
    "the clocks went back": (10, 6, -1), "the clocks go back": (10, 6, -1), "black friday": (11, 4, 4),
}  # fmt: skip
"""Month, day of the week from Monday, and which of them; -1 is the last."""
ONCE = {
    "the opening of the 2012 olympics": date(2012, 7, 27), "the olympic opening ceremony": date(2012, 7, 27),
    "the referendum of 2014": date(2014, 9, 18), "the scottish referendum": date(2014, 9, 18),
    "the referendum of 2016": date(2016, 6, 23), "the brexit referendum": date(2016, 6, 23),
    "the grenfell tower fire": date(2017, 6, 14), "the manchester arena bombing": date(2017, 5, 22),
    "the first lockdown": date(2020, 3, 23), "the second lockdown": date(2020, 11, 5),
    "the third lockdown": date(2021, 1, 6), "the death of the queen": date(2022, 9, 8),
    "the queen's death": date(2022, 9, 8), "the queen's funeral": date(2022, 9, 19), "the coronation": date(2023, 5, 6),
    "the royal wedding of 2011": date(2011, 4, 29), "the royal wedding of 2018": date(2018, 5, 19),
    "the general election of 2010": date(2010, 5, 6), "the general election of 2015": date(2015, 5, 7),
    "the general election of 2017": date(2017, 6, 8), "the general election of 2019": date(2019, 12, 12),
    "the general election of 2024": date(2024, 7, 4),
}  # fmt: skip
"""Days of which everybody knows, once."""
EVENTS = "|".join(re.escape(name.removeprefix("the ")) for name in ONCE)
NAMES = "|".join(sorted((re.escape(name) for name in (*FIXED, *FROM_EASTER, *NTH)), key=len, reverse=True))
PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1, "penultimate": -2}
AWAY = (
    rf"(?:(?:the )?(?:(?P<count>\d+|{CARDINAL_WORDS}|{VAGUE_WORDS})[ -](?P<unit>day|night|week|fortnight)s?|"
    rf"(?P<one>day|night|eve|morning|week|fortnight)) (?P<way>before|after|following|preceding|prior to|past|of) )?"
)
FEAST = re.compile(
    rf"\b{AWAY}(?:(?:the )?(?P<feast>{NAMES})|(?:the )?(?P<event>{EVENTS})|the (?P<nth>{'|'.join(PLACES)}) "
    rf"(?P<weekday>{'|'.join(WEEKDAYS)}) "
    rf"(?:of|in) {MONTH})\b(?:,? (?:in |of )?(?P<year>(?:19|20)\d\d))?", re.I,
)  # fmt: skip
UNITS = {"day": 1, "night": 1, "eve": 1, "morning": 1, "week": 7, "fortnight": 14}
BACK = ("before", "preceding", "prior to")


def feasts_in(text: Plain, known: Known) -> Iterator[Flag]:
    for found in FEAST.finditer(text.flow):
        said = int(found["year"]) if found["year"] else None
        of_year = _day_of(found, said) if said else None
        for day in known.days if said else known.turns:
            if (of_year if said else _day_of(found, day.on.year)) == day.on:
                written = f"{day.on.day} {MONTHS[day.on.month - 1].title()} {day.on.year}"
                yield flagged(
                    text, found.start(), found.end(), Kind.DAY, day.what,
                    Surety.SURE if found["year"] else Surety.LIKELY, f"That was {written}: {day.what}.",
                )  # fmt: skip
                break


def told_by_feast(flow: str, begins: int) -> bool:
    """Whether what stands here is an offset from a feast with its year: which day that is can be reckoned."""
    found = FEAST.match(flow, begins)
    return found is not None and found["way"] is not None and found["year"] is not None


def _day_of(found: re.Match[str], year: int) -> date | None:
    if found["event"]:
        day: date | None = ONCE[f"the {found['event'].lower()}"]
    elif found["feast"]:
        day = feast(found["feast"].lower(), year)
    else:
        day = nth_weekday(
            year, month_of(found["month"]) or 1, WEEKDAYS.index(found["weekday"].lower()), PLACES[found["nth"].lower()]
        )
    if day is None or not found["way"]:
        return day
    away = (
        (number(found[("count")]) or 1) * UNITS[found[("unit")].lower()]
        if found[("count")]
        else UNITS[found[("one")].lower()]
    )
    back = found["way"].lower() in BACK or (found["one"] or "").lower() == "eve"
    return day + timedelta(days=-away if back else 0 if found["way"].lower() == "of" else away)


def feast(name: str, year: int) -> date | None:
    """The day that a feast fell on in a year."""
    if name == "leap day" and not (year % 4 == 0 and (year % 100 or year % 400 == 0)):
        return None
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in FROM_EASTER:
        return easter(year) + timedelta(days=FROM_EASTER[name])
    return nth_weekday(year, *NTH[name])


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The first, second ... or last of a day of the week in a month."""
    first = date(year, month, 1)
    every = [first + timedelta(days=place) for place in range(31)]
    days = [day for day in every if day.month == month and day.weekday() == weekday]
    return days[nth - 1 if nth > 0 else nth] if abs(nth) <= len(days) else None


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    sunday = epact - (year + year // 4 + epact + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))
