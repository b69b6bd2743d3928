"""What was asked of somebody about their reading, and how it was answered. Only ever added to."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body


class ReadingNote(models.Model):
    """A word on one day's reading of one person: that they were asked, or what came of it."""

    class Says(models.TextChoices):
        ASKED = "asked", "They were asked"
        EXPLAINED = "explained", "Explained"
        NOT_EXPLAINED = "not explained", "Not explained"

    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", help_text="whose reading it is")
    on = models.DateField(help_text="the London day of the reading")
    says = models.CharField(max_length=20, choices=Says)
    note = models.TextField()
    noted_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("noted_at",)
        indexes = [models.Index(fields=["partnership", "person", "on"], name="notes_on_reading")]

    def __str__(self) -> str:
        return f"{self.get_says_display()} on {self.on}"
