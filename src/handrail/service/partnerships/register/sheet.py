"""Reading one file of a register: which file it is, its rows with their lines, and faults said with file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

YEAR = re.compile(r"^(icb|pfa|utla)(\d\d)_")
"""Look-ups name their year in the header: icb24_code."""


class Fault(ValueError):
    """What is wrong with a file, where, and how to mend it."""


@dataclass(frozen=True)
class Row:
    """One line of a file. `line` is where it ends, as an editor numbers it."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, what: str) -> Fault:
        return Fault(f"{self.file}, line {self.line}: {what}")

    def needs(self, column: str) -> str:
        if not self[column]:
            raise self.fault(f'"{column}" is empty. Fill it in, or take the line out.')
        return self[column]

    def day(self, column: str) -> date | None:
        """A day written 2019-03-31 or 31/03/2019; no day where the cell is empty."""
        typed = self[column]
        if not typed:
            return None
        form = "%d/%m/%Y" if "/" in typed else "%Y-%m-%d"
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day, not an instant
        except ValueError:
            raise self.fault(
                f'"{column}" is "{typed}", which is not a date. Write it as 2019-03-31 or 31/03/2019.'
            ) from None


@dataclass(frozen=True)
class Sheet:
    """A file that was recognised by its header."""

    kind: str
    file: str
    rows: tuple[Row, ...]
    year: int | None = None


@dataclass(frozen=True)
class Recognised:
    """A kind of file: its name in words, the columns that it must have, and any that show it to be another."""

    kind: str
    columns: frozenset[str]
    never: frozenset[str] = frozenset()


def read_sheet(path: Path, known: Iterable[Recognised]) -> Sheet:
    """Read a file and say which kind it is. Raises Fault."""
    text = _text(path)
    lines = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        written = [column.strip() for column in next(lines, [])]
        years = [int(found[2]) for column in written if (found := YEAR.match(column))]
        header = [YEAR.sub(r"\1_", column) for column in written]
        kind = _kind_of(path.name, header, list(known))
        rows = tuple(_rows(path.name, header, lines))
    except csv.Error as problem:
        raise Fault(f"{path.name}, line {lines.line_num}: the quotation marks do not pair up ({problem}).") from None
    return Sheet(kind.kind, path.name, rows, 2000 + max(years) if years else None)


def _text(path: Path) -> str:
    try:
        written = path.read_bytes()
    except OSError as problem:
        raise Fault(f"{path.name}: cannot be read ({problem.strerror}). Check where the file is.") from None
    if written.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Fault(f"{path.name}: is a spreadsheet, not a CSV file. Open it and save it as CSV UTF-8.")
    if written.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in written:
        raise Fault(f"{path.name}: is not written in UTF-8. Save it as CSV UTF-8.")
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = written.count(b"\n", 0, problem.start) + 1
        column = problem.start - (written.rfind(b"\n", 0, problem.start) + 1) + 1
        guess = written[problem.start : problem.start + 1].decode("cp1252", "replace")
        raise Fault(
            f"{path.name}, line {line}, character {column}: is not written in UTF-8, perhaps in Windows-1252, "
            f"where this would be “{guess}”. Save it as CSV UTF-8."
        ) from None


def _kind_of(file: str, header: list[str], known: list[Recognised]) -> Recognised:
    held = set(header)
    if not any(header):
        raise Fault(f"{file}, line 1: there is no header. The first line must name the columns.")
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise Fault(f'{file}, line 1: the column "{twice[0]}" is there twice. Take one out.')
    for kind in known:
        if kind.columns <= held and not kind.never & held:
            return kind
    nearest = max(known, key=lambda kind: len(kind.columns & held) / len(kind.columns))
    if len(nearest.columns & held) * 2 >= len(nearest.columns):
        missing = ", ".join(f'"{column}"' for column in sorted(nearest.columns - held))
        raise Fault(f"{file}, line 1: reads like the {nearest.kind}, but the column {missing} is missing.")
    kinds = "; ".join(kind.kind for kind in known)
    raise Fault(f"{file}, line 1: this header is not one we know. We know: {kinds}.")


def _rows(file: str, header: list[str], lines: Any) -> Iterator[Row]:
    for cells in lines:
        line: int = lines.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise Fault(f"{file}, line {line}: has {len(cells)} values where the header names {len(header)} columns.")
        yield Row(file, line, {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)})


def once_each(rows: Iterable[Row], column: str) -> None:
    """Refuse a code that stands on two lines."""
    seen: dict[str, Row] = {}
    for row in rows:
        code = row.needs(column)
        if code in seen:
            raise row.fault(f"{code} is already on line {seen[code].line}. Take one of them out.")
        seen[code] = row


def matching(rows: Iterable[Row], column: str, pattern: str) -> list[Row]:
    """Only rows whose code has the shape asked for: pseudo rows join two codes, other countries have their own."""
    return [row for row in rows if re.fullmatch(pattern, row[column])]
