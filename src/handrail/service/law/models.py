"""The lists of bank holidays, as each was taken in. Only added to: what has ended goes by the list that stood then."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from handrail.guidance.days import WorkingDays, working_days


class HolidayList(models.Model):
    """A whole list, every year of it, so that nothing but itself is needed to count by it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taken_in_at = models.DateTimeField(unique=True)
    holidays: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(help_text="names by day")
    source = models.CharField(max_length=200)
    taken_in_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("taken_in_at",)

    def __str__(self) -> str:
        return f"bank holidays from {self.source}"

    @property
    def working_days(self) -> WorkingDays:
        return working_days({date.fromisoformat(day): name for day, name in self.holidays.items()})


class Reached(models.Model):
    """Every folder has been counted by a list. Until this is written, somebody has still to go on with that."""

    list = models.OneToOneField(HolidayList, on_delete=models.RESTRICT, primary_key=True, related_name="reached")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"every folder is counted by {self.list}"
