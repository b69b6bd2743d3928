"""What a review costs in people's time, by step."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.child_deaths.models.death import Death


class TimeSpent(models.Model):
    """Minutes that somebody spent on one step of one death's review."""

    class Step(models.TextChoices):
        NOTIFICATION = "notification", "Notification and its checks"
        JOINT_RESPONSE = "joint response", "Joint agency response"
        INFORMATION = "information", "Reporting forms and gathering information"
        FAMILY = "family", "Keeping the family told"
        REVIEW_MEETING = "review meeting", "Child death review meeting"
        OVERVIEW_PANEL = "overview panel", "Overview panel"
        OTHER = "other", "Something else"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="time_spent")
    step = models.CharField(max_length=30, choices=Step)
    minutes = models.PositiveIntegerField()
    on = models.DateField()
    by_name = models.CharField("who spent it", max_length=200)
    agency = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.minutes} minutes, {self.get_step_display()}"
