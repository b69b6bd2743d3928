"""What everything that is written of a review has: whose review it is, who wrote it and when, and whether it stands."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.reviews.models.practice import PracticeReview


class Kept(models.Model):
    """Written once and never changed. What is wrong is set aside with a reason, stays readable, and counts no more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True, help_text="recorded in error, or no longer so")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ("recorded_at", "id")


class OfReview(Kept):
    """Written of a review."""

    review = models.ForeignKey(PracticeReview, on_delete=models.RESTRICT, related_name="%(class)ss")

    class Meta(Kept.Meta):
        abstract = True
