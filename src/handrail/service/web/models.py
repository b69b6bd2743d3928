"""What belongs to no room: the answers that posts were given, so that none does its work twice."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Answer(models.Model):
    """What one post was answered. The same post again is answered so again, and nothing is done.

    Written in the transaction of the work itself: both are kept, or neither. Nothing that was typed is in it; `words`
    is a keyed hash of the address and of everything sent. `status` is empty while nothing has been done: a form that
    came back with errors may be sent again with the same key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actor = models.CharField(max_length=80, help_text="as the unit of work named it")
    browser = models.CharField(max_length=64, blank=True, help_text="which of those signed out; empty for a person")
    key = models.CharField(max_length=64)
    words = models.CharField(max_length=64, blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    location = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at",)
        constraints = [models.UniqueConstraint(fields=["actor", "browser", "key"], name="one_answer_to_a_key")]
        indexes = [models.Index(fields=["at"], name="answers_by_age")]

    def __str__(self) -> str:
        return f"{self.status or 'nothing'} to {self.key}"
