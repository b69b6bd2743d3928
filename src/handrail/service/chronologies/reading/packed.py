"""Looks into a packed file (.xlsx, .docx) before anything is unpacked: how large it is, and what it must not hold."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from zipfile import ZipFile

from openpyxl.utils import get_column_letter, range_boundaries

from handrail.service.chronologies.reading.values import NotRead
from handrail.service.documents.packed import Fault, NotUnpacked
from handrail.service.documents.packed import opened as unpacked_safely

LONGEST_ROW = 4 * 1024 * 1024
AGAIN = "Open it in Excel, copy the table to a new workbook as values, and save that as an Excel workbook (.xlsx)."
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*?)(/?)>")
ROW_ENDS = re.compile(rb"</(?:\w+:)?row>")
NUMBER = re.compile(rb'\br="(\d{1,9})"')
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
FORMULA = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?f>)", re.S)
PLACE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
BEGINS_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
FROM_ELSEWHERE = re.compile(rb"\[\d+\]|\|'?[^|]*'?!|\bWEBSERVICE\b|\bDDE\b|\bRTD\(", re.I)


@dataclass
class SheetFacts:
    """What a sheet is like that its cells do not say."""

    rows: int = 0
    """Rows with anything in them."""
    merged: dict[int, str] = field(default_factory=dict)
    """By the row, the range of cells that it shares."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[str] = field(default_factory=list)
    formulae: dict[str, bool] = field(default_factory=dict)
    """By the place of the cell, whether it takes its result from elsewhere."""
    with_formula: set[int] = field(default_factory=set)
    """Rows that hold one: such a row is not empty, though every cell of it may show nothing."""
    unplaced: set[int] = field(default_factory=set)
    """Rows with a formula in a cell that does not say where it stands."""


def opened(content: bytes) -> ZipFile:
    """The package, if it is safe to unpack. Raises NotRead."""
    try:
        packed = unpacked_safely(content)
    except NotUnpacked as why:
        raise NotRead(SAYS[why.fault]) from None
    if any(name.endswith("vbaProject.bin") for name in packed.namelist()):
        raise NotRead("This file holds macros. Save it as .xlsx or .docx, without macros, then send it again.")
    _refuse_entities(packed)
    return packed


STRANGE = f"This file is packed in a way that Excel does not use, so it is not opened. {AGAIN}"
SAYS = {
    Fault.BURSTS: (
        "This file unpacks to more than 200 MB, so it is not opened."
        " Copy the table alone to a new workbook, without pictures and other sheets."
    ),
    Fault.LOCKED: STRANGE,
    Fault.TWICE: STRANGE,
    Fault.DAMAGED: f"This file is damaged and cannot be opened. {AGAIN}",
}


def _refuse_entities(packed: ZipFile) -> None:
    """A document type in a part is never written by Excel or Word, and is how small files are made to grow."""
    for part in packed.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with packed.open(part) as held:
                head = held.read(4096)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"\x00" in head:
                raise NotRead(STRANGE)


def facts_of(packed: ZipFile, path: str, widest: int) -> SheetFacts:
    """Read a sheet's XML once, in pieces, for what its cells do not say."""
    facts = SheetFacts()
    with packed.open(path) as held:
        number = 0
        for kind, piece in _pieces(held):
            if kind == "row":
                number = _note_row(facts, piece, number)
            else:
                _note_rest(facts, piece, widest)
    return facts


def _pieces(held: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """The rows of a sheet one by one, and what stands around them."""
    waiting = b""
    while chunk := held.read(1 << 20):
        waiting += chunk
        waiting = yield from _rows_in(waiting)
        if len(waiting) > LONGEST_ROW + (1 << 20):
            raise NotRead(f"A row of this sheet is longer than any that a person writes, so it is not opened. {AGAIN}")
    yield "rest", waiting


def _rows_in(waiting: bytes) -> Generator[tuple[str, bytes], None, bytes]:
    """Give every whole row; return what is left."""
    done = 0
    while begins := ROW.search(waiting, done):
        if begins[2]:
            ends = begins.end()
        else:
            closing = ROW_ENDS.search(waiting, begins.end())
            if closing is None:
                break
            ends = closing.end()
        if done < begins.start():
            yield "rest", waiting[done : begins.start()]
        yield "row", waiting[begins.start() : ends]
        done = ends
    return waiting[done:]


def _note_row(facts: SheetFacts, row: bytes, before: int) -> int:
    tag = ROW.match(row)
    assert tag is not None
    said = NUMBER.search(tag[1])
    number = int(said[1]) if said else before + 1
    if b"<v" in row or b":v" in row or b"<is" in row or b":is" in row:
        facts.rows += 1
        if HIDDEN.search(tag[1]):
            facts.hidden_rows.add(number)
    if BEGINS_FORMULA.search(row):
        facts.with_formula.add(number)
        found = list(FORMULA.finditer(row))
        placed = {PLACE.search(one[1]): one for one in found}
        if None in placed or len(found) != len(BEGINS_FORMULA.findall(row)):
            facts.unplaced.add(number)
        for place, one in placed.items():
            if place is not None:
                facts.formulae[place[1].decode()] = bool(FROM_ELSEWHERE.search(one[3] or b""))
    return number


def _note_rest(facts: SheetFacts, piece: bytes, widest: int) -> None:
    for one in MERGED.finditer(piece):
        _, first, _, last = range_boundaries(one[1].decode())
        for number in range(int(first or 1), min(int(last or 1), int(first or 1) + 100_000) + 1):
            facts.merged[number] = one[1].decode()
    for column in COLUMN.finditer(piece):
        if HIDDEN.search(column[1]):
            first_column, last_column = (re.search(rb'\b%s="(\d{1,5})"' % name, column[1]) for name in (b"min", b"max"))
            if first_column and last_column and int(first_column[1]) <= widest:
                facts.hidden_columns += [
                    get_column_letter(place)
                    for place in range(int(first_column[1]), min(int(last_column[1]), widest) + 1)
                ]


def beside(packed: ZipFile) -> Mapping[str, bool]:
    """What else a workbook holds that is not read: notes at cells, pictures."""
    names = packed.namelist()
    return {
        "notes at cells": any(re.search(r"comments\d*\.xml$", name, re.I) for name in names),
        "pictures": any(name.startswith(("xl/media/", "word/media/")) for name in names),
    }
