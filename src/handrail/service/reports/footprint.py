"""Whether an area sees enough deaths to learn from, alone and with others, by the governing edition's number."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from handrail.guidance.edition import Duty, Edition, Seen, Stage
from handrail.guidance.shelf import every_edition
from handrail.service.partnerships.models import Body
from handrail.service.reports.models import AreaDeaths, CountsLoaded

SIZE = "size_of_child_death_area"
MOST_JOINED = 3
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What an edition says of the size: at least, and in the draft of 2017 at most as well."""

    edition: Edition
    duty: Duty

    @property
    def number(self) -> str:
        if self.duty.at_most:
            return f"{self.duty.at_least} to {self.duty.at_most} deaths a year"
        return f"at least {self.duty.at_least} deaths a year"

    @property
    def not_confirmed(self) -> bool:
        return self.duty.seen is not Seen.TEXT

    def of(self, deaths: float) -> str:
        least, most = self.duty.at_least, self.duty.at_most
        if least is not None and deaths < least:
            return "Too few"
        return "More than it says" if most is not None and deaths > most else "Enough"


@dataclass(frozen=True, slots=True)
class Joined:
    """One authority, or several as one area. `years` are those that the file has of all of them."""

    authorities: tuple[Body, ...]
    years: tuple[int, ...]
    deaths: int

    @property
    def a_year(self) -> float:
        return self.deaths / len(self.years)


def asked_on(on: date) -> Asked | None:
    """The newest edition that governs on the day and gives a number."""
    found = [one for one in _all() if one.edition.governs and one.edition.from_ <= on]
    return max(found, key=lambda one: one.edition.from_, default=None)


def asked_in_drafts() -> list[Asked]:
    return [one for one in _all() if one.edition.stage is Stage.DRAFT]


def _all() -> Iterator[Asked]:
    for edition in every_edition():
        duty = edition.duties.get(SIZE)
        if duty is not None and duty.at_least is not None:
            yield Asked(edition, duty)


class Areas:
    """The counts of one file, by authority and year."""

    def __init__(self, loaded: CountsLoaded, codes: dict[str, uuid.UUID]) -> None:
        self.counts: dict[uuid.UUID, dict[int, int]] = defaultdict(dict)
        self.bodies: dict[uuid.UUID, Body] = {}
        self.borders: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        for row in AreaDeaths.objects.filter(loaded=loaded).select_related("authority"):
            self.bodies[row.authority_id] = row.authority
            self.counts[row.authority_id][row.year] = row.deaths
            for code in row.neighbours:
                self.borders[row.authority_id].add(codes[code])
                self.borders[codes[code]].add(row.authority_id)

    def joined(self, authorities: Iterable[uuid.UUID]) -> Joined | None:
        """None where the file has no year of all of them."""
        wanted = sorted(set(authorities), key=lambda one: self.bodies[one].name)
        years = set.intersection(*(set(self.counts[one]) for one in wanted)) if wanted else set()
        if not years:
            return None
        deaths = sum(self.counts[one][year] for one in wanted for year in years)
        return Joined(tuple(self.bodies[one] for one in wanted), tuple(sorted(years)), deaths)

    def with_neighbours(self, own: Iterable[uuid.UUID]) -> Iterator[Joined]:
        """Own area with one, two or three of those around it, as long as each borders what it joins."""
        own = {one for one in own if one in self.counts}
        around = sorted(
            {near for one in own for near in self._near({one})} - own, key=lambda one: self.bodies[one].name
        )
        for size in range(1, MOST_JOINED + 1):
            for others in combinations(around, size):
                joined = self.joined({*own, *others})
                if joined is not None:
                    yield joined

    def _near(self, area: set[uuid.UUID]) -> set[uuid.UUID]:
        return {near for one in area for near in self.borders[one] if near in self.counts}
