"""Who was involved when, as a drawing to be read without colour: a row for each agency, a bar for each stretch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handrail.service.chronologies.merging.gaps import DAY, gaps, merged_spans, monday
from handrail.service.chronologies.merging.order import Line
from handrail.service.chronologies.reading.values import Sure

LEFT, WIDTH, TOP, ROW, BAR = 4, 940, 48, 84, 38
MOST_STRETCHES = 72
WEEKS, MONTHS, QUARTERS, YEARS = "week", "month", "quarter", "year"


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch in one row. `x`, `width` and `height` are in the drawing's own units."""

    from_on: date
    until_on: date
    certain: int
    vague: int
    key: int
    x: float
    width: float
    height: float
    vague_height: float

    @property
    def count(self) -> int:
        return self.certain + self.vague


@dataclass(frozen=True, slots=True)
class Silence:
    from_on: date
    until_on: date
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The row of one agency."""

    body: str
    y: float
    bars: tuple[Bar, ...]
    silences: tuple[Silence, ...]
    uncertain: tuple[Silence, ...] = ()
    """The spans within which lines of an uncertain day lie somewhere."""

    @property
    def count(self) -> int:
        return sum(bar.count for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Picture:
    stretch: str
    from_on: date
    until_on: date
    strips: tuple[Strip, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    stretches: tuple[tuple[date, date], ...]

    @property
    def width(self) -> int:
        return LEFT + WIDTH + 10

    def counts(self) -> Iterator[tuple[tuple[date, date], tuple[int, ...]]]:
        """The same as a table: each stretch in which anybody has a line, and how many each has."""
        by_row = [{bar.from_on: bar.count for bar in strip.bars} for strip in self.strips]
        for stretch in self.stretches:
            found = tuple(row.get(stretch[0], 0) for row in by_row)
            if any(found):
                yield stretch, found


def picture_of(
    lines: Iterable[Line], names: Mapping[str, str], key_events: Iterable[str], longer_than: int,
    begins: date | None = None, ends: date | None = None,
) -> Picture | None:  # fmt: skip
    """None where there is nothing to draw."""
    lines = list(lines)
    if not lines:
        return None
    first = begins or min(line.from_on for line in lines)
    last = ends or max(line.until_on for line in lines)
    lines = [line for line in lines if first <= line.from_on <= last]
    stretch = _length(first, last)
    stretches = tuple(_stretches(first, last, stretch))
    marked = set(key_events)
    scale = WIDTH / max(1, (stretches[-1][1] - stretches[0][0]).days + 1)

    def x_of(day: date) -> float:
        return round(LEFT + (day - stretches[0][0]).days * scale, 1)

    counted = {body: _counted([one for one in lines if one.body == body], stretches, marked) for body in names}
    most = max((sum(cell[:2]) for row in counted.values() for cell in row.values()), default=1)
    strips = []
    for place, (body, cells) in enumerate(sorted(counted.items(), key=lambda one: names[one[0]].lower())):
        own = [line for line in lines if line.body == body]
        bars = tuple(_bar(span, cells[span[0]], most, x_of) for span in stretches if span[0] in cells)
        silent = tuple(_span(gap.from_on, gap.until_on, x_of) for gap in gaps(own, longer_than, first, last))
        vague = merged_spans((line.from_on, min(line.until_on, last)) for line in own if line.sure is Sure.WITHIN)
        strips.append(Strip(body, TOP + place * ROW, bars, silent, tuple(_span(*one, x_of) for one in vague)))
    height = TOP + len(strips) * ROW + 10
    return Picture(stretch, first, last, tuple(strips), tuple(_ticks(stretches, x_of)), height, stretches)


def _span(first: date, last: date, x_of: Callable[[date], float]) -> Silence:
    return Silence(first, last, x_of(first), round(x_of(last + DAY) - x_of(first), 1))


def _counted(
    own: list[Line], stretches: tuple[tuple[date, date], ...], marked: set[str]
) -> dict[date, tuple[int, int, int]]:
    """How many certain and uncertain lines, and key events, begin in each stretch."""
    starts = [first for first, _ in stretches]
    found: dict[date, tuple[int, int, int]] = {}
    for line in own:
        start = starts[_place(starts, line.from_on)]
        certain, vague, key = found.get(start, (0, 0, 0))
        sure = line.sure is Sure.EXACT
        found[start] = (certain + sure, vague + (not sure), key + (line.key in marked))
    return found


def _place(starts: list[date], day: date) -> int:
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if starts[middle] <= day else (low, middle - 1)
    return low


def _bar(span: tuple[date, date], cell: tuple[int, int, int], most: int, x_of: Callable[[date], float]) -> Bar:
    certain, vague, key = cell
    x = x_of(span[0])
    width = max(3.0, round(x_of(span[1] + DAY) - x - 1.5, 1))
    heights = [round(BAR * count / most, 1) for count in (certain, vague)]
    return Bar(*span, certain, vague, key, x, width, *(max(3.0, one) if one else 0.0 for one in heights))


def _length(first: date, last: date) -> str:
    days = (last - first).days
    for stretch, length in ((WEEKS, 7), (MONTHS, 30), (QUARTERS, 91)):
        if days / length <= MOST_STRETCHES:
            return stretch
    return YEARS


def _stretches(first: date, last: date, stretch: str) -> Iterator[tuple[date, date]]:
    start = _start_of(first, stretch)
    while start <= last:
        after = _start_of(start + timedelta(days={WEEKS: 7, MONTHS: 31, QUARTERS: 92, YEARS: 366}[stretch]), stretch)
        yield start, after - DAY
        start = after


def _start_of(day: date, stretch: str) -> date:
    if stretch == WEEKS:
        return monday(day)
    if stretch == MONTHS:
        return day.replace(day=1)
    if stretch == QUARTERS:
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return date(day.year, 1, 1)


def _ticks(stretches: tuple[tuple[date, date], ...], x_of: Callable[[date], float]) -> Iterator[tuple[float, str]]:
    """A line and its words where a year begins, or a month where all is within two years; never too close to read."""
    days = (stretches[-1][1] - stretches[0][0]).days
    step = 1 if days <= 400 else 3 if days <= 1100 else 12
    last = -1000.0
    day = stretches[0][0].replace(day=1)
    while day <= stretches[-1][1]:
        x = x_of(day)
        if day >= stretches[0][0] and (day.month - 1) % step == 0 and x - last >= 62 and x < LEFT + WIDTH - 50:
            yield x, f"{day:%Y}" if step == 12 else f"{day:%b %Y}"
            last = x
        day = (day + timedelta(days=32)).replace(day=1)
