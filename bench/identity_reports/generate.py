"""Invented review reports, with everything in them that gives the child or the family away listed and placed.

The same seed always makes the same reports. Nobody in them exists.

    .venv/bin/python -m bench.identity_reports.generate [--count 500] [--seed 1] [--show 3]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator

from bench.identity_reports import decoying
from bench.identity_reports.cast import Case, a_case
from bench.identity_reports.patterns import Deck, opened, patterns
from bench.identity_reports.planting import PLANTERS
from bench.identity_reports.shapes import DECOY_KINDS, KINDS, Decoy, Marker, Piece, Planted, Report, Sentence
from bench.identity_reports.strays import STRAYS
from bench.identity_reports.styles import STYLES, wrapped

CLEAN = 0.04  # reports with nothing in them to find
STRAY = 0.12  # reports into which something was pasted
CURLED = 0.4  # reports with typographic apostrophes
TITLES = (
    "Local child safeguarding practice review",
    "Serious case review",
    "Learning summary",
    "Practice learning review",
    "Overview report",
    "Report of an independent review",
    "Learning from practice",
)


def reports(count: int, seed: int) -> Iterator[Report]:
    """`count` reports; the first n of a longer run are the same as a run of n."""
    for number in range(count):
        yield report(random.Random(f"{seed}/{number}"))


def report(dice: random.Random) -> Report:
    case, deck = a_case(dice), Deck(dice)
    sentences = [*giving_away(case, deck, dice), *innocent(case, deck, dice)]
    dice.shuffle(sentences)
    sentences = [
        opened(sentence, dice.choice(patterns("openers"))) if dice.random() < 0.2 else sentence
        for sentence in sentences
    ]
    style = dice.choice(list(STYLES))
    pieces = [Piece(f"{dice.choice(TITLES)}: {case.pseudonym}\n\n"), *STYLES[style](sentences, dice)]
    return put_together(pieces, case, style, dice)


def giving_away(case: Case, deck: Deck, dice: random.Random) -> Iterator[Sentence]:
    """Sentences with markers: each kind as likely as another, so that the rare ones are measured too."""
    if dice.random() < CLEAN:
        return
    for _ in range(dice.randint(6, 16)):
        yield PLANTERS[dice.choice(KINDS)](case, deck, dice)
    if dice.random() < STRAY:
        yield dice.choice(STRAYS)(case, dice)


def innocent(case: Case, deck: Deck, dice: random.Random) -> Iterator[Sentence]:
    for kind in dice.choices(DECOY_KINDS, weights=(5, 3, 4, 2, 1, 1, 1, 2), k=dice.randint(10, 20)):
        yield decoying.DECOYS[kind](case, deck, dice)
    yield from decoying.words_that_are_names_here(case, dice)
    for _ in range(dice.randint(12, 34)):
        yield decoying.plain(case, deck, dice)


def put_together(pieces: Iterable[Piece], case: Case, style: str, dice: random.Random) -> Report:
    """One text, with the place of every marker and decoy in it. What comes later changes letters, never places."""
    parts: list[str] = []
    placed: list[tuple[int, int, Piece]] = []
    at = 0
    for piece in pieces:
        if piece.role:
            placed.append((at, at + len(piece.text), piece))
        parts.append(piece.text)
        at += len(piece.text)
    text = "".join(parts)
    if dice.random() < CURLED:
        text = text.replace("'", "’")
    if style == "wrapped":
        text = wrapped(text, dice.randint(64, 80))
    markers = (marked(text, start, end, piece.role) for start, end, piece in placed if isinstance(piece.role, Planted))
    decoys = (Decoy(start, end, piece.role) for start, end, piece in placed if isinstance(piece.role, str))
    return Report(text, case.known, tuple(markers), tuple(decoys), style)


def marked(text: str, start: int, end: int, role: Planted) -> Marker:
    """The marker; one that wrapping has broken is of the broken kind."""
    if "\n" in text[start:end] and role.kind != "broken":
        return Marker(start, end, "broken", role.reveals, f"{role.kind}, wrapped")
    return Marker(start, end, role.kind, role.reveals, role.form)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0, help="print so many reports, each marker between ⟦ and ⟧")
    chosen = options.parse_args()
    made = list(reports(chosen.count, chosen.seed))
    for shown in made[: chosen.show]:
        print(with_brackets(shown), "\n" + "=" * 100)
    for heading, kinds in (
        ("markers", Counter(marker.kind for one in made for marker in one.markers)),
        ("decoys", Counter(decoy.kind for one in made for decoy in one.decoys)),
        ("styles", Counter(one.style for one in made)),
    ):
        print(f"{heading}: {sum(kinds.values())}")
        print("".join(f"  {kind:18}{number:6}\n" for kind, number in sorted(kinds.items())))


def with_brackets(report: Report) -> str:
    text = report.text
    for marker in reversed(report.markers):
        text = f"{text[: marker.start]}⟦{text[marker.start : marker.end]}⟧{text[marker.end :]}"
    return text


if __name__ == "__main__":
    main()
