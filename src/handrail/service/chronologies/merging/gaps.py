"""Periods in which nobody tells of any contact, and days and weeks of which several agencies tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from handrail.service.chronologies.merging.order import Line
from handrail.service.chronologies.reading.values import Sure

DAY = timedelta(days=1)


class Where(StrEnum):
    BEFORE = "before the first line"
    BETWEEN = "between two lines"
    AFTER = "after the last line"


@dataclass(frozen=True, slots=True)
class Gap:
    """Days from the first to the last without a line. `perhaps` are lines of an uncertain day that may lie in it."""

    from_on: date
    until_on: date
    where: Where
    perhaps: tuple[Line, ...] = ()

    @property
    def days(self) -> int:
        return (self.until_on - self.from_on).days + 1


def gaps(lines: Iterable[Line], longer_than: int, begins: date | None = None, ends: date | None = None) -> list[Gap]:
    """Every stretch of more than `longer_than` days on which no line certainly stands, within the days asked about.

    Without `begins` and `ends`, only what lies between two lines is a gap.
    """
    lines = list(lines)
    vague = [line for line in lines if line.sure is not Sure.EXACT]
    spans = merged_spans((line.from_on, line.until_on) for line in lines if line.sure is Sure.EXACT)
    found = [gap for gap in _between(spans, begins, ends) if gap.days > longer_than]
    return [
        Gap(gap.from_on, gap.until_on, gap.where, tuple(line for line in vague if _touches(line, gap))) for gap in found
    ]


def _between(spans: list[tuple[date, date]], begins: date | None, ends: date | None) -> Iterator[Gap]:
    spans = [(first, last) for first, last in spans if _within(first, last, begins, ends)]
    if not spans:
        if begins and ends and begins <= ends:
            yield Gap(begins, ends, Where.BETWEEN)
        return
    if begins and begins < spans[0][0]:
        yield Gap(begins, spans[0][0] - DAY, Where.BEFORE)
    for (_, over), (again, _) in pairwise(spans):
        yield Gap(over + DAY, again - DAY, Where.BETWEEN)
    if ends and ends > spans[-1][1]:
        yield Gap(spans[-1][1] + DAY, ends, Where.AFTER)


def _within(first: date, last: date, begins: date | None, ends: date | None) -> bool:
    return not ((begins and last < begins) or (ends and first > ends))


def merged_spans(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans that touch or overlap, as one; in order."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _touches(line: Line, gap: Gap) -> bool:
    return line.earliest <= gap.until_on and line.latest >= gap.from_on


@dataclass(frozen=True, slots=True)
class Shared:
    """Days from the first to the last in which more than one agency has a line."""

    from_on: date
    until_on: date
    lines: tuple[Line, ...]

    @property
    def bodies(self) -> list[str]:
        return sorted({line.body for line in self.lines})


def shared(lines: Iterable[Line], *, by_week: bool = False) -> list[Shared]:
    """The days, or the weeks from Monday, on which more than one agency's lines of a certain day begin."""
    found: dict[date, list[Line]] = {}
    for line in lines:
        if line.sure is Sure.EXACT:
            found.setdefault(monday(line.from_on) if by_week else line.from_on, []).append(line)
    length = timedelta(days=6 if by_week else 0)
    return [
        Shared(first, first + length, tuple(there))
        for first, there in sorted(found.items())
        if len({line.body for line in there}) > 1
    ]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
