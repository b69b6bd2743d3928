"""Lists to take away, as a table that a spreadsheet opens."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse


def sheet_of(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    sheet = csv.writer(answer)
    sheet.writerow(head)
    sheet.writerows([_plain(cell) for cell in row] for row in rows)
    return answer


def _plain(cell: object) -> str:
    """A spreadsheet must not take a word for a formula."""
    words = "" if cell is None else str(cell)
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
