"""Which version of each duty governs, in one area, on one day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Self, TypeVar

from handrail.guidance.calendar import Calendar, published_calendar
from handrail.guidance.days import At, WorkingDays, months_after
from handrail.guidance.edition import (
    Agency,
    Contents,
    Criterion,
    Definition,
    Duty,
    Edition,
    Relaxation,
    Role,
    Stage,
)
from handrail.guidance.passage import Begins, Ends
from handrail.guidance.shelf import every_edition
from handrail.guidance.span import Number

NEW_LAW_BEGAN = date(2018, 6, 29)
"""SI 2018/497: ss.16A to 16Q of the Children Act 2004 in force."""
LAST_DAY_OF_BOARDS = date(2020, 9, 28)
"""SI 2018/497 regulation 8: the sections on boards, saved for reviews under way, ended everywhere on the 29th."""
ONE_DAY = timedelta(days=1)
Said = TypeVar("Said", Criterion, Definition, Role, Agency, Contents)


@dataclass(frozen=True, slots=True)
class AreaDays:
    """The days on which an area's own arrangements began; on the eve of each its old board's duties ended."""

    safeguarding: date = NEW_LAW_BEGAN
    child_death: date = NEW_LAW_BEGAN

    def began(self, begins: Begins) -> date:
        return self.child_death if begins is Begins.CHILD_DEATH else self.safeguarding

    def ended(self, ends: Ends) -> date:
        """The last day of what ended in each area; what was saved had twelve months, and no day after the boards'."""
        if ends is Ends.SAVED:
            return min(months_after(min(self.safeguarding, LAST_DAY_OF_BOARDS), 12), LAST_DAY_OF_BOARDS)
        return (self.child_death if ends is Ends.CHILD_DEATH else self.safeguarding) - ONE_DAY


class DueDays(dict[At, At | None]):
    """When a duty falls due, by its start. A day is remembered: the next case that starts on it asks the same.

    Instants are not: hardly two cases share one.
    """

    def __init__(self, number: Number, working_days: WorkingDays) -> None:
        super().__init__()
        self.number, self.working_days = number, working_days

    def __missing__(self, start: At) -> At | None:
        due = self.number.due(start, self.working_days)
        if not isinstance(start, datetime):
            self[start] = due
        return due


@lru_cache(maxsize=1024)
def due_days(number: Number, working_days: WorkingDays) -> DueDays:
    """One memory for all areas and for all duties of one number: "5 working days" is counted once from each day."""
    return DueDays(number, working_days)


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A duty as one edition states it, with the days on which it can start a clock in one area.

    `due_days` are by each list of bank holidays, and absent where there is no number; `by_hour`: whether the hour
    of its start matters; `ends` are the kinds of fact that stop it or by which it falls away.
    """

    duty: Duty
    edition: Edition
    first_day: date
    last_day: date
    unread: Edition | None
    relaxations: tuple[Relaxation, ...]
    due_days: Mapping[WorkingDays, DueDays] | None
    ends: frozenset[str]
    by_hour: bool

    def governs(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def unread_on(self, day: date) -> Edition | None:
        """The newer edition, published but not yet read, that should govern by now."""
        return self.unread if self.unread and self.unread.from_ <= day else None


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """Versions by the periods in which the same ones govern: a search of a few days, instead of asking each."""

    first_days: tuple[date, ...]
    governing: tuple[tuple[Version, ...], ...]

    @classmethod
    def of(cls, versions: Sequence[Version]) -> Self:
        ends = {version.last_day + ONE_DAY for version in versions if version.last_day < date.max}
        days = sorted({version.first_day for version in versions} | ends)
        return cls(tuple(days), ((), *(tuple(v for v in versions if v.governs(day)) for day in days)))

    def on(self, day: date) -> tuple[Version, ...]:
        return self.governing[bisect_right(self.first_days, day)]


@dataclass(frozen=True, eq=False)
class Law:
    """The versions that can govern in one area, by the kind of fact that starts them.

    `standing` are those that no fact starts: they are owed on every day on which they govern.
    """

    started_by: Mapping[str, tuple[Version, ...]]
    calendar: Calendar
    editions: tuple[Edition, ...]
    area: AreaDays
    standing: tuple[Version, ...] = ()

    @property
    def working_days(self) -> WorkingDays:
        """The newest list: what is counted today is counted by it."""
        return self.calendar.newest

    @cached_property
    def starting(self) -> Mapping[str, Periods]:
        """The same versions as in `started_by`, ready to be looked up by day."""
        return {kind: Periods.of(versions) for kind, versions in self.started_by.items()}

    def versions(self) -> Iterable[Version]:
        seen: dict[int, Version] = {}
        for versions in (*self.started_by.values(), self.standing):
            seen.update((id(version), version) for version in versions)
        return seen.values()

    def criteria(self, decides: str, on: date) -> tuple[Criterion, ...]:
        """What people weigh, or what compels them, in deciding one thing on one day in this area."""
        return tuple(one for one in self._standing(on, lambda edition: edition.criteria) if one.decides == decides)

    def definition(self, key: str, on: date) -> Definition | None:
        """What a word meant on a day; the newest edition's meaning, where an older one lives on beside it."""
        meant = [one for one in self._standing(on, lambda edition: edition.definitions) if one.key == key]
        return meant[-1] if meant else None

    def roles(self, on: date) -> tuple[Role, ...]:
        """The offices that the law knew on a day in this area."""
        return tuple(self._standing(on, lambda edition: edition.roles))

    def agencies(self, on: date) -> tuple[Agency, ...]:
        """The kinds of body that could be named as relevant agencies on a day."""
        return tuple(self._standing(on, lambda edition: edition.agencies))

    def contents(self, key: str, on: date) -> tuple[Contents, ...]:
        """What a published document had to hold: one checklist from each edition in force that gives one."""
        return tuple(one for one in self._standing(on, lambda edition: edition.contents) if one.key == key)

    def _standing(self, on: date, rows: Callable[[Edition], Mapping[str, Said]]) -> Iterator[Said]:
        """Those of an edition's rows that stood on a day; some began, or ended, with the area's own arrangements."""
        for edition in self.editions:
            if not edition.governs:
                continue
            read_until = _read_until(edition, self.editions)
            for row in rows(edition).values():
                first = _begun(row.from_ or edition.from_, row.begins, self.area)
                if first <= on <= _ended(row.until, read_until, row.ends, self.area):
                    yield row


