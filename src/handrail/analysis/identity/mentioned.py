"""People who stand only in the running text of a folder: words written like a name in a report and in its papers.

Neither text alone tells that a word is a name. That both have the same rare word, each time as a name is written, is a
weaker sign than being known, and is marked as one. Only the very word is looked for: a slip is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import zip_longest

from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, Surety
from handrail.analysis.identity.names import DOES
from handrail.analysis.identity.plain import Plain, Word, ordinary, plain, words_of
from handrail.analysis.identity.short_names import FAMILIES

SHORTEST = 3
BODY = re.compile(
    r" (?:(?:[A-Z][a-z]+|and) ){0,2}(?:Council|Police|Constabulary|Hospitals?|NHS|Trust|Probation|Partnership|Board|"
    r"Safeguarding|Children|County|Borough|University|Fire|Ambulance|Crown|Magistrates|Coroner)\b"
)
"""A body so large that its name tells of nobody. A school or a surgery would."""
WHY = (
    "It is written like a name, and the folder's own papers have it too: its notes, minutes, summaries or lines of "
    "a chronology."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Words of a text that may be names, as they are written. Those `within` count where they begin no sentence."""

    anywhere: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.anywhere or self.within)

    def without(self, names: frozenset[str]) -> Asked:
        """But for words that stand in names which may be read."""
        return Asked(
            frozenset(word for word in self.anywhere if folded(word) not in names),
            frozenset(word for word in self.within if folded(word) not in names),
        )


@cache
def given_names() -> frozenset[str]:
    """Names that people are usually called by, so that Grace and Will may be meant where they are written as names."""
    return frozenset(name for family in FAMILIES for name in family.split()) - not_names()


@cache
def not_names() -> frozenset[str]:
    """What is written with a capital and names nobody: months, peoples, faiths, bodies, what a mother is called."""
    return frozenset(files(__package__).joinpath("not_names.txt").read_text(encoding="utf-8").split())


def may_be_names(text: str) -> Asked:
    """The words of a text to look for in the papers of its folder."""
    made = plain(text)
    anywhere, within = set[str](), set[str]()
    for word, follows in zip_longest(made.words, made.words[1:]):
        if not word.capital or len(word.folded) < SHORTEST or _is_no_person(made, word):
            continue
        if not _is_common(word.folded):
            sure = not word.opens_sentence or _opens_as_a_name(made, word, follows)
            (anywhere if sure else within).add(_as_written(made, word))
        elif not word.opens_sentence and word.folded in given_names():
            within.add(_as_written(made, word))
    return Asked(frozenset(anywhere), frozenset(within - anywhere))


def _is_no_person(text: Plain, word: Word) -> bool:
    """A word of capitals, as "NHS"; and what a public body is called by, as "Sandlingshire Council"."""
    return text.flow[word.begins : word.ends].isupper() or bool(BODY.match(text.flow[word.ends : word.ends + 60]))


def _opens_as_a_name(text: Plain, word: Word, follows: Word | None) -> bool:
    """ "Delphine rang", "Delphine's", "Delphine Marsh": and not "Supervising practitioners"."""
    if word.possessive or DOES.match(text.flow[word.ends : word.ends + 14]):
        return True
    beside = follows is not None and follows.capital and text.between(word, follows) == " "
    return beside and follows is not None and follows.folded not in not_names()


def _as_written(text: Plain, word: Word) -> str:
    """With its accents; without what breaks it in two."""
    begins, ends = text.span(word.begins, word.ends)
    given = text.given[begins:ends].replace("\u2019", "'")
    return given if given.replace("'", "").isalpha() else text.flow[word.begins : word.ends]


def _is_common(folded: str) -> bool:
    forms = (folded, folded.removesuffix("s"), folded.removesuffix("es"))
    return any(form in ordinary() or form in not_names() for form in forms)


def pattern_of(asked: Asked, *, edge: str) -> str:
    """An expression that finds these words where a text has them as names are written, for PostgreSQL and for Python.

    `edge` is what stands there for the bound of a word: `\\y` or `\\b`.
    """
    parts = []
    if asked.anywhere:
        parts.append(rf"{edge}(?:{_written(asked.anywhere)}){edge}")
    if asked.within:
        parts.append(rf"(?<=[a-z,] ){edge}(?:{_written(asked.within)}){edge}")
    return "|".join(parts)


def _written(words: frozenset[str]) -> str:
    """Also in capitals, as the police write a family name."""
    forms = dict.fromkeys(form for word in sorted(words) for form in (word, word.upper()))
    return "|".join(form.replace("'", "['\u2019]") for form in forms)


def folded(found: str) -> str:
    """A word that was found, as it is compared."""
    return "".join(words_of(found))


def mentioned_in(text: Plain, known: Known) -> Iterator[Flag]:
    """Each run of such words as one mark, with the word after it that is written as a name is: a family name."""
    words, place, named = text.words, 0, frozenset(known.mentioned)
    while place < len(words):
        if not _is_meant(words[place], named):
            place += 1
            continue
        last = place
        while last + 1 < len(words) and _goes_on(text, words[last], words[last + 1], named):
            last += 1
        yield flagged(
            text, words[place].begins, words[last].ends, Kind.MENTIONED, "somebody whom the folder's papers name",
            Surety.POSSIBLE, WHY,
        )  # fmt: skip
        place = last + 1


def _is_meant(word: Word, named: frozenset[str]) -> bool:
    return word.capital and word.folded in named and (not word.opens_sentence or word.folded not in ordinary())


def _goes_on(text: Plain, word: Word, follows: Word, named: frozenset[str]) -> bool:
    between = text.between(word, follows)
    if word.possessive or between not in (" ", "-") or not follows.capital:
        return False
    return follows.folded in named or not (follows.folded in not_names() or len(follows.folded) < SHORTEST)
