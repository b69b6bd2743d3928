"""A clock as a page tells it, where it is counted as it is looked at and not kept (decision 0032)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handrail.guidance import Clock, london_day


@dataclass(frozen=True, slots=True)
class ClockTold:
    """`due` is None where the edition gives no number of days."""

    title: str
    says: str
    source: str
    seen: str
    binds: str
    started_on: date
    due: date | None
    done_on: date | None
    gone_on: date | None

    @property
    def open(self) -> bool:
        return self.done_on is None and self.gone_on is None


def clocks_told(found: Iterable[Clock]) -> list[ClockTold]:
    return [
        ClockTold(
            clock.duty.title, clock.duty.says, f"{clock.edition.title}, {clock.duty.cite}", clock.duty.seen.sentence,
            clock.duty.force.value, clock.started_on, london_day(clock.due) if clock.due is not None else None,
            clock.stopped_by.day if clock.stopped_by else None, clock.fell_away_by.day if clock.fell_away_by else None,
        )
        for clock in found
    ]  # fmt: skip
