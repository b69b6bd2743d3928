"""The least of each model of scrutiny that the scene has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from handrail.service.audit.actions import Job, name_actor
from handrail.service.scrutiny.models import Area, Declaration, Figure, Loaded, Revised

if TYPE_CHECKING:
    from tests.house.scene import Scene


def rows_of_scrutiny(scene: Scene, make: Callable[..., Any]) -> None:
    declaration = Declaration.objects.filter(scrutineer=scene.things["scrutineer_id"], worked_here=True).get()
    make(scene, "scrutiny.Weighing", declaration=declaration, independent=True)
    make(scene, "scrutiny.FollowUp", finding_id=scene.things["found_id"])
    make(
        scene, "scrutiny.Reading", partnership=scene.cast.partnership, folder=None, kind="draft",
        shared_by=scene.cast["coordinator"], of=scene.things["year_report_id"],
    )  # fmt: skip
    name_actor(Job("tests"))
    loaded = Loaded.objects.create(file_name="figures.csv", holds="Figures", sha256="0" * 64, lines=1)
    area = Area.objects.create(level=Area.Level.NATION, code="E92000001", name="England")
    figure = Figure.objects.create(area=area, measure="referrals", year=2024, value=None, mark="c", loaded=loaded)
    Revised.objects.create(figure=figure, was=1, was_loaded=loaded)
    name_actor(scene.cast["coordinator"])
