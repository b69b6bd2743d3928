"""The items of a list: numbered, or bulleted, each gathered over the lines and pages it runs on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from handrail.service.learning.finding.pages import Line

_NUMBER = re.compile(
    r"\s*(?:recommendation\s+)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})[.):]?\s+(?P<text>\S.*)", re.IGNORECASE
)
_BULLET = re.compile(r"\s*[•●◼■▪▫◦‣⁃∙\uf06e\uf0b7\uf0a7\u25aa–*-]\s*(?P<text>\S.*)")
_SENTENCE_ENDS = (".", "?", "!", ").", ".’", ".”")
_STATES = frozenset(
    "the this these those there a an most some many few all children inspectors leaders it its they we social staff "
    "robust strong good arrangements partners services since during".split()
)
"""Words a statement begins with. A recommendation says what to do."""


@dataclass(slots=True)
class Item:
    """An item as it grows."""

    number: str | None
    lines: list[Line]
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return joined(self.texts)

    @property
    def ends_a_sentence(self) -> bool:
        return self.lines[-1].text.rstrip().endswith(_SENTENCE_ENDS)

    @property
    def first(self) -> Line:
        return self.lines[0]


def numbered(line: Line) -> Item | None:
    found = _NUMBER.fullmatch(line.text.rstrip())
    if found is None:
        return None
    return Item(found["number"], [line], [found["text"]])


def bulleted(line: Line) -> Item | None:
    found = _BULLET.fullmatch(line.text.rstrip())
    return Item(None, [line], [found["text"]]) if found else None


def states(item: Item) -> bool:
    """It says how things are, not what is to be done."""
    first = re.split(r"[\s,]", item.texts[0], maxsplit=1)[0].lower()
    return first in _STATES or first.endswith(("’s", "'s"))


def follows(number: str, last: str | None) -> bool:
    """Whether a number comes next after the last one; the first may be any, as reports number through."""
    if last is None:
        return True
    stem, _, end = number.rpartition(".")
    last_stem, _, last_end = last.rpartition(".")
    return stem == last_stem and int(end) == int(last_end) + 1


def goes_on(item: Item, line: Line, measure: int) -> bool:
    """Whether a line is more of the item: the sentence is not ended, or it ended where no further word would fit."""
    if not item.ends_a_sentence:
        return True
    last = item.lines[-1].text.rstrip()
    word = line.text.split(maxsplit=1)[0]
    return len(last) + 1 + len(word) > measure


def measure_of(lines: Sequence[Line]) -> int:
    """How wide the report is set, in letters: most of its full lines are near to it."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if len(line.text.rstrip()) > 40)
    return lengths[int(len(lengths) * 0.75)] if lengths else 80


def joined(texts: Sequence[str]) -> str:
    """The lines of an item as one text; a word that was broken at a hyphen keeps it."""
    whole = ""
    for text in (text.strip() for text in texts):
        whole = whole + text if whole.endswith("-") and text[:1].islower() else f"{whole} {text}"
    return re.sub(r"\s+", " ", whole).strip()
