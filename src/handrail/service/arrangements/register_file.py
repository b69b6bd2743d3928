"""Reads the national schools register's own csv file, and says of each bad line what is wrong.

Columns are called what Get Information about Schools calls them; `docs/how-to/publish-arrangements.md` lists them.
"""

from __future__ import annotations

import csv
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO

from handrail.service.fields import UNKEEPABLE

LARGEST = 8 * 1024 * 1024
MOST_LINES = 60_000
MOST_FAULTS = 20
NEEDED = (
    "URN", "LA (code)", "EstablishmentName", "TypeOfEstablishment (name)", "EstablishmentStatus (name)",
    "PhaseOfEducation (name)",
)  # fmt: skip
OPTIONAL = ("EstablishmentNumber", "Postcode", "LinkedURN", "Contact name", "Contact email")
"""The last three are ours: a number that it had before, and whom to reach."""
OPEN = ("open", "open, but proposed to close")


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    urn: str
    authority: uuid.UUID
    name: str
    type: str
    phase: str
    closed: bool
    establishment_number: str
    postcode: str
    earlier: str
    contact_name: str
    contact_email: str


@dataclass(slots=True)
class Reading:
    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    elsewhere: int = 0
    """Schools of other authorities: passed over."""


def read_register(content: bytes, authorities: Mapping[str, uuid.UUID]) -> Reading:
    """`authorities` by the Department's three figures: those whose schools are wanted. All bad lines are told at once,
    and nothing is taken from a file that has any."""
    reading = Reading()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # as the register itself writes it
    table = csv.DictReader(StringIO(text, newline=""), strict=True)
    try:
        _read(table, authorities, reading)
    except csv.Error as fault:
        reading.faults.append(f"Line {table.line_num} cannot be read as csv: {fault}. Save it again as csv.")
    if not reading.rows and not reading.faults:
        reading.faults.append(
            f"The file has no school of these authorities: {', '.join(sorted(authorities)) or 'none known'}."
        )
    return reading


def _read(table: csv.DictReader[str], authorities: Mapping[str, uuid.UUID], reading: Reading) -> None:
    headings = {(heading or "").strip() for heading in table.fieldnames or ()}
    missing = [name for name in NEEDED if name not in headings]
    if missing:
        reading.faults.append(f"Line 1 has no column “{'” and no column “'.join(missing)}”.")
        return
    table.fieldnames = [(heading or "").strip() for heading in table.fieldnames or ()]
    seen: dict[str, int] = {}
    for line in table:
        at = table.line_num
        if len(reading.faults) >= MOST_FAULTS or len(reading.rows) + reading.elsewhere >= MOST_LINES:
            reading.faults.append("There may be more: mend these first.")
            return
        authority = authorities.get(_cell(line, "LA (code)"))
        if authority is None:
            reading.elsewhere += 1
            continue
        faults = list(_faults(line, seen))
        reading.faults += [f"Line {at}: {fault}" for fault in faults]
        if not faults:
            seen[_cell(line, "URN")] = at
            reading.rows.append(_row(at, authority, line))


def _faults(line: Mapping[str, str], seen: Mapping[str, int]) -> Iterator[str]:
    yield from _of_numbers(_cell(line, "URN"), _cell(line, "LinkedURN"), seen)
    if any(UNKEEPABLE.search(_cell(line, name)) for name in (*NEEDED, *OPTIONAL)):
        yield "there is a character that cannot be kept. Delete it."
    if not _cell(line, "EstablishmentName"):
        yield "the school has no name."
    if not _cell(line, "EstablishmentStatus (name)"):
        yield "nothing says whether the school is open."
    for name, most in (("EstablishmentName", 200), ("TypeOfEstablishment (name)", 100), ("Contact email", 254)):
        if len(_cell(line, name)) > most:
            yield f"“{name}” is longer than {most} characters."
    email = _cell(line, "Contact email")
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        yield f"“{email}” is not an e-mail address."


def _of_numbers(urn: str, earlier: str, seen: Mapping[str, int]) -> Iterator[str]:
    if not re.fullmatch(r"\d{5,7}", urn, re.ASCII):
        yield f"“{urn}” is not a unique reference number: it has five to seven figures."
    if urn in seen:
        yield f"{urn} is on line {seen[urn]} too. Take one of them out."
    if earlier and not re.fullmatch(r"\d{5,7}", earlier, re.ASCII):
        yield f"“{earlier}” is not a unique reference number."
    if earlier and earlier == urn:
        yield f"{urn} cannot follow itself."


def _row(at: int, authority: uuid.UUID, line: Mapping[str, str]) -> Row:
    return Row(
        at, _cell(line, "URN"), authority, _cell(line, "EstablishmentName"), _cell(line, "TypeOfEstablishment (name)"),
        _cell(line, "PhaseOfEducation (name)")[:60], _cell(line, "EstablishmentStatus (name)").lower() not in OPEN,
        _cell(line, "EstablishmentNumber")[:4], _cell(line, "Postcode")[:10], _cell(line, "LinkedURN"),
        _cell(line, "Contact name")[:200], _cell(line, "Contact email"),
    )  # fmt: skip


def _cell(line: Mapping[str, str], name: str) -> str:
    return (line.get(name) or "").strip()
