"""Spreadsheets as agencies send them, the good and the nasty, made anew for each test."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from handrail.service.chronologies.reading.lines import Reading
from handrail.service.chronologies.reading.tables import open_file
from handrail.service.chronologies.reading.values import Refused, Told

TODAY = date(2026, 11, 22)
HEADINGS = ("Date from", "What happened", "What the agency did")


def book(
    rows: Iterable[Sequence[Any]],
    headings: Sequence[str] = HEADINGS,
    change: Callable[[Workbook, Worksheet], None] | None = None,
) -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(made, sheet)
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def read(content: bytes, name: str = "chronology.xlsx") -> tuple[list[Told], list[Refused], list[str]]:
    reading = Reading(open_file(name, content), TODAY)
    lines = list(reading.lines())
    return (
        [one for one in lines if isinstance(one, Told)],
        [one for one in lines if isinstance(one, Refused)],
        reading.notes,
    )


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts written otherwise, as no program of Microsoft's would."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as full, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as kept:
        for one in full.infolist():
            words = full.read(one)
            kept.writestr(one.filename, change(words) if one.filename == part else words)
    return held.getvalue()


def with_part(content: bytes, name: str, words: bytes) -> bytes:
    held = BytesIO(content)
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, words)
    return held.getvalue()
