"""Reads counts of child deaths by authority and year from a csv file, and says of each bad line what is wrong."""

from __future__ import annotations

import csv
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO

LARGEST = 2 * 1024 * 1024
MOST_LINES = 5_000
NEEDED = ("authority_code", "year", "deaths")
OPTIONAL = "neighbours"
FIRST_YEAR, LAST_YEAR = 2008, 2100
MOST_DEATHS = 5_000
NOT_NUMBERS = {"c": "kept back", "x": "not available", "z": "not applicable", ":": "not available"}


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One authority in one year; `neighbours` are the codes of the authorities that it borders."""

    authority: uuid.UUID
    year: int
    deaths: int
    neighbours: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    rows: list[AreaRow] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_counts(content: bytes, authorities: Mapping[str, uuid.UUID]) -> Reading:
    """`authorities` by every code that they are or were known by. All bad lines are told at once, and nothing is
    taken from a file that has any."""
    reading = Reading()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    table = csv.DictReader(StringIO(text, newline=""), strict=True)
    try:
        _read(table, authorities, reading)
    except csv.Error as fault:
        reading.faults.append(
            f"Line {table.line_num} cannot be read as csv: {fault}. Save it again from a spreadsheet."
        )
    if not reading.rows and not reading.faults:
        reading.faults.append("The file has no lines under its headings.")
    return reading


def _read(table: csv.DictReader[str], authorities: Mapping[str, uuid.UUID], reading: Reading) -> None:
    headings = [(heading or "").strip().lower() for heading in table.fieldnames or ()]
    missing = [name for name in NEEDED if name not in headings]
    if missing:
        reading.faults.append(f"Line 1 has no column {' and no column '.join(missing)}.")
        return
    table.fieldnames = headings
    seen: dict[tuple[uuid.UUID, int], int] = {}
    for line in table:
        at = table.line_num
        if at > MOST_LINES:
            reading.faults.append(f"The file has more than {MOST_LINES:,} lines.")
            return
        faults = list(_faults(line, authorities))
        if faults:
            reading.faults += [f"Line {at}: {fault}" for fault in faults]
            continue
        row = AreaRow(
            authorities[_cell(line, "authority_code")], int(_cell(line, "year")), int(_cell(line, "deaths")),
            tuple(_cell(line, OPTIONAL).split()),
        )  # fmt: skip
        if (row.authority, row.year) in seen:
            reading.faults.append(
                f"Line {at}: this authority and year stand on line {seen[row.authority, row.year]} too. Take one out."
            )
        seen[row.authority, row.year] = at
        reading.rows.append(row)


def _faults(line: Mapping[str, str], authorities: Mapping[str, uuid.UUID]) -> Iterator[str]:
    code, year, deaths = (_cell(line, name) for name in NEEDED)
    if code not in authorities:
        yield f"“{code}” is not the code of a local authority here. Give its ONS code, such as E10000016."
    if not re.fullmatch(r"\d{4}", year, re.ASCII) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        yield f"“{year}” is not a year. Give the four figures of the year in which it begins, from {FIRST_YEAR} on."
    if deaths.lower() in NOT_NUMBERS:
        yield f"the deaths are “{deaths}” ({NOT_NUMBERS[deaths.lower()]}). An area cannot be added up without a number."
    elif not re.fullmatch(r"\d{1,4}", deaths, re.ASCII) or int(deaths) > MOST_DEATHS:
        yield f"“{deaths}” is not a number of deaths. Give a whole number, without a comma or a stroke."
    for neighbour in _cell(line, OPTIONAL).split():
        if neighbour not in authorities:
            yield f"the neighbour “{neighbour}” is not the code of a local authority here."


def _cell(line: Mapping[str, str], name: str) -> str:
    return (line.get(name) or "").strip()
