"""What tests of scrutiny share: an appointed scrutineer, a plan, a piece done, a finding, published figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit.actions import name_actor
from handrail.service.partnerships.models import Body, BodyCode, Kind
from handrail.service.scrutiny.actions import activities as act
from handrail.service.scrutiny.actions import scrutineers
from handrail.service.scrutiny.models import Activity, Finding, Plan, Scrutineer
from tests.rooms.cast import Cast, employ

HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,category,CPP_At31_3Months,Reviewed_within_timescales,Reviewed_within_timescales_percent"
)
PERCENT = "reviewed-within-timescales-percent"


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def appointed(cast: Cast, *, declared: bool = True, **other: Any) -> Scrutineer:
    name_actor(cast["coordinator"])
    body, _ = Body.objects.get_or_create(kind=Kind.SCRUTINEER, name="Farsight Scrutiny")
    plain: dict[str, Any] = {
        "name": "Dr Isolde Farsight", "appointed_on": in_days(-400), "appointed_by_name": "The three partners",
        "terms": "Twenty days a year.", "until_on": None,
    }  # fmt: skip
    found = scrutineers.appoint(cast.partnership, body, by=cast["coordinator"], **plain | other)
    if declared:
        scrutineers.declare(found, ties=(), words="", declared_on=in_days(-30), by=cast["coordinator"])
    return found


def a_plan(cast: Cast, way: str = Plan.Way.ATTENDS) -> Plan:
    name_actor(cast["coordinator"])
    return act.write_plan(
        cast.partnership, 2026, way=way, way_why="To see for themselves.", aims="Whether help comes early.",
        by=cast["coordinator"],
    )  # fmt: skip


def a_piece(cast: Cast, plan: Plan, who: Scrutineer, **other: Any) -> Activity:
    plain: dict[str, Any] = {
        "title": "The front door",
        "question": "Does help come early?",
        "how": "visit",
        "due_on": in_days(20),
    }
    return act.add_activity(plan, who, by=cast["coordinator"], **plain | other)


def done(cast: Cast, **other: Any) -> Activity:
    piece = a_piece(cast, a_plan(cast), appointed(cast))
    plain: dict[str, Any] = {"on": in_days(0), "how": "visit", "words": "Two days at the front door."}
    act.record_done(piece, by=cast["coordinator"], **plain | other)
    piece.refresh_from_db()
    return piece


def a_finding(cast: Cast, piece: Activity | None = None, **other: Any) -> Finding:
    plain: dict[str, Any] = {
        "kind": "improve", "words": "Calls after five are not answered.", "seen_in": "The log of a week.",
        "to_body": cast.council, "answer_due_on": in_days(28), "found_on": in_days(0), "by": cast["coordinator"],
    }  # fmt: skip
    return act.record_finding(piece or done(cast), **plain | other)


def answered(cast: Cast, finding: Finding, **other: Any) -> None:
    plain: dict[str, Any] = {
        "says": "accepted", "words": "A second line from January.", "done_by_on": in_days(60),
        "answered_on": in_days(0), "answered_by_name": "Constance Leadbitter", "by": cast["coordinator"],
    }  # fmt: skip
    act.answer(finding, **plain | other)


def the_scrutineer_signs_in(cast: Cast) -> Person:
    name_actor(cast["administrator"])
    body, _ = Body.objects.get_or_create(kind=Kind.SCRUTINEER, name="Farsight Scrutiny")
    return employ("Isolde Farsight", "outside reader", body, cast.partnership)


def coded(cast: Cast) -> None:
    """Wend Valley's two councils by codes that no real council has."""
    name_actor(cast["administrator"])
    for code, body in (("E10999001", cast.council), ("E10999002", cast.other_council)):
        BodyCode.objects.get_or_create(body=body, scheme="ons", code=code, defaults={"from_on": date(2010, 4, 1)})


def a_file(folder: Path, rows: Iterable[Mapping[str, Any]], name: str = "d6.csv") -> Path:
    """Of plans reviewed in time, as the Department lays it out."""
    written = io.StringIO()
    to = csv.DictWriter(written, HEADER.split(","), restval="", lineterminator="\n")
    to.writeheader()
    every = {"time_identifier": "Reporting year", "country_code": "E92000001", "country_name": "England"}
    to.writerows(every | dict(row) for row in rows)
    (folder / name).write_text(written.getvalue(), encoding="utf-8-sig")
    return folder / name


def years(
    percents: Iterable[str], first: int = 2013, code: str = "E10999001", name: str = "Wendshire"
) -> list[dict[str, Any]]:
    return [
        {
            "time_period": str(first + place), "geographic_level": "Local authority", "region_code": "E12000099",
            "region_name": "The Vales", "old_la_code": "999", "new_la_code": code, "la_name": name,
            "category": "Plans", "CPP_At31_3Months": "100", "Reviewed_within_timescales": percent,
            "Reviewed_within_timescales_percent": percent,
        }
        for place, percent in enumerate(percents)
    ]  # fmt: skip


def of_england(percents: Iterable[str], first: int = 2013) -> list[dict[str, Any]]:
    return [
        row | {"geographic_level": "National", "region_code": "", "new_la_code": "", "la_name": ""}
        for row in years(percents, first)
    ]


def of_the_region(percents: Iterable[str], first: int = 2013) -> list[dict[str, Any]]:
    return [row | {"geographic_level": "Regional", "new_la_code": "", "la_name": ""} for row in years(percents, first)]
