"""What an edition holds. One edition is one published document, complete in one file."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from handrail.guidance.days import At, WorkingDays, end_of_month, london_day
from handrail.guidance.span import Span

MONTHS = "January February March April May June July August September October November December".split()
LEAP_YEAR = 2000


class Stage(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    UNREAD = "unread"


class Force(StrEnum):
    """How strongly a sentence binds: an Act, statutory guidance, the Panel's guidance, or leave to act."""

    MUST = "must"
    SHOULD = "should"
    EXPECTED = "expected"
    MAY = "may"


class Seen(StrEnum):
    """How far a row has been confirmed: the weakest of its number, start and recipient."""

    TEXT = "text"
    RESTATED = "restated"
    SEED = "seed"
    RECALLED = "recalled"

    @property
    def sentence(self) -> str:
        return {
            Seen.TEXT: "Checked against the published text.",
            Seen.RESTATED: "Taken from a public body's restatement; not checked against the published text.",
            Seen.SEED: "Taken from a paper about the draft; not checked against the published text.",
            Seen.RECALLED: "Recalled, and not checked against the published text.",
        }[self]


class Bound(StrEnum):
    """What the counted day means."""

    NO_LATER_THAN = "no later than"
    TARGET = "target"
    AT_MOST = "at most"
    NOT_BEFORE = "not before"
    FOR_AT_LEAST = "for at least"


class Late(StrEnum):
    """What lateness calls for."""

    BREACH = "breach"
    EXPLAIN = "explain"
    NOTIFY = "notify"


class Begins(StrEnum):
    """Whether a duty began everywhere at once, or in each area on the day its arrangements began."""

    NATIONALLY = "nationally"
    SAFEGUARDING = "with safeguarding arrangements"
    CHILD_DEATH = "with child death arrangements"


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day that comes round each year, such as 30 September."""

    day: int
    month: int

    @classmethod
    def parse(cls, words: str) -> YearlyDay:
        """Read "30 September". Raises ValueError with what was expected."""
        number, _, name = words.partition(" ")
        month = MONTHS.index(name) + 1 if name in MONTHS else 0
        if not month or not number.isdecimal() or not 1 <= int(number) <= monthrange(LEAP_YEAR, month)[1]:
            raise ValueError(f'{words!r} is not a day of the year: write, for example, "30 September"')
        return cls(int(number), month)

    def next_after(self, day: date) -> date:
        """The next such day, never `day` itself; 29 February falls on the 28th of a year without one."""
        this_year = self._in(day.year)
        return this_year if this_year > day else self._in(day.year + 1)

    def _in(self, year: int) -> date:
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"


@dataclass(frozen=True)
class Duty:
    """Something an edition says a body must, should or may do, in our own words.

    `starts`, `stops` and `falls_away` are kinds of fact. `within` and `by` may both be given: the
    earlier day is due. Neither means the edition gives no number; with no `stops` either, the duty is
    a standing one.
    """

    key: str
    title: str
    force: Force
    owed_by: str
    owed_to: str
    starts: frozenset[str]
    stops: frozenset[str]
    says: str
    cite: str
    seen: Seen
    falls_away: frozenset[str] = frozenset()
    within: Span | None = None
    by: date | YearlyDay | None = None
    month_end: bool = False
    bound: Bound = Bound.NO_LATER_THAN
    begins: Begins = Begins.NATIONALLY
    ends: Begins = Begins.NATIONALLY
    from_: date | None = None
    until: date | None = None
    late: Late = Late.EXPLAIN
    note: str = ""

    @cached_property
    def looks_back(self) -> bool:
        """Whether it is to be done before a planned day rather than after an event."""
        return self.within is not None and self.within.before

    @property
    def recurs(self) -> bool:
        """Whether doing it starts it again."""
        return bool(self.starts & self.stops)

    @property
    def stands(self) -> bool:
        """Whether it is owed always: nothing is counted and nothing finishes it."""
        return self.within is None and self.by is None and not self.stops

    @cached_property
    def counts_working_days(self) -> bool:
        return self.within is not None and self.within.unit == "working days"

    def due(self, start: At, days: WorkingDays) -> At | None:
        """The London day, or the instant for a span in hours; None where there is no number."""
        counted = self.within.from_(start, days) if self.within else None
        if counted is not None and self.month_end:
            counted = end_of_month(london_day(counted))
        if self.by is None:
            return counted
        fixed = self.by.next_after(london_day(start)) if isinstance(self.by, YearlyDay) else self.by
        return fixed if counted is None or fixed <= london_day(counted) else counted


@dataclass(frozen=True)
class Criterion:
    """A test that people apply. A trigger compels; a consideration informs a judgement.

    `ends` says whether it went everywhere with its edition, or in each area when its arrangements began.
    """

    key: str
    decides: str
    use: str
    says: str
    cite: str
    seen: Seen
    ends: Begins = Begins.NATIONALLY


@dataclass(frozen=True)
class Definition:
    key: str
    term: str
    says: str
    cite: str
    seen: Seen


@dataclass(frozen=True)
class Change:
    """A change of the text while an edition stood, kept so that it is not lost."""

    key: str
    on: date
    says: str
    seen: Seen


@dataclass(frozen=True)
class Relaxation:
    """A dated period in which named duties had no fixed day."""

    key: str
    title: str
    duties: frozenset[str]
    from_: date
    until: date
    says: str
    cite: str
    seen: Seen


@dataclass(frozen=True, eq=False)
class Edition:
    """One published document, or one consolidated state of an Act or of regulations."""

    instrument: str
    key: str
    title: str
    stage: Stage
    from_: date
    until: date
    cite: str = ""
    duties: Mapping[str, Duty] = field(default_factory=dict)
    criteria: Mapping[str, Criterion] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    relaxations: Mapping[str, Relaxation] = field(default_factory=dict)

    @property
    def governs(self) -> bool:
        """A draft never governs a case, and what has not been read cannot."""
        return self.stage in (Stage.IN_FORCE, Stage.SUPERSEDED)
