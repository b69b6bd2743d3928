"""What a version says, as data: the same is agreed to, compared, published and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from handrail.service.arrangements.models import Agency, Arrangements, Level, Line, Named, Partner, School, Section
from handrail.service.partnerships.models import Body, Kind

SORTS: tuple[type[Line], ...] = (Partner, Agency, Named, Level, Section)
Said = dict[str, Any]
"""A version: its first day and its reasons, and by the name of each sort its lines, each with its own key."""


def lines_of(one: Arrangements, sort: type[Line]) -> list[Any]:
    """The lines of a sort that stand in a version."""
    rows = sort._default_manager.filter(arrangements=one, taken_out_at__isnull=True)
    bodies = [name for name in sort.SAID if sort._meta.get_field(name).related_model is Body]
    return list(rows.select_related(*bodies)) if bodies else list(rows)


def said_in(one: Arrangements) -> Said:
    """All that the partners agree to. Not the schools: they change with the register, and are listed on the day."""
    said: Said = {
        "begins_on": one.begins_on.isoformat() if one.begins_on else "",
        "changed_why": one.changed_why,
    }
    for sort in SORTS:
        said[sort.sort] = [_as_told(line) for line in lines_of(one, sort)]
    return said


def _as_told(line: Line) -> Said:
    return {"line": str(line.line), **{name: _plain(value) for name, value in line.said().items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Body):
        return {"name": value.name, "kind": Kind(value.kind).value, "category": value.category}
    return value.isoformat() if isinstance(value, date) else ("" if value is None else value)


def digest_of(said: Said) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def what_was_said(one: Arrangements) -> Said:
    """Of a published version what it said then; of a draft what it says now."""
    return one.document["said"] if one.published_at else said_in(one)


def schools_said(partnership: Body) -> list[Said]:
    """Every open school by name, with how it takes part. Nobody there is named."""
    rows = School.objects.filter(partnership=partnership, closed=False).select_related("way", "authority")
    return [
        {
            "name": one.name, "urn": one.urn, "authority": one.authority.name, "phase": one.phase, "type": one.type,
            "way": one.way.name if one.way else "", "takes_part": one.engages == School.Engages.YES,
        }
        for one in rows
    ]  # fmt: skip


def schools_listed(one: Arrangements) -> list[Said]:
    """Of a published version those that it listed then; of a draft those that are listed now."""
    listed: list[Said] = one.document["schools"] if one.published_at else schools_said(one.partnership)
    return listed


def agreed_by(one: Arrangements) -> dict[Any, Any]:
    """By the key of each partner's body, its agreement to the version as it reads now."""
    digest = digest_of(said_in(one))
    return {given.body_id: given for given in one.agreements.filter(digest=digest).order_by("agreed_on", "recorded_at")}


def agreed_by_all_on(one: Arrangements) -> date | None:
    """The day on which the last partner agreed; None while one has not."""
    partners, given = lines_of(one, Partner), agreed_by(one)
    if not partners or any(line.body_id not in given for line in partners):
        return None
    days: list[date] = [given[line.body_id].agreed_on for line in partners]
    return max(days)


def bodies_named(one: Arrangements) -> Iterator[Body]:
    for sort in (Partner, Agency):
        yield from (line.body for line in lines_of(one, sort))
