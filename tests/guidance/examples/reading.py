"""Reads the worked examples of the law: small cases whose answers people counted by hand from a printed calendar.

Each file is a topic; whatever cannot be used in any of them is told in a sentence, and the others are read.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from handrail.guidance import At, Fact, State
from handrail.guidance.nearest import nearest
from handrail.guidance.shelf import every_edition, kinds_of_fact
from handrail.guidance.wording import name_of
from tests.guidance.timeline import fact, moment

EXAMPLES = Path(__file__).parent
NOTHING = "-"
"""Written where there is no number, or no edition that governs."""
NO_CLOCK = "none"
STATES = frozenset({*(state.value for state in State), NO_CLOCK})


@dataclass(frozen=True, slots=True)
class Example:
    """One case: what happened, and what people counted; its parts are written as the file has them."""

    topic: str
    says: str
    facts: tuple[str, ...]
    duty: str
    count: str
    due: str
    state: str
    today: str
    edition: str
    area: str = ""
    under: str = ""
    about: str = ""
    known_by: str = ""

    def __str__(self) -> str:
        return f"{self.topic}: {self.says}"

    @property
    def happened(self) -> list[Fact]:
        return [fact(line) for line in self.facts]

    @property
    def falls_due(self) -> At | None:
        return None if self.due == NOTHING else moment(self.due)


@dataclass(frozen=True, slots=True)
class Known:
    """What an example may speak of."""

    duties: Collection[str]
    kinds: Collection[str]
    editions: Collection[str]


@dataclass(frozen=True, slots=True)
class Examples:
    """Those that could be read, and a sentence for everything that could not."""

    read: tuple[Example, ...]
    faults: tuple[str, ...]


def read_examples(folder: Path = EXAMPLES) -> Examples:
    """Every example of every `<topic>.toml` in a folder, by topic and then in the order of the file."""
    known = _known()
    read: list[Example] = []
    faults: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            rows = _rows(tomllib.loads(file.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError) as fault:
            faults.append(f"{file.name}: {fault}")
            continue
        for number, row in enumerate(rows, 1):
            wrong = list(_wrong_with(row, known))
            faults.extend(f"{file.name}, {_called(row, number)}: {sentence}" for sentence in wrong)
            if not wrong:
                read.append(Example(file.stem, **{**row, "facts": tuple(row["facts"])}))
    faults.extend(_said_twice(read))
    return Examples(tuple(read), tuple(faults))


def _known() -> Known:
    shelf = every_edition()
    duties = frozenset(key for edition in shelf for key in edition.duties)
    return Known(duties, frozenset(kinds_of_fact()), frozenset(map(name_of, shelf)))


def _rows(whole: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = whole.get("example")
    if list(whole) != ["example"] or not isinstance(rows, list):
        raise ValueError("it should hold nothing but [[example]] tables")
    return rows


def _called(row: Mapping[str, Any], number: int) -> str:
    says = row.get("says")
    return f'"{says}"' if isinstance(says, str) and says else f"example {number}"


def _wrong_with(row: Mapping[str, Any], known: Known) -> Iterator[str]:
    shape = list(_wrong_shape(row))
    yield from shape
    if shape:
        return
    yield from _unknown("duty", row["duty"], known.duties)
    yield from _unknown("state", row["state"], STATES)
    yield from _unknown("edition", row["edition"], {*known.editions, NOTHING})
    if "under" in row:
        yield from _unknown("edition", row["under"], known.editions)
    for line in row["facts"]:
        yield from _wrong_fact(line, known.kinds)
    yield from _wrong_days(row)
    if (row["state"] == NO_CLOCK) != (row["edition"] == NOTHING):
        yield f'state "{NO_CLOCK}" goes with edition "{NOTHING}", and neither stands alone'
    if row["state"] == NO_CLOCK and row["due"] != NOTHING:
        yield f'where no clock starts nothing is due: due = "{NOTHING}"'


def _wrong_shape(row: Mapping[str, Any]) -> Iterator[str]:
    named = {field.name: field for field in fields(Example) if field.name != "topic"}
    for key in row.keys() - named.keys():
        yield f"{key} is not known here. {nearest(key, named)}".rstrip()
    for key, field in named.items():
        if key not in row:
            if field.default != "":
                yield f"{key} is missing"
        elif key == "facts":
            if not isinstance(row[key], list) or not all(isinstance(line, str) for line in row[key]):
                yield 'facts: expected a list of lines, such as "2019-04-16 incident_known"'
        elif not isinstance(row[key], str) or not row[key].strip():
            yield f"{key}: expected words in quotation marks"


def _unknown(what: str, word: str, known: Collection[str]) -> Iterator[str]:
    if word not in known:
        yield f'there is no {what} "{word}". {nearest(word, known)}'.rstrip()


def _wrong_fact(line: str, kinds: Collection[str]) -> Iterator[str]:
    try:
        yield from _unknown("kind of fact", fact(line).kind, kinds)
    except (ValueError, TypeError):
        yield f'"{line}" cannot be read. Write when, kind and, if need be, about: "2019-04-16 incident_known child-1"'


def _wrong_days(row: Mapping[str, Any]) -> Iterator[str]:
    if row["due"] != NOTHING:
        yield from _wrong_moment("due", row["due"], hour=None)
    yield from _wrong_moment("today", row["today"], hour=False)
    for day in row.get("area", "").split():
        yield from _wrong_moment("area", day, hour=False)
    if len(row.get("area", "").split()) > 2:
        yield "area: at most two days, for safeguarding and for child deaths"
    if "known_by" in row:
        yield from _wrong_moment("known_by", row["known_by"], hour=True)


def _wrong_moment(key: str, words: str, *, hour: bool | None) -> Iterator[str]:
    """`hour`: whether it must be an instant, must be a day, or may be either (None)."""
    try:
        at = moment(words)
    except ValueError:
        at = None
    instant = isinstance(at, datetime) and at.tzinfo is not None
    day = isinstance(at, date) and not isinstance(at, datetime)
    if not ((instant and hour is not False) or (day and hour is not True)):
        expected = {True: "2019-05-01T09:00+01:00", False: "2019-04-30", None: "2019-04-30 or 2019-03-31T02:30+01:00"}
        yield f'{key}: "{words}" is not what was expected: {expected[hour]}'


def _said_twice(read: Collection[Example]) -> Iterator[str]:
    """A failing test is named by its sentence."""
    for name, times in Counter(map(str, read)).items():
        if times > 1:
            yield f"{name}: {times} examples say this; each needs a sentence of its own"
