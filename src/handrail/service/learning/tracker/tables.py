"""Finds the table of reviews and the table of actions in the sheets, by their headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from handrail.service.learning.tracker.columns import TABLES, Column, plain
from handrail.service.learning.tracker.reading import Cell, NoResult, NotRead, Sheet

HEADINGS_WITHIN = 20  # lines from the top
ENOUGH, PLAINLY = 2, 3  # headings known, for a line to be perhaps, or plainly, the headings of a table


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column, and what is wrong with the line as a line."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    epoch: datetime
    fault: str = ""

    def text(self, key: str) -> str:
        """The words in a cell; a number without the .0 that Excel adds."""
        cell = self.cells.get(key)
        if cell is None or isinstance(cell, NoResult):
            return ""
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        return " ".join(str(cell).split()) if key != "notes" else str(cell).strip()

    @property
    def no_results(self) -> list[str]:
        return [cell.says for cell in self.cells.values() if isinstance(cell, NoResult)]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of reviews or of actions, with the headings that were not understood."""

    of: str
    sheet: str
    rows: tuple[Row, ...]
    has: frozenset[str]
    not_taken_in: tuple[str, ...]


def find_tables(sheets: list[Sheet]) -> tuple[list[Table], list[str]]:
    """Every table in the sheets, and the names of sheets passed over.

    Raises NotRead where there is no table, or where what is plainly one lacks a needed column.
    """
    tables, passed_over, doubtful = [], [], []
    for sheet in sheets:
        found, at, of = _best_headings(sheet)
        try:
            if found >= ENOUGH:
                tables.append(_read(sheet, of, at))
                continue
        except NotRead as fault:
            if found >= PLAINLY:
                raise
            doubtful.append(fault)
        if any(str(cell or "").strip() for row in sheet.lines.values() for cell in row):
            passed_over.append(sheet.name)
    if not tables and doubtful:
        raise doubtful[0]
    if not tables:
        raise NotRead(
            "No line of headings was found. The first line should name the columns, such as “Local reference”, "
            "“Nature” and “Date became aware”. Compare your tracker with the template."
        )
    return tables, passed_over


def _best_headings(sheet: Sheet) -> tuple[int, int, str]:
    """How many headings the best line has, which line it is, and of what; the first line of equals."""
    scored = [
        (len(_columns(row, columns)), -number, of)
        for number, row in list(sheet.lines.items())[:HEADINGS_WITHIN]
        for of, columns in TABLES.items()
    ]
    found, number, of = max(scored, default=(0, 0, ""))
    return found, -number, of


def _read(sheet: Sheet, of: str, at: int) -> Table:
    headings = sheet.lines[at]
    places = _columns(headings, TABLES[of])
    _refuse_missing(sheet, of, places)
    _refuse_two_of_a_kind(sheet, of, headings)
    understood = set(places.values())
    left = tuple(
        str(cell).strip() for place, cell in enumerate(headings) if place not in understood and str(cell or "").strip()
    )
    return Table(of, sheet.name, tuple(_rows(sheet, places, at)), frozenset(places), left)


def _rows(sheet: Sheet, places: Mapping[str, int], at: int) -> Iterator[Row]:
    for number, cells in sheet.lines.items():
        if number <= at:
            continue
        held = {key: cells[place] for key, place in places.items() if place < len(cells)}
        if all(cell is None or not str(cell).strip() for cell in held.values()) and number not in sheet.merged:
            continue
        yield Row(sheet.name, number, held, sheet.epoch, sheet.merged.get(number, ""))


def _columns(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> dict[str, int]:
    """Where each column stands. Our own heading goes before another name for it, such as “Owner” for the lead."""
    words = [plain(cell) if isinstance(cell, str) else "" for cell in row]
    places: dict[str, int] = {}
    for column in columns:
        exact = [place for place, word in enumerate(words) if word == plain(column.heading)]
        other = [place for place, word in enumerate(words) if word and word in column.names]
        if exact or other:
            places[column.key] = (exact or other)[0]
    return places


def _refuse_missing(sheet: Sheet, of: str, places: Mapping[str, int]) -> None:
    missing = [f"“{column.heading}”" for column in TABLES[of] if column.needed and column.key not in places]
    if of == "reviews" and not {"aware_on", "notified_on"} & places.keys():
        missing.append("“Date became aware”")
    if missing:
        which = "columns" if len(missing) > 1 else "column"
        raise NotRead(
            f"The sheet “{sheet.name}”, read as {of}, has no {which} {' or '.join(missing)}. "
            "Add it, or rename yours, and send the tracker in again."
        )


def _refuse_two_of_a_kind(sheet: Sheet, of: str, headings: tuple[Cell, ...]) -> None:
    """Two columns of one meaning: which of them is right is not ours to guess, unless one has our own heading."""
    for column in TABLES[of]:
        same = [str(cell) for cell in headings if isinstance(cell, str) and plain(cell) in column.names]
        ours = [cell for cell in same if plain(cell) == plain(column.heading)]
        if len(ours) > 1 or (len(same) > 1 and not ours):
            named = " and ".join(f"“{cell.strip()}”" for cell in same)
            raise NotRead(
                f"In the sheet “{sheet.name}” the columns {named} are both read as “{column.heading}”. "
                f"Name the one that counts “{column.heading}”, and take the other out."
            )
