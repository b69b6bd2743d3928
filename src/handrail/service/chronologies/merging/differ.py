"""What two tellings of one event say differently: the day, the hour, a number, whether it was, who, where. In words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handrail.service.chronologies.merging.order import Line, in_words
from handrail.service.chronologies.reading.values import Sure

MINUTES_APART = 60
NUMBERS = {
    word: number
    for number, word in enumerate("no one two three four five six seven eight nine ten eleven twelve".split())
}
COUNTED = re.compile(
    r"\b(?P<count>\d{1,4}|" + "|".join(NUMBERS) + r")[ -]+(?:\w+[ -]+)?"
    r"(?P<thing>children|siblings|visits?|calls?|bruis(?:es?|ing)|marks?|burns?|fractures?|times|occasions|weeks?|days?"
    r"|months?|hours?|years?|adults|people|police|officers?|appointments|sessions|injur(?:y|ies)|men|women)\b", re.I,
)  # fmt: skip
IN_TEXT = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\s*(?P<half>[ap]m)?\b|\b(?P<only>1?\d)\s*(?P<of>[ap]m)\b", re.I
)
NOT = r"(?:not|n['o]t|never|no|without|nobody|denied|failed to|did not|unable to|cancelled|refused|declined)"
HAPPENINGS = {
    "whether somebody was seen": r"see|seen|saw|sighted",
    "whether somebody attended": r"attend(?:ed|ance)?|came|brought",
    "whether there was an injury": r"injur\w*|mark(?:s|ed)?|bruis\w*|wound\w*",
    "whether there was consent": r"consent\w*|agree[ds]?",
    "whether somebody was told": r"told|informed|notified|shared|referred|referral",
    "whether anybody was at home": r"(?:at )?home|answer(?:ed)?",
    "whether somebody was drunk": r"drunk|intoxicat\w*|drinking|alcohol",
    "whether there was violence": r"violen\w*|assault\w*|hit|punch\w*",
}
PART = r"(?:\w+ )?(?:arm|leg|hand|eye|side|cheek|ear|thigh|foot|shoulder|knee|wrist|ankle)\b"
OPPOSITES = (
    ("which side", rf"\bleft {PART}", rf"\bright {PART}"),
    (
        "alone or with somebody",
        r"\balone\b|\bunaccompanied\b|\bunsupervised\b",
        r"\baccompanied\b|\bsupervised\b|\bwith (?:her|his|their) ",
    ),
    ("calm or upset", r"\bcalm\b|\bsettled\b|\bhappy\b", r"\bupset\b|\bdistressed\b|\bcrying\b|\bunsettled\b"),
    (
        "clean or not",
        r"\bclean\b|\btidy\b|\bwell[- ]presented\b|\bno concerns\b",
        r"\bdirty\b|\bunkempt\b|\bfilthy\b|\bunclean\b|\bsoiled\b",
    ),
    (
        "open or closed",
        r"\bopened\b|\baccepted\b|\ballocated\b",
        r"\bclosed\b|\bno further action\b|\bNFA\b|\brejected\b",
    ),
)
WHO = {
    "mother": r"\bmother\b|\bmum\b|\bmam\b",
    "father": r"\bfather\b|\bdad\b",
    "grandmother": r"\bgrandmother\b|\bnan\b|\bgran\b",
    "grandfather": r"\bgrandfather\b|\bgrandad\b",
    "stepfather": r"\bstep-?father\b|\bstep-?dad\b",
    "partner": r"\bpartner\b|\bboyfriend\b|\bgirlfriend\b",
    "aunt": r"\baunt(?:ie)?\b",
    "uncle": r"\buncle\b",
}
WHERE = {
    "home": r"\bat home\b|\bhome visit\b|\bat the (?:house|flat|address)\b",
    "school": r"\bat school\b|\bin school\b",
    "hospital": r"\bhospital\b|\bA&E\b|\bED\b|\bemergency department\b",
    "surgery": r"\bsurgery\b|\bGP practice\b",
    "telephone": r"\btelephoned?\b|\bby phone\b|\brang\b|\bphoned\b",
    "nursery": r"\bnursery\b",
    "clinic": r"\bclinic\b",
}


def differences(first: Line, second: Line) -> tuple[str, ...]:
    """Each in words, without saying which is right. None found does not mean that none is there."""
    return tuple(_differences(first, second))


def _differences(first: Line, second: Line) -> Iterator[str]:
    sure = Sure.EXACT is first.sure is second.sure
    if sure and (first.until_on < second.from_on or second.until_on < first.from_on):
        yield f"The day: {_day(first)} and {_day(second)}"
    yield from _hours(first, second)
    yield from _numbers(first.words, second.words)
    for what, pattern in HAPPENINGS.items():
        said = _yes_or_no(first.words, pattern), _yes_or_no(second.words, pattern)
        if None not in said and said[0] != said[1]:
            yield f"{what[0].upper()}{what[1:]}"
    for what, one, other in OPPOSITES:
        one_way = _says_only(first.words, one, other) and _says_only(second.words, other, one)
        if one_way or (_says_only(first.words, other, one) and _says_only(second.words, one, other)):
            yield f"{what[0].upper()}{what[1:]}"
    yield from _apart("Who", WHO, first.words, second.words)
    yield from _apart("Where", WHERE, first.words, second.words)


def _day(line: Line) -> str:
    return in_words(line.from_on, line.until_on, line.sure)


def _hours(first: Line, second: Line) -> Iterator[str]:
    if first.from_on != second.from_on:
        return
    one, other = _minutes(first), _minutes(second)
    if one is not None and other is not None and abs(one - other) >= MINUTES_APART:
        yield f"The hour: {one // 60:02d}:{one % 60:02d} and {other // 60:02d}:{other % 60:02d}"


def _minutes(line: Line) -> int | None:
    if line.at is not None:
        return line.at.hour * 60 + line.at.minute
    found = IN_TEXT.search(line.words)
    if found is None:
        return None
    hour, half = int(found["hour"] or found["only"]), (found["half"] or found["of"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + int(found["minute"] or 0)


def _numbers(one: str, other: str) -> Iterator[str]:
    """Different counts of the same thing."""
    counts, others = _counted(one), _counted(other)
    for thing in sorted(counts.keys() & others.keys()):
        if not counts[thing] & others[thing]:
            yield f"The number of {thing}: {_listed(counts[thing])} and {_listed(others[thing])}"


def _counted(words: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for one in COUNTED.finditer(words):
        typed = one["count"].lower()
        thing = re.sub(r"(?:es|s|ing|e)$", "", one["thing"].lower())
        found.setdefault(PLURALS.get(thing, f"{thing}s"), set()).add(int(typed) if typed.isdigit() else NUMBERS[typed])
    return found


PLURALS = {"children": "children", "bruis": "bruises", "polic": "police", "peopl": "people", "injuri": "injuries",
           "injury": "injuries", "men": "men", "women": "women"}  # fmt: skip


def _listed(numbers: set[int]) -> str:
    return " or ".join(map(str, sorted(numbers)))


def _yes_or_no(words: str, pattern: str) -> bool | None:
    """Whether it is said to have been, or not to have been; None where nothing, or both, is said."""
    denied = re.search(
        rf"\b{NOT}\b(?:\W+\w+){{0,3}}?\W+(?:{pattern})\b|\b(?:{pattern})\b(?:\W+\w+){{0,1}}?\W+not\b", words, re.I
    )
    said = re.search(rf"\b(?:{pattern})\b", words, re.I)
    if said is None:
        return None
    rest = words.replace(denied[0], " ") if denied else words
    if denied and re.search(rf"\b(?:{pattern})\b", rest, re.I):
        return None
    return denied is None


def _says_only(words: str, this: str, not_that: str) -> bool:
    return bool(re.search(this, words, re.I)) and not re.search(not_that, words, re.I)


def _apart(what: str, kinds: dict[str, str], one: str, other: str) -> Iterator[str]:
    """Both name somebody, and nobody in common."""
    named, others = (
        {kind for kind, pattern in kinds.items() if re.search(pattern, words, re.I)} for words in (one, other)
    )
    if named and others and not named & others:
        yield f"{what}: {', '.join(sorted(named))} and {', '.join(sorted(others))}"
