"""Whose folder it was before, where the work of one partnership passed to another."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body


class WentOn(models.Model):
    """The folder goes on from one partnership to another: until the eve of `on` the first had its duties. The worker
    moves it. What was taken back stays, and counts for nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.RESTRICT, related_name="went_on")
    before = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    after = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    on = models.DateField("the first day of the partnership that goes on with it")
    recorded_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(
        Person, on_delete=models.RESTRICT, related_name="+", null=True, help_text="empty where a plan of the change did"
    )
    why = models.CharField("why it goes elsewhere than it first went", max_length=300, blank=True)
    moved_at = models.DateTimeField("when the folder was the other one's", null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("on", "recorded_at")
        verbose_name_plural = "went on"
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="a_folder_goes_on_to_another"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(moved_at__isnull=True), name="a_folder_goes_one_way_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"from {self.before} to {self.after}"
