"""A school told without its name: by its sort, where the case's own is of that sort, or by what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, Surety
from handrail.analysis.identity.plain import Plain, words_of

WHAT = (
    r"(?:school|nursery|academy|college|playgroup|pre-?school|kindergarten|infants|juniors|grammar|primary|"
    r"comprehensive)"
)
SORT = r"(?:[a-z]+(?:s')?|C of E|CofE|CE|RC|Catholic|Church of England|Methodist|Jewish|Muslim|Sikh|Hindu)"
NOT_ITSELF = "year age holiday uniform bus place nurse staff board governor meal day run report record".replace(
    " ", "|"
)
SORTED = re.compile(
    rf"\b(?:the|her|his|their|this|that|a)(?: \w+'s?)? "
    rf"((?:{SORT}[ -]){{1,4}}{WHAT}|[a-z]+s' {WHAT})\b(?! (?:{NOT_ITSELF}))"
)
NO_PLACE = (
    "area county city town borough region country year end time day week meeting review panel report case plan child "
    "family mother father need view same other new term morning afternoon support help matter problem"
).replace(" ", "|")
BESIDE = re.compile(
    rf"\b(?:the|a|her|his|their)(?: \w+'s?)? (?:{SORT}[ -]){{0,3}}{WHAT} "
    r"(?:in|by|with|near|opposite|behind|beside|next to|on|under|above|beneath|across from) (?:the|its|an?) "
    rf"(?!(?:{NO_PLACE})\b)(?:[a-z]+ ?){{1,3}}"
)
COMMON = {"school", "schools", "primary", "secondary", "nursery", "academy", "college", "the", "of", "and", "for", "st",
          "a", "local", "same", "new", "first", "last", "old"}  # fmt: skip
STEM = 4


def descriptions_in(text: Plain, known: Known) -> Iterator[Flag]:
    sorts = {word[:STEM] for name in known.organisations for word in words_of(name) if word not in COMMON}
    for found in SORTED.finditer(text.flow):
        said = [word for word in words_of(_spelt_out(found[1])) if word not in COMMON]
        fits = [word for word in said if word[:STEM] in sorts]
        if fits and len(fits) == len(
            [word for word in said if word not in (("village"), ("town"), ("city"), ("small"), ("big"))]
        ):
            yield _flag(text, found, "It says of what sort the school of the case is.", Surety.POSSIBLE)
    if known.organisations:
        for found in BESIDE.finditer(text.flow):
            yield _flag(text, found, "It tells a school by what stands beside it.", Surety.POSSIBLE)


def _spelt_out(said: str) -> str:
    return re.sub(r"\bRC\b", "Catholic", re.sub(r"\b(?:C of E|CofE|CE)\b", "Church of England", said))


def _flag(text: Plain, found: re.Match[str], why: str, surety: Surety) -> Flag:
    return flagged(
        text, found.start(), found.start() + len(found.group().rstrip()), Kind.ORGANISATION,
        "a school or another organisation of the case", surety, why,
    )  # fmt: skip
