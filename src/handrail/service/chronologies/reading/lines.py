"""From the rows of a file to lines of a chronology. A row that cannot be read is given back with what to mend."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from openpyxl.utils.datetime import from_excel

from handrail.service.chronologies.reading.columns import BY_KEY, COLUMNS, LOOKED_AT, Headings, headings_of, nearly
from handrail.service.chronologies.reading.days import MEND, of_instant, read_days
from handrail.service.chronologies.reading.hours import read_hour
from handrail.service.chronologies.reading.tables import (
    CONTROLS,
    EPOCH,
    LONGEST_CELL,
    MOST_CHARACTERS,
    MOST_LINES,
    SPLIT,
    Opened,
    Table,
)
from handrail.service.chronologies.reading.values import Cell, NoResult, NotRead, Refused, Row, Sure, Told, When

WORDS = ("about", "source", "happened", "did", "voice", "significance", "comment")
NOT_SURE = (
    "approx",
    "about",
    "circa",
    "estimate",
    "est",
    "not exact",
    "not sure",
    "uncertain",
    "unsure",
    "around",
    "~",
    "no",
)


@dataclass
class Reading:
    """What is learnt while a file is read, beside its lines."""

    opened: Opened
    today: date
    notes: list[str] = field(default_factory=list)
    short_years: int = 0
    month_first: int = 0
    wrong_order: int = 0
    shown: list[str] = field(default_factory=list)
    characters: int = 0
    found: int = 0

    def lines(self) -> Iterator[Told | Refused]:
        """Every row below the headings of every table. Raises NotRead where there is none to read."""
        self.notes = list(self.opened.notes)
        with_headings = 0
        for table in self.opened.tables:
            with_headings += yield from self._lines_of(table)
        if not with_headings:
            raise NotRead(self._why_none())
        self._say_what_was_supposed()

    def _lines_of(self, table: Table) -> Generator[Told | Refused, None, bool]:
        """Give the lines of a table; return whether it has headings."""
        headings: Headings | None = None
        before = 0
        for row in table.rows():
            if headings is None:
                before += 1
                headings = headings_of(row.cells)
                if headings is None and before >= LOOKED_AT:
                    break
                continue
            if headings_of(row.cells) == headings:
                continue  # repeated at the head of each page
            self.found += 1
            if self.found > MOST_LINES:
                raise NotRead(f"The file has {SPLIT}")
            yield self._line(row, headings)
        if headings is None and before and len(self.opened.tables) > 1:
            self.notes.append(
                f"Nothing was read from “{table.name}”: it has no row of headings with a date and what happened."
            )
        return headings is not None

    def _why_none(self) -> str:
        best: list[str] = []
        for table in self.opened.tables:
            for place, row in enumerate(table.rows()):
                best = max(best, nearly(row.cells), key=len)
                if place > LOOKED_AT:
                    break
        found = f" Found: {', '.join(best)}." if best else ""
        return (
            "No row of headings was found in the first rows of the file. It needs at least “Date from” and “What"
            f" happened”.{found} Best copy your lines into the spreadsheet that we give."
        )

    def _line(self, row: Row, headings: Headings) -> Told | Refused:
        why = list(row.faults)
        words = {
            key: self._words(row, place, BY_KEY[key].heading, why)
            for key, place in headings.ours.items()
            if key in WORDS
        }
        other = {name: said for place, name in headings.others.items() if (said := self._words(row, place, name, why))}
        self._beyond(row, headings, why)
        when = None
        try:
            when = self._when(row, headings)
        except NotRead as fault:
            why.append(str(fault))
            self.wrong_order += "month first" in str(fault)
        if not words.get("happened") and not why:
            why.append("“What happened” is empty. Say what happened, or delete the row.")
        if why or when is None:
            return Refused(row.sheet, row.number, as_shown(row, headings, self.opened.epoch), tuple(dict.fromkeys(why)))
        self.short_years += when.short_year
        self.month_first += when.month_first
        self.shown += row.shown
        return Told(
            when=when, as_written=self._as_written(row, headings), sheet=row.sheet, row=row.number, other=other,
            **{key: words.get(key, "") for key in WORDS},
        )  # fmt: skip

    def _when(self, row: Row, headings: Headings) -> When:
        first = day_in(at(row, headings, "from"), self.opened.epoch, "Date from", self.today)
        if first is None:
            raise NotRead("“Date from” is empty. Write the day, or the month or year if that is all that is known.")
        last = day_in(at(row, headings, "until"), self.opened.epoch, "Date to", self.today)
        try:
            hour = read_hour(at(row, headings, "time"))
        except NotRead as fault:
            raise NotRead(f"“Time” {fault}") from None
        sure = shown(at(row, headings, "sure"), self.opened.epoch).lower()
        return joined(first, last, hour.at or first.at, not_sure=any(sure.startswith(one) for one in NOT_SURE))

    def _words(self, row: Row, place: int, heading: str, why: list[str]) -> str:
        value = row.cells[place] if place < len(row.cells) else None
        if isinstance(value, NoResult):
            why.append(value.says)
            return ""
        words = shown(value, self.opened.epoch).strip()
        self.characters += len(words)
        if self.characters > MOST_CHARACTERS:
            raise NotRead("The file holds more words than anybody can read. Split it, and send its parts one by one.")
        if len(words) > LONGEST_CELL:
            why.append(
                f"“{heading}” has {len(words):,} characters; at most {LONGEST_CELL:,} are taken. Split it into several"
                " lines. If rows have run together, look for a quotation mark that is not closed."
            )
        if CONTROLS.search(words):
            why.append(f"“{heading}” holds a character that cannot be kept. Type it again, without what was pasted.")
        return words

    def _beyond(self, row: Row, headings: Headings, why: list[str]) -> None:
        """A cell where no heading stands: an unquoted comma pushes words there, and they would be lost."""
        named = {*headings.ours.values(), *headings.others}
        strays = [
            shown(cell, self.opened.epoch)
            for place, cell in enumerate(row.cells)
            if place not in named and cell is not None
        ]
        if any(word.strip() for word in strays):
            why.append(
                f"There are words in a column without a heading: “{strays[0][:60]}”. Give the column a heading; in a"
                " CSV file, put words that hold a comma between quotation marks."
            )

    def _as_written(self, row: Row, headings: Headings) -> str:
        parts = (shown(at(row, headings, key), self.opened.epoch) for key in ("from", "time", "until", "sure"))
        return ", ".join(part for part in parts if part)[:200]

    def _say_what_was_supposed(self) -> None:
        if self.short_years:
            self.notes.append(
                "Years of two figures were read as the latest that is past (19 as 2019, 98 as 1998):"
                f" {self.short_years} lines. Check some of them."
            )
        if self.month_first and self.wrong_order:
            self.notes.append(
                f"Some dates have the month first. Of the others, {self.month_first} could be read both ways, and were"
                " read with the day first: check them, or write the month in words."
            )
        if self.shown:
            places = ", ".join(self.shown[:10]) + (f" and {len(self.shown) - 10} more" if len(self.shown) > 10 else "")
            self.notes.append(f"Formulae were not worked out: what they last showed was taken, in {places}.")


def joined(first: When, last: When | None, hour: time | None, *, not_sure: bool) -> When:
    """One span from the two cells and what is said of how certain they are. Raises NotRead."""
    until, sure = first.until_on, first.sure
    if last is not None:
        if last.until_on < first.from_on:
            raise NotRead("“Date to” is before “Date from”. Change one of them.")
        until = max(last.until_on, first.until_on)
        sure = Sure.EXACT if first.sure is Sure.EXACT and last.sure is Sure.EXACT else Sure.WITHIN
    if not_sure and sure is Sure.EXACT:
        sure = Sure.ABOUT if first.from_on == until else Sure.WITHIN
    short = first.short_year or (last is not None and last.short_year)
    return replace(first, until_on=until, sure=sure, at=hour, short_year=short)


def day_in(value: Cell, epoch: datetime, heading: str, today: date) -> When | None:
    """A cell as a day, where anything stands in it. Raises NotRead."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        if isinstance(value, NoResult):
            raise NotRead(value.says)
        if isinstance(value, (datetime, date)):
            return of_instant(value, today)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return _of_number(value, epoch, today)
        return read_days(shown(value, epoch), today)
    except NotRead as fault:
        raise NotRead(str(fault) if isinstance(value, NoResult) else f"“{heading}” {fault}") from None


