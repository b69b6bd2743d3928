"""A line chart as shapes, to be read without colour: each line named at its end, what stands out marked by its form.

The page draws the shapes; `words` say the same to whoever does not see it, and a table beneath has every figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from handrail.analysis.control import Limits, Point, Spread
from handrail.service.scrutiny.measures import Measure
from handrail.service.scrutiny.series import Compared, Everywhere, Series

WIDTH, HEIGHT = 760, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 168, 14, 34
NAME_APART = 16


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    out: bool
    """Whether the year stands out: drawn as a diamond, and not as a circle."""


@dataclass(frozen=True, slots=True)
class Line:
    """`parts` are drawn one by one: between them is a year that is not known."""

    name: str
    kind: str
    parts: tuple[str, ...]
    name_y: float
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the page draws, in the units of its view box."""

    lines: tuple[Line, ...]
    levels: tuple[Line, ...]
    band: str
    ups: tuple[Tick, ...]
    years: tuple[Tick, ...]
    words: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


class Scale:
    """Years from left to right, values from the bottom up. It begins at nought, but for figures that all lie far above
    it: there a year's change would not be seen."""

    def __init__(self, years: Sequence[int], values: Iterable[float]) -> None:
        self.first, self.last = min(years), max(years)
        shown = [*values] or [0.0]
        high, low = max(shown) or 1.0, min(shown)
        span = high - low if low > high / 2 and high > low else high
        self.step = _step(span)
        self.base = floor(low / self.step) * self.step if span < high else 0.0
        self.top = ceil(high / self.step - 1e-9) * self.step

    def x(self, year: int) -> float:
        span = max(1, self.last - self.first)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (year - self.first) / span, 1)

    def y(self, value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (self.top - value) / (self.top - self.base), 1)

    def ups(self) -> Iterator[float]:
        for number in range(round((self.top - self.base) / self.step) + 1):
            yield self.base + number * self.step


def _step(top: float) -> float:
    """1, 2 or 5 times a power of ten, for four to eight lines over the height that is shown."""
    power: float = 10.0 ** floor(log10(top / 4))
    return next(size * power for size in (1, 2, 5, 10) if top / (size * power) <= 6)


def chart_of(compared: Compared) -> Chart:
    """An authority's line with its limits, beside its region and England."""
    own, limits = compared.own, compared.own.limits
    others = [(one, kind) for one, kind in ((compared.region, "region"), (compared.england, "england")) if one]
    levels = _limits(limits) if limits else []
    values = [point.value for one in compared.all for point in one.points if point.value is not None]
    scale = Scale(compared.years or [0, 1], [*values, *(value for _, value in levels)])
    lines = [_line(own, "own", scale, out=own.stands_out), *(_line(one, kind, scale) for one, kind in others)]
    drawn = _apart([line for line in lines if line])
    flat = tuple(_level(name, value, scale) for name, value in levels)
    return Chart(drawn, flat, "", _ups(scale, own.measure), _years(scale), words_of(compared))


def chart_of_england(found: Everywhere) -> Chart | None:
    """England's line with its limits, and the band in which the middle half of the authorities lie."""
    own = found.england
    years = sorted({*found.years, *(own.cells if own else ())})
    if not years:
        return None
    limits = own.limits if own else None
    levels = _limits(limits) if limits else []
    values = [point.value for point in (own.points if own else []) if point.value is not None]
    scale = Scale(
        years,
        [
            *values,
            *(value for _, value in levels),
            *(one.high for one in found.spreads),
            *(one.low for one in found.spreads),
        ],
    )
    line = _line(own, "own", scale, out=own.stands_out) if own else None
    flat = tuple(_level(name, value, scale) for name, value in levels)
    return Chart(
        _apart([line] if line else []), flat, _band(found.spreads, scale), _ups(scale, found.measure), _years(scale),
        _words_of_england(found),
    )  # fmt: skip


def _limits(limits: Limits) -> list[tuple[str, float]]:
    return [("upper limit", limits.high), ("middle", limits.middle), ("lower limit", limits.low)]


