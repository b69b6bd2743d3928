"""What others did about a death and when: registrar, coroner, police, courts, the database, and those who responded."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.child_deaths.models.death import Death


class Event(models.Model):
    """One dated thing, of a kind that `happenings.py` knows. One recorded in error is set aside and stays readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="events")
    kind = models.CharField(max_length=60)
    of = models.ForeignKey(
        "self", on_delete=models.RESTRICT, related_name="answered_by", null=True,
        help_text="what it is an answer to, where there may be several: a second post-mortem, an altered hearing",
    )  # fmt: skip
    on = models.DateField()
    at = models.DateTimeField(null=True, help_text="the instant, where it is known")
    who = models.CharField("who did it, or told of it", max_length=200, blank=True)
    words = models.TextField(blank=True)
    reference = models.CharField(max_length=80, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("on", "at", "recorded_at")
        indexes = [models.Index(fields=["death", "kind"], name="death_events_by_kind")]

    def __str__(self) -> str:
        return self.kind.replace("_", " ")
