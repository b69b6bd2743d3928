"""Reads the list of the rows of a topic of the fact base, and the worked examples of those rows that are no duty.

A row names the examples that show it, and, where any of it is only recalled, the tests that find it said so on a page.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from handrail.guidance.edition import Edition, Seen, Stage
from handrail.guidance.found import edition_named
from handrail.guidance.law import Law
from handrail.guidance.shelf import every_edition
from handrail.guidance.wording import name_of
from tests.guidance.examples.answering import law_for
from tests.guidance.examples.reading import Example, read_examples
from tools.law_reference.coverage import COVERAGE, NOT_ENCODED, TABLES, Covered, read_coverage

ROWS = Path(__file__).parent
REPOSITORY = COVERAGE.parents[2]
SECTIONS = {
    "2.7": "Duties", "3.7": "What calls for a joint agency response", "5.5": "What is published",
    "6.1": "Notification form", "6.2": "Reporting form", "6.3": "Analysis form", "11.1": "Corrections",
    "11.2": "What was found later",
}  # fmt: skip
OF_THE_CHANGE = {"7": "From the boards to the partners", "7.1": "What changed between the draft and the final text"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is found in one table of the law on a day, in an area, as the file says it."""

    says: str
    on: str
    of: str
    edition: str
    holds: tuple[str, ...]
    recalled: tuple[str, ...] = ()
    area: str = ""
    under: str = ""

    def __str__(self) -> str:
        return f"standing: {self.says}"

    @property
    def table(self) -> str:
        return self.of.split()[0]

    @property
    def key(self) -> str:
        return self.of.split()[1]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the fact base: the sentences of its examples, and the tests that find it marked on a page. Of a row
    that became nothing with a clock, the tests that show what became of it."""

    item: str
    examples: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What stands, from one edition: its keys, its sentences, and those keys that are only recalled."""

    edition: str
    keys: tuple[str, ...]
    says: str
    recalled: tuple[str, ...]


def read_rows(name: str) -> list[Row]:
    return [Row(**row) for row in _tables(name, "row", Row)]


def read_standing() -> list[Standing]:
    return [Standing(**row) for row in _tables("standing", "example", Standing)]


