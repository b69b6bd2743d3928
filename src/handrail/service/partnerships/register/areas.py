"""Loads the days that the change of law hangs on, one line for each local authority's area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from handrail.service.audit.actions import Actor, Job, unit_of_work
from handrail.service.partnerships.actions import NotDone, set_area_dates
from handrail.service.partnerships.models import AreaDates, Body, BodyCode, Kind
from handrail.service.partnerships.register.sheet import Recognised, Row, read_sheet

BEGAN = "safeguarding_arrangements_began_on"
CHILD_DEATH = "child_death_arrangements_began_on"
PUBLISHED = "safeguarding_arrangements_published_on"
AREAS = Recognised("dates of areas", frozenset({"code", BEGAN, CHILD_DEATH}))


@dataclass(frozen=True)
class AreasLoaded:
    """How many areas were read, and for which the days changed."""

    read: int
    changed: tuple[str, ...]
    folders: int


def load_areas(path: Path, *, dry_run: bool = False) -> AreasLoaded:
    """An empty cell leaves what is known. Raises Fault, and then writes nothing."""
    rows = read_sheet(path, [AREAS]).rows
    job = Job("areas load")
    with unit_of_work(job):
        found = [(_authority(row), row) for row in rows]
        _once_each(found)
        changed = list(_write(found, job))
        if dry_run:
            transaction.set_rollback(True)
    return AreasLoaded(len(found), tuple(said for said, _ in changed), sum(folders for _, folders in changed))


def _write(found: Sequence[tuple[Body, Row]], job: Actor) -> Iterator[tuple[str, int]]:
    for authority, row in found:
        held = AreaDates.objects.filter(authority=authority).first() or AreaDates(authority=authority)
        days = {
            "published_on": (_day(row, PUBLISHED), held.safeguarding_published_on),
            "began_on": (_day(row, BEGAN), held.safeguarding_began_on),
            "child_death_began_on": (_day(row, CHILD_DEATH), held.child_death_began_on),
        }
        try:
            result = set_area_dates(authority, by=job, **{name: new or old for name, (new, old) in days.items()})
        except NotDone as refused:
            raise row.fault(str(refused)) from None
        if result.changed:
            yield str(authority), result.folders or 0


def _day(row: Row, column: str) -> date | None:
    return row.day(column) if column in row.cells else None


def _authority(row: Row) -> Body:
    code = row.needs("code")
    held = BodyCode.objects.filter(code=code, body__kind=Kind.LOCAL_AUTHORITY).select_related("body")
    bodies = {one.body_id: one.body for one in held if one.scheme == "ons" or one.until_on is None}
    if len(bodies) != 1:
        raise row.fault(
            f"{code} is the code of no authority known here. Load the authorities first: handrail register load."
        )
    return next(iter(bodies.values()))


def _once_each(found: Sequence[tuple[Body, Row]]) -> None:
    seen: dict[Body, Row] = {}
    for authority, row in found:
        if authority in seen:
            raise row.fault(f"{authority} is already on line {seen[authority].line}. Take one of them out.")
        seen[authority] = row
