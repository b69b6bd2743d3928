"""What the clocks of folders would become, had their area changed its law on other days. Nothing is written."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from handrail.guidance import Clock, Fact, clocks
from handrail.service.cases.areas import law_on
from handrail.service.cases.facts import with_the_change
from handrail.service.cases.models import Case, KeptFact
from handrail.service.law.kept import kept_calendar
from handrail.service.partnerships.models import AreaDates

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Differs:
    """One duty in one folder, as it is counted now and as it would be; None where it would not run."""

    now: Clock | None
    then: Clock | None

    @property
    def title(self) -> str:
        one = self.now or self.then
        assert one is not None
        return one.duty.title


def what_if(
    cases: Sequence[Case], now: AreaDates | None, then: AreaDates | None, at: datetime
) -> dict[uuid.UUID, list[Differs]]:
    """Of each folder of one area, the duties that would be counted otherwise; a folder that would not change is left
    out."""
    facts = _facts_of(cases)
    found: dict[uuid.UUID, list[Differs]] = {}
    for case in cases:
        before, after = _running(facts[case.pk], now), _running(facts[case.pk], then)
        differ = [
            Differs(one, other)
            for key in sorted({*before, *after})
            for one, other in zip_longest(before.get(key, ()), after.get(key, ()))
            if _told(one, at) != _told(other, at)
        ]
        if differ:
            found[case.pk] = differ
    return found


def _facts_of(cases: Iterable[Case]) -> dict[uuid.UUID, list[Fact]]:
    facts: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for one in KeptFact.objects.filter(case__in=cases, replaced_at__isnull=True).order_by("on", "at", "id"):
        facts[one.case_id].append(Fact(one.at or one.on, one.kind, one.about, one.recorded_at))
    return facts


def _running(facts: Iterable[Fact], days: AreaDates | None) -> dict[Key, list[Clock]]:
    by_key: dict[Key, list[Clock]] = defaultdict(list)
    for clock in clocks(law_on(days, kept_calendar()), with_the_change(facts, days)):
        by_key[clock.duty.key, clock.about].append(clock)
    return by_key


def _told(clock: Clock | None, at: datetime) -> object:
    """What a reader would see of it."""
    if clock is None:
        return None
    return (clock.edition.title, clock.duty.owed_by, clock.started_on, clock.due, clock.state(at))
