"""The columns of a file of deaths that another system or a spreadsheet held, and what each line of it tells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.utils import timezone
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from handrail.service.child_deaths.models import Birth, DiedIn, Lived, NoNumber, PlaceOfDeath, YesNo
from handrail.service.child_deaths.told import Teller, Told
from handrail.service.children.actions import Known
from handrail.service.children.models import Child
from handrail.service.fields import read_day, read_time

LARGEST = 5 * 1024 * 1024
MOST_LINES = 2_000


class NotRead(ValueError):
    """A file, or a line of it, that cannot be read; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Column:
    """`takes` says what may stand in it, in the words of the template's second line."""

    name: str
    takes: str
    needed: bool = False


YES_NO = "yes, no, or empty"
DAY = "a day, such as 24 5 2018 or 2018-05-24"
COLUMNS = (
    Column("reference", "your own reference; it is how a line is not taken in twice", needed=True),
    Column("first names", "as known"),
    Column("family name", "as known"),
    Column("other names", "as known"),
    Column("date of birth", DAY),
    Column("sex", "female, male, or empty"),
    Column("ethnicity", "as the family says it"),
    Column("nhs number", "10 figures; empty if there is none"),
    Column("no nhs number because", "non-resident, or not available"),
    Column("birth", ", ".join(Birth.values)),
    Column("day of death", DAY, needed=True),
    Column("hour of death", "such as 14:30"),
    Column("kind of place", ", ".join(PlaceOfDeath.values)),
    Column("place of death", "as known"),
    Column("died in", ", ".join(DiedIn.values)),
    Column("country", "where the child died abroad"),
    Column("lived in", ", ".join(Lived.values)),
    Column("address", "as known"),
    Column("circumstances", "what is known", needed=True),
    Column("unexpected", YES_NO),
    Column("abuse suspected", YES_NO),
    Column("looked after", YES_NO),
    Column("learning disability", YES_NO),
    Column("notified on", DAY, needed=True),
    Column("notified by", "the name of whoever told of it", needed=True),
    Column("notifier's agency", "as known"),
)
DATED = {
    "registrar's particulars": "child_death_registration_notified",
    "coroner told": "coroner_told_of_death",
    "coroner decided to investigate": "coroner_investigation_decided",
    "post-mortem directed": "post_mortem_directed",
    "post-mortem report": "post_mortem_report_received",
    "inquest completed": "inquest_completed",
    "police investigation began": "police_investigation_began",
    "police investigation ended": "police_investigation_ended",
    "first meeting held": "initial_information_shared",
    "place visited": "scene_visited",
    "entered on the national database": "child_death_sent_to_database",
}
"""Columns that hold a day, by the kind of thing that happened on it."""


def template() -> str:
    """A file with the names of the columns, and under each what it takes."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([*(column.name for column in COLUMNS), *DATED])
    writer.writerow([*(f"({column.takes})" for column in COLUMNS), *(f"({DAY})" for _ in DATED)])
    return held.getvalue()


def lines_in(name: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line by its number and its columns' names. Raises NotRead for what cannot be read at all."""
    if len(content) > LARGEST:
        raise NotRead("The file is larger than 5 MB. Split it, and bring in one part after the other.")
    rows = _workbook(content) if content.startswith(b"PK") else _csv(content)
    head = next(rows, None)
    if head is None:
        raise NotRead(f"{name} is empty. Take the template, and put your lines into it.")
    names = [" ".join(cell.lower().split()) for cell in head]
    _check(names)
    for number, cells in enumerate(rows, start=2):
        if number > MOST_LINES + 1:
            raise NotRead(
                f"There are more than {MOST_LINES:,} lines. Split the file, and bring in one after the other."
            )
        line = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        if any(line.values()) and not _explains(line):
            yield number, line


def _check(names: list[str]) -> None:
    known = {column.name for column in COLUMNS} | set(DATED)
    missing = [column.name for column in COLUMNS if column.needed and column.name not in names]
    if missing:
        raise NotRead(f"The first line has no column called: {', '.join(missing)}. Take the names from the template.")
    strange = [name for name in names if name and name not in known]
    if strange:
        raise NotRead(f"Nothing is known of the column: {', '.join(strange)}. Take it out, or give it a known name.")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise NotRead(f"There are two columns called: {', '.join(twice)}. Take one of them out.")


