"""The columns of a chronology: what each is called, by which other names it is known, and what belongs in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it in code; `heading` stands in our template; `names` are what others call it, in plain words."""

    key: str
    heading: str
    says: str
    names: frozenset[str]
    width: int = 18


def _column(key: str, heading: str, says: str, others: str, width: int = 18) -> Column:
    return Column(key, heading, says, frozenset({plain(heading), *map(plain, others.split("|"))}), width)


def plain(words: object) -> str:
    """A heading without case, brackets, signs or double spaces."""
    without = re.sub(r"\([^)]*\)", " ", str(words).lower().replace("’", "'"))
    return " ".join(re.sub(r"[^a-z' ]+", " ", without).replace("'", "").split())


COLUMNS = (
    _column(
        "from", "Date from", "The day, as 12 March 2019. Where the day is not known: March 2019, or 2019.",
        "date|date of event|event date|date of contact|date and time|date time|start date|from|when|day|dates"
        "|date of significant event|date time of event|date of incident|date of entry", 14,
    ),
    _column(
        "time", "Time", "As 14:30. Leave it empty where it is not known.",
        "time of event|event time|hour|time of contact", 9,
    ),
    _column(
        "until", "Date to", "The last day, for something that went on.", "to|end date|until|date end|date until", 14
    ),
    _column(
        "sure", "Exact or approximate", "Write approximate where the date is not certain.",
        "exact|approximate|exact approximate|accuracy|date accuracy|precision|certainty", 14,
    ),
    _column(
        "about", "Who it is about", "The child, parent or other person. Put a semicolon between two.",
        "who|about|person|subject|child|family member|name|who is it about|person concerned|relates to|about whom"
        "|subject of entry|child family member", 20,
    ),
    _column(
        "source", "Source or record", "Where it is recorded: the system and the entry, the letter, the interview.",
        "source|record|source of information|source record|source of evidence|evidence|document|file|source document"
        "|where recorded|system|origin", 22,
    ),
    _column(
        "happened", "What happened", "What was seen, said or done, in the words of the record. Facts only.",
        "event|details|description|event details|significant event|what happened details|details of event|contact"
        "|summary of event|events|detail|incident|description of event|key event|summary|details of contact"
        "|narrative", 60,
    ),
    _column(
        "did", "What the agency did", "What your agency did then: who was told, what was decided, what followed.",
        "action|action taken|actions|response|agency response|outcome|agency action|what was done|actions taken"
        "|response outcome|action outcome|decision|what we did", 45,
    ),
    _column(
        "voice", "The child's voice and daily life",
        "What the child said or showed, whether they were seen and by whom.",
        "voice|voice of the child|childs voice|lived experience|child seen|was the child seen|childs lived experience"
        "|voice lived experience|childs voice lived experience|child seen wishes and feelings|wishes and feelings", 40,
    ),
    _column(
        "significance", "Significance", "Begin with key, significant or background, and say why if you wish.",
        "significant|importance|why significant|relevance|rag|rating|significance rating", 20,
    ),
    _column(
        "comment", "Author's comment", "Your own view, apart from the facts. It is shown apart.",
        "comment|comments|analysis|authors comments|author comment|authors analysis|reflection|observation|notes"
        "|reviewer comment|comments analysis|authors view", 40,
    ),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
NEEDED = ("from", "happened")
LOOKED_AT = 30
"""Rows at the head of a sheet among which the headings are looked for."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Which place in a row belongs to which of our columns, and what the others are called."""

    ours: Mapping[str, int]
    others: Mapping[int, str]


def headings_of(cells: Sequence[object]) -> Headings | None:
    """The row as headings, where it holds those that a chronology needs; the first of two alike counts."""
    ours: dict[str, int] = {}
    others: dict[int, str] = {}
    for place, cell in enumerate(cells):
        words = plain(cell) if isinstance(cell, str) else ""
        key = _key_of(words)
        if key and key not in ours:
            ours[key] = place
        elif isinstance(cell, str) and cell.strip():
            others[place] = " ".join(cell.split())[:100]
    return Headings(ours, others) if all(key in ours for key in NEEDED) else None


def _key_of(words: str) -> str:
    return next((column.key for column in COLUMNS if words in column.names), "") if words else ""


def nearly(cells: Sequence[object]) -> list[str]:
    """Which of our headings a row holds; to say what is missing of one that falls short."""
    found = (_key_of(plain(cell)) for cell in cells if isinstance(cell, str))
    return [BY_KEY[key].heading for key in found if key]
