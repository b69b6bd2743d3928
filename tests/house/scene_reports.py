"""What the scene has of reports: a yearly report on child deaths that is being drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.service.audit.actions import name_actor
from handrail.service.reports.actions import begin_report

if TYPE_CHECKING:
    from tests.house.scene import Scene


def a_report_is_drawn(scene: Scene) -> None:
    name_actor(scene.cast["coordinator"])
    report = begin_report(scene.cast.partnership, 2025, drafted={}, by=scene.cast["coordinator"])
    scene.things["yearly_id"] = report.pk
