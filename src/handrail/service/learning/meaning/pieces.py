"""Cuts a text into the word pieces that the sentence model was trained on.

`vocabulary.txt` beside it is the model's own list (BERT's, uncased; Apache 2.0), one piece a line in the order of its
number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

VOCABULARY = Path(__file__).parent / "vocabulary.txt"
LONGEST_WORD = 100
UNKNOWN, BEGINS, ENDS = 100, 101, 102
MOST = 256
"""Pieces of a text that are read: about 190 words. The rest of a longer one does not count."""


@cache
def vocabulary() -> dict[str, int]:
    return {piece: number for number, piece in enumerate(VOCABULARY.read_text(encoding="utf-8").split("\n")) if piece}


def numbers_of(text: str) -> list[int]:
    """The numbers of a text's pieces, between those that begin and end it."""
    found: list[int] = []
    for word in _words(text):
        found += _pieces(word)
        if len(found) >= MOST - 2:
            break
    return [BEGINS, *found[: MOST - 2], ENDS]


def _words(text: str) -> Iterator[str]:
    """Words and marks, in small letters and without accents."""
    plain = unicodedata.normalize("NFD", text.lower())
    word = ""
    for letter in plain:
        kind = unicodedata.category(letter)
        if kind == "Mn" or (kind.startswith("C") and letter not in "\t\n\r"):
            continue
        if letter.isspace() or _is_mark(letter, kind):
            if word:
                yield word
            if not letter.isspace():
                yield letter
            word = ""
        else:
            word += letter
    if word:
        yield word


def _is_mark(letter: str, kind: str) -> bool:
    return kind.startswith("P") or (letter.isascii() and not letter.isalnum())


def _pieces(word: str) -> list[int]:
    """The longest pieces that make up a word; unknown where there are none."""
    known, found, begin = vocabulary(), list[int](), 0
    if len(word) > LONGEST_WORD:
        return [UNKNOWN]
    while begin < len(word):
        stem = "##" if begin else ""
        for end in range(len(word), begin, -1):
            number = known.get(stem + word[begin:end])
            if number is not None:
                found.append(number)
                begin = end
                break
        else:
            return [UNKNOWN]
    return found