def _tables(name: str, table: str, shape: Any) -> Iterator[dict[str, Any]]:
    whole = tomllib.loads((ROWS / f"{name}.toml").read_text(encoding="utf-8"))
    known = {field.name for field in fields(shape)}
    for row in whole[table]:
        if wrong := row.keys() - known:
            raise ValueError(f"{name}.toml: {', '.join(sorted(wrong))} is not known in a [[{table}]]")
        yield {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def found(example: Standing) -> list[Told]:
    """What the law says, one from each edition that says anything of it on that day."""
    return [_told(edition, rows, example) for edition, rows in _rows_by_edition(example) if rows]


def _rows_by_edition(example: Standing) -> Iterator[tuple[Edition, list[Any]]]:
    law = law_for(example.area, "")
    shelf = [edition_named(example.under, every_edition())] if example.under else law.editions
    standing = None if example.under else _standing(example, law)
    for edition in shelf:
        rows = list(getattr(edition, TABLES[example.table]).values())
        yield (
            edition,
            [
                row
                for row in rows
                if _is_meant(row, example) and (standing is None or any(row is one for one in standing))
            ],
        )


def _standing(example: Standing, law: Law) -> list[Any]:
    on = date.fromisoformat(example.on)
    match example.table:
        case "criterion":
            return list(law.criteria(example.key, on))
        case "definition":
            return [one for one in [law.definition(example.key, on)] if one]
        case "role":
            return list(law.roles(on))
        case "contents":
            return list(law.contents(example.key, on))
        case "change":
            return [one for e in law.editions for one in e.changes.values() if one.on == on]
    raise ValueError(f"{example}: {example.table} is no table that is looked into here")


def _is_meant(row: Any, example: Standing) -> bool:
    return bool((row.decides if example.table == "criterion" else row.key) == example.key)


def _told(edition: Edition, rows: Sequence[Any], example: Standing) -> Told:
    if example.table == "contents":
        rows = [item for row in rows for item in row.items]
    recalled = tuple(row.key for row in rows if row.seen is Seen.RECALLED)
    return Told(name_of(edition), tuple(row.key for row in rows), " ".join(row.says for row in rows), recalled)


def shows(example: Standing, told: Told) -> bool:
    """Whether what stands is what the example says stands."""
    if example.table in ("criterion", "contents"):
        same = told.keys == example.holds
    else:
        same = all(words in told.says for words in example.holds)
    return same and told.edition == example.edition and told.recalled == example.recalled


@lru_cache
def covered(sections: tuple[str, ...] = tuple(SECTIONS)) -> dict[str, Covered]:
    """The rows of the fact base that these sections hold, by their names, with what became of each."""
    return {one.item: one for one in read_coverage(COVERAGE) if section_of(one.item) in sections}


def section_of(item: str) -> str:
    return item.replace("-", " ").split()[0]


def every_example() -> dict[str, Example | Standing]:
    """By the names that rows give them."""
    return {str(one): one for one in read_examples().read} | {str(one): one for one in read_standing()}


def wanting(row: Row) -> Iterator[str]:
    """In sentences, whatever of a row has no example, or is only recalled and is not found said so."""
    one = (covered() | covered(tuple(OF_THE_CHANGE))).get(row.item)
    if one is None:
        yield f"{row.item}: there is no such row in {COVERAGE.name}"
        return
    if one.became == NOT_ENCODED:
        if row.examples:
            yield f"{row.item}: it was left out, and has examples"
        yield from _absent(row)
        return
    named = every_example()
    yield from (f"{row.item}: there is no worked example “{name}”" for name in row.examples if name not in named)
    own = [named[name] for name in row.examples if name in named]
    for edition, table, key in rows_of(one):
        if not any(_is_of(example, edition, table, key) for example in own):
            yield f"{row.item}: no worked example shows the {table} {key} of {edition}"
    if recalled_in(one) and not row.said:
        yield f"{row.item}: {', '.join(recalled_in(one))} is only recalled, and no test finds it said so"
    yield from _absent(row)


def _absent(row: Row) -> Iterator[str]:
    return (f"{row.item}: there is no test {test}" for test in row.said if not _is_there(test))


def rows_of(one: Covered) -> list[tuple[str, str, str]]:
    """Edition, table and key of all that a row became, drafts among them; not what is kept for comparison."""
    return [
        (name_of(edition), table, key)
        for edition in every_edition()
        if edition.stage is not Stage.HISTORY
        for table in one.became.split()
        if table in TABLES  # a whole edition is no row of one
        for key in one.keys
        if key in getattr(edition, TABLES[table])
    ]


def recalled_in(one: Covered) -> list[str]:
    """What of it nobody has read anywhere: a row of an edition, or a part of a published document."""
    found = []
    for edition in every_edition():
        for name, table, key in rows_of(one):
            if name_of(edition) == name:
                row = getattr(edition, TABLES[table])[key]
                parts = [item for item in getattr(row, "items", ()) if item.seen is Seen.RECALLED]
                found += [f"{key} ({name})"] if row.seen is Seen.RECALLED else []
                found += [f"{key}.{item.key} ({name})" for item in parts if row.seen is not Seen.RECALLED]
    return found


def _is_of(example: Example | Standing, edition: str, table: str, key: str) -> bool:
    if isinstance(example, Example):
        return (table, key, edition) == ("duty", example.duty, example.edition)
    named = example.holds if table == "criterion" else (example.key,)
    return example.table == table and example.edition == edition and key in named


def _is_there(test: str) -> bool:
    """A test by its file and name, as pytest would be told to run it."""
    path, _, name = test.partition("::")
    file = REPOSITORY / path
    if not file.is_file():
        return False
    return any(isinstance(one, ast.FunctionDef) and one.name == name for one in _tree(file).body)


@lru_cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
