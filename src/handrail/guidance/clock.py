"""Clocks: the duties that facts set running, and what stopped each.

The edition that applied on the day a clock started governs that clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from handrail.guidance.days import At, london_day
from handrail.guidance.edition import Bound, Duty, Edition, Relaxation
from handrail.guidance.law import Law, Version

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

    A fact that a correction replaced has `replaced_at`; it still counts for what was known before then.
    Raises ValueError for an instant without a time zone, whose London day nobody can tell.
    """

    at: At
    kind: str
    about: str = ""
    recorded_at: datetime | None = field(default=None, compare=False)
    replaced_at: datetime | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if isinstance(self.at, datetime) and self.at.tzinfo is None:
            raise ValueError(f"{self.kind} at {self.at}: an instant needs a time zone")

    @property
    def day(self) -> date:
        return london_day(self.at)

    def known(self, by: datetime | None) -> bool:
        """Whether this stood in the record at an instant; now, when no instant is given."""
        if by is None:
            return self.replaced_at is None
        if self.recorded_at is not None and self.recorded_at > by:
            return False
        return self.replaced_at is None or self.replaced_at > by


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """A duty set running by a fact, about the same thing.

    `due` is the London day, or the instant for a span in hours; None where there is no number, or where
    a relaxation took it away (`ordinarily_due` then says what it would have been).
    """

    version: Version
    started_by: Fact
    due: At | None
    ordinarily_due: At | None
    relaxed_by: Relaxation | None
    stopped_by: Fact | None
    fell_away_by: Fact | None
    provisional: bool

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
        return at > due
    return london_day(at) > london_day(due)


def clocks(law: Law, facts: Iterable[Fact], known_by: datetime | None = None) -> list[Clock]:
    """Every clock that the facts set running, thing by thing, in the order they started.

    `known_by` answers what was known at an instant, so that a late act and late knowledge are told apart.
    """
    about: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.known(known_by):
            about.setdefault(fact.about, []).append(fact)
    running: list[Clock] = []
    for line in about.values():
        if len(line) > 1:
            line.sort(key=in_order)
        _clocks_about_one_thing(law, line, running)
    return running


def in_order(fact: Fact) -> tuple[date, bool, datetime, str]:
    """By London day; within a day, facts whose hour is not known come first, and the kind settles the rest."""
    at = fact.at
    if isinstance(at, datetime):
        return london_day(at), True, at, fact.kind
    return at, False, NO_HOUR, fact.kind


def _clocks_about_one_thing(law: Law, line: Sequence[Fact], running: list[Clock]) -> None:
    latest: dict[str, Clock] = {}
    for place, fact in enumerate(line):
        versions = law.started_by.get(fact.kind)
        if versions is None:
            continue
        day = fact.day
        for version in versions:
            if version.first_day <= day <= version.last_day and _starts(version.duty, fact, latest):
                clock = _clock(law, version, line, place, after=latest.get(version.duty.key))
                latest[version.duty.key] = clock
                running.append(clock)


def _starts(duty: Duty, fact: Fact, latest: dict[str, Clock]) -> bool:
    """A duty runs once for each thing, unless it recurs, or fell away before this fact."""
    before = latest.get(duty.key)
    if before is None:
        return True
    if before.fell_away_by is not None:
        return not is_past(fact.at, before.fell_away_by.at)
    return fact.kind in duty.stops and before.stopped_by is fact


def _clock(law: Law, version: Version, line: Sequence[Fact], place: int, after: Clock | None) -> Clock:
    start, duty = line[place], version.duty
    due = duty.due(start.at, law.working_days)
    stop, fall = _ended(duty, line, place, already=after.fell_away_by if after else None)
    relaxed = _relaxation(version, start, due) if version.relaxations else None
    return Clock(
        version=version,
        started_by=start,
        due=None if relaxed else due,
        ordinarily_due=due,
        relaxed_by=relaxed,
        stopped_by=stop,
        fell_away_by=fall,
        provisional=due is not None and duty.counts_working_days and law.working_days.provisional(london_day(due)),
    )


def _ended(duty: Duty, line: Sequence[Fact], place: int, already: Fact | None) -> tuple[Fact | None, Fact | None]:
    """The first fact that met the duty, or ended it unmet: whichever came first.

    On one day whose hours are not known, doing it comes before its falling away. A clock that starts anew
    is not ended by the fact that ended the one before it (`already`).
    """
    start, fall = line[place], None
    for fact in line:
        if fall is not None and fact.day > fall.day:
            break
        if fact is start or fact is already:
            continue
        if fact.kind in duty.stops and _meets(duty, start, fact):
            if fall is None or not is_past(fall.at, fact.at):
                return fact, None
        elif fact.kind in duty.falls_away and fall is None and (duty.looks_back or not is_past(fact.at, start.at)):
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


def _relaxation(version: Version, start: Fact, due: At | None) -> Relaxation | None:
    """A relaxation covers a clock that was open on any of its days."""
    if due is None:
        return None
    for relaxation in version.relaxations:
        if start.day <= relaxation.until and london_day(due) >= relaxation.from_:
            return relaxation
    return None
