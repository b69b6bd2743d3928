"""Days written in the many ways that people write them, and days told by their distance from a feast or an event."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
FIXED_FEASTS = {
    "Christmas Day": (12, 25), "Christmas": (12, 25), "Boxing Day": (12, 26), "New Year's Day": (1, 1),
    "Halloween": (10, 31), "Bonfire Night": (11, 5), "Valentine's Day": (2, 14), "St George's Day": (4, 23),
    "Midsummer Day": (6, 24), "April Fools' Day": (4, 1), "St Patrick's Day": (3, 17), "Burns Night": (1, 25),
    "Twelfth Night": (1, 5), "St David's Day": (3, 1), "Armistice Day": (11, 11), "New Year's Eve": (12, 31),
}  # fmt: skip
EVENTS = {
    "the general election of 2019": date(2019, 12, 12), "the first national lockdown": date(2020, 3, 23),
    "the referendum of 2016": date(2016, 6, 23), "the general election of 2015": date(2015, 5, 7),
    "the opening of the 2012 Olympics": date(2012, 7, 27), "the general election of 2017": date(2017, 6, 8),
    "the general election of 2010": date(2010, 5, 6), "the royal wedding of 2011": date(2011, 4, 29),
    "the coronation": date(2023, 5, 6), "the second national lockdown": date(2020, 11, 5),
    "the royal wedding of 2018": date(2018, 5, 19), "the Platinum Jubilee holiday": date(2022, 6, 2),
}  # fmt: skip


def count(number: int) -> str:
    return UNITS[number] if number <= 20 else str(number)


def numeral_ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def ordinal(number: int) -> str:
    if number <= 20:
        return ORDINALS[number]
    return {20: "twenty-", 30: "thirty-"}[number // 10 * 10] + ORDINALS[number % 10] if number != 30 else "thirtieth"


def plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def other_forms(day: date) -> dict[str, str]:
    """The day in every form but the plain one, by the form's name."""
    short, year = f"{day:%y}", day.year
    return {
        "d/m/yy": f"{day.day}/{day.month}/{short}",
        "dd/mm/yyyy": f"{day:%d/%m/%Y}",
        "d.m.yy": f"{day.day}.{day.month}.{short}",
        "dd-mm-yy": f"{day:%d-%m-%y}",
        "ISO": day.isoformat(),
        "yyyy/mm/dd": f"{day:%Y/%m/%d}",
        "5th March 2019": f"{numeral_ordinal(day.day)} {day:%B} {year}",
        "5th of March": f"the {numeral_ordinal(day.day)} of {day:%B}",
        "fifth of March": f"the {ordinal(day.day)} of {day:%B}",
        "fifth of March 2019": f"the {ordinal(day.day)} of {day:%B} {year}",
        "March 5, 2019": f"{day:%B} {day.day}, {year}",
        "March the fifth": f"{day:%B} the {ordinal(day.day)}",
        "weekday": f"{day:%A} {day.day} {day:%B} {year}",
        "short weekday": f"{day:%a} {day.day} {day:%b} {short}",
        "5 Mar 2019": f"{day.day} {day:%b} {year}",
        "05 MAR 2019": f"{day.day:02} {day:%b} {year}".upper(),
        "5-Mar-19": f"{day.day}-{day:%b}-{short}",
        "5.iii.19": f"{day.day}.{ROMAN[day.month - 1]}.{short}",
        "no year": f"{day.day} {day:%B}",
        "5 March '19": f"{day.day} {day:%B} '{short}",
        "dd mm yyyy": f"{day:%d %m %Y}",
    }