def _of_number(number: float, epoch: datetime, today: date) -> When:
    if number == int(number) and 1900 <= number <= today.year:
        return read_days(str(int(number)), today)
    if not 10_000 <= number <= 80_000:
        raise NotRead(f"says “{number:g}”, which cannot be read as a date. {MEND}")
    found = from_excel(number, epoch)
    assert isinstance(found, datetime)
    return of_instant(found, today)


def at(row: Row, headings: Headings, key: str) -> Cell:
    place = headings.ours.get(key)
    return row.cells[place] if place is not None and place < len(row.cells) else None


def shown(value: Cell, epoch: datetime = EPOCH) -> str:
    """A cell in the words that a person reads there."""
    if value is None:
        return ""
    if isinstance(value, NoResult):
        return value.says
    if isinstance(value, datetime):
        hour = f" {value:%H:%M}" if value.hour or value.minute else ""
        return f"{value.day} {value:%B %Y}{hour}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def as_shown(row: Row, headings: Headings, epoch: datetime) -> dict[str, str]:
    """A row as it can be mended: by the key of our column, or by a heading that is not ours."""
    found = {key: shown(at(row, headings, key), epoch) for key in (column.key for column in COLUMNS)}
    found |= {name: shown(row.cells[place], epoch) for place, name in headings.others.items() if place < len(row.cells)}
    named = {*headings.ours.values(), *headings.others}
    strays: Sequence[str] = [shown(cell, epoch) for place, cell in enumerate(row.cells) if place not in named]
    if any(strays):
        found["Without a heading"] = " | ".join(stray for stray in strays if stray)
    return {key: CONTROLS.sub("\ufffd", words) for key, words in found.items() if words}
