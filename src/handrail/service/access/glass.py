"""Breaking the glass: sixty minutes of reading one folder that nothing else opens, told to two others and reviewed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

LASTS = timedelta(minutes=60)


class BrokenGlassQuerySet(models.QuerySet["BrokenGlass"]):
    def open(self, at: datetime | None = None) -> BrokenGlassQuerySet:
        return self.filter(broken_at__lte=at or timezone.now(), until_at__gt=at or timezone.now())

    def unreviewed(self) -> BrokenGlassQuerySet:
        return self.filter(reviewed_at__isnull=True)


class BrokenGlass(models.Model):
    """Someone opened a folder that was not theirs to open, with the reason, from an instant until another. The database
    lets nobody move the end later, nor whoever broke it change anything else."""

    class Finding(models.TextChoices):
        JUSTIFIED = "justified", "It was right to open the folder"
        NOT_JUSTIFIED = "not justified", "It was not right to open the folder"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey("access.Folder", on_delete=models.RESTRICT, related_name="broken_glass")
    person = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+")
    reason = models.TextField()
    broken_at = models.DateTimeField(default=timezone.now)
    until_at = models.DateTimeField(help_text="sixty minutes after, or when it was ended")
    told_first = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+")
    told_second = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+", null=True)
    finding = models.CharField(max_length=20, choices=Finding, blank=True)
    finding_in_words = models.TextField(blank=True)
    escalated_at = models.DateTimeField(null=True)
    objects = BrokenGlassQuerySet.as_manager()

    class Meta:
        ordering = ("-broken_at",)
        indexes = [
            models.Index(fields=["person", "until_at"], name="glass_of_person"),
            models.Index(fields=["broken_at"], condition=Q(reviewed_at__isnull=True), name="glass_to_review"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(told_first=F("told_second")) & ~Q(told_first=F("person")) & ~Q(told_second=F("person")),
                name="two_others_told",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("person")), name="reviewed_by_another"
            ),
            models.CheckConstraint(condition=Q(until_at__lte=F("broken_at") + LASTS), name="an_hour_and_no_longer"),
        ]

    def __str__(self) -> str:
        return f"broken at {self.broken_at}"

    @property
    def minutes_left(self) -> int:
        """Of an hour begun, how many minutes are still to come; the last is counted whole."""
        return max(0, -(-int((self.until_at - timezone.now()).total_seconds()) // 60))

    @property
    def lives(self) -> bool:
        return self.broken_at <= timezone.now() < self.until_at
