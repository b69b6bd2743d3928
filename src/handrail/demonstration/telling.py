"""Who acts in a story, on which day, at what hour."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from handrail.demonstration.hour import clock_set_to, hour_of
from handrail.demonstration.wend_valley import Cast
from handrail.guidance import published_working_days
from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor


@dataclass(frozen=True)
class Telling:
    """The cast, and the day on which their stories are told."""

    cast: Cast
    today: date

    def back(self, working_days: int) -> date:
        """So many working days before today: 1 is the last one that is wholly past."""
        return published_working_days().after(self.today, -working_days)

    def ahead(self, working_days: int) -> date:
        """So many working days after today."""
        return published_working_days().after(self.today, working_days)

    def years_ago(self, years: int) -> date:
        """The first of this month, so many years ago: when a child of that age was born."""
        return self.today.replace(year=self.today.year - years, day=1)

    @contextmanager
    def acting(self, part: str, on: date, hour: str) -> Iterator[Person]:
        """One of the cast acts at an hour of a day: what is done in the block is recorded as theirs, and as of then."""
        with clock_set_to(hour_of(on, hour)):
            name_actor(self.cast[part])
            yield self.cast[part]
