"""A list that leaves as a file: one sheet of plain values, whose lines are counted and recorded as it leaves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from xlsxwriter import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet program would work out a cell that begins so."""


class Listed(HttpResponse):
    """A list as a file. `lines` is how many lines of it tell of something."""

    lines: int = 0


def list_as_csv(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Listed:
    """Comma-separated values that every spreadsheet program opens; `name` is the file's name without its ending."""
    sheet, lines = io.StringIO(), 0
    writer = csv.writer(sheet)
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        lines += 1
    answer = Listed("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.lines = lines
    return answer


def list_as_xlsx(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Listed:
    """The same as a spreadsheet: every cell is written as words or as a number, and none is ever worked out."""
    held, lines = io.BytesIO(), 0
    with Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_row(0, 0, head, bold)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                if isinstance(value, int | float):
                    sheet.write_number(line, place, value)
                else:
                    sheet.write_string(line, place, "" if value is None else str(value)[:32_767])
            lines = line
    answer = Listed(held.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer.lines = lines
    return answer


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
