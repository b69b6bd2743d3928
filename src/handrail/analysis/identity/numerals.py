"""Numbers as they are written in words and figures, up to what a date or an age needs."""

from __future__ import annotations

ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}

CARDINAL: dict[str, int] = {word: number for number, word in enumerate(ONES, start=1)} | TENS
CARDINAL |= {f"{ten} {one}": value + n for ten, value in TENS.items() for n, one in enumerate(ONES[:9], start=1)}
ORDINAL: dict[str, int] = {word: number for number, word in enumerate(ORDINALS, start=1)} | {"thirtieth": 30}
ORDINAL |= {f"{ten} {one}": value + n for ten, value in TENS.items() for n, one in enumerate(ORDINALS[:9], start=1)}
VAGUE = {"a": 1, "an": 1, "a single": 1, "a couple of": 2, "a few": 3, "several": 4, "some": 3, "a dozen": 12}

CARDINAL_WORDS = "|".join(sorted((word.replace(" ", "[ -]") for word in CARDINAL), key=len, reverse=True))
ORDINAL_WORDS = "|".join(sorted((word.replace(" ", "[ -]") for word in ORDINAL), key=len, reverse=True))
VAGUE_WORDS = "|".join(sorted(VAGUE, key=len, reverse=True))


def number(written: str) -> int | None:
    """The number that is written in figures or words, as a cardinal or an ordinal."""
    plain = " ".join(written.lower().replace("-", " ").split())
    figures = plain.rstrip("stndrh").strip()
    if figures.isdecimal():
        return int(figures)
    return CARDINAL.get(plain) or ORDINAL.get(plain) or VAGUE.get(plain)