@lru_cache(maxsize=1024)
def law_in(area: AreaDays = AreaDays(), calendar: Calendar | None = None) -> Law:
    """The law as Handrail holds it, for an area whose arrangements began on the given days.

    `calendar` is that of the installed package where none is given. Laws are remembered by the calendar itself,
    not by what is in it: keep one, and hand it in each time.
    """
    return law_of(every_edition(), area, calendar or published_calendar())


def law_of(editions: Sequence[Edition], area: AreaDays, calendar: Calendar, as_if: Edition | None = None) -> Law:
    """The law made of chosen editions. `as_if` lets a draft be replayed in the place it was meant for."""
    started_by: defaultdict[str, list[Version]] = defaultdict(list)
    standing: list[Version] = []
    for edition in editions:
        if not (edition.governs or edition is as_if):
            continue
        for duty in edition.duties.values():
            version = _version(duty, edition, editions, area, calendar, as_if)
            if version.first_day <= version.last_day:
                for kind in duty.starts:
                    started_by[kind].append(version)
                if not duty.starts:
                    standing.append(version)
    by_kind = {kind: tuple(versions) for kind, versions in started_by.items()}
    return Law(by_kind, calendar, tuple(editions), area, tuple(standing))


def before_it(edition: Edition, editions: Sequence[Edition]) -> Edition | None:
    """The edition of the same instrument whose last day is the eve of its first."""
    others = [one for one in editions if one.instrument == edition.instrument and one.governs]
    return next((one for one in others if one.until == edition.from_ - ONE_DAY), None)


def begun_on(edition: Edition, first_day: date, editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The same editions, had this one begun on another day: the one before it stands until the eve of that.

    To be tried out only. Raises ValueError for a day on which the one before had not begun or this one was over.
    """
    before = before_it(edition, editions)
    if before is None or not before.from_ < first_day <= edition.until:
        raise ValueError(f"{edition.title} cannot begin on {first_day}")
    moved = {
        (edition.instrument, edition.key): replace(edition, from_=first_day),
        (before.instrument, before.key): replace(before, until=first_day - ONE_DAY),
    }
    return tuple(moved.get((one.instrument, one.key), one) for one in editions)


def _version(
    duty: Duty, edition: Edition, editions: Sequence[Edition], area: AreaDays, calendar: Calendar, as_if: Edition | None
) -> Version:
    return Version(
        duty=duty,
        edition=edition,
        first_day=_begun(duty.from_ or edition.from_, duty.begins, area),
        last_day=_ended(duty.until, _read_until(edition, editions), duty.ends, area),
        unread=_unread_after(edition, editions) if duty.until is None else None,
        relaxations=tuple(
            relaxation
            for other in editions
            for relaxation in other.relaxations.values()
            if duty.key in relaxation.duties and (other.governs or other is as_if)
        ),
        due_days={days: due_days(duty.number, days) for days in calendar.lists} if duty.within or duty.by else None,
        ends=duty.stops | duty.falls_away,
        by_hour=duty.within is not None and duty.within.unit == "hours",
    )


def _begun(first: date, begins: Begins, area: AreaDays) -> date:
    """The first day, or the day of the area's own arrangements where the new law waited for them."""
    return first if begins is Begins.NATIONALLY else max(first, area.began(begins))


def _ended(until: date | None, read_until: date, ends: Ends, area: AreaDays) -> date:
    """The last day: the row's own or its edition's; by the area's day where it ended there, whatever its edition did.

    Where such a row has a last day of its own as well, the later counts: the law saved it past the area's day.
    """
    if ends is Ends.NATIONALLY:
        return until or read_until
    return max(area.ended(ends), until or date.min)


def _read_until(edition: Edition, editions: Sequence[Edition]) -> date:
    """While the newest edition is unread, the last one read governs."""
    unread = _unread_after(edition, editions)
    if unread is None:
        return edition.until
    later = [e.from_ for e in editions if e.instrument == edition.instrument and e.governs and e.from_ > unread.from_]
    return min(later) - ONE_DAY if later else date.max


def _unread_after(edition: Edition, editions: Sequence[Edition]) -> Edition | None:
    if edition.until == date.max:
        return None
    return next(
        (
            other
            for other in editions
            if other.instrument == edition.instrument
            and other.stage is Stage.UNREAD
            and other.from_ == edition.until + ONE_DAY
        ),
        None,
    )
