"""Spreadsheets out: the empty one that agencies fill in, the rows to be mended, and the combined chronology.

One sheet, nothing hidden, no document properties; every cell of words is typed as words, whatever sign it begins with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from handrail.service.chronologies.bare_package import without_properties
from handrail.service.chronologies.reading.columns import BY_KEY, COLUMNS

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMPTY_ROWS = 2_000
LONGEST = 32_000


def book_of(title: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet. What is too long for a cell goes on in a row below, and is never cut."""
    held = BytesIO()
    book = Workbook(held, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(title[:31])
    head, words = _formats(book)
    for place, (heading, width) in enumerate(headings):
        sheet.set_column(place, place, width, words)
        sheet.write_string(0, place, heading, head)
    sheet.freeze_panes(1, 0)
    number = 1
    for row in rows:
        for part in _parts(row):
            for place, said in enumerate(part):
                if said:
                    sheet.write_string(number, place, said, words)
            number += 1
    _to_print(sheet)
    book.close()
    return without_properties(held.getvalue())


def _formats(book: Workbook) -> tuple[Any, Any]:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    # The quote prefix keeps words that begin with = words, should somebody edit the cell.
    words = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "quote_prefix": True})
    return head, words


def _parts(row: Sequence[str]) -> Iterable[Sequence[str]]:
    longest = max(map(len, row), default=0)
    if longest <= LONGEST:
        return [row]
    return [[said[begin : begin + LONGEST] for said in row] for begin in range(0, longest, LONGEST)]


def _to_print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def empty_template() -> bytes:
    """Our headings, what belongs under each shown beside the cell, and dates typed as dates."""
    held = BytesIO()
    book = Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet("Chronology")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    words = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.heading, head)
        sheet.set_column(place, place, column.width, words)
        rule: dict[str, Any] = {
            "validate": "any",
            "input_title": column.heading[:32],
            "input_message": column.says[:255],
        }
        if column.key == "sure":
            rule |= {"validate": "list", "source": ["exact", "approximate"], "error_type": "information"}
        sheet.data_validation(1, place, EMPTY_ROWS, place, rule)
    sheet.freeze_panes(1, 1)
    _to_print(sheet)
    book.close()
    return without_properties(held.getvalue())


def own_lines(lines: Iterable[Mapping[str, str]], others: Sequence[str] = ()) -> bytes:
    """An agency's own lines under our headings and its own others: given again, they are read as the same lines."""
    headings = [*((column.heading, column.width) for column in COLUMNS), *((name, 20) for name in others)]
    keys = [*(column.key for column in COLUMNS), *others]
    return book_of("Chronology", headings, ([line.get(key, "") for key in keys] for line in lines))


def rows_to_mend(rows: Iterable[tuple[int, dict[str, str], Sequence[str]]]) -> bytes:
    """The rows that could not be read, under our headings, with the reason first: mended here, it can be sent again."""
    rows = list(rows)
    others = sorted({name for _, cells, _ in rows for name in cells if name not in BY_KEY})
    headings = [("Row in your file", 9), ("What to mend", 40), *((column.heading, column.width) for column in COLUMNS)]
    headings += [(name, 20) for name in others]
    lines = (
        (
            str(number),
            " ".join(why),
            *(cells.get(column.key, "") for column in COLUMNS),
            *(cells.get(one, "") for one in others),
        )
        for number, cells, why in rows
    )
    return book_of("To mend", headings, lines)
