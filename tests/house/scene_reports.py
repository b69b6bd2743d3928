"""What the scene has of reports: one on child deaths that is being drawn, and the partnership's own of a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.reports.actions import begin_report
from handrail.service.reports.actions.earlier import record_earlier
from handrail.service.reports.actions.years import begin_year
from handrail.service.reports.models import DeathMark, DeathReport, DeathReportSent, EarlierYear, YearMark, YearReport
from handrail.service.reports.year.names import REFERENCE

if TYPE_CHECKING:
    from tests.house.scene import Scene


def a_report_is_drawn(scene: Scene) -> None:
    """The partnership's one report of the year, also where two folders are looked at side by side."""
    partnership = scene.cast.partnership
    name_actor(scene.cast["coordinator"])
    report = DeathReport.objects.filter(partnership=partnership, beside=[]).first()
    report = report or begin_report(
        partnership, 2025, drafted={"lessons": "- Nobody rang back"}, drawn_from=[scene.case.pk],
        by=scene.cast["coordinator"],
    )  # fmt: skip
    DeathReport.objects.get_or_create(
        partnership=partnership, year=2019, beside=[scene.cast.neighbour.pk],
        defaults={"begun_by": scene.cast["coordinator"], "approved_at": timezone.now()},
    )  # fmt: skip
    year = YearReport.objects.filter(partnership=partnership).first()
    year = year or begin_year(partnership, date(2024, 4, 1), by=scene.cast["coordinator"])
    YearReport.objects.filter(pk=year.pk).update(told=[PART])
    YearMark.objects.get_or_create(
        report=year, case=scene.case, place="impact", words=scene.case.reference.casefold(), whose=REFERENCE
    )
    DeathMark.objects.get_or_create(
        report=report, case=scene.case, place="What was done", words=scene.case.reference.casefold(), whose=REFERENCE
    )
    earlier = EarlierYear.objects.standing(partnership).first()
    earlier = earlier or record_earlier(
        partnership, date(2023, 3, 31), date(2023, 9, 20), "", by=scene.cast["coordinator"]
    )
    sent = DeathReportSent.objects.filter(report=report).first() or DeathReportSent.objects.create(
        partnership=partnership, report=report, year=report.year, to=scene.cast.council, sent_on=timezone.localdate(),
        how="By post", recorded_by=scene.cast["coordinator"],
    )  # fmt: skip
    scene.things |= {
        "earlier_year_id": earlier.pk, "death_report_sent_id": sent.pk,
        "yearly_id": report.pk, "year_report_id": year.pk, "year_item": "how_effective", "year_part": PART["key"],
    }  # fmt: skip


PART = {"key": "actions", "heading": "Actions", "answers": [], "lines": ["Actions done: 3."], "tables": []}
