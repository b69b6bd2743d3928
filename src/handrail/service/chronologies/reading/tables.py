"""Opens a file of any kind that people send and gives the tables in it, row by row, so that a large one is never whole
in memory twice."""

from __future__ import annotations

import csv
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from handrail.service.chronologies.reading import packed as parcel
from handrail.service.chronologies.reading.columns import headings_of
from handrail.service.chronologies.reading.values import Cell, NoResult, NotRead, Row

MOST_LINES, MOST_COLUMNS, LAST_ROW = 60_000, 60, 1_048_576
MOST_CHARACTERS = 60_000_000
LONGEST_CELL = 20_000
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 the day from which a workbook counts has no zone
SPLIT = f"more than {MOST_LINES:,} lines. Split it, and send its parts one after another."


@dataclass(frozen=True)
class Table:
    """One sheet, or one table of a document."""

    name: str
    count: int
    """How many rows it has, roughly: to say how far the reading has got."""
    rows: Callable[[], Iterator[Row]]
    hidden_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opened:
    """A file whose tables can be read. `notes` say what is not read of it, and what a reader should know."""

    kind: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    epoch: datetime = field(default=EPOCH)

    @property
    def count(self) -> int:
        return sum(table.count for table in self.tables)


def open_file(name: str, content: bytes, *, widest: int = MOST_COLUMNS) -> Opened:
    """The tables of a file, told by its bytes and never by its name. Columns beyond `widest` are not read. Raises
    NotRead."""
    if not content:
        raise NotRead("The file is empty. Choose another.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotRead(
            "This is an Excel or Word file of an old kind, or one that a password protects."
            " Save it as an Excel workbook (.xlsx) without a password, then send it again."
        )
    if content.startswith(b"PK"):
        held = parcel.opened(content)
        parts = set(held.namelist())
        if "xl/workbook.xml" in parts:
            return _with_its_name(name, (".xlsx",), _workbook(held, content, widest))
        if "word/document.xml" in parts:
            return _with_its_name(name, (".docx",), _document(content))
        raise NotRead("This file is not a table that can be read. Save it as an Excel workbook (.xlsx), or as CSV.")
    if content.startswith(b"%PDF"):
        raise NotRead("A PDF cannot be read line by line. Send the table it was made from, as Excel, CSV or Word.")
    return _with_its_name(name, (".csv", ".txt", ".tsv"), _text(content, widest))


def _with_its_name(name: str, endings: tuple[str, ...], opened: Opened) -> Opened:
    if name.lower().endswith(endings) or "." not in name:
        return opened
    said = f"The file is called “{name}”, but what is in it is {opened.kind}. It was read as that."
    return Opened(opened.kind, opened.tables, (said, *opened.notes), opened.epoch)


def _workbook(held: ZipFile, content: bytes, widest: int) -> Opened:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except NotRead:
        raise
    except Exception as fault:  # openpyxl fails in many ways on a workbook that was made by hand
        raise NotRead(f"This workbook cannot be opened. {parcel.AGAIN}") from fault
    tables, notes = [], []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"The sheet “{sheet.title}” is hidden and was not read. Unhide it, if it is meant to be sent.")
            continue
        facts = parcel.facts_of(held, sheet._worksheet_path, widest)  # type: ignore[attr-defined]
        if facts.rows > MOST_LINES:
            raise NotRead(f"The sheet “{sheet.title}” has {SPLIT}")
        tables.append(Table(sheet.title, facts.rows, _rows_of_sheet(sheet, facts, widest), tuple(facts.hidden_columns)))
        if facts.hidden_columns:
            columns = ", ".join(facts.hidden_columns)
            notes.append(
                f"Hidden columns of “{sheet.title}” were not read: {columns}. Unhide them, if they belong to it."
            )
    notes += [f"The workbook has {what}: they were not read." for what, there in parcel.beside(held).items() if there]
    if book.epoch.year == 1904:
        notes.append(
            "This workbook counts its days from 1904, as older Apple computers do. They were read so: check one."
        )
    return Opened("an Excel workbook", tuple(tables), tuple(notes), book.epoch)


def _rows_of_sheet(sheet: Any, facts: parcel.SheetFacts, widest: int) -> Callable[[], Iterator[Row]]:
    def rows() -> Iterator[Row]:
        sheet.reset_dimensions()
        walk = sheet.iter_rows(max_row=LAST_ROW, max_col=widest)
        for number, row in enumerate(_quietly(walk), start=1):
            if number in facts.with_formula or any(cell.value is not None for cell in row):
                yield _row(sheet.title, number, row, facts)

    return rows


def _quietly(walk: Iterator[Any]) -> Iterator[Any]:
    """openpyxl warns of each cell whose day it cannot count, and fails in many ways on a sheet made by hand."""
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(walk, None)
        except Exception as fault:
            raise NotRead(f"This workbook is damaged and cannot be read to its end. {parcel.AGAIN}") from fault
        if row is None:
            return
        yield row


