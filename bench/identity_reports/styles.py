"""How the sentences of a report are laid out: nine styles, from a narrative to a log."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from bench.identity_reports.names import listed
from bench.identity_reports.shapes import Piece, Sentence

HEADINGS = listed("headings")
QUESTIONS = (
    "What was it like to be this child?;What did people know?;Why did it make sense at the time?;Who was told?;"
    "What got in the way?;What has changed since?;What should be done, and by whom?;How was the family involved?"
).split(";")
WHEN = [
    f"{season} {year}"
    for season in ("Spring", "Summer", "Autumn", "Winter", "Early", "Late")
    for year in range(2009, 2024)
]

Layout = Callable[[Sequence[Sentence], random.Random], Iterator[Piece]]


def groups(sentences: Sequence[Sentence], dice: random.Random, most: int) -> Iterator[list[Sentence]]:
    start = 0
    while start < len(sentences):
        size = dice.randint(1, most)
        yield list(sentences[start : start + size])
        start += size


def paragraph(sentences: Sequence[Sentence]) -> Iterator[Piece]:
    for sentence in sentences:
        yield from sentence
        if not sentence[-1].text.endswith("\n"):
            yield Piece(" ")


def narrative(
    sentences: Sequence[Sentence], dice: random.Random, headings: Sequence[str] = HEADINGS
) -> Iterator[Piece]:
    left = dice.sample(headings, len(headings))
    for group in groups(sentences, dice, 6):
        if left and dice.random() < 0.4:
            yield Piece(f"{left.pop()}\n\n")
        yield from paragraph(group)
        yield Piece("\n\n")


def numbered(sentences: Sequence[Sentence], dice: random.Random) -> Iterator[Piece]:
    section, number = 1, 0
    for group in groups(sentences, dice, 3):
        number += 1
        if number > dice.randint(4, 9):
            section, number = section + 1, 1
            yield Piece(f"{section}. {dice.choice(HEADINGS).upper()}\n\n")
        yield Piece(f"{section}.{number}  ")
        yield from paragraph(group)
        yield Piece("\n\n")


def table(sentences: Sequence[Sentence], dice: random.Random) -> Iterator[Piece]:
    yield Piece("When | Source | What was recorded\n")
    for sentence in sentences:
        source = dice.choice(("Health", "Police", "School", "Children's social care", "Housing", "Family", "Panel"))
        yield Piece(f"{dice.choice(WHEN)} | {source} | ")
        yield from sentence
        yield Piece("\n")


def minutes(sentences: Sequence[Sentence], dice: random.Random) -> Iterator[Piece]:
    yield Piece("Notes of the panel's discussion (for the report)\n\n")
    for number, group in enumerate(groups(sentences, dice, 4), start=1):
        yield Piece(f"Item {number} – {dice.choice(HEADINGS).lower()}\n")
        for sentence in group:
            yield Piece(dice.choice(("- ", "- ", "- Noted: ", "- ACTION: ", "- Agreed. ")))
            yield from sentence
            yield Piece("\n")
        yield Piece("\n")


def briefing(sentences: Sequence[Sentence], dice: random.Random) -> Iterator[Piece]:
    yield Piece("SEVEN-MINUTE BRIEFING\n\n")
    for group in groups(sentences, dice, 7):
        yield Piece(f"{dice.choice(HEADINGS)}\n")
        for sentence in group:
            yield Piece("• ")
            yield from sentence
            yield Piece("\n")
        yield Piece("\n")


def questions(sentences: Sequence[Sentence], dice: random.Random) -> Iterator[Piece]:
    yield from narrative(sentences, dice, QUESTIONS)


def log(sentences: Sequence[Sentence], dice: random.Random) -> Iterator[Piece]:
    for sentence in sentences:
        yield Piece(f"[{dice.randint(0, 23):02}.{dice.randint(0, 59):02}] ")
        yield from sentence
        yield Piece("\n")


def letter(sentences: Sequence[Sentence], dice: random.Random) -> Iterator[Piece]:
    yield Piece(dice.choice(("Dear colleague,\n\n", "Dear partners,\n\n", "To all who worked with the family\n\n")))
    for group in groups(sentences, dice, 5):
        yield from paragraph(group)
        yield Piece("\n\n")
    yield Piece("With thanks to everyone who took part.\n")


STYLES: dict[str, Layout] = {
    "narrative": narrative, "wrapped": narrative, "numbered": numbered, "table": table, "minutes": minutes,
    "briefing": briefing, "questions": questions, "log": log, "letter": letter,
}  # fmt: skip


def wrapped(text: str, width: int) -> str:
    """The text with lines no longer than `width` where a space allows it; every letter stays at its place."""
    letters, line_start, last_space = list(text), 0, -1
    for spot, letter in enumerate(text):
        if letter == "\n":
            line_start, last_space = spot + 1, -1
        elif letter == " ":
            last_space = spot
        if spot - line_start >= width and last_space > line_start:
            letters[last_space] = "\n"
            line_start, last_space = last_space + 1, -1
    return "".join(letters)
