"""The published figures of an area over the years, beside its region and England, with limits and what stands out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from handrail.analysis.control import Limits, Point, Spread, limits_of, signals, spread_of
from handrail.service.partnerships.models import Body, Kind, Membership, Succession
from handrail.service.scrutiny.measures import MEASURES, Measure
from handrail.service.scrutiny.models import Area, Figure
from handrail.service.scrutiny.models.figures import MARKS

ENGLAND = "E92000001"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as it is shown: a number with its unit, or what its mark means."""

    value: Decimal | None
    mark: str
    measure: Measure

    @property
    def said(self) -> str:
        return self.measure.said(self.value) if self.value is not None else MARKS[self.mark].capitalize()


@dataclass(frozen=True)
class Series:
    """One measure in one area, year by year. `before` names the authority whose figures the first years are."""

    measure: Measure
    area: Area
    cells: Mapping[int, Cell]
    before: str = ""
    before_until: int = 0

    @cached_property
    def points(self) -> list[Point]:
        years = range(min(self.cells), max(self.cells) + 1) if self.cells else range(0)
        return [Point(year, _number(self.cells.get(year))) for year in years]

    @cached_property
    def limits(self) -> Limits | None:
        return limits_of(self.points, most=self.measure.most)

    @cached_property
    def stands_out(self) -> dict[int, tuple[str, ...]]:
        return signals(self.points, self.limits) if self.limits else {}

    @property
    def newest(self) -> tuple[int, Cell] | None:
        """The newest year of which there is a number."""
        return max(((year, cell) for year, cell in self.cells.items() if cell.value is not None), default=None,
                   key=lambda pair: pair[0])  # fmt: skip


def _number(cell: Cell | None) -> float | None:
    return float(cell.value) if cell is not None and cell.value is not None else None


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure in one authority's area beside the region it lies in and England."""

    own: Series
    region: Series | None
    england: Series | None

    @property
    def years(self) -> list[int]:
        return sorted({year for one in self.all for year in one.cells})

    @property
    def all(self) -> list[Series]:
        return [one for one in (self.own, self.region, self.england) if one is not None]

    @property
    def said(self) -> str:
        """The newest figures in a sentence, as they are kept with what they were used for."""
        newest = self.own.newest
        if newest is None:
            return f"{self.own.area.name}: no figure is published."
        year, cell = newest
        beside = "; ".join(
            f"{one.area.name} {one.cells[year].said}" for one in (self.region, self.england)
            if one is not None and year in one.cells
        )  # fmt: skip
        out = self.own.stands_out.get(year)
        return (
            f"{self.own.measure.title}, {self.own.area.name}, {year}: {cell.said}"
            f"{f' ({beside})' if beside else ''}.{f' It is {out[0]}.' if out else ''}"
        )


def authorities_of(partnership: Body, today: date) -> list[Body]:
    """The authorities in a partnership's area today."""
    here = Membership.objects.on(today).filter(partnership=partnership, body__kind=Kind.LOCAL_AUTHORITY)
    return sorted((one.body for one in here.select_related("body")), key=lambda body: body.name)


def compared(partnership: Body, measures: Collection[str], today: date) -> dict[str, list[Compared]]:
    """Every measure in every authority of a partnership. One look at the figures, however many there are."""
    bodies = authorities_of(partnership, today)
    heirs = _continued(bodies)
    rows = Area.objects.filter(Q(authority__in=[*bodies, *heirs.values()])).select_related("region", "authority")
    areas = {area.authority_id: area for area in rows}
    england = Area.objects.filter(code=ENGLAND).first()
    wanted = {area.pk for area in areas.values()}
    wanted |= {area.region_id for area in areas.values() if area.region_id} | ({england.pk} if england else set())
    cells = _cells(measures, wanted)
    found: dict[str, list[Compared]] = {key: [] for key in measures}
    for key in measures:
        for body in bodies:
            area = areas.get(body.pk)
            if area is None:
                continue
            heir = heirs.get(body.pk)
            own = _joined(MEASURES[key], area, areas.get(heir.pk) if heir else None, cells)
            beside = [_series(MEASURES[key], one, cells) for one in (area.region, england)]
            found[key].append(Compared(own, *beside))
    return found


