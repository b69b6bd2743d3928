"""Reads a table that somebody typed or exported, and says of each line that cannot be used what to mend."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""UTF-8's own mark, which Excel writes, is harmless and is taken off."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about one line of a file; line 0 is the file as a whole."""

    line: int
    says: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.says}" if self.line else self.says


class CannotUse(ValueError):
    """A file that cannot be used. Carries everything found wrong with it, in the order of its lines."""

    def __init__(self, faults: Iterable[Remark]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the number it begins on, and its cells by the names of their columns."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that could be read, and what is wrong with those that could not."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Remark, ...]


def read_table(raw: bytes, needs: Sequence[str], may: Sequence[str] | None) -> Table:
    """Read a CSV file whose first line names its columns; where `may` is None, others stand unread.

    Raises CannotUse where no line can be made out: another encoding, no first line, a column missing.
    """
    lines = list(_filled_lines(_text(raw)))
    if not lines:
        raise CannotUse([Remark(0, f"The file is empty. Its first line must name the columns: {','.join(needs)}.")])
    first, names = lines[0]
    columns = tuple(name.lower() for name in names)
    faults = list(_faults_of_columns(columns, needs, may))
    if faults:
        raise CannotUse(Remark(first, fault) for fault in faults)
    return Table(
        columns=columns,
        rows=tuple(Row(n, dict(zip(columns, cells, strict=True))) for n, cells in lines[1:] if _fits(cells, columns)),
        faults=tuple(
            Remark(n, f"It has {_cells(cells)}, and the first line names {_cells(columns)}.")
            for n, cells in lines[1:]
            if not _fits(cells, columns)
        ),
    )


def _fits(cells: Sequence[str], columns: Sequence[str]) -> bool:
    return len(cells) == len(columns)


def _cells(cells: Sequence[str]) -> str:
    return f"{len(cells)} {'cell' if len(cells) == 1 else 'cells'}"


def _faults_of_columns(columns: Sequence[str], needs: Sequence[str], may: Sequence[str] | None) -> Iterator[str]:
    for name in needs:
        if name not in columns:
            yield f'There is no column "{name}". The first line must name the columns: {",".join(needs)}.'
        elif columns.count(name) > 1:
            yield f'The column "{name}" is there more than once. Leave one.'
    if may is None:
        return
    for name in may:
        if columns.count(name) > 1:
            yield f'The column "{name}" is there more than once. Leave one.'
    for name in columns:
        if name not in needs and name not in may:
            yield f'The column "{name}" is not known. Correct its name, or take the column out.'


def _filled_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that says something, with the number it begins on and no spaces around its cells."""
    reader = csv.reader(StringIO(text, newline=""), skipinitialspace=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error:
        raise CannotUse([Remark(begins, "A cell in it does not end. Check its quotation marks.")]) from None


def _text(raw: bytes) -> str:
    how = 'Save it again as UTF-8; in Excel choose "CSV UTF-8 (Comma delimited)".'
    if raw.startswith(MARKS_OF_UTF16) or b"\0" in raw:
        raise CannotUse([Remark(0, f"The file is not text in UTF-8. {how}")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise CannotUse([Remark(line, f"It has a letter that is not written in UTF-8. {how}")]) from None
