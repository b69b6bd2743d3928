"""What leaves the overview panel: its learning points as recommendations. What they came of stands here alone."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.overview_panels.models.pack import PanelPack
from handrail.service.partnerships.models import Body


class PanelLearning(Paper):
    """The folder of what one panel recommends, for one partnership. No child is in it, and nothing leads to a death."""

    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        ordering = ("recorded_at",)
        verbose_name_plural = "panel learning"
        constraints = [
            models.UniqueConstraint(fields=["panel", "partnership"], name="a_panel_has_one_folder_of_learning")
        ]

    def __str__(self) -> str:
        return f"What {self.panel} recommends"


class PointMade(models.Model):
    """A learning point of one death that somebody made a recommendation of. The recommendation does not know it."""

    pack = models.ForeignKey(PanelPack, on_delete=models.RESTRICT, related_name="points_made")
    place = models.PositiveSmallIntegerField("which of the panel's learning points it is")
    recommendation = models.UUIDField(help_text="its key; not a pointer, since it stands in another folder")
    in_case = models.UUIDField(help_text="the folder it stands in")
    made_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("place",)
        verbose_name_plural = "points made"
        constraints = [models.UniqueConstraint(fields=["pack", "place"], name="a_point_is_made_once")]

    def __str__(self) -> str:
        return f"Learning point {self.place + 1}"
