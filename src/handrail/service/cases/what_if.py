"""What the clocks of folders would become under a change: other days of an area, another first day of an edition, or
another body in place of one. Nothing is written."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest

from django.db.models import prefetch_related_objects

from handrail.guidance import At, Clock, Fact, State, clocks, london_day, spoken
from handrail.guidance.edition import Edition
from handrail.service.cases.areas import Area, areas_of, law_on
from handrail.service.cases.facts import with_the_change
from handrail.service.cases.models import ASKED, Case, KeptClock, KeptFact
from handrail.service.cases.owing import body_owing
from handrail.service.law.kept import kept_calendar
from handrail.service.partnerships.models import AreaDates, Body

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Passes:
    """One body goes on in place of another from a day."""

    before: Body
    after: Body
    on: date

    def owes(self, body: Body, done_on: date | None) -> str:
        """Who owes what this body owes now; what was done before the day was the first one's."""
        if body != self.before or (done_on is not None and done_on < self.on):
            return str(body)
        return f"{self.after} from {spoken(self.on)}"


@dataclass(frozen=True, slots=True)
class Side:
    """One way of counting: the days of areas by their authority, the editions where they are not those in force, and
    who goes on in place of whom."""

    days: Mapping[uuid.UUID, AreaDates] = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()
    passes: Passes | None = None

    def area(self, known: Area, authority: uuid.UUID) -> Area:
        days = self.days.get(authority, known.days)
        if not self.editions and days is known.days:
            return known
        return Area(law_on(days, kept_calendar(), self.editions), known.board, days)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a reader would see of one clock."""

    title: str
    started_on: date
    due: At | None
    state: State
    owed_by: str
    source: str


@dataclass(frozen=True, slots=True)
class Differs:
    """One duty in one folder, as it is counted now and as it would be; None where it would not run."""

    now: Counted | None
    then: Counted | None

    @property
    def title(self) -> str:
        one = self.now or self.then
        assert one is not None
        return one.title

    @property
    def how(self) -> str:
        """What the change does to it, the gravest first."""
        if self.now is None:
            return "Begins"
        if self.then is None or (self.then.state is State.FELL_AWAY and self.now.state is not State.FELL_AWAY):
            return "Falls away"
        if self.now.due != self.then.due:
            return "Moves"
        return "Passes on" if self.now.owed_by != self.then.owed_by else "Another law"


@dataclass(frozen=True, slots=True)
class Tried:
    """A folder in which the change would make a difference, and the duties in which it makes none."""

    differs: tuple[Differs, ...]
    stay: tuple[Counted, ...]


def what_if(cases: Sequence[Case], then: Side, at: datetime) -> dict[uuid.UUID, Tried]:
    """By folder; one that would not change is left out."""
    facts, areas = _facts_of(cases), areas_of({case.authority_id for case in cases})
    asked = _asked_of(cases)
    prefetch_related_objects(cases, "went_on__before")
    laws: dict[uuid.UUID, Area] = {pk: then.area(area, pk) for pk, area in areas.items()}
    found: dict[uuid.UUID, Tried] = {}
    for case in cases:
        before = _counted(case, facts[case.pk], areas[case.authority_id], asked[case.pk], None, at)
        after = _counted(case, facts[case.pk], laws[case.authority_id], asked[case.pk], then.passes, at)
        pairs = [
            Differs(one, other)
            for key in sorted({*before, *after})
            for one, other in zip_longest(before.get(key, ()), after.get(key, ()))
        ]
        differ = tuple(pair for pair in pairs if pair.now != pair.then)
        if differ:
            stay = tuple(pair.now for pair in pairs if pair.now is not None and pair.now == pair.then)
            found[case.pk] = Tried(differ, stay)
    return found


def _facts_of(cases: Iterable[Case]) -> dict[uuid.UUID, list[Fact]]:
    facts: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for one in KeptFact.objects.filter(case__in=cases, replaced_at__isnull=True).order_by("on", "at", "id"):
        facts[one.case_id].append(Fact(one.at or one.on, one.kind, one.about, one.recorded_at))
    return facts


def _asked_of(cases: Iterable[Case]) -> dict[uuid.UUID, list[KeptClock]]:
    """What papers ask of bodies by a day, and is still open: no edition counts it, and who has ended answers none."""
    asked: dict[uuid.UUID, list[KeptClock]] = defaultdict(list)
    rows = KeptClock.objects.filter(case__in=cases, instrument=ASKED, ended=False, owed_by__isnull=False)
    for one in rows.select_related("owed_by").order_by("due_on", "pk"):
        asked[one.case_id].append(one)
    return asked


def _counted(
    case: Case, facts: Iterable[Fact], area: Area, asked: Iterable[KeptClock], passes: Passes | None, at: datetime
) -> dict[Key, list[Counted]]:
    by_key: dict[Key, list[Counted]] = defaultdict(list)
    for clock in clocks(area.law, with_the_change(facts, area.days)):
        by_key[clock.duty.key, clock.about].append(_of_the_law(case, clock, area.board, passes, at))
    for one in asked:
        by_key[one.duty, f"{one.paper_id} {one.about}"].append(_of_a_paper(one, passes, at))
    return by_key


def _of_the_law(case: Case, clock: Clock, board: Body | None, passes: Passes | None, at: datetime) -> Counted:
    over = clock.stopped_by or clock.fell_away_by
    done_on = over.day if over else None
    owing = body_owing(case, clock.duty.owed_by, board, done_on)
    owed_by = str(owing or clock.duty.owed_by)
    if owing is not None and passes is not None:
        owed_by = passes.owes(owing, done_on)
    return Counted(clock.duty.title, clock.started_on, clock.due, clock.state(at), owed_by, clock.edition.title)


def _of_a_paper(one: KeptClock, passes: Passes | None, at: datetime) -> Counted:
    assert one.owed_by is not None
    late = one.due_on is not None and one.due_on < london_day(at)
    owed_by = passes.owes(one.owed_by, None) if passes else str(one.owed_by)
    return Counted(one.title, one.started_on, one.due_on, State.OVERDUE if late else State.RUNNING, owed_by, one.source)
