"""Who else is named in a text: proposals for a person to decide on, by whole words, whatever their case or accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

RELATIONS = (
    "mother father mum mummy dad daddy parent parents stepmother stepfather step-mother step-father grandmother "
    "grandfather grandparents nan grandad brother sister sibling siblings aunt uncle cousin partner boyfriend "
    "girlfriend husband wife neighbour carer foster"
).split()
TITLES = "mr mrs ms miss mx dr professor pc dc dci sergeant".split()
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Words from `begins` up to `ends` of a text, and why they were found."""

    begins: int
    ends: int
    why: str


def proposals(text: str, names: Iterable[tuple[str, str]]) -> list[Found]:
    """Where any of the `names` (each with whose it is) stands, or a relation or titled name. Overlaps are joined."""
    folded, places = fold(text)
    found = [one for name, whose in names for one in _each(folded, places, name, f"names {whose}")]
    for word in RELATIONS:
        found += _each(folded, places, word, "tells of a member of the family")
    for title in TITLES:
        pattern = rf"(?<!\w){title}\.? +[\w'’-]+"
        found += [
            Found(places[hit.start()], places[hit.end() - 1] + 1, "gives a name with a title")
            for hit in re.finditer(pattern, folded)
        ]
    return joined(found)


def fold(text: str) -> tuple[str, list[int]]:
    """Small letters without accents, and for each the place in the text it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(plain):
                letters.append(plain)
                places.append(place)
    return "".join(letters), places


def parts_of(name: str) -> Iterator[str]:
    """A name, and each word of it: people are called by either."""
    yield name
    yield from (word for word in re.split(r"[\s,;/()]+", name) if len(word) > SHORTEST)


def joined(found: Iterable[Found]) -> list[Found]:
    """In order, with those that overlap made one."""
    whole: list[Found] = []
    for one in sorted(found, key=lambda each: (each.begins, -each.ends)):
        if whole and one.begins < whole[-1].ends:
            last = whole.pop()
            one = Found(last.begins, max(last.ends, one.ends), last.why)
        whole.append(one)
    return whole


def _each(folded: str, places: list[int], name: str, why: str) -> Iterator[Found]:
    words, _ = fold(name.strip())
    if len(words) < SHORTEST:
        return
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    for hit in re.finditer(rf"(?<!\w){pattern}(?!\w)", folded):
        yield Found(places[hit.start()], places[hit.end() - 1] + 1, why)
