"""What reviews cost in people's time, apart for the deaths that called for a joint agency response and the others."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from handrail.service.child_deaths.models import TimeSpent
from handrail.service.child_deaths.standing import RESPONSES, response_of


@dataclass(frozen=True, slots=True)
class Cost:
    """Minutes over so many deaths: those alone for which some time was recorded."""

    of: str
    minutes: int
    deaths: int

    @property
    def each(self) -> int:
        return round(self.minutes / self.deaths)


def by_response(spent: Iterable[TimeSpent]) -> list[Cost]:
    """By what the joint decision that stands says of the death; nobody wrote down what "expected" is."""
    minutes: Counter[str] = Counter()
    deaths: dict[str, set[uuid.UUID]] = defaultdict(set)
    for one in spent:
        response = response_of(one.death)
        minutes[response] += one.minutes
        deaths[response].add(one.death_id)
    return [Cost(response, minutes[response], len(deaths[response])) for response in RESPONSES if deaths[response]]
