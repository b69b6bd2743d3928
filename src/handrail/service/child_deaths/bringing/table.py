"""Opens a file by the one door through which tables are read, and finds the line that names its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from openpyxl.utils import get_column_letter

from handrail.service.child_deaths.bringing.columns import COLUMNS, meaning
from handrail.service.chronologies.reading.lines import shown
from handrail.service.chronologies.reading.tables import CONTROLS, Opened, open_file
from handrail.service.chronologies.reading.values import Cell, NotRead, Row

LARGEST = 5 * 1024 * 1024
MOST_LINES, MOST_COLUMNS, LOOKED_AT = 2_000, 200, 30
LONGEST_NAME, EXAMPLES, LONGEST_EXAMPLE = 100, 3, 40
MEANINGS = frozenset().union(*(column.meanings for column in COLUMNS))


@dataclass(frozen=True, slots=True)
class Head:
    """One column of theirs. `key` is its name, told apart from another of the same name, as it is kept."""

    key: str
    name: str
    place: int
    examples: tuple[str, ...]

    @property
    def letter(self) -> str:
        return get_column_letter(self.place + 1)

    @property
    def called(self) -> str:
        return f"Column {self.letter}: {self.name}" if self.name else f"Column {self.letter}, which has no name"

    @property
    def where(self) -> str:
        """Inside a sentence; of what is kept without its file there is no letter."""
        return f"column {self.letter}" if self.place >= 0 else f"“{self.name}”"


@dataclass(frozen=True)
class Table:
    """The lines of one sheet, and in which of them its columns are named."""

    sheet: int
    name: str
    line: int
    above: tuple[Row, ...]
    naming: Row
    rows: tuple[Row, ...]
    epoch: datetime
    notes: tuple[str, ...]

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """Every column in which anything stands, also one without a name."""
        width = max((len(row.cells) for row in (self.naming, *self.rows)), default=0)
        seen: Counter[str] = Counter()
        found = []
        for place in range(width):
            name = name_of(cell_of(self.naming, place))
            examples = self._examples(place)
            if not name and not examples:
                continue
            key = name.casefold()
            seen[key] += 1
            found.append(Head(f"{key} #{seen[key]}" if seen[key] > 1 or not key else key, name, place, examples))
        return tuple(found)

    def _examples(self, place: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for row in self.rows:
            words = " ".join(shown(cell_of(row, place), self.epoch).split())
            if words:
                short = words if len(words) <= LONGEST_EXAMPLE else words[: LONGEST_EXAMPLE - 1] + "…"
                found[CONTROLS.sub("\ufffd", short)] = None
            if len(found) == EXAMPLES:
                break
        return tuple(found)

    @property
    def said(self) -> Iterator[str]:
        """What is to be known of how the file was read, before its lines."""
        where = f" of the sheet “{self.name}”" if self.name else ""
        if self.above:
            yield (
                f"The columns are named in line {self.line}{where}, not in the first. What stands above it was not"
                " read."
            )
        elif self.name and len(self.notes) > len(self.naming.faults):
            yield f"The sheet “{self.name}” is read."
        yield from self.notes
        twice = sorted({head.name for head in self.heads if head.key.endswith(" #2") and head.name})
        if twice:
            yield (
                f"More than one column is called {' and '.join(f'“{name}”' for name in twice)}. Look at the letter of"
                " each, and at what stands in it."
            )


def cell_of(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def name_of(cell: Cell) -> str:
    return CONTROLS.sub(" ", " ".join(shown(cell).split()))[:LONGEST_NAME].strip()


def opened(name: str, content: bytes) -> Opened:
    """Raises NotRead."""
    if len(content) > LARGEST:
        raise NotRead("The file is larger than 5 MB. Split it, and bring in one part after the other.")
    return open_file(name, content, widest=MOST_COLUMNS + 1)


def likely(file: Opened) -> tuple[int, int]:
    """The sheet and the line that most likely name the columns: where most names are known; else the first line that
    has two words or more."""
    best, first = (1, 0, 0), None
    for sheet, table in enumerate(file.tables):
        for row in _head_of(table.rows()):
            names = [name_of(cell) for cell in row.cells if isinstance(cell, str)]
            known = sum(meaning(name) in MEANINGS for name in names if name)
            best = max(best, (known, -sheet, -row.number))
            if first is None and sum(bool(name) for name in names) > 1:
                first = (sheet, row.number)
    if best[0] > 1:
        return -best[1], -best[2]
    if first is None:
        raise NotRead("No line of this file names its columns. Write their names in the first line, and send it again.")
    return first


def lines_to_choose(file: Opened) -> list[tuple[int, int, str]]:
    """The first lines of each sheet: sheet, line, and how it begins."""
    found = []
    for sheet, table in enumerate(file.tables):
        for row in _head_of(table.rows()):
            words = [name_of(cell) for cell in row.cells]
            begins = " | ".join(word for word in words if word)[:120]
            named = f"{table.name}, line {row.number}" if table.name else f"Line {row.number}"
            found.append((sheet, row.number, f"{named}: {begins}"))
    return found


def _head_of(rows: Iterator[Row]) -> Iterator[Row]:
    for row, _ in zip(rows, range(LOOKED_AT), strict=False):
        yield row


def table_at(file: Opened, sheet: int, line: int) -> Table:
    """The lines under that line of that sheet. Raises NotRead."""
    if not 0 <= sheet < len(file.tables):
        raise NotRead("That sheet is not in the file. Choose the line that names the columns again.")
    table = file.tables[sheet]
    above: list[Row] = []
    naming: Row | None = None
    rows: list[Row] = []
    for row in table.rows():
        if row.number < line:
            above.append(row)
        elif naming is None:
            naming = row
        elif row.cells != naming.cells and not _explains(row):
            rows.append(row)
            if len(rows) > MOST_LINES:
                raise NotRead(f"There are more than {MOST_LINES:,} lines. Split the file, and bring in its parts.")
    if naming is None:
        raise NotRead("Nothing stands in that line. Choose the line that names the columns again.")
    if max(len(row.cells) for row in (naming, *rows)) > MOST_COLUMNS and any(
        cell_of(row, MOST_COLUMNS) is not None for row in (naming, *rows)
    ):
        raise NotRead(f"The file has more than {MOST_COLUMNS} columns. Take out those that are not wanted here.")
    others = tuple(
        f"The sheet “{other.name}” was not read. To read it, choose another line that names the columns."
        for number, other in enumerate(file.tables) if number != sheet and other.count
    )  # fmt: skip
    notes = (*naming.faults, *file.notes, *others)
    return Table(sheet, table.name, naming.number, tuple(above), naming, tuple(rows), file.epoch, notes)


def _explains(row: Row) -> bool:
    """The template's own second line, left in."""
    return all(str(cell).startswith("(") for cell in row.cells if cell is not None and str(cell).strip())


def keys(heads: Sequence[Head]) -> set[str]:
    return {head.key for head in heads}