def _explains(line: Mapping[str, str]) -> bool:
    """The template's own second line, left in."""
    return all(cell.startswith("(") for cell in line.values() if cell)


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    yield from ([cell.strip() for cell in row] for row in csv.reader(io.StringIO(text)))


def _workbook(content: bytes) -> Iterator[list[str]]:
    try:
        sheet = load_workbook(io.BytesIO(content), data_only=True, read_only=True).worksheets[0]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError) as fault:
        raise NotRead("This workbook cannot be opened. Save it again as .xlsx, or as CSV.") from fault
    for row in sheet.iter_rows(values_only=True):
        yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def told_in(line: Mapping[str, str]) -> Told:
    """What one line tells. Raises NotRead, naming the column."""
    say = _Reading(line)
    return Told(
        born=say.one_of("birth", Birth, Birth.ALIVE),
        known=Known(
            given_names=say.words("first names"), family_name=say.words("family name"),
            also_known_as=say.words("other names"), born_on=say.day("date of birth"),
            sex=say.one_of("sex", Child.Sex, Child.Sex.NOT_KNOWN), ethnicity=say.words("ethnicity"),
            nhs_number=say.words("nhs number"),
        ),
        no_number_because=say.one_of("no nhs number because", NoNumber, ""),
        died_on=say.needed_day("day of death"), died_time=say.hour("hour of death"),
        died_in=say.one_of("died in", DiedIn, DiedIn.NOT_KNOWN), country=say.words("country"),
        place_kind=say.one_of("kind of place", PlaceOfDeath, PlaceOfDeath.NOT_KNOWN), place=say.words("place of death"),
        lived=say.one_of("lived in", Lived, Lived.NOT_KNOWN), lives_at=say.words("address"),
        circumstances=say.words("circumstances"), unexpected=say.one_of("unexpected", YesNo, YesNo.NOT_KNOWN),
        abuse_suspected=say.one_of("abuse suspected", YesNo, YesNo.NOT_KNOWN),
        looked_after=say.one_of("looked after", YesNo, YesNo.NOT_KNOWN),
        learning_disability=say.one_of("learning disability", YesNo, YesNo.NOT_KNOWN),
        teller=Teller(
            by_name=say.words("notified by"), told_at=say.needed_day("notified on"),
            agency=say.words("notifier's agency"),
        ),
    )  # fmt: skip


def dated_in(line: Mapping[str, str]) -> list[tuple[str, date]]:
    """The kinds of thing that happened, each with its day, in the order of the days. Raises NotRead."""
    say = _Reading(line)
    found = [(kind, say.day(name)) for name, kind in DATED.items()]
    return sorted(((kind, day) for kind, day in found if day is not None), key=lambda pair: pair[1])


class _Reading:
    """One line, read column by column; a fault names its column."""

    def __init__(self, line: Mapping[str, str]) -> None:
        self.line = line

    def words(self, name: str) -> str:
        return self.line.get(name, "")

    def day(self, name: str) -> date | None:
        typed = self.words(name)
        if not typed:
            return None
        try:
            return date.fromisoformat(typed)
        except ValueError:
            parts = typed.replace("/", " ").replace(".", " ").replace("-", " ").split()
        try:
            day = read_day([*parts, "", "", ""][:3], f"“{name}”")
        except ValidationError as fault:
            raise NotRead(fault.messages[0]) from fault
        return day

    def needed_day(self, name: str) -> date:
        day = self.day(name)
        if day is None:
            raise NotRead(f"“{name}” is empty. Give a day, such as {timezone.localdate():%-d %-m %Y}.")
        return day

    def hour(self, name: str) -> time | None:
        typed = self.words(name).lower().replace(" ", "").replace(".", ":")
        if not typed:
            return None
        try:
            return read_time(typed[:5] if typed.count(":") > 1 else typed)
        except ValidationError as fault:
            raise NotRead(f"“{name}”: {fault.messages[0]}") from fault

    def one_of(self, name: str, choices: type, otherwise: str) -> str:
        """By its key or by its label, in any case of letters."""
        typed = self.words(name).casefold()
        if not typed:
            return otherwise
        for value, label in choices.choices:  # type: ignore[attr-defined]
            if typed in (value.casefold(), str(label).casefold()):
                return str(value)
        known = ", ".join(choices.values)  # type: ignore[attr-defined]
        raise NotRead(f"“{name}” holds “{self.words(name)}”. It takes: {known}.")
