"""Whether editions agree with one another: in every kind of area, on every day, one version of a duty and no hole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from handrail.guidance import AreaDays, Law
from handrail.guidance.calendar import published_calendar
from handrail.guidance.edition import Edition
from handrail.guidance.law import Version, law_of

FIRST = date(2015, 3, 26)
"""Working Together 2015: the first edition that Handrail replays."""
AREAS = {
    "began at once": AreaDays(),
    "began both on 1 September 2018": AreaDays(date(2018, 9, 1), date(2018, 9, 1)),
    "safeguarding first": AreaDays(safeguarding=date(2019, 5, 1), child_death=date(2019, 9, 29)),
    "child death first": AreaDays(safeguarding=date(2019, 9, 2), child_death=date(2019, 5, 1)),
    "began both on the last day allowed": AreaDays(date(2019, 9, 29), date(2019, 9, 29)),
    "safeguarding never began": AreaDays(safeguarding=date.max, child_death=date(2019, 9, 29)),
    "child death never began": AreaDays(safeguarding=date(2019, 9, 29), child_death=date.max),
    "never began": AreaDays(date.max, date.max),
}


def disagreements(editions: Sequence[Edition], today: date) -> list[str]:
    """Everything by which the editions contradict one another, in sentences."""
    last = today + timedelta(days=365)
    told = [f"{area}: {fault}" for area, days in AREAS.items() for fault in _in_one_area(editions, days, last)]
    return [*told, *_endings(law(editions, AREAS["began at once"]), last)]


def law(editions: Sequence[Edition], area: AreaDays) -> Law:
    return law_of(editions, area, published_calendar())


def by_key(law: Law) -> dict[str, list[Version]]:
    keyed: dict[str, list[Version]] = {}
    for version in sorted(law.versions(), key=lambda version: (version.first_day, version.last_day)):
        keyed.setdefault(version.duty.key, []).append(version)
    return keyed


def _in_one_area(editions: Sequence[Edition], area: AreaDays, last: date) -> Iterator[str]:
    for key, versions in by_key(law(editions, area)).items():
        governed: set[int] = set()
        for version in versions:
            days = range(max(version.first_day, FIRST).toordinal(), min(version.last_day, last).toordinal() + 1)
            if twice := governed.intersection(days):
                day = date.fromordinal(min(twice))
                both = [_named(each) for each in versions if each.governs(day)]
                yield f"{key} on {day}: {' and '.join(both)} both govern"
            governed.update(days)
        if missing := set(range(min(governed, default=0), max(governed, default=0))) - governed:
            day = date.fromordinal(min(missing))
            yield f"{key} on {day}: no version governs, and one did before and one does after"


def _endings(law: Law, last: date) -> Iterator[str]:
    for key, versions in by_key(law).items():
        for version in versions:
            ended = version is versions[-1] and version.last_day < last
            if ended and not version.duty.ended_by:
                yield f"{key}: {_named(version)} ended on {version.last_day} and does not say what ended it (ended_by)"
            if version.duty.ended_by and not ended:
                yield f"{key}: {_named(version)} says what ended it (ended_by), and it has not ended"


def _named(version: Version) -> str:
    return f"{version.edition.instrument}/{version.edition.key}"
