"""What each line of a file tells, once it is said under which of our columns its own are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from django.db.models import TextChoices
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.child_deaths.bringing.columns import BY_NAME, COLUMNS
from handrail.service.child_deaths.bringing.table import Table, cell_of
from handrail.service.child_deaths.bringing.words import EMPTY, REFUSED, ours, plain
from handrail.service.child_deaths.models import Birth, DiedIn, Lived, NoNumber, PlaceOfDeath, YesNo
from handrail.service.child_deaths.told import Teller, Told
from handrail.service.children.actions import Known
from handrail.service.children.models import Child
from handrail.service.chronologies.reading.days import SERIAL, UNKNOWN
from handrail.service.chronologies.reading.hours import read_hour
from handrail.service.chronologies.reading.lines import day_in, shown
from handrail.service.chronologies.reading.tables import CONTROLS
from handrail.service.chronologies.reading.values import Cell, NoResult, NotRead, Row, Sure, When

Words = Mapping[str, Mapping[str, str]]
"""By our column and their word: one of our values, or that it is empty, or that it is none."""


@dataclass
class Supposed:
    """What was supposed of days while lines were read, to be said beside what came of them."""

    serial: str = ""
    short_years: int = 0
    month_first: int = 0
    wrong_order: int = 0

    @property
    def said(self) -> Iterator[str]:
        if self.serial:
            yield f"Some days are numbers that Excel keeps days by. They were read as days: {self.serial}. Check one."
        if self.short_years:
            yield (
                "Years of two figures were read as the latest that is past (19 as 2019, 98 as 1998)."
                " Check some of them."
            )
        if self.month_first and self.wrong_order:
            yield (
                f"Some days have the month first. Of the others, {self.month_first} could be read both ways, and were"
                " read with the day first: check them, or write the month in words."
            )


@dataclass(frozen=True)
class Matched:
    """A table, where in it each of our columns stands, and what its words mean."""

    table: Table
    places: Mapping[str, int]
    words: Words
    supposed: Supposed = field(default_factory=Supposed)

    def lines(self) -> Iterator[Line]:
        for row in self.table.rows:
            if row.faults or any(cell is not None and str(cell).strip() for cell in row.cells):
                yield Line(row, self)


class Line:
    """One line, read column by column; a fault names its column."""

    def __init__(self, row: Row, matched: Matched) -> None:
        self.row, self.matched = row, matched
        self.number = row.number
        self.epoch = matched.table.epoch

    def cell(self, name: str) -> Cell:
        place = self.matched.places.get(name)
        return None if place is None else cell_of(self.row, place)

    def words(self, name: str) -> str:
        cell = self.cell(name)
        if isinstance(cell, NoResult):
            raise NotRead(cell.says)
        words = shown(cell, self.epoch).strip()
        if CONTROLS.search(words):
            raise NotRead(f"“{name}” holds a character that cannot be kept. Type it again, without what was pasted.")
        most = BY_NAME[name].most
        if len(words) > most:
            raise NotRead(f"“{name}” has {len(words):,} characters. Make it shorter: at most {most:,}.")
        return words if most > 1_000 else " ".join(words.split())

    def _when(self, name: str) -> When | None:
        cell, supposed = self.cell(name), self.matched.supposed
        if isinstance(cell, str) and (UNKNOWN.fullmatch(cell.strip()) or not cell.strip()):
            return None
        if isinstance(cell, str) and SERIAL.fullmatch(cell.strip()):
            cell = float(cell)
        try:
            when = day_in(cell, self.epoch, name, timezone.localdate())
        except NotRead as fault:
            supposed.wrong_order += "month first" in str(fault)
            raise
        if when is not None:
            if isinstance(cell, (int, float)) and not supposed.serial:
                supposed.serial = f"{cell:g} as {spoken(when.from_on)}"
            supposed.short_years += when.short_year
            supposed.month_first += when.month_first
        return when

    def day(self, name: str) -> date | None:
        when = self._when(name)
        if when is None:
            return None
        if when.sure is not Sure.EXACT or when.from_on != when.until_on:
            written = shown(self.cell(name), self.epoch)
            raise NotRead(f"“{name}” says “{written}”, which is not one day. Give the day, or leave it empty.")
        return when.from_on

    def needed_day(self, name: str) -> date:
        day = self.day(name)
        if day is None:
            raise NotRead(f"“{name}” is empty. Give a day, such as {spoken(timezone.localdate())}.")
        return day

    def hour(self, name: str, day: str) -> time | None:
        """In its own column, or beside the day where both stand in one."""
        try:
            found = read_hour(self.cell(name))
        except NotRead as fault:
            raise NotRead(f"“{name}” {fault}") from None
        when = self._when(day)
        return found.at or (when.at if when else None)

    def one_of(self, name: str, choices: type[TextChoices], otherwise: str) -> str:
        """By its key or its label, in any case of letters, or by what was said of the word."""
        column, word = BY_NAME[name], self.words(name)
        if not word:
            return otherwise
        said = ours(column, word) or self.matched.words.get(name, {}).get(plain(word), REFUSED)
        if said == EMPTY:
            return otherwise
        if said not in choices.values:
            raise NotRead(f"“{name}” holds “{word}”. It takes: {', '.join(choices.values)}.")
        return said


def reference_of(line: Line) -> str:
    """Raises NotRead also where the whole line cannot be relied on."""
    if line.row.faults:
        raise NotRead(" ".join(line.row.faults))
    reference = line.words("reference")
    if not reference:
        raise NotRead("“reference” is empty. Give your own reference, so that the line is not taken in twice.")
    return reference


def told_in(line: Line) -> Told:
    """What one line tells. Raises NotRead, naming the column."""
    say = line
    return Told(
        born=say.one_of("birth", Birth, Birth.ALIVE),
        known=Known(
            given_names=say.words("first names"), family_name=say.words("family name"),
            also_known_as=say.words("other names"), born_on=say.day("date of birth"),
            sex=say.one_of("sex", Child.Sex, Child.Sex.NOT_KNOWN), ethnicity=say.words("ethnicity"),
            nhs_number=say.words("nhs number"),
        ),
        no_number_because=say.one_of("no nhs number because", NoNumber, ""),
        died_on=say.needed_day("day of death"), died_time=say.hour("hour of death", "day of death"),
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


def dated_in(line: Line) -> list[tuple[str, date]]:
    """The kinds of thing that happened, each with its day, in the order of the days. Raises NotRead."""
    found = [(column.happening, line.day(column.name)) for column in COLUMNS if column.happening]
    return sorted(((kind, day) for kind, day in found if day is not None), key=lambda pair: pair[1])
