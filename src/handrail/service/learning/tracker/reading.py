"""Reads a workbook or a csv file into lines of cells, and says what cannot be read in a sentence."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO, StringIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell as AnyCell
from openpyxl.cell import MergedCell
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from handrail.service.documents.packed import Fault, NotUnpacked, opened
from handrail.service.learning.tracker.columns import TABLES, plain

LARGEST = 10 * 1024 * 1024
MOST_LINES, MOST_COLUMNS = 2_000, 60
BEYOND = 20_000  # lines past the last that are looked at, to see that none is dropped unsaid
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"


class NotRead(ValueError):
    """A file that cannot be read at all; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class NoResult:
    """A cell that holds a formula, or its fault, and no answer."""

    says: str


Cell = str | int | float | date | datetime | time | NoResult | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines by their number, as a spreadsheet shows it; `merged` says which lines share a cell with another."""

    name: str
    lines: Mapping[int, tuple[Cell, ...]]
    merged: Mapping[int, str] = field(default_factory=dict)
    epoch: datetime = datetime(1899, 12, 30)  # noqa: DTZ001 the day from which a workbook counts has no zone


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """The sheets of a file. Raises NotRead."""
    if not content:
        raise NotRead("The file is empty. Choose another.")
    if len(content) > LARGEST:
        raise NotRead("The file is larger than 10 MB. Take out pictures and other sheets, and save it again.")
    if content.startswith(OLD_OR_LOCKED):
        raise NotRead(
            "This is an old Excel workbook (.xls), or one that a password protects. "
            "Save it as an Excel workbook (.xlsx) without a password."
        )
    if content.startswith(b"PK"):
        return _workbook(content)
    if name.lower().endswith((".xlsx", ".xlsm", ".ods", ".numbers", ".pdf", ".docx")):
        raise NotRead("This is not an Excel workbook. Open it, and save it as an Excel workbook (.xlsx) or as CSV.")
    return [Sheet(name, _csv_lines(_decoded(content)))]


SAYS = {
    Fault.BURSTS: "The workbook unpacks to more than 200 MB. Copy the tracker's sheets to a new workbook.",
    Fault.LOCKED: "A part of this workbook is locked with a password. Take it off, and save it again.",
    Fault.TWICE: "This workbook cannot be opened. Open it in Excel and save it again as .xlsx.",
    Fault.DAMAGED: "This workbook cannot be opened. Open it in Excel and save it again as .xlsx.",
}


def _workbook(content: bytes) -> list[Sheet]:
    try:
        opened(content).close()
        answers = load_workbook(BytesIO(content), data_only=True, keep_links=False)
        written = load_workbook(BytesIO(content), keep_links=False)
    except NotUnpacked as why:
        raise NotRead(SAYS[why.fault]) from None
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as fault:
        raise NotRead("This workbook cannot be opened. Open it in Excel and save it again as .xlsx.") from fault
    return [
        Sheet(sheet.title, dict(_lines(sheet, written[sheet.title])), _merged(sheet), answers.epoch)
        for sheet in answers.worksheets
    ]


def _lines(answers: Worksheet, written: Worksheet) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    width = min(answers.max_column, MOST_COLUMNS)
    _refuse_more(answers, width)
    last = min(answers.max_row, MOST_LINES)
    rows = answers.iter_rows(max_row=last, max_col=width), written.iter_rows(max_row=last, max_col=width)
    for number, (row, asked) in enumerate(zip(*rows, strict=True), start=1):
        yield number, tuple(_cell(cell, formula) for cell, formula in zip(row, asked, strict=True))


def _refuse_more(sheet: Worksheet, width: int) -> None:
    last = min(sheet.max_row, MOST_LINES + BEYOND)
    if last <= MOST_LINES:
        return
    beyond = sheet.iter_rows(min_row=MOST_LINES + 1, max_row=last, max_col=width, values_only=True)
    if any(value is not None for row in beyond for value in row):
        raise NotRead(
            f"The sheet “{sheet.title}” has more than {MOST_LINES:,} lines. Split it, and take in its parts one by one."
        )


def _cell(answer: AnyCell | MergedCell, written: AnyCell | MergedCell) -> Cell:
    """What stands in a cell, by what Excel last worked out and by what was written there."""
    value, place = answer.value, answer.coordinate
    if answer.data_type == "e":
        return NoResult(f"Cell {place} shows the fault {value}. Write what should stand there.")
    if value is None and written.data_type == "f":
        return NoResult(
            f"Cell {place} holds a formula and no result. Open the workbook in Excel and save it, or write the result."
        )
    if value is None or isinstance(value, (str, int, float, date, time)):
        return value
    return str(value)


def _merged(sheet: Worksheet) -> dict[int, str]:
    return {
        number: f"Cells {shared.coord} are merged. Unmerge them and fill in each line."
        for shared in sheet.merged_cells.ranges
        for number in range(shared.min_row, shared.max_row + 1)
    }


def _decoded(content: bytes) -> str:
    """Excel writes csv with a byte-order mark, as UTF-16, or in Windows-1252, which older versions use."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv_lines(text: str) -> dict[int, tuple[Cell, ...]]:
    """Split by whichever sign gives the most headings we know."""
    readings = [_split(text, sign) for sign in (",", ";", "\t")]
    best = max(readings, key=lambda lines: max((known(row) for row in list(lines.values())[:20]), default=0))
    if len(best) > MOST_LINES:
        raise NotRead(f"The file has more than {MOST_LINES:,} lines. Split it, and take in one part after another.")
    return best


def _split(text: str, sign: str) -> dict[int, tuple[Cell, ...]]:
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=False)
        return {number: tuple(row[:MOST_COLUMNS]) for number, row in enumerate(rows, start=1)}
    except csv.Error as fault:
        raise NotRead("This is not a CSV file. Save the sheet from Excel as “CSV UTF-8”.") from fault


def known(row: tuple[Cell, ...]) -> int:
    """How many of a row's cells are headings of the table it fits best."""
    words = {plain(cell) for cell in row if isinstance(cell, str)}
    return max(sum(bool(words & column.names) for column in columns) for columns in TABLES.values())


def serial_day(number: float, epoch: datetime) -> date | None:
    """The day that Excel's number stands for, where it is one of our time; None for any other number."""
    if not 20_000 <= number <= 80_000:
        return None
    found = from_excel(number, epoch)
    return found.date() if isinstance(found, datetime) else None
