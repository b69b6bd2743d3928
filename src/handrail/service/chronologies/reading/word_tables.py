"""The rows of a table in a Word document, from its XML: the library's own way takes minutes over long tables."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from handrail.service.chronologies.reading.values import Row

W_T, W_TAB, W_BR, W_P = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:p")
INSTEAD = {W_TAB: " ", W_BR: "\n"}


def rows_of_table(table: Any, name: str) -> list[Row]:
    return [
        row for number, line in enumerate(table._tbl.tr_lst, start=1) if (row := _row(name, number, line)) is not None
    ]


def _row(name: str, number: int, line: Any) -> Row | None:
    cells: list[str | None] = []
    shared = False
    for cell in line.tc_lst:
        cells.append(_words(cell) or None)
        shared = shared or cell.vMerge is not None or cell.grid_span > 1
        cells += [None] * (cell.grid_span - 1)
    if not any(cells):
        return None
    faults = (f"Row {number} shares a cell with another. Split merged cells, and fill in each row by itself.",)
    return Row(name, number, tuple(cells), faults if shared else ())


def _words(cell: Any) -> str:
    """What is shown in a cell, a line for each paragraph. Text struck out by tracked changes is kept by Word apart."""
    lines: list[str] = []
    for paragraph in cell.iter(W_P):
        parts = paragraph.iter(W_T, W_TAB, W_BR)
        lines.append("".join((part.text or "") if part.tag == W_T else INSTEAD[part.tag] for part in parts))
    return "\n".join(lines).strip()


def struck_out(paper: Any) -> bool:
    body = paper.element.body
    return next(body.iter(qn("w:del"), qn("w:ins")), None) is not None
