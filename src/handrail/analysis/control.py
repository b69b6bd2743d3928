"""Control limits for one figure a year, and what stands out of them.

The chart is of individual values and their moving ranges (Shewhart's; Wheeler's constant): it asks nothing of how the
figure is distributed, which suits a rate, a percentage and a number of days alike. Its middle is the median, which one
year far out does not move: about a mean, such a year would make all the others look like a run on its other side.
What is not known is a gap, never nought: it is in no middle, and no range goes across it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median, quantiles

FEWEST = 8
"""Years that must be known before limits are drawn: with fewer they would move with every year that is added."""
OF_THE_RANGE = 2.66
"""Three over d2 for ranges of two values (1.128)."""
ONE_SIDE = 7
"""So many years running on one side of the middle are no chance; likewise `ONE_WAY` steps running up, or down."""
ONE_WAY = 6

OUTSIDE_HIGH, OUTSIDE_LOW = "above its limits", "below its limits"
RUN_HIGH = f"one of {ONE_SIDE} years or more above the middle"
RUN_LOW = f"one of {ONE_SIDE} years or more below the middle"
RISING, FALLING = f"in a rise of {ONE_WAY} years or more", f"in a fall of {ONE_WAY} years or more"


@dataclass(frozen=True, slots=True)
class Point:
    """One year's figure; no value where none is published, whatever the reason."""

    year: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the figure lies when nothing but chance moves it; from how many years that was reckoned."""

    middle: float
    low: float
    high: float
    years: int


def limits_of(points: Sequence[Point], *, least: float | None = 0.0, most: float | None = None) -> Limits | None:
    """None with too few years. `least` and `most` are what the figure can be at all: no rate lies below nought."""
    known = [point.value for point in points if point.value is not None]
    ranges = [abs(after - before) for before, after in _neighbours(points)]
    if len(known) < FEWEST or not ranges:
        return None
    middle, reach = median(known), OF_THE_RANGE * fmean(ranges)
    low = middle - reach if least is None else max(least, middle - reach)
    high = middle + reach if most is None else min(most, middle + reach)
    return Limits(middle, low, high, len(known))


def _neighbours(points: Sequence[Point]) -> Iterator[tuple[float, float]]:
    """Each two years that follow each other and are both known."""
    ordered = sorted(points, key=lambda point: point.year)
    for before, after in pairwise(ordered):
        if after.year - before.year == 1 and before.value is not None and after.value is not None:
            yield before.value, after.value


def signals(points: Sequence[Point], limits: Limits) -> dict[int, tuple[str, ...]]:
    """By year, what is more than chance: outside the limits, long on one side of the middle, long one way."""
    found: dict[int, list[str]] = {}
    ordered = sorted(points, key=lambda point: point.year)
    for point in ordered:
        if point.value is not None and not limits.low <= point.value <= limits.high:
            found.setdefault(point.year, []).append(OUTSIDE_HIGH if point.value > limits.high else OUTSIDE_LOW)
    for words, runs in (
        (RUN_HIGH, _runs(ordered, ONE_SIDE, lambda _, value: value > limits.middle)),
        (RUN_LOW, _runs(ordered, ONE_SIDE, lambda _, value: value < limits.middle)),
        (RISING, _runs(ordered, ONE_WAY, lambda before, value: before is not None and value > before)),
        (FALLING, _runs(ordered, ONE_WAY, lambda before, value: before is not None and value < before)),
    ):
        for year in runs:
            found.setdefault(year, []).append(words)
    return {year: tuple(found[year]) for year in sorted(found)}


def _runs(ordered: Iterable[Point], long: int, holds: Callable[[float | None, float], bool]) -> Iterator[int]:
    """The years of every run of at least `long` years in which it holds; a year that is not known breaks a run."""
    run: list[int] = []
    before: Point | None = None
    for point in ordered:
        joined = before is not None and point.year - before.year == 1
        last = before.value if before is not None and joined else None
        if not joined:
            yield from _long_enough(run, long)
            run = []
        if point.value is not None and holds(last, point.value):
            run.append(point.year)
        else:
            yield from _long_enough(run, long)
            run = []
        before = point
    yield from _long_enough(run, long)


def _long_enough(run: list[int], long: int) -> list[int]:
    return run if len(run) >= long else []


@dataclass(frozen=True, slots=True)
class Spread:
    """How the authorities of one year lie: a quarter of them below `low`, half below `half`, a quarter above `high`."""

    year: int
    low: float
    half: float
    high: float
    areas: int


def spread_of(year: int, values: Sequence[float]) -> Spread | None:
    """None of fewer than four, which have no quarters."""
    if len(values) < 4:
        return None
    low, half, high = quantiles(values, n=4, method="inclusive")
    return Spread(year, low, half, high, len(values))


def place_among(value: float, values: Sequence[float]) -> tuple[int, int]:
    """Where it stands from the highest, and among how many; those that are equal share a place."""
    return 1 + sum(other > value for other in values), len(values)
