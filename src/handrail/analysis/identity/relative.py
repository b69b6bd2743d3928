"""Days told by way of others: a birthday, "three weeks after", an age in weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from handrail.analysis.identity.dates import MONTHS
from handrail.analysis.identity.feasts import told_by_feast
from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, KnownDay, Surety
from handrail.analysis.identity.numerals import CARDINAL_WORDS, ORDINAL_WORDS, VAGUE, VAGUE_WORDS, number
from handrail.analysis.identity.plain import Plain

UNITS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30.44, "year": 365.25}
COUNT = rf"(?P<count>\d+|{CARDINAL_WORDS}|{VAGUE_WORDS})"
UNIT = r"(?:(?:short|full|whole|clear|calendar|working|more) )?(?P<unit>hour|day|night|week|fortnight|month|year)s?"
AFTER = (
    r"(?:after|before|later|earlier|following|prior to|previously|afterwards|from|since|ahead of|short of|shy of|"
    r"past|to the day|on from|into)"
)
BIRTHDAY = re.compile(
    rf"(?:(?:the )?(?:{COUNT} {UNIT}|day|night|eve|morning|week|weekend|month) (?:{AFTER}|of) )?"
    rf"(?:(?:his|her|their|the child's|the) )?"
    rf"(?:(?P<nth>\d+ ?(?:st|nd|rd|th)|{ORDINAL_WORDS})[ -])?birth ?days?\b", re.I,
)  # fmt: skip
OFFSET = re.compile(rf"\b{COUNT}[ -]{UNIT} (?P<after>{AFTER})\b", re.I)
THE_DAY = re.compile(
    r"\b(?:the|that|one) (?:very )?(?:same |next |following |previous )?(?:day|night|morning|evening|"
    r"afternoon|week|weekend|eve|month) "
    r"(?:after|before|of|following|that|on which|when|preceding)\b|\b(?:within|in|for) (?:hours|days|weeks|"
    r"months) of\b|\ba year to the day\b|\banniversary\b", re.I,
)  # fmt: skip
YOUNG = re.compile(
    rf"\b(?:(?:aged|at|age|only|just|was|is|were|of) )?{COUNT}[ -](?P<unit>day|week|month)s?[ -]?(?:old|of age)\b|"
    rf"\b(?:aged|at the age of|age) (?:just |only )?(?P<count2>\d+|{CARDINAL_WORDS}) (?P<unit2>day|week|"
    rf"month)s?\b", re.I,
)  # fmt: skip
TURNED = re.compile(
    rf"\b(?:turned|turning|had (?:just )?become|would have (?:been|turned)|celebrated (?:becoming|being)) "
    rf"(?P<age>\d{{1,2}}|{CARDINAL_WORDS})\b(?! (?:to|off|on|down|away|up))", re.I,
)  # fmt: skip
HIS_OR_HER = re.compile(r"\b(?:his|her|their|whose|the (?:child|boy|girl|baby|twin|brother|sister)'s)\b|\b[A-Z]\w+'s? ")
IN_GENERAL = re.compile(
    r"\b(?:each|every|any|all|no|an?|one's|people's|children's) (?:\w+ )?(?:\w+ )?(?:\w+'s? )?(?:(?:the "
    r")?[\w-]+ )?birth ?days?\b|"
    r"\b(?:person|pupil|student|carer|leaver|adult|young person|people|somebody|anybody)'s\b", re.I,
)  # fmt: skip
OF_THE_CASE = re.compile(
    r"\b(?:birth|born|dea(?:th|d)|died|dying|incident|injur|assault|collaps|hospital|admi(?:t|ss)|discharg|"
    r"arrest|murder|kill|"
    r"kille|fire|accident|funeral|move|moved|arriv|placed|remov|found|christmas|easter|birthday|half[- ]term|"
    r"she|he|they|"
    r"her|his|their|mother|father|parents|sister|brother|sibling|baby|twin|wedding|marri|separat|left|start|"
    r"wound|burn|fall|fell|999|ambulance|attack|stabb|overdose)", re.I,
)  # fmt: skip
OF_THE_OFFICE = re.compile(
    r"\b(?:review|meeting|audit|report|inspection|panel|publication|publish|commission|guidance|policy|"
    r"training|conference|"
    r"referral|strategy|procedure|plan|recommendation|action|evaluation|survey|assessment)", re.I,
)  # fmt: skip


def relative_days_in(text: Plain, known: Known) -> Iterator[Flag]:
    yield from _birthdays(text, known)
    yield from _offsets(text, known)
    yield from _named_days(text)
    yield from _ages(text, known)


def _birthdays(text: Plain, known: Known) -> Iterator[Flag]:
    births = [day for day in known.days if day.birth]
    for found in BIRTHDAY.finditer(text.flow):
        nth = number(found["nth"]) if found["nth"] else None
        before = text.flow[max(0, found.start() - 30) : found.start()]
        if _of_anybody(f"{before}{found.group()}", nth, known):
            continue
        when = "".join(f": {_on(birth, nth)}" for birth in births[:1] if nth and nth < 100)
        yield flagged(
            text, found.start(), found.end(), Kind.DAY, "a date of birth", Surety.LIKELY,
            f"A birthday tells the date of birth to whoever knows the day of anything else{when}.",
        )  # fmt: skip


def _of_anybody(words: str, nth: int | None, known: Known) -> bool:
    """Whether it is a birthday in general: of each pupil, or one that lies beyond what the case is about."""
    if HIS_OR_HER.search(words):
        return False
    if IN_GENERAL.search(words) or nth is None or nth > 25:
        return True
    last = max((day.on for day in known.turns), default=None)
    births = [day.on for day in known.days if day.birth]
    return last is not None and bool(births) and all(birth.year + nth > last.year + 1 for birth in births)


def _on(birth: KnownDay, nth: int) -> str:
    return f"that birthday was {birth.on.day} {MONTHS[birth.on.month - 1].title()} {birth.on.year + nth}"


def _offsets(text: Plain, known: Known) -> Iterator[Flag]:
    for found in OFFSET.finditer(text.flow):
        if told_by_feast(text.flow, found.start()):
            continue
        away = _days_of(found["count"], found["unit"])
        anchor = _rest_of_sentence(text.flow, found.end())
        between = _that_far_apart(known.turns, away, vague=found["count"].lower() in VAGUE)
        if between is not None:
            yield flagged(
                text, found.start(), found.end(), Kind.DAY, between[1].what, Surety.LIKELY,
                f"So far apart are two days that the case knows: {between[0].what} and {between[1].what}.",
            )  # fmt: skip
        elif OF_THE_CASE.search(anchor[:60]) and not OF_THE_OFFICE.search(anchor[:40]):
            yield flagged(
                text, found.start(), found.end(), Kind.DAY, "a day, counted from another", Surety.POSSIBLE,
                "Counted from an event of the case it gives the day away to whoever knows that event.",
            )  # fmt: skip


def _days_of(count: str, unit: str) -> float:
    return (number(count) or 1) * UNITS[unit.lower()]


def _rest_of_sentence(flow: str, begins: int) -> str:
    return re.split(r"[.!?;]", flow[begins : begins + 120])[0]


def _that_far_apart(days: tuple[KnownDay, ...], away: float, *, vague: bool) -> tuple[KnownDay, KnownDay] | None:
    """Two known days that lie as far apart as is said, give or take what such words leave open."""
    if away < 1 or vague:
        return None
    for earlier in days:
        for later in days:
            apart = (later.on - earlier.on).days
            if apart > 0 and abs(apart - away) <= max(1.0, away * 0.06):
                return earlier, later
    return None


def _named_days(text: Plain) -> Iterator[Flag]:
    for found in THE_DAY.finditer(text.flow):
        anchor = _rest_of_sentence(text.flow, found.end())[:50]
        if re.match(r" *(?:the )?\d", anchor):
            continue  # the date itself says it
        alone = "anniversary" in found.group().lower() or "to the day" in found.group().lower()
        if alone or (OF_THE_CASE.search(anchor) and not OF_THE_OFFICE.search(anchor)):
            yield flagged(
                text, found.start(), found.end(), Kind.DAY, "a day, told by another", Surety.POSSIBLE,
                "It gives the day away to whoever knows the event beside it.",
            )  # fmt: skip


def _ages(text: Plain, known: Known) -> Iterator[Flag]:
    for found in YOUNG.finditer(text.flow):
        away = _days_of(found["count"] or found["count2"], found["unit"] or found["unit2"])
        fits = any(
            _near(birth.on, day.on, away) for birth in known.turns if birth.birth for day in known.turns
        )  # fmt: skip
        yield flagged(
            text, found.start(), found.end(), Kind.DAY, "an age to the week or month",
            Surety.LIKELY if fits else Surety.POSSIBLE,
            "So exact an age tells the date of birth to whoever knows the day.",
        )  # fmt: skip
    for found in TURNED.finditer(text.flow):
        yield flagged(
            text, found.start(), found.end(), Kind.DAY, "a birthday", Surety.POSSIBLE,
            "To turn an age is to have a birthday.",
        )  # fmt: skip


def _near(birth: date, on: date, away: float) -> bool:
    apart = (on - birth).days
    return apart > 0 and abs(apart - away) <= max(3.0, away * 0.1)
