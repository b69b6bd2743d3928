"""The least of each model of reports, but for the report that the scene has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from handrail.service.reports.models import YearReport

if TYPE_CHECKING:
    from tests.house.scene import Scene


def rows_of_reports(scene: Scene, make: Callable[..., Any]) -> None:
    loaded = make(scene, "reports.CountsLoaded", partnership=scene.cast.partnership)
    make(scene, "reports.AreaDeaths", loaded=loaded)
    report = YearReport.objects.get(pk=scene.things["year_report_id"])
    make(scene, "reports.YearAgreement", report=report, body=scene.cast.council)
    make(scene, "reports.YearSent", report=report)
