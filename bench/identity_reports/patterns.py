"""The sentence patterns, kept one to a line in `sentences/`, and how a pattern becomes a sentence."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bench.identity_reports.shapes import DecoyKind, Piece, Sentence

FOLDER = Path(__file__).parent / "sentences"
BRACKETED = re.compile(r"\[(.+?)\]")
CAN_FOLLOW = re.compile(r"(The|A|An|It|In|At|On|No|Nobody|There|They|When|Staff|Neighbours|Someone|Two|Three)\b")


@cache
def patterns(name: str) -> tuple[str, ...]:
    return tuple((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())


class Deck:
    """Patterns dealt so that one report uses none twice until it has used them all."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.left: dict[str, list[str]] = {}

    def deal(self, name: str) -> str:
        if not self.left.get(name):
            self.left[name] = self.dice.sample(patterns(name), len(patterns(name)))
        return self.left[name].pop()


def filled(pattern: str, words: Mapping[str, str]) -> str:
    for slot, word in words.items():
        pattern = pattern.replace(f"{{{slot}}}", word)
    return pattern[:1].upper() + pattern[1:] if pattern[:1] != "{" else pattern


def sentence(pattern: str, words: Mapping[str, str], *slot: Piece) -> Sentence:
    """The pattern with its words, and the pieces of `slot` where it has `{}`."""
    before, _, after = filled(pattern, words).partition("{}")
    if slot and slot[-1].text.endswith(".") and after.startswith("."):
        after = after[1:]
    return tuple(piece for piece in (Piece(before), *slot, Piece(after)) if piece.text)


def bracketed(pattern: str, kind: DecoyKind) -> Sentence:
    """A sentence that was written whole, with its decoy between square brackets."""
    parts = BRACKETED.split(pattern)
    return tuple(Piece(part, kind if number % 2 else None) for number, part in enumerate(parts) if part)


def opened(sentence: Sentence, opener: str) -> Sentence:
    """The sentence after an opening phrase, where its first word can lose its capital."""
    first = sentence[0]
    if first.role is not None or not CAN_FOLLOW.match(first.text):
        return sentence
    return Piece(f"{opener} {first.text[0].lower()}{first.text[1:]}"), *sentence[1:]
