"""Reads a log of dated facts, so that the clocks can be used on it without the web.

Whatever cannot be used is told all at once, line by line, and nothing is replayed until every line can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handrail.guidance.clock import Clock, Fact, in_order
from handrail.guidance.days import LONDON, At, OutsideCalendar, WorkingDays, london_day, spoken
from handrail.guidance.law import AreaDays
from handrail.guidance.nearest import nearest
from handrail.guidance.shelf import KindOfFact
from handrail.guidance.table import CannotUse, Remark, Row, read_table

WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?( ?(Z|[+-][0-9]{2}:[0-9]{2}))?)?")
HOUR = timedelta(hours=1)
AREA_COLUMNS = ("code", "safeguarding_arrangements_began_on", "child_death_arrangements_began_on")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a log is read against: the kinds of fact there are, the calendar, and the latest a fact can be."""

    kinds: Mapping[str, KindOfFact]
    working_days: WorkingDays
    now: datetime


@dataclass(frozen=True, slots=True)
class Log:
    """The facts of a file in their order, what was assumed in reading them, and whether it says what each is about."""

    facts: tuple[Fact, ...]
    assumed: tuple[Remark, ...]
    tells_about: bool

    def until(self, instant: datetime, kinds: Mapping[str, KindOfFact]) -> tuple[Fact, ...]:
        """What had happened by an instant, and what was then planned for later."""
        return tuple(fact for fact in self.facts if kinds[fact.kind].planned or not _after(fact.at, instant))


def read_log(raw: bytes, reading: Reading) -> Log:
    """Read dated facts: columns `at`, `kind` and, optionally, `about`. Raises CannotUse with every fault."""
    table = read_table(raw, needs=("at", "kind"), may=("about",))
    faults, assumed, facts = list(table.faults), [], []
    for row in table.rows:
        try:
            at, assumption = _at(row, reading)
            facts.append(Fact(at, row.cells["kind"], row.cells.get("about", "")))
            if assumption:
                assumed.append(Remark(row.line, assumption))
        except CannotUse as wrong:
            faults.extend(wrong.faults)
    faults.extend(_half_labelled(table.rows))
    if faults:
        raise CannotUse(faults)
    return Log(tuple(sorted(facts, key=_in_order)), tuple(assumed), "about" in table.columns)


def read_area(raw: bytes, code: str) -> AreaDays:
    """The days on which one area's arrangements began. Raises CannotUse if the file does not tell them."""
    table = read_table(raw, needs=AREA_COLUMNS, may=None)
    if table.faults:
        raise CannotUse(table.faults)
    found = [row for row in table.rows if row.cells["code"] == code]
    if not found:
        held = ", ".join(sorted({row.cells["code"] for row in table.rows})[:10]) or "none"
        raise CannotUse([Remark(0, f'There is no area "{code}" in the file of areas. It begins with: {held}.')])
    if len(found) > 1:
        raise CannotUse([Remark(found[1].line, f'The area "{code}" is there twice. Leave one line for it.')])
    return AreaDays(*(_began_on(found[0], column) for column in AREA_COLUMNS[1:]))


def read_moment(words: str, working_days: WorkingDays) -> datetime:
    """The moment to replay as at; a day means its end. Raises ValueError with what was expected."""
    at, _ = read_at(words)
    _within_the_calendar(at, working_days)
    return at if isinstance(at, datetime) else datetime.combine(at, time.max, LONDON)


def read_at(words: str) -> tuple[At, str]:
    """A London day, or an instant, and what had to be assumed. Raises ValueError with what was expected.

    A time without an offset is London's. When the clocks go back an hour comes twice: the first is taken.
    When they go forward an hour is left out: a time in it is read as an hour later, as clocks then showed.
    """
    if not WRITTEN.fullmatch(words):
        wrong = f'"{words}" is not a date that can be read' if words else "The date is missing"
        raise ValueError(f"{wrong}. Write 2019-04-16, or 2019-04-16 14:30.")
    try:
        if len(words) == len("2019-04-16"):
            return date.fromisoformat(words), ""
        at = datetime.fromisoformat(words.replace(" ", "T", 1).replace(" ", ""))
    except ValueError:
        raise ValueError(f'"{words}" is no day or time that there is. Check the numbers.') from None
    return (at, "") if at.tzinfo is not None else _in_london(at)


