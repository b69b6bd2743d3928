"""Which version of each duty governs, in one area, on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from handrail.guidance.days import WorkingDays, published_working_days
from handrail.guidance.edition import Begins, Criterion, Definition, Duty, Edition, Relaxation, Stage
from handrail.guidance.shelf import every_edition

NEW_LAW_BEGAN = date(2018, 6, 29)
"""SI 2018/497: ss.16A to 16Q of the Children Act 2004 in force."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AreaDays:
    """The days on which an area's own arrangements began; until then its old board's duties lived on."""

    safeguarding: date = NEW_LAW_BEGAN
    child_death: date = NEW_LAW_BEGAN

    def began(self, begins: Begins) -> date:
        return self.child_death if begins is Begins.CHILD_DEATH else self.safeguarding


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A duty as one edition states it, with the days on which it can start a clock in one area."""

    duty: Duty
    edition: Edition
    first_day: date
    last_day: date
    unread: Edition | None
    relaxations: tuple[Relaxation, ...]

    def governs(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def unread_on(self, day: date) -> Edition | None:
        """The newer edition, published but not yet read, that should govern by now."""
        return self.unread if self.unread and self.unread.from_ <= day else None


@dataclass(frozen=True, eq=False)
class Law:
    """The versions that can govern in one area, by the kind of fact that starts them."""

    started_by: Mapping[str, tuple[Version, ...]]
    working_days: WorkingDays
    editions: tuple[Edition, ...]
    area: AreaDays

    def versions(self) -> Iterable[Version]:
        seen: dict[int, Version] = {}
        for versions in self.started_by.values():
            seen.update((id(version), version) for version in versions)
        return seen.values()

    def criteria(self, decides: str, on: date) -> tuple[Criterion, ...]:
        """What people weigh, or what compels them, in deciding one thing on one day in this area."""
        return tuple(
            criterion
            for edition in self.editions
            for criterion in edition.criteria.values()
            if criterion.decides == decides
            and edition.governs
            and edition.from_ <= on <= self._last_day(edition, criterion)
        )

    def _last_day(self, edition: Edition, criterion: Criterion) -> date:
        return _lived_on(_read_until(edition, self.editions), criterion.ends, self.area)

    def definition(self, key: str, on: date) -> Definition | None:
        return next((e.definitions[key] for e in self.editions_on(on) if key in e.definitions), None)

    def editions_on(self, on: date) -> tuple[Edition, ...]:
        return tuple(e for e in self.editions if e.governs and e.from_ <= on <= _read_until(e, self.editions))


@lru_cache(maxsize=1024)
def law_in(area: AreaDays = AreaDays()) -> Law:
    """The law as Handrail holds it, for an area whose arrangements began on the given days."""
    return law_of(every_edition(), area, published_working_days())


def law_of(editions: Sequence[Edition], area: AreaDays, working_days: WorkingDays, as_if: Edition | None = None) -> Law:
    """The law made of chosen editions. `as_if` lets a draft be replayed in the place it was meant for."""
    started_by: defaultdict[str, list[Version]] = defaultdict(list)
    for edition in editions:
        if not (edition.governs or edition is as_if):
            continue
        for duty in edition.duties.values():
            version = _version(duty, edition, editions, area, as_if)
            if version.first_day <= version.last_day:
                for kind in duty.starts:
                    started_by[kind].append(version)
    return Law({kind: tuple(v) for kind, v in started_by.items()}, working_days, tuple(editions), area)


def _version(
    duty: Duty, edition: Edition, editions: Sequence[Edition], area: AreaDays, as_if: Edition | None
) -> Version:
    first, last = duty.from_ or edition.from_, duty.until or _read_until(edition, editions)
    if duty.begins is not Begins.NATIONALLY:
        first = max(first, area.began(duty.begins))
    return Version(
        duty=duty,
        edition=edition,
        first_day=first,
        last_day=_lived_on(last, duty.ends, area),
        unread=_unread_after(edition, editions) if duty.until is None else None,
        relaxations=tuple(
            relaxation
            for other in editions
            for relaxation in other.relaxations.values()
            if duty.key in relaxation.duties and (other.governs or other is as_if)
        ),
    )


def _lived_on(last: date, ends: Begins, area: AreaDays) -> date:
    """The last day, or the eve of the area's own arrangements where the old law lived on until then."""
    return last if ends is Begins.NATIONALLY else max(last, area.began(ends) - ONE_DAY)


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
