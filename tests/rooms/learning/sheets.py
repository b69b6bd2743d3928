"""Trackers as people send them: csv files and workbooks, made for one test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook

from handrail.service.access.models import Person
from handrail.service.learning.tracker.plan import Plan, look_over
from handrail.service.partnerships.models import Body

Cell = str | int | float | date | datetime | None
HEADINGS = (
    "Local reference", "National reference", "Local authority", "Nature", "Date of incident", "Date became aware",
    "Date notified", "Rapid review completed", "Rapid review sent", "Local review", "Lead", "Notes",
)  # fmt: skip
A_REVIEW = {
    "Local reference": "RR1", "Local authority": "Wendshire Council", "Nature": "serious harm",
    "Date became aware": "16/04/2019", "Date notified": "25/04/2019",
}  # fmt: skip


def csv_of(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def reviews(*changes: dict[str, Cell]) -> bytes:
    """A workbook of reviews, each like the first but for what is said."""
    rows = [{**A_REVIEW, **change} for change in changes]
    return workbook({"Reviews": [HEADINGS, *([row.get(heading) for heading in HEADINGS] for row in rows)]})


def workbook(sheets: dict[str, Sequence[Sequence[Cell]]], merged: dict[str, str] | None = None) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if merged and name in merged:
            sheet.merge_cells(merged[name])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def wend_valley_coordinator(partnership: Body) -> Person:
    return Person.objects.filter(posts__partnership=partnership, posts__role="coordinator")[0]


def looked_over(partnership: Body, content: bytes, name: str = "tracker.xlsx") -> Plan:
    return look_over(partnership, name, content, wend_valley_coordinator(partnership))


def faults(partnership: Body, content: bytes, name: str = "tracker.xlsx") -> list[str]:
    """Every sentence about what is wrong."""
    return [sentence for line in looked_over(partnership, content, name).wrong for sentence in line.faults]