def easter(year: int) -> date:
    """Easter Sunday, by the reckoning of 1876 for the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    (i, k), m = divmod(c, 4), (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def last_sunday(year: int, month: int) -> date:
    return max(day for number in range(22, 32) if (day := date(year, month, number)).weekday() == 6)


def anchors(day: date) -> Iterator[tuple[str, date]]:
    """Feasts and public events near the day, each with the words that name it and its year."""
    for year in (day.year - 1, day.year, day.year + 1):
        for name, (month, number) in FIXED_FEASTS.items():
            yield f"{name} {year}", date(year, month, number)
        sunday = easter(year)
        yield f"Easter {year}", sunday
        yield f"Easter Sunday {year}", sunday
        yield f"Good Friday {year}", sunday - timedelta(days=2)
        yield f"Shrove Tuesday {year}", sunday - timedelta(days=47)
        yield f"Mothering Sunday {year}", sunday - timedelta(days=21)
        yield f"Whit Sunday {year}", sunday + timedelta(days=49)
        yield f"the clocks went forward in {year}", last_sunday(year, 3)
        yield f"the clocks went back in {year}", last_sunday(year, 10)
    yield from EVENTS.items()


def from_anchor(name: str, days: int, dice: random.Random) -> str:
    """ "three weeks after Easter 2019", for a day so many days after (or, below nought, before) what is named."""
    side = "after" if days > 0 else "before"
    gap = abs(days)
    if gap == 0:
        return f"the day {name}" if name.startswith("the clocks") else dice.choice((name, f"the evening of {name}"))
    if gap == 1:
        return dice.choice((f"the day {side} {name}", f"one day {side} {name}"))
    if gap == 7:
        return dice.choice((f"a week {side} {name}", f"exactly a week {side} {name}", f"seven days {side} {name}"))
    if gap == 14 and dice.random() < 0.5:
        return f"a fortnight {side} {name}"
    if gap % 7 == 0:
        return f"{count(gap // 7)} weeks {side} {name}"
    return f"{count(gap)} days {side} {name}"


def nth_weekday(day: date) -> str:
    which = ORDINALS[(day.day - 1) // 7 + 1]
    if (day + timedelta(days=7)).month != day.month:
        which = "last"
    return f"the {which} {day:%A} {'in' if day.day % 2 else 'of'} {day:%B %Y}"


def near(day: date, dice: random.Random) -> str:
    """The day told by something else: a feast, an event, or its place in the month."""
    close = [(name, gap) for name, anchor in anchors(day) if abs(gap := (day - anchor).days) <= 28]
    exact_weeks = [(name, gap) for name, gap in close if gap % 7 == 0 or abs(gap) <= 3]
    draw = dice.random()
    if draw < 0.45 and exact_weeks:
        return from_anchor(*dice.choice(exact_weeks), dice)
    if draw < 0.8 and close:
        return from_anchor(*dice.choice(close), dice)
    return nth_weekday(day)


BIRTHDAYS = (
    "{his} {nth} birthday", "{his} {nth} birthday", "{his} {nth} birthday", "{child}'s {nth} birthday",
    "the {girl}'s {nth} birthday", "the day {he} turned {n}", "the day {he} became {n}",
    "the {nth} anniversary of {his} birth", "{his} {number} birthday", "the child's {nth} birthday",
)  # fmt: skip
AROUND = (
    "{}", "{}", "{}", "the day before {}", "the day after {}", "two days before {}", "the eve of {}",
    "the morning of {}",
    "the night before {}", "a week after {}", "exactly a week before {}", "three days short of {}", "ten days after {}",
    "the Saturday after {}", "the weekend before {}", "a fortnight before {}", "the Monday following {}",
    "a month to the day after {}", "the afternoon of {}", "six weeks after {}", "five days before {}", "the week of {}",
)  # fmt: skip


def near_birthday(age: int, words: dict[str, str], dice: random.Random) -> str:
    """ "the day before her ninth birthday"; for a baby "when she was 41 days old" is left to the caller."""
    whole = {**words, "nth": ordinal(age), "n": count(age), "number": numeral_ordinal(age)}
    return dice.choice(AROUND).format(dice.choice(BIRTHDAYS).format(**whole))
