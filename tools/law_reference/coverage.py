"""What became of each thing the law and the seed papers say: a row of some edition, or a line that says why not."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handrail.guidance.edition import Edition
from handrail.guidance.nearest import nearest
from handrail.guidance.wording import name_of
from tools.law_reference.words import page, paragraph, plain, point

COVERAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "coverage.csv"
COLUMNS = ["item", "in words", "became", "key", "why"]
NOT_ENCODED = "not encoded"
TABLES = {
    "duty": "duties", "criterion": "criteria", "definition": "definitions", "role": "roles", "contents": "contents",
    "agency": "agencies", "change": "changes", "relaxation": "relaxations",
}  # fmt: skip
"""What a row may have become, and the table of an edition in which such rows are; it may also be an edition whole."""
OPENING = (
    "Not everything that the law or the seed papers say is a rule with a bearer and a day. Each thing below was "
    "weighed and left out, for the reason given. What was encoded stands in `coverage.csv`, beside this page, with the "
    "keys it became."
)


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing said somewhere, and what became of it. `item` holds the names it goes by in the fact base."""

    item: str
    in_words: str
    became: str
    keys: tuple[str, ...]
    why: str


def read_coverage(file: Path) -> list[Covered]:
    """Raises ValueError where the columns are not those expected."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if rows.fieldnames != COLUMNS:
            raise ValueError(f"{file.name}: its first line should be {','.join(COLUMNS)}")
        return [Covered(r["item"], r["in words"], r["became"], tuple(r["key"].split()), r["why"]) for r in rows]


def faults_of(rows: Sequence[Covered], shelf: Sequence[Edition]) -> Iterator[str]:
    """Every row that names what there is not, or does not say what it should, in a sentence."""
    held = _held(shelf)
    for row in rows:
        yield from (f"{row.item}: {fault}" for fault in _faults_of_one(row, held))


def _held(shelf: Sequence[Edition]) -> Mapping[str, frozenset[str]]:
    """The keys of each table, with those of the items of a published document, and the names of editions."""
    held = {
        name: frozenset(key for edition in shelf for key in getattr(edition, table)) for name, table in TABLES.items()
    }
    items = {f"{key}.{item.key}" for edition in shelf for key, row in edition.contents.items() for item in row.items}
    return held | {"contents": held["contents"] | items, "edition": frozenset(map(name_of, shelf))}


def _faults_of_one(row: Covered, held: Mapping[str, frozenset[str]]) -> Iterator[str]:
    if not row.item.strip() or not row.in_words.strip():
        yield "it needs a name and a few words"
    if row.became == NOT_ENCODED:
        if row.keys:
            yield "it is not encoded, and yet has a key"
        if not row.why.strip():
            yield "it is not encoded, and does not say why"
        return
    tables = row.became.split()
    unknown = [table for table in tables if table not in held]
    if unknown or not tables:
        yield f'became "{row.became}": expected some of {", ".join(held)}, or "{NOT_ENCODED}"'
        return
    for key in row.keys:
        if not any(key in held[table] for table in tables):
            among: Collection[str] = [known for table in tables for known in held[table]]
            yield f"no {' or '.join(tables)} has the key {key}. {nearest(key, among)}".rstrip()
    yield from (f"became {table}, and none of its keys is one" for table in tables if held[table].isdisjoint(row.keys))


def not_encoded(rows: Sequence[Covered]) -> str:
    """The page of what was left out."""
    return page("What is not encoded", _left_out([row for row in rows if row.became == NOT_ENCODED]))


def _left_out(rows: Sequence[Covered]) -> Iterator[str]:
    yield paragraph(OPENING)
    for row in rows:
        yield point(f"**{plain(row.item)}**, {plain(row.in_words)}: {plain(row.why)}")
