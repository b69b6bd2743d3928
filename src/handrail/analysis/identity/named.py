"""Whom the running text of a folder names, and which words of a report mean one of them, spelt so or otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise

from handrail.analysis.identity.plain import Word, ordinary, plain
from handrail.analysis.identity.short_names import FAMILIES, short_names
from handrail.analysis.identity.spelling import changed, sound

SHORTEST, SLIPS_FROM, SOUNDS_FROM = 3, 5, 3
"""Letters of a name; of one in which a letter may be wrong; of what two spellings of one sound have in common."""
RUN = r"(?:[[:lower:],] )?\y[[:upper:]][[:alpha:]'’]*(?:[ -][[:upper:]][[:alpha:]'’]*)*"
"""Words with a capital that stand together, with what goes before them within a sentence: for PostgreSQL."""
SMALL, WORD_HERE = r"[^\W\d_A-ZÀ-ÖØ-Þ]", r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’])*"
RUN_HERE = re.compile(rf"(?:(?:{SMALL}|,) )?\b{WORD_HERE}(?:[ -]{WORD_HERE})*")
TITLES = frozenset("mr mrs ms miss mx dr doctor auntie uncle aunty nurse sister pc dc".split())


@cache
def given_names() -> frozenset[str]:
    """Names that people are usually called by, so that Grace and Will may be meant where they are written as names."""
    return frozenset(name for family in FAMILIES for name in family.split()) - not_names()


@cache
def not_names() -> frozenset[str]:
    """What is written with a capital and names nobody: months, peoples, faiths, bodies, what a mother is called."""
    return frozenset(files(__package__).joinpath("not_names.txt").read_text(encoding="utf-8").split())


@cache
def is_common(folded: str) -> bool:
    forms = (folded, folded.removesuffix("s"), folded.removesuffix("es"))
    return any(form in ordinary() or form in not_names() for form in forms)


@dataclass(frozen=True)
class Named:
    """Words of papers written as names are, in small letters: anywhere, or within a sentence or beside another such;
    family names that are also words; two beside each other, as one; and rare names, by what a slip makes of them."""

    anywhere: set[str] = field(default_factory=set)
    within: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)

    def like(self) -> Mapping[str, set[str]]:
        """The rare names by each way of leaving a letter out, by their sound and by their usual short forms."""
        found = defaultdict[str, set[str]](set)
        for name in self.within:
            for key in _keys(name):
                found[key].add(name)
        return found


def runs_in(text: str) -> set[str]:
    """What RUN finds, without a database."""
    return {found.group() for found in RUN_HERE.finditer(text)}


def named_in(runs: Iterable[str], beside: frozenset[str] = frozenset()) -> Named:
    """Whom these runs of words name, but for words of names that may be read."""
    named = Named()
    for run in runs:
        within = run[1:2] == " " and not run[0].isupper()
        words = [word for word in plain(run).words if word.capital]
        for place, word in enumerate(words):
            if word.folded in beside or len(word.folded) < SHORTEST:
                continue
            named.anywhere.add(word.folded)
            rare = not is_common(word.folded)
            if within or place or (rare and len(words) > 1):
                named.within.add(word.folded)
            if place and not rare and _names_a_family(words[place - 1], word):
                named.families.add(word.folded)
        named.joined.update(
            one.folded + other.folded for one, other in pairwise(words) if not {one.folded, other.folded} & beside
        )
    return named


def _names_a_family(before: Word, word: Word) -> bool:
    """After a given name or a title, and not "St George's Day"."""
    if before.possessive:
        return False
    return (before.folded in given_names() or before.folded in TITLES) and word.folded not in not_names()


def _keys(name: str) -> Iterator[str]:
    if is_common(name) and name not in given_names():
        return
    if not is_common(name):
        yield from _slips(name)
        if len(sound(name)) >= SOUNDS_FROM and len(name) > SLIPS_FROM:
            yield f"~{name[0]}{sound(name)}"
    yield from (f"={short}" for short in (name, *short_names(name)))


def _slips(name: str) -> Iterator[str]:
    if len(name) >= SLIPS_FROM:
        yield name
        yield from (name[:place] + name[place + 1 :] for place in range(len(name)))


def nearly(word: str, like: Mapping[str, set[str]]) -> bool:
    """Whether the papers name somebody so but for a letter, by the sound, or by the short or the long form."""
    if len(word) >= SLIPS_FROM:
        near = {name for key in _slips(word) for name in like.get(key, ())}
        if any(changed(word, name, 1) <= 1 for name in near):
            return True
        if any(abs(len(name) - len(word)) <= 2 for name in like.get(f"~{word[0]}{sound(word)}", ())):
            return True
    if like.get(f"={word}"):
        return True
    return word in given_names() and any(f"={long}" in like for long in _long_forms(word))


def _long_forms(word: str) -> Iterator[str]:
    """What a usual short form is short for, and its brothers."""
    for family in FAMILIES:
        forms = family.split()
        if word in forms:
            yield from forms
