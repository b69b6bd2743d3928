"""A yearly report of Wend Valley on invented months, as far on its way as a test needs it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from handrail.service.arrangements.saying import digest_of
from handrail.service.audit.actions import name_actor
from handrail.service.reports.actions import years as act
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.gathering import gather_what_waits
from handrail.service.reports.year.saying import items_of, partners_of, said_in
from tests.rooms.cast import Cast

FIRST = date(2025, 4, 1)


def begun(cast: Cast, first_on: date = FIRST) -> YearReport:
    name_actor(cast["coordinator"])
    return act.begin_year(cast.partnership, first_on, by=cast["coordinator"])


def seen_to(report: YearReport) -> YearReport:
    """As the worker leaves it a minute later."""
    gather_what_waits()
    report.refresh_from_db()
    return report


def write(cast: Cast, report: YearReport, item: str, text: str, why_not: str = "") -> None:
    name_actor(cast["coordinator"])
    version = report.sections.get(item=item).version
    act.write_section(report, item, text=text, why_not=why_not, version=version, by=cast["coordinator"])


def written(cast: Cast, report: YearReport | None = None) -> YearReport:
    """All but the agreement of the partners."""
    report = report or begun(cast)
    for item in items_of(cast.partnership):
        write(cast, report, item.key, f"About {item.key}.\n\n- one thing\n- another")
    return seen_to(report)


def agree_all(cast: Cast, report: YearReport) -> YearReport:
    name_actor(cast["coordinator"])
    for body in partners_of(cast.partnership):
        act.agree_year(
            report, body=body, agreed_by_name="Its lead", agreed_on=timezone.localdate(), where="Minutes, item 4",
            read=digest_of(said_in(report)), by=cast["coordinator"],
        )  # fmt: skip
    return report


def published(cast: Cast, report: YearReport | None = None) -> YearReport:
    report = agree_all(cast, written(cast, report))
    name_actor(cast["coordinator"])
    act.publish_year(report, by=cast["coordinator"])
    report.refresh_from_db()
    return report