def _line(series: Series, kind: str, scale: Scale, out: Iterable[int] = ()) -> Line | None:
    known = [point for point in series.points if point.value is not None]
    if not known or known[-1].value is None:
        return None
    stands_out = set(out)
    parts = [" ".join(f"{scale.x(point.year)},{scale.y(point.value or 0)}" for point in part)
             for part in _unbroken(series.points)]  # fmt: skip
    dots = [Dot(scale.x(point.year), scale.y(point.value or 0), point.year in stands_out) for point in known]
    return Line(series.area.name, kind, tuple(parts), scale.y(known[-1].value), tuple(dots))


def _unbroken(points: Sequence[Point]) -> Iterator[list[Point]]:
    part: list[Point] = []
    for point in points:
        if point.value is None:
            yield from [part] if part else []
            part = []
        else:
            part.append(point)
    yield from [part] if part else []


def _apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The names at the ends of the lines, moved down until none covers another."""
    placed: list[Line] = []
    lowest = 0.0
    for line in sorted(lines, key=lambda one: one.name_y):
        at = max(line.name_y, lowest)
        placed.append(Line(line.name, line.kind, line.parts, at, line.dots))
        lowest = at + NAME_APART
    return tuple(placed)


def _level(name: str, value: float, scale: Scale) -> Line:
    at = scale.y(value)
    return Line(name, "middle" if name == "middle" else "limit", (f"{LEFT},{at} {WIDTH - RIGHT},{at}",), at)


def _band(spreads: Sequence[Spread], scale: Scale) -> str:
    up = [f"{scale.x(one.year)},{scale.y(one.high)}" for one in spreads]
    down = [f"{scale.x(one.year)},{scale.y(one.low)}" for one in reversed(spreads)]
    return " ".join(up + down)


def _ups(scale: Scale, measure: Measure) -> tuple[Tick, ...]:
    return tuple(Tick(scale.y(value), _tick(value, measure, scale.step)) for value in scale.ups())


def _tick(value: float, measure: Measure, step: float) -> str:
    return f"{value:,.0f}" + ("%" if measure.unit == "percent" else "") if step >= 1 else f"{value:,.1f}"


def _years(scale: Scale) -> tuple[Tick, ...]:
    every = 1 if scale.last - scale.first < 8 else 2
    years = [year for year in range(scale.first, scale.last + 1) if (scale.last - year) % every == 0]
    return tuple(Tick(scale.x(year), str(year)) for year in years)


def words_of(compared: Compared) -> str:
    """The chart in words: from when to when, what it was and is, the limits, what stands out."""
    own = compared.own
    known = [(year, own.cells[year]) for year in sorted(own.cells) if own.cells[year].value is not None]
    if not known:
        return f"{own.measure.title}, {own.area.name}: no figure is published."
    (first, was), (last, now) = known[0], known[-1]
    said = [f"{own.measure.title}, {own.area.name}: {was.said} in {first}, {now.said} in {last}."]
    said += [_limits_said(own.limits, own.measure) if own.limits else "Too few years are known to draw limits."]
    said += [f"{year}: {', '.join(words)}." for year, words in own.stands_out.items()]
    return " ".join(said + [f"{one.area.name}: {one.newest[1].said} in {one.newest[0]}." for one in compared.all[1:]
                            if one.newest])  # fmt: skip


def _limits_said(limits: Limits, measure: Measure) -> str:
    return (
        f"Limits from {limits.years} years: {measure.said(limits.low)} to {measure.said(limits.high)}, "
        f"with {measure.said(limits.middle)} in the middle."
    )


def _words_of_england(found: Everywhere) -> str:
    said = words_of(Compared(found.england, None, None)) if found.england else found.measure.title
    if not found.spreads:
        return said
    newest = found.spreads[-1]
    low, high = found.measure.said(newest.low), found.measure.said(newest.high)
    return f"{said} In {newest.year} half of {newest.areas} authorities lay between {low} and {high}."
