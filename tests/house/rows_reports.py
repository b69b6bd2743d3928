"""The least of each model of reports, but for the report that the scene has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from handrail.service.reports.models import HandoverLine, HandoverReceipt, YearReport

if TYPE_CHECKING:
    from tests.house.scene import Scene


def rows_of_reports(scene: Scene, make: Callable[..., Any]) -> None:
    loaded = make(scene, "reports.CountsLoaded", partnership=scene.cast.partnership)
    make(scene, "reports.AreaDeaths", loaded=loaded)
    report = YearReport.objects.get(pk=scene.things["year_report_id"])
    make(scene, "reports.YearAgreement", report=report, body=scene.cast.council)
    make(scene, "reports.YearSent", report=report)
    make(scene, "reports.HandoverReceipt", line_id=scene.things["inventory_line_id"], for_body=scene.cast.police)


def to_neighbours(scene: Scene) -> None:
    """Two lines are handed to another partnership: somebody there signed for one of them."""
    cast = scene.cast
    for what in ("Four boxes", "A drive"):
        line, _ = HandoverLine.objects.get_or_create(
            transition_id=scene.things["transition_id"], what=what, before=cast.council, after=cast.neighbour,
            by_any=True, defaults={"basis": "The order", "added_by": cast["coordinator"]},
        )  # fmt: skip
    HandoverReceipt.objects.get_or_create(
        line=line, defaults={"signed_by": cast["stranger"], "for_body": cast.neighbour, "name": "Stan",
                             "received_on": timezone.localdate()},
    )  # fmt: skip
