"""Combinations that few people in a county share, though each part alone tells nothing (the jigsaw)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, Surety
from handrail.analysis.identity.numerals import CARDINAL_WORDS, ORDINAL_WORDS
from handrail.analysis.identity.plain import Plain

SENTENCE = re.compile(r"[^.!?;]+[.!?;]?")
ENOUGH, ENOUGH_OF_RARE = 3, 2
"""How many sorts of sign in one sentence call for a second look: of all with one that is rare, or of rare ones."""


@dataclass(frozen=True)
class Sort:
    """A sort of thing that is said of people. `rare` ones are shared by few."""

    name: str
    rare: bool
    words: re.Pattern[str]


@cache
def sorts() -> tuple[Sort, ...]:
    read = tomllib.loads(files(__package__).joinpath("signs.toml").read_text(encoding="utf-8"))
    return tuple(
        Sort(one["name"], one["rare"], _compiled(one["words"], cased=one["cased"])) for one in read["sort"]
    )  # fmt: skip


def _compiled(words: list[str], *, cased: bool) -> re.Pattern[str]:
    pattern = "|".join(words).replace("NUMBER", rf"(?:\d{{1,2}}|{CARDINAL_WORDS})").replace("ORDINAL", ORDINAL_WORDS)
    return re.compile(rf"\b(?:{pattern})\b", 0 if cased else re.I)


def combinations_in(text: Plain, known: Known) -> Iterator[Flag]:
    for found in SENTENCE.finditer(text.flow):
        signs = [(sort, hit) for sort in sorts() for hit in [sort.words.search(found.group())] if hit]
        names = [sort.name for sort, _ in signs]
        rare = sum(sort.rare for sort, _ in signs)
        if rare >= ENOUGH_OF_RARE or (rare and len(names) >= ENOUGH):
            begins = found.start() + min(hit.start() for _, hit in signs)
            ends = found.start() + max(hit.end() for _, hit in signs)
            yield flagged(
                text, begins, ends, Kind.COMBINATION, "who it is, by what stands together", Surety.POSSIBLE,
                f"Together in one sentence: {', '.join(names)}. Few people share all of it.",
            )  # fmt: skip


def traits_in(text: Plain, known: Known) -> Iterator[Flag]:
    """What the case knows of the child that is rare in itself, in the words in which it is known."""
    for trait in known.traits:
        words = [re.escape(word) for word in trait.split() if word]
        if words and len(trait) > 3:
            for found in re.finditer(rf"(?<!\w){'[ ,-]+'.join(words)}(?!\w)", text.flow, re.I):
                yield flagged(
                    text, found.start(), found.end(), Kind.COMBINATION, "what is rare of the child", Surety.POSSIBLE,
                    "The case knows it of the child. Beside an age or a place it may tell who that is.",
                )  # fmt: skip
