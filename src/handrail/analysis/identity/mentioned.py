"""People who stand only in the running text of a folder: words written like a name in a report and in its papers.

Neither text alone tells that a word is a name. That both have the same rare word, each time as a name is written, is a
weaker sign than being known, and is marked as one; weaker still, and said to be so, where they spell it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from handrail.analysis.identity.found import flagged
from handrail.analysis.identity.known import Flag, Kind, Known, Surety
from handrail.analysis.identity.named import Named, given_names, is_common, named_in, nearly, not_names
from handrail.analysis.identity.names import DOES
from handrail.analysis.identity.plain import Plain, Word, ordinary, plain

SHORTEST, SHORTEST_SMALL, SHORTEST_JOINED = 3, 5, 6
ACRONYM = 5
"""The most letters of a word of capitals that is taken for no name."""
BODY = re.compile(
    r" (?:(?:[A-Z][a-z]+|and) ){0,2}(?:Council|Police|Constabulary|Hospitals?|NHS|Trust|Probation|Partnership|Board|"
    r"Safeguarding|Children|County|Borough|University|Fire|Ambulance|Crown|Magistrates|Coroner|Youth Justice|"
    r"Early Help|Housing)\b"
)
"""A body so large that its name tells of nobody. A school or a surgery would."""
INITIAL = re.compile(r"\b[A-Z]\.? ?$")
WHY = (
    "It is written like a name, and the folder's own papers have it too: its notes, minutes, summaries or lines of "
    "a chronology."
)
OTHERWISE = (
    "It is written like a name, and the folder's own papers have one like it: spelt otherwise, or its short or long "
    "form."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Words of a text that may be names, in small letters. Those `within` count where the papers begin no sentence
    with them, `families` where they stand there as somebody's family name. `joined` are two beside each other."""

    anywhere: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.anywhere or self.within)

    def without(self, names: frozenset[str]) -> Asked:
        """But for words that stand in names which may be read."""
        return Asked(self.anywhere - names, self.within - names, self.families - names, self.joined)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words of a text that its folder's papers have as names: as they are spelt there, and otherwise."""

    so: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


def may_be_names(text: str) -> Asked:
    """The words of a text to look for in the papers of its folder."""
    made = plain(text)
    anywhere, within, families = set[str](), set[str](), set[str]()
    for word, follows in zip_longest(made.words, made.words[1:]):
        opens = _opens(made, word)
        if not word.capital:
            if _is_small_name(word):
                within.add(word.folded)
        elif len(word.folded) < SHORTEST or _is_no_person(made, word):
            continue
        elif not is_common(word.folded):
            sure = not opens or _opens_as_a_name(made, word, follows)
            (anywhere if sure else within).add(word.folded)
        elif not opens and word.folded not in not_names():
            (within if word.folded in given_names() else families).add(word.folded)
    return Asked(frozenset(anywhere), frozenset(within - anywhere), frozenset(families), frozenset(_joined(made)))


def _joined(text: Plain) -> Iterator[str]:
    """What a line's end, a space or a hyphen may have divided."""
    for word, follows in pairwise(text.words):
        joined = word.folded + follows.folded
        if word.capital and len(joined) >= SHORTEST_JOINED and _beside(text, word, follows) and not is_common(joined):
            yield joined


def _beside(text: Plain, word: Word, follows: Word) -> bool:
    return not word.possessive and text.between(word, follows) in (" ", "-", "- ")


def _opens(text: Plain, word: Word) -> bool:
    """Whether a sentence begins with it. The stop after an initial ends none."""
    return word.opens_sentence and not INITIAL.search(text.flow[max(0, word.begins - 4) : word.begins])


def _is_small_name(word: Word) -> bool:
    """A given name in small letters, as in a text message, that is no word besides."""
    return len(word.folded) >= SHORTEST_SMALL and word.folded in given_names() and not is_common(word.folded)


def _is_no_person(text: Plain, word: Word) -> bool:
    """A short word of capitals, as "NHS"; and what a public body is called by, as "Sandlingshire Council"."""
    written = text.flow[word.begins : word.ends]
    return (written.isupper() and len(written) <= ACRONYM) or bool(BODY.match(text.flow[word.ends : word.ends + 60]))


def _opens_as_a_name(text: Plain, word: Word, follows: Word | None) -> bool:
    """ "Delphine rang", "Delphine's", "Delphine Marsh": and not "Supervising practitioners"."""
    if word.possessive or DOES.match(text.flow[word.ends : word.ends + 14]):
        return True
    beside = follows is not None and follows.capital and text.between(word, follows) == " "
    return beside and follows is not None and follows.folded not in not_names()


def told(asked: Asked, runs: Iterable[str], *, read: frozenset[str] = frozenset()) -> Mentioned:
    """Which of the words the papers have as names, given their runs of words with a capital (RUN); but for the words
    of names that may be `read`."""
    asked, named = asked.without(read), named_in(runs, read)
    so = (asked.anywhere & named.anywhere) | (asked.within & named.within) | (asked.families & named.families)
    so |= asked.joined & named.within
    otherwise = set(_spelt_otherwise(asked, named)) - so
    return Mentioned(tuple(sorted(so)), tuple(sorted(otherwise)))


def _spelt_otherwise(asked: Asked, named: Named) -> Iterator[str]:
    like = named.like()
    for word in asked.anywhere | (asked.within & given_names()):
        joined = len(word) >= SHORTEST_JOINED and word in named.joined
        plural = word.endswith("s") and bool({word[:-1], word.removesuffix("es")} & named.within)
        if joined or plural or nearly(word, like):
            yield word


def mentioned_in(text: Plain, known: Known) -> Iterator[Flag]:
    """Each run of such words as one mark, with the word after it that is written as a name is, a family name, and the
    initial before it."""
    words, place = text.words, 0
    so, named = frozenset(known.mentioned), frozenset((*known.mentioned, *known.nearly))
    while named and place < len(words):
        last = place + _taken(text, place, named) - 1
        if last < place:
            place += 1
            continue
        while last + 1 < len(words) and _goes_on(text, words[last], words[last + 1], named):
            last += 1
        run = words[place : last + 1]
        exact = any(word.folded in so for word in run) or "".join(word.folded for word in run) in so
        begins = run[0].begins
        initial = INITIAL.search(text.flow[max(0, begins - 4) : begins])
        yield flagged(
            text, begins - len(initial.group()) if initial else begins, run[-1].ends, Kind.MENTIONED,
            "somebody whom the folder's papers name", Surety.POSSIBLE, WHY if exact else OTHERWISE,
        )  # fmt: skip
        place = last + 1


def _taken(text: Plain, place: int, named: frozenset[str]) -> int:
    """How many words from here are a name: one, two that are one divided, or none."""
    word = text.words[place]
    if word.capital and place + 1 < len(text.words):
        follows = text.words[place + 1]
        if follows.folded not in named and _beside(text, word, follows) and word.folded + follows.folded in named:
            return 2
    return int(_is_meant(text, word, named))


def _is_meant(text: Plain, word: Word, named: frozenset[str]) -> bool:
    if word.folded not in named:
        return False
    if not word.capital:
        return _is_small_name(word)
    return not _opens(text, word) or word.folded not in ordinary()


def _goes_on(text: Plain, word: Word, follows: Word, named: frozenset[str]) -> bool:
    between = text.between(word, follows)
    if word.possessive or between not in (" ", "-") or not follows.capital:
        return False
    return follows.folded in named or not (follows.folded in not_names() or len(follows.folded) < SHORTEST)
