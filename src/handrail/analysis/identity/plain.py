"""A text made plain for comparing: accents, invisible characters and broken lines undone, each letter's place kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ALIKE = str.maketrans("аеорсухіјѕАВЕКМНОРСТХІЈЅαορνΑΒΕΖΗΙΚΜΝΟΡΤΥΧøØłŁđĐı",
                      "aeopcyxijsABEKMHOPCTXIJSaopvABEZHIKMNOPTYXoOlLdDi")  # fmt: skip
"""Letters of other alphabets that look like ours."""
APOSTROPHES = "’‘ʼ´`"
DASHES = "‐‑‒–—−"
BROKEN = re.compile(r"(?<=[A-Za-z])[-\u00ad][ \t]*\n\s*(?=[a-z])")
"""A word divided at the end of a line. Before a capital the hyphen is the name's own."""
WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: folded, without its possessive; where it stands; how it is written."""

    folded: str
    begins: int
    ends: int
    capital: bool
    opens_sentence: bool = False
    possessive: bool = False


@dataclass(frozen=True)
class Plain:
    """`flow` is the text as one line; `origin[i]` is where its character i stands in the text as given."""

    given: str
    flow: str
    origin: tuple[int, ...]
    words: tuple[Word, ...]

    def span(self, begins: int, ends: int) -> tuple[int, int]:
        """Where a stretch of the flow stands in the text as given."""
        return self.origin[begins], self.origin[ends - 1] + 1

    def between(self, one: Word, other: Word) -> str:
        return self.flow[one.ends : other.begins]


GLUED = re.compile(r"(?<=[A-Za-z])\n(?=[a-z])")
"""A line's end inside a word, without a hyphen. Most such ends are between words, so few rules read a text so."""


def plain(text: str, *, glued: bool = False) -> Plain:
    letters, origin = _folded(text)
    flow, kept = _joined(letters, (BROKEN, GLUED) if glued else (BROKEN,))
    flow = re.sub(r"\s", " ", _keeping_paragraphs(flow))
    where = tuple(origin[index] for index in kept)
    return Plain(text, flow, where, tuple(_words(flow)))


def _folded(text: str) -> tuple[str, list[int]]:
    letters, origin = [], []
    for index, character in enumerate(text):
        soft_at_end = character == "\u00ad" and not text[index + 1 : index + 40].lstrip(" \t\r")[:1].strip()
        if unicodedata.category(character) == "Cf" and not soft_at_end:  # soft hyphens, joiners: seen by nobody
            continue
        for letter in unicodedata.normalize("NFKD", character):
            if unicodedata.combining(letter):
                continue
            plain_letter = "'" if letter in APOSTROPHES else "-" if letter in DASHES else letter.translate(ALIKE)
            letters.append(plain_letter)
            origin.append(index)
    return "".join(letters), origin


def _joined(letters: str, breaks: tuple[re.Pattern[str], ...]) -> tuple[str, list[int]]:
    """The letters without the breaks inside words, and which of them were kept."""
    gone = {index for one in breaks for found in one.finditer(letters) for index in range(*found.span())}
    kept = [index for index in range(len(letters)) if index not in gone]
    return "".join(letters[index] for index in kept), kept


def _keeping_paragraphs(flow: str) -> str:
    """A blank line ends a sentence, whatever stood before it; the length stays."""
    return re.sub(r"\n([ \t\r]*)\n", lambda found: ";" + " " * (len(found.group()) - 1), flow)


def _words(flow: str) -> list[Word]:
    return [_word(flow, found) for found in WORD.finditer(flow)]


def _word(flow: str, found: re.Match[str]) -> Word:
    written = found.group()
    folded, ends, possessive = written.lower(), found.end(), False
    if folded.endswith("'s"):
        folded, ends, possessive = folded[:-2], ends - 2, True
    before = flow[max(0, found.start() - 12) : found.start()].rstrip(" \"'(“”*-•")
    opens = not before or before[-1] in ".!?:;|"
    return Word(folded.replace("'", ""), found.start(), ends, written[0].isupper(), opens, possessive)


def words_of(phrase: str) -> list[str]:
    """The words of a name or phrase as they are compared."""
    return [word.folded for word in plain(phrase).words]


@cache
def ordinary() -> frozenset[str]:
    """Words of reports and guidance in small letters, so that they are not taken for misspelt names."""
    return frozenset(files(__package__).joinpath("ordinary.txt").read_text(encoding="utf-8").split())
