"""A list that leaves as a file: one sheet of plain values, whose lines are counted and recorded as it leaves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

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


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