def _row(sheet: str, number: int, row: tuple[Any, ...], facts: parcel.SheetFacts) -> Row:
    cells: list[Cell] = []
    shown: list[str] = []
    for place, cell in enumerate(row, start=1):
        letter = get_column_letter(place)
        if letter in facts.hidden_columns:
            cells.append(None)
            continue
        at = f"{letter}{number}"
        cells.append(_cell(cell, at, facts.formulae.get(at)))
        if at in facts.formulae and not isinstance(cells[-1], NoResult):
            shown.append(at)
    return Row(sheet, number, tuple(cells), tuple(_faults(number, facts)), tuple(shown))


def _faults(number: int, facts: parcel.SheetFacts) -> Iterator[str]:
    if number in facts.merged:
        yield f"Cells {facts.merged[number]} are merged. Unmerge them, and fill in each row by itself."
    if number in facts.hidden_rows:
        yield f"Row {number} is hidden. Unhide it if it is meant to be sent, or delete it."
    if number in facts.unplaced:
        yield f"Row {number} holds a formula. Copy the row, and paste it as values."


def _cell(cell: Any, at: str, formula: bool | None) -> Cell:
    """`formula` is None where there is none, else whether it fetches its result from elsewhere. None is worked out."""
    value = cell.value
    if value is not None and cell.data_type == "e":
        return NoResult(f"Cell {at} shows the fault {value}. Write what should stand there.")
    if formula:
        return NoResult(f"Cell {at} holds a formula that fetches from elsewhere. Write what should stand there.")
    if value is None and formula is not None:
        return NoResult(f"Cell {at} holds a formula and no result. Write what should stand there.")
    if value is None or isinstance(value, (str, int, float, date, time, timedelta)):
        return value
    return str(value)


def _text(content: bytes, widest: int) -> Opened:
    text = _decoded(content)
    if re.match(r"\s*<(?:!doctype|html|\?xml|table)", text[:500], re.I):
        raise NotRead(
            "This is a web page, whatever it is called. Open it in Excel and save it as an Excel workbook (.xlsx)."
        )
    if CONTROLS.search(text.replace("\x00", "\x01") if "\x00" in text[:1000] else text[:100_000]):
        raise NotRead(
            "This file is neither a workbook nor a table of text. Send an Excel workbook (.xlsx), CSV or Word."
        )
    best = max((",", ";", "\t", "|"), key=lambda sign: _splits(text, sign, widest))
    count = text.count("\n") + 1
    if count > MOST_LINES * 50:
        raise NotRead(f"The file has {SPLIT}")

    def rows() -> Iterator[Row]:
        for number, cells in _split(text, best, widest):
            if any(cell.strip() for cell in cells):
                yield Row("", number, tuple(cell or None for cell in cells))

    return Opened("text with commas (CSV)", (Table("", count, rows),))


def _decoded(content: bytes) -> str:
    """Excel writes CSV with a byte-order mark, as UTF-16, or in Windows-1252, which older versions use."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _splits(text: str, sign: str, widest: int) -> tuple[int, int, int]:
    """How well a sign divides the text: by the headings of ours that it gives; where it gives none, by how many rows
    it divides into as many cells, and into how many."""
    head = "\n".join(text[:200_000].splitlines()[:30])
    widths: Counter[int] = Counter()
    for _, cells in _split(head, sign, widest, judged=False):
        if (found := headings_of(cells)) is not None:
            return len(found.ours), 0, 0
        widths[len(cells)] += len(cells) > 1
    width, rows = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return 0, rows, width


def _split(text: str, sign: str, widest: int, *, judged: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line of the file on which it begins, which is what an editor shows."""
    limit = csv.field_size_limit(10_000_000)
    rows = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=False)
    begins = 1
    try:
        for cells in rows:
            yield begins, cells[: widest + 1]
            begins = rows.line_num + 1
    except csv.Error as fault:
        if judged:
            raise NotRead("This is not a CSV file. Save the sheet from Excel as “CSV UTF-8”.") from fault
    finally:
        csv.field_size_limit(limit)


def _document(content: bytes) -> Opened:
    from docx import Document  # takes a while to load, and few send Word

    from handrail.service.chronologies.reading.word_tables import rows_of_table, struck_out

    try:
        paper = Document(BytesIO(content))
    except Exception as fault:
        raise NotRead("This Word document cannot be opened. Open it in Word and save it again as .docx.") from fault
    tables = []
    for place, table in enumerate(paper.tables, start=1):
        name = f"table {place}" if len(paper.tables) > 1 else ""
        kept = rows_of_table(table, name)
        if len(kept) > MOST_LINES:
            raise NotRead(f"A table of this document has {SPLIT}")
        tables.append(Table(name, len(kept), kept.__iter__))
    if not tables:
        raise NotRead(
            "There is no table in this Word document. Put each event in a row of a table, under our headings."
        )
    notes = (
        ["The document has tracked changes: what is struck out was not read, what is added was."]
        if struck_out(paper)
        else []
    )
    outside = sum(len(paragraph.text) for paragraph in paper.paragraphs)
    if outside:
        notes.append("Words outside the tables were not read.")
    return Opened("a Word document", tuple(tables), tuple(notes))
