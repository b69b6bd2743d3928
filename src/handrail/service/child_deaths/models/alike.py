"""Two notifications of one death: that they are alike, what was decided of it, and the joining, which can be undone."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.child_deaths.models.death import Death


class Likeness(models.Model):
    """Two deaths that a job found alike. Only who may read both learns of it."""

    class How(models.TextChoices):
        NUMBER = "number", "The same NHS number"
        NUMBER_OF_TWO = "number of two", "One NHS number, and what is held of the children differs: twins, or a slip"
        NAME_AND_DAYS = "name and days", "Alike in name, date of birth and day of death"

    class Decided(models.TextChoices):
        SAME = "same", "The same death"
        DIFFERENT = "different", "Two deaths"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="alike_as_first")
    second = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="alike_as_second")
    how = models.CharField(max_length=20, choices=How)
    found_at = models.DateTimeField(default=timezone.now)
    decided = models.CharField(max_length=20, choices=Decided, blank=True)
    reasons = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("found_at", "id")
        verbose_name_plural = "likenesses"
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="two_deaths_are_alike_once")]

    def __str__(self) -> str:
        return self.get_how_display()


class Joining(models.Model):
    """One death goes on in one folder; what the other folder holds stays readable there, and counts for nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goes_on = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="joined_to_it")
    superseded = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="joined_away")
    why = models.CharField(max_length=300)
    joined_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    undone_at = models.DateTimeField(null=True)
    undone_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("joined_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["superseded"], condition=models.Q(undone_at__isnull=True), name="a_death_is_joined_away_once"
            )
        ]

    def __str__(self) -> str:
        return "One death, notified twice"
