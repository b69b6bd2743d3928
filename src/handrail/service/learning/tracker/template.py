"""The empty tracker that people download: one sheet of reviews, one of actions, and what each column means."""

from __future__ import annotations

from io import BytesIO

from xlsxwriter import Workbook

from handrail.service.learning.tracker.columns import ACTIONS, REVIEWS, Column
from handrail.service.learning.tracker.reading import MOST_LINES


def empty_tracker() -> bytes:
    """A workbook with headings and nothing below them."""
    kept = BytesIO()
    book = Workbook(kept, {"in_memory": True})
    for name, columns in (("Reviews", REVIEWS), ("Actions", ACTIONS)):
        _write_sheet(book, name, columns)
    _write_meanings(book)
    book.close()
    return kept.getvalue()


def _write_sheet(book: Workbook, name: str, columns: tuple[Column, ...]) -> None:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day, words = book.add_format({"num_format": "d mmm yyyy"}), book.add_format({"num_format": "@", "text_wrap": True})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.heading, heading)
        sheet.write_comment(0, place, column.says)
        sheet.set_column(place, place, 18, day if column.key.endswith("_on") else words)
    sheet.freeze_panes(1, 1)
    _offer_choices(sheet, columns)


def _offer_choices(sheet: object, columns: tuple[Column, ...]) -> None:
    choices = {"nature": ["death", "serious harm", "other"], "local_review": ["yes", "no"]}
    for place, column in enumerate(columns):
        if column.key in choices:
            rule = {"validate": "list", "source": choices[column.key]}
            sheet.data_validation(1, place, MOST_LINES - 1, place, rule)  # type: ignore[attr-defined]


def _write_meanings(book: Workbook) -> None:
    sheet = book.add_worksheet("What each column means")
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 90)
    lines = [
        (f"In {name}", column.heading, column.says)
        for name, columns in (("Reviews", REVIEWS), ("Actions", ACTIONS))
        for column in columns
    ]
    for number, line in enumerate(lines):
        sheet.write_row(number, 0, line)
