"""Clocks: the duties that facts set running, and what stopped each.

The edition that applied on the day a clock started governs that clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from handrail.guidance.calendar import Calendar
from handrail.guidance.days import At, WorkingDays, london_day
from handrail.guidance.edition import Bound, Duty, Edition, Relaxation
from handrail.guidance.law import Law, Version

AT_AND_KIND = attrgetter("at", "kind")
NO_HOUR = datetime.min.replace(tzinfo=UTC)


class State(StrEnum):
    RUNNING = "running"
    MET = "met"
    LATE = "late"
    OVERDUE = "overdue"
    FELL_AWAY = "fell_away"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened (`at`), known to us from `recorded_at`, about one thing.

    A fact that a correction replaced has `replaced_at`; it still counts for what was known before then. An instant
    is kept in UTC, whatever zone it was given in. Raises ValueError for one without a time zone, whose London day
    nobody can tell.
    """

    at: At
    kind: str
    about: str = ""
    recorded_at: datetime | None = field(default=None, compare=False)
    replaced_at: datetime | None = field(default=None, compare=False)
    day: date = field(init=False, compare=False, repr=False)  # kept, as every clock asks it of every fact

    def __post_init__(self) -> None:
        if isinstance(self.at, datetime):
            if self.at.tzinfo is None:
                raise ValueError(f"{self.kind} at {self.at}: an instant needs a time zone")
            # two instants of one zone compare by the hands of its clock, which show one hour twice each October
            object.__setattr__(self, "at", self.at.astimezone(UTC))
        object.__setattr__(self, "day", london_day(self.at))

    def known(self, by: datetime | None) -> bool:
        """Whether this stood in the record at an instant; now, when no instant is given."""
        if by is None:
            return self.replaced_at is None
        if self.recorded_at is not None and self.recorded_at > by:
            return False
        return self.replaced_at is None or self.replaced_at > by


class Clock(NamedTuple):
    """A duty set running by a fact, about the same thing.

    `ordinarily_due` is the day or instant counted to; `due` is the same, save where a relaxation took it
    away. Both are None where there is no number. A named tuple, as it is as fixed as a frozen dataclass and
    is made in half the time, and a rebuild makes millions.
    """

    version: Version
    started_by: Fact
    ordinarily_due: At | None
    stopped_by: Fact | None
    fell_away_by: Fact | None
    calendar: Calendar

    @property
    def duty(self) -> Duty:
        return self.version.duty

    @property
    def edition(self) -> Edition:
        return self.version.edition

    @property
    def about(self) -> str:
        return self.started_by.about

    @property
    def started_on(self) -> date:
        return self.started_by.day

    @property
    def ended_by(self) -> Fact | None:
        """The fact that stopped it, or by which it fell away."""
        return self.stopped_by or self.fell_away_by

    @property
    def due(self) -> At | None:
        """The London day, or the instant for a span in hours."""
        return None if self.relaxed_by else self.ordinarily_due

    @property
    def relaxed_by(self) -> Relaxation | None:
        """A relaxation covers a clock that was open, and not yet overdue, on any of its days."""
        if self.ordinarily_due is None:
            return None
        last = london_day(self.ordinarily_due)
        if self.ended_by is not None:
            last = min(last, self.ended_by.day)
        covering = (r for r in self.version.relaxations if self.started_on <= r.until and last >= r.from_)
        return next(covering, None)

    @property
    def working_days(self) -> WorkingDays:
        """The list it is counted by: what has ended by the list that stood then, what is open by the newest."""
        return _list_at_the_end(self.calendar, self.ended_by)

    def due_by(self, working_days: WorkingDays) -> At | None:
        """When it would fall due by another list of bank holidays."""
        return self.duty.due(self.started_by.at, working_days)

    @property
    def provisional(self) -> bool:
        """Whether a bank holiday not yet published could still move its day."""
        if self.ordinarily_due is None or self.ended_by or not self.duty.counts_working_days:
            return False
        return self.working_days.provisional(max(self.started_on, london_day(self.ordinarily_due)))

    @property
    def unread(self) -> Edition | None:
        """The edition in force when this clock started, where Handrail has not read it yet."""
        return self.version.unread_on(self.started_on)

    def state(self, now: datetime) -> State:
        """Never kept: whether a clock is overdue depends on when it is asked."""
        if self.stopped_by is not None:
            return self._stopped(self.stopped_by)
        if self.fell_away_by is not None:
            return State.FELL_AWAY
        passed = self.due is not None and is_past(self.due, now)
        match self.duty.bound:
            case Bound.FOR_AT_LEAST:
                return State.MET if passed else State.RUNNING
            case Bound.NOT_BEFORE:
                return State.RUNNING
            case _:
                return State.OVERDUE if passed else State.RUNNING

    def _stopped(self, stop: Fact) -> State:
        if self.due is None:
            return State.MET
        match self.duty.bound:
            case Bound.NOT_BEFORE:
                return State.EARLY if is_past(stop.at, self.due) else State.MET
            case Bound.FOR_AT_LEAST:
                return State.MET if is_past(self.due, stop.at) else State.EARLY
            case _:
                return State.LATE if is_past(self.due, stop.at) else State.MET


