"""Published statistics brought in: recognised by their columns, joined to authorities by code, written only where they
differ. A mark that stands in place of a number is kept as the mark it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.partnerships.models import Body, BodyCode, Kind
from handrail.service.partnerships.register.sheet import Fault, Recognised, Row, Sheet, read_sheet
from handrail.service.scrutiny.measures import FILES, Kept, Measure
from handrail.service.scrutiny.models import Area, Figure, Loaded, Revised
from handrail.service.scrutiny.models.figures import MARKS

BATCH = 5_000
ALWAYS = frozenset({"time_period", "geographic_level", "country_code", "region_code", "new_la_code", "la_name"})
RECOGNISED = tuple(Recognised(file.key, file.must | ALWAYS) for file in FILES)
LEVELS = {"National": Area.Level.NATION, "Regional": Area.Level.REGION, "Local authority": Area.Level.AUTHORITY}
NUMBER = re.compile(r"-?\d{1,10}(\.\d{1,3})?")

Value = tuple[Decimal | None, str]
"""A number and no mark, or a mark and no number."""


@dataclass(frozen=True, slots=True)
class Found:
    """What loading one file did."""

    file: str
    holds: str
    lines: int
    added: int
    revised: int
    marks: dict[str, int]
    authorities: int
    years: tuple[int, ...]


@dataclass
class Places:
    """The areas that are known, and how a code in a file leads to one."""

    by: audit.Actor
    bodies: dict[str, Body] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    of_body: dict[object, Area] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes = BodyCode.objects.filter(scheme="ons", body__kind=Kind.LOCAL_AUTHORITY).select_related("body")
        self.bodies = {one.code: one.body for one in codes}
        for area in Area.objects.all():
            self._know(area)

    def _know(self, area: Area) -> None:
        self.areas[area.code] = area
        if area.authority_id is not None:
            self.of_body[area.authority_id] = area

    def of(self, row: Row) -> Area:
        level = LEVELS.get(row["geographic_level"])
        if level is None:
            raise row.fault(f'"geographic_level" is "{row["geographic_level"]}". It is one of {", ".join(LEVELS)}.')
        if level == Area.Level.AUTHORITY:
            return self._authority(row)
        code = row.needs("country_code" if level == Area.Level.NATION else "region_code")
        name = row["country_name"] if level == Area.Level.NATION else row["region_name"]
        return self.areas.get(code) or self._add(level=level, code=code, name=name)

    def _authority(self, row: Row) -> Area:
        """By any code that the authority ever had: a code can change without another council coming to be."""
        code = row.needs("new_la_code")
        body = self.bodies.get(code)
        if body is None:
            raise row.fault(
                f"{code} ({row['la_name']}) is no authority known here. Load the register first, with: "
                "handrail register load."
            )
        region = self.areas.get(row["region_code"])
        return self.of_body.get(body.pk) or self._add(
            level=Area.Level.AUTHORITY, code=code, name=row["la_name"], authority=body, region=region
        )

    def _add(self, **given: object) -> Area:
        area = Area.objects.create(**given)
        self._know(area)
        return area


def load_statistics(paths: Sequence[Path], *, dry_run: bool = False) -> list[Found]:
    """Read every file, then write what differs, as one transaction. Raises Fault, and then nothing is written."""
    sheets = [(read_sheet(path, RECOGNISED), path) for path in paths]
    kinds = [sheet.kind for sheet, _ in sheets]
    for sheet, _ in sheets:
        if kinds.count(sheet.kind) > 1:
            raise Fault(f"Two of the files are “{_file(sheet).title}”. Give one of them.")
        if not sheet.rows:
            raise Fault(f"{sheet.file}: has a header and no lines under it.")
    job = Job("statistics load")
    with unit_of_work(job):
        places = Places(job)
        found = [load_sheet(sheet, hashlib.sha256(path.read_bytes()).hexdigest(), places) for sheet, path in sheets]
        if dry_run:
            transaction.set_rollback(True)
    return found


def _file(sheet: Sheet) -> Kept:
    return next(file for file in FILES if file.key == sheet.kind)


def load_sheet(sheet: Sheet, sha256: str, places: Places, *, invented: bool = False) -> Found:
    file = _file(sheet)
    loaded = Loaded.objects.create(
        file_name=sheet.file[:200], holds=file.title, sha256=sha256, lines=len(sheet.rows), invented=invented
    )
    read = _read(sheet, file, places)
    standing = {
        (one.measure, one.area_id, one.year): one
        for one in Figure.objects.filter(measure__in=[measure.key for measure in file.measures])
    }
    new = [key for key in read if key not in standing]
    changed = [key for key in read if key in standing and read[key] != (standing[key].value, standing[key].mark)]
    Figure.objects.bulk_create((_figure(key, read[key], loaded) for key in new), batch_size=BATCH)
    _revise([standing[key] for key in changed], [read[key] for key in changed], loaded)
    said = f"loaded “{file.title}” from {sheet.file}: {len(new)} figures added, {len(changed)} revised"
    audit.record(places.by, said, loaded)
    marks = [mark for _, mark in read.values() if mark]
    areas = {area for _, area, _ in read}
    return Found(
        sheet.file, file.title, len(sheet.rows), len(new), len(changed), {mark: marks.count(mark) for mark in MARKS
        if mark in marks}, sum(area.pk in areas for area in places.of_body.values()),
        tuple(sorted({year for _, _, year in read})),
    )  # fmt: skip


Key = tuple[str, int, int]
"""A measure, an area and a year."""


def _figure(key: Key, value: Value, loaded: Loaded) -> Figure:
    measure, area, year = key
    return Figure(measure=measure, area_id=area, year=year, value=value[0], mark=value[1], loaded=loaded)


def _revise(standing: list[Figure], values: list[Value], loaded: Loaded) -> None:
    """What a figure was stays to be read; what it is now stands in its place."""
    Revised.objects.bulk_create(
        (Revised(figure=one, was=one.value, was_mark=one.mark, was_loaded_id=one.loaded_id) for one in standing),
        batch_size=BATCH,
    )
    for one, (value, mark) in zip(standing, values, strict=True):
        one.value, one.mark, one.loaded = value, mark, loaded
    Figure.objects.bulk_update(standing, ["value", "mark", "loaded"], batch_size=BATCH)


def _read(sheet: Sheet, file: Kept, places: Places) -> dict[Key, Value]:
    there = [measure for measure in file.measures if measure.column in sheet.rows[0].cells]
    read: dict[Key, Value] = {}
    lines: dict[tuple[int, int], Row] = {}
    for row in sorted(sheet.rows, key=_nation_first):
        year, area = _year(row), places.of(row)
        if (area.pk, year) in lines:
            raise row.fault(f"{area} in {year} is already on line {lines[area.pk, year].line}. Take one of them out.")
        lines[area.pk, year] = row
        read.update(_figures(row, there, area, year))
    return read


def _nation_first(row: Row) -> int:
    """Regions before the authorities in them, whatever order the file has."""
    return list(LEVELS).index(row["geographic_level"]) if row["geographic_level"] in LEVELS else 0


def _figures(row: Row, measures: Iterable[Measure], area: Area, year: int) -> Iterator[tuple[Key, Value]]:
    for measure in measures:
        yield (measure.key, area.pk, year), value_of(row, measure.column)


def value_of(row: Row, column: str) -> Value:
    """A number, or the mark that stands in its place. Anything else is a fault: it is never taken for nought."""
    typed = row[column]
    if typed in MARKS:
        return None, typed
    if NUMBER.fullmatch(typed):
        return Decimal(typed), ""
    known = ", ".join(f"{mark} ({words})" for mark, words in MARKS.items())
    raise row.fault(f'"{column}" is "{typed}", which is neither a number nor one of the marks known here: {known}.')


def _year(row: Row) -> int:
    typed = row.needs("time_period")
    if not re.fullmatch(r"(19|20)\d\d", typed):
        raise row.fault(f'"time_period" is "{typed}". Write the year in which it ends, such as 2024.')
    return int(typed)