def as_json(clock: Clock, now: datetime, *, tells_about: bool) -> dict[str, str | None]:
    """A clock as other programs read it: London days, and instants with their offset for spans in hours."""
    hours = clock.duty.within is not None and clock.duty.within.unit == "hours"
    row = {
        "duty": clock.duty.key,
        "instrument": clock.edition.instrument,
        "edition": clock.edition.key,
        "started": _written(clock.started_by.at, hours=hours),
        "due": _written(clock.due, hours=hours),
        "stopped": _written(clock.stopped_by.at if clock.stopped_by else None, hours=hours),
        "state": clock.state(now).value,
    }
    return row | {"about": clock.about} if tells_about else row


def _written(at: At | None, *, hours: bool) -> str | None:
    if at is None:
        return None
    if hours and isinstance(at, datetime):
        return at.astimezone(LONDON).isoformat()
    return london_day(at).isoformat()


def _in_london(wall: datetime) -> tuple[datetime, str]:
    first, second = wall.replace(tzinfo=LONDON), wall.replace(tzinfo=LONDON, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first, ""
    shown = f"{wall:%H:%M} on {spoken(wall.date())}"
    if first.utcoffset() == HOUR:
        return first, f"{shown} came twice, as the clocks went back. The first, in summer time, is assumed."
    later = (wall + HOUR).replace(tzinfo=LONDON)
    return later, f"{shown} never came, as the clocks went forward. {later:%H:%M} is assumed."


def _at(row: Row, reading: Reading) -> tuple[At, str]:
    """When the fact of one row happened, and what was assumed; every other fault of the row comes with it."""
    if any("\n" in cell or "\r" in cell for cell in row.cells.values()):
        raise CannotUse([Remark(row.line, "A quotation mark in it is not closed.")])
    kind, faults = row.cells["kind"], []
    if kind not in reading.kinds:
        faults.append(Remark(row.line, _unknown_kind(kind, reading.kinds)))
    try:
        at, assumption = read_at(row.cells["at"])
        _within_the_calendar(at, reading.working_days)
        if _after(at, reading.now) and not (kind in reading.kinds and reading.kinds[kind].planned):
            raise ValueError(f"{spoken(at)} is still to come, and only a planned day may be. Check the date.")
    except ValueError as wrong:
        faults.append(Remark(row.line, str(wrong)))
    if faults:
        raise CannotUse(faults)
    return at, assumption


def _within_the_calendar(at: At, working_days: WorkingDays) -> None:
    try:
        working_days.includes(london_day(at))
    except (OutsideCalendar, OverflowError):
        raise ValueError(
            f"{at.day} {at:%B} {at.year} is outside the calendar: bank holidays are known "
            f"from {working_days.known_from.year} to {working_days.known_until.year}. Check the year."
        ) from None


def _after(at: At, now: datetime) -> bool:
    return at > now if isinstance(at, datetime) else at > london_day(now)


def _in_order(fact: Fact) -> tuple[tuple[date, bool, datetime, str], str]:
    return in_order(fact), fact.about


def _unknown_kind(kind: str, kinds: Mapping[str, KindOfFact]) -> str:
    if not kind:
        return 'The kind of fact is missing. "handrail law facts" lists them.'
    return f'"{kind}" is not a kind of fact. {nearest(kind, kinds)}"handrail law facts" lists them.'


def _half_labelled(rows: Sequence[Row]) -> Iterator[Remark]:
    """A blank `about` among others would be a thing of its own, and its clock would never be stopped."""
    if any(row.cells.get("about") for row in rows):
        for row in rows:
            if not row.cells["about"]:
                yield Remark(row.line, "It does not say what it is about, and other lines do. Fill in its about.")


def _began_on(row: Row, column: str) -> date:
    try:
        return date.fromisoformat(row.cells[column])
    except ValueError:
        fault = f'"{row.cells[column]}" is no day for {column}. Write it as 2019-09-02.'
        raise CannotUse([Remark(row.line, fault)]) from None