def compared_in(area: Area, measure: Measure) -> Compared:
    """One measure in any authority's area, beside its region and England."""
    heirs = _continued([area.authority]) if area.authority else {}
    before = Area.objects.filter(authority__in=list(heirs.values())).select_related("authority").first()
    england = Area.objects.filter(code=ENGLAND).first()
    wanted = {one.pk for one in (area, area.region, before, england) if one is not None}
    cells = _cells([measure.key], wanted)
    return Compared(
        _joined(measure, area, before, cells), *(_series(measure, one, cells) for one in (area.region, england))
    )


def _continued(bodies: Iterable[Body]) -> dict[object, Body]:
    """The one authority that each took over from, where that had no other successor: their area is the same."""
    found: dict[object, Body] = {}
    for body in bodies:
        came = list(Succession.objects.filter(after=body, before__kind=Kind.LOCAL_AUTHORITY).select_related("before"))
        if len(came) == 1 and Succession.objects.filter(before=came[0].before).count() == 1:
            found[body.pk] = came[0].before
    return found


Cells = Mapping[tuple[str, int], Mapping[int, Cell]]


def _cells(measures: Collection[str], areas: Collection[int]) -> Cells:
    found: dict[tuple[str, int], dict[int, Cell]] = defaultdict(dict)
    rows = Figure.objects.filter(measure__in=measures, area__in=areas)
    for measure, area, year, value, mark in rows.values_list("measure", "area_id", "year", "value", "mark"):
        found[measure, area][year] = Cell(value, mark, MEASURES[measure])
    return found


def _series(measure: Measure, area: Area | None, cells: Cells) -> Series | None:
    if area is None or not cells.get((measure.key, area.pk)):
        return None
    return Series(measure, area, cells[measure.key, area.pk])


def _joined(measure: Measure, area: Area, before: Area | None, cells: Cells) -> Series:
    """Its own figures, and in the years before them those of the authority whose area it took over unchanged."""
    own = dict(cells.get((measure.key, area.pk), {}))
    earlier = cells.get((measure.key, before.pk), {}) if before else {}
    first = min(own, default=10_000)
    joined = {year: cell for year, cell in earlier.items() if year < first}
    if before is None or not joined:
        return Series(measure, area, own)
    return Series(measure, area, joined | own, str(before.authority or before), max(joined))


@dataclass(frozen=True)
class Everywhere:
    """One measure in every authority of England."""

    measure: Measure
    england: Series | None
    regions: Sequence[Series]
    authorities: Sequence[Series]

    @cached_property
    def spreads(self) -> list[Spread]:
        """How the authorities lay in each year, of those whose figure is known."""
        by_year: dict[int, list[float]] = defaultdict(list)
        for one in self.authorities:
            for point in one.points:
                if point.value is not None:
                    by_year[point.year].append(point.value)
        return [found for year in sorted(by_year) if (found := spread_of(year, by_year[year]))]

    @property
    def years(self) -> list[int]:
        return sorted({year for one in self.authorities for year in one.cells})


def everywhere(measure: Measure) -> Everywhere:
    areas = {area.pk: area for area in Area.objects.select_related("region", "authority")}
    cells = _cells([measure.key], list(areas))
    found = [Series(measure, areas[area], years) for (_, area), years in cells.items()]
    by_name = sorted(found, key=lambda one: one.area.name)
    return Everywhere(
        measure,
        next((one for one in by_name if one.area.level == Area.Level.NATION), None),
        [one for one in by_name if one.area.level == Area.Level.REGION],
        [one for one in by_name if one.area.level == Area.Level.AUTHORITY],
    )