def is_past(due: At, at: At) -> bool:
    """Whether `at` comes after `due`.

    A day is over when the next one begins in London. Where only the day of one of them is known, the
    same day is in time.
    """
    if isinstance(due, datetime) and isinstance(at, datetime):
        return at.astimezone(UTC) > due.astimezone(UTC)
    return london_day(at) > london_day(due)


def clocks(law: Law, facts: Iterable[Fact], known_by: datetime | None = None) -> list[Clock]:
    """Every clock that the facts set running, thing by thing, in the order they started.

    `known_by` answers what was known at an instant, so that a late act and late knowledge are told apart.
    """
    calendar = law.calendar if known_by is None else law.calendar.known_by(known_by)
    about: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in _known(facts, known_by):
        about[fact.about].append(fact)
    running: list[Clock] = []
    for line in about.values():
        _put_in_order(line)
        _clocks_about_one_thing(law, calendar, line, running)
    return running


def _known(facts: Iterable[Fact], by: datetime | None) -> list[Fact]:
    if by is None:  # asked of every fact there is, so without a call for each
        return [fact for fact in facts if fact.replaced_at is None]
    return [fact for fact in facts if fact.known(by)]


def _put_in_order(line: list[Fact]) -> None:
    """The order of `in_order`. Where all are days, or all are instants, the sorting needs no Python of ours."""
    try:
        line.sort(key=AT_AND_KIND)
    except TypeError:  # a day and an instant do not compare
        line.sort(key=in_order)


def in_order(fact: Fact) -> tuple[date, bool, datetime, str]:
    """By London day; within a day, facts whose hour is not known come first, and the kind settles the rest."""
    at = fact.at
    if isinstance(at, datetime):
        return fact.day, True, at, fact.kind
    return at, False, NO_HOUR, fact.kind


def _clocks_about_one_thing(law: Law, calendar: Calendar, line: Sequence[Fact], running: list[Clock]) -> None:
    latest: dict[str, Clock] = {}
    kinds = {fact.kind for fact in line}
    only_list = None if calendar.later else calendar.published
    first = 0  # the place of the first fact of the day: of the facts before it few can end a clock of that day
    for fact in line:
        periods = law.starting.get(fact.kind)
        if periods is None:
            continue
        day = fact.day
        while line[first].day < day:
            first += 1
        for version in periods.on(day):
            before = latest.get(version.duty.key)
            if before is not None and not _starts_again(version.duty, fact, before):
                continue
            stop, fall, due = None, None, None
            if not version.ends.isdisjoint(kinds):  # quicker than to go through the line and find nothing
                stop, fall = _ended(version, line, fact, first, before)
            if version.due_days is not None:
                days = only_list or _list_at_the_end(calendar, stop or fall)
                due = version.due_days[days][fact.at if version.by_hour else day]
            latest[version.duty.key] = clock = Clock(version, fact, due, stop, fall, calendar)
            running.append(clock)


def _starts_again(duty: Duty, fact: Fact, before: Clock) -> bool:
    """A duty runs once for each thing, unless it recurs, or fell away before this fact."""
    if before.fell_away_by is not None:
        return not is_past(fact.at, before.fell_away_by.at)
    return fact.kind in duty.stops and before.stopped_by is fact


def _list_at_the_end(calendar: Calendar, ended_by: Fact | None) -> WorkingDays:
    return calendar.standing(ended_by.at if ended_by else None)


def _ended(
    version: Version, line: Sequence[Fact], start: Fact, first: int, before: Clock | None
) -> tuple[Fact | None, Fact | None]:
    """The first fact that met the duty, or ended it unmet: whichever came first.

    On one day whose hours are not known, doing it comes before its falling away. A clock that starts anew
    is not ended by the fact that ended the one before it (`already`). Only a duty to act before a planned day
    can be ended by a fact earlier in the line than `first`, the first of the day it started.
    """
    duty, ends, fall = version.duty, version.ends, None
    stops, looks_back = duty.stops, duty.looks_back
    already = before.fell_away_by if before else None
    for fact in line if looks_back else line[first:]:
        kind = fact.kind
        if kind not in ends or fact is start or fact is already:
            continue
        if fall is not None and fact.day > fall.day:
            break
        if kind in stops and _meets(duty, start, fact):
            if fall is None or not is_past(fall.at, fact.at):
                return fact, None
        elif fall is None and kind in duty.falls_away and (looks_back or not is_past(fact.at, start.at)):
            fall = fact
    return None, fall


def _meets(duty: Duty, start: Fact, stop: Fact) -> bool:
    """Doing it on the day it began meets it, whatever the hour.

    It may come before the start only where the duty is to act before a planned day. Where doing it once
    began the next count, a second entry of the same day is not the next time.
    """
    if duty.looks_back:
        return True
    if start.kind in duty.stops:
        return stop.day > start.day
    return stop.day >= start.day
