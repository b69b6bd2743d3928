"""What a partnership watches, why, and what each figure was used for."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.models.activities import Activity


class Indicator(models.Model):
    """One published measure that a partnership chose to watch, and the question that it helps to answer."""

    class Better(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"
        NEITHER = "neither", "Neither by itself: it asks a question"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    measure = models.CharField(max_length=60, help_text="a key of `measures.toml`")
    outcome = models.CharField("the outcome for children that it speaks of", max_length=200)
    question = models.TextField("the question that it helps to answer")
    better = models.CharField(max_length=10, choices=Better)
    chosen_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("outcome", "recorded_at")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "measure"], condition=Q(ended_on__isnull=True), name="a_measure_is_watched_once"
            )
        ]

    def __str__(self) -> str:
        return self.outcome


class Use(models.Model):
    """What an indicator was used for, with the figures as they stood when it was."""

    class For(models.TextChoices):
        DECISION = "decision", "A decision"
        SCRUTINY = "scrutiny", "A question for scrutiny"
        REPORT = "report", "A line in the yearly report"

    indicator = models.ForeignKey(Indicator, on_delete=models.RESTRICT, related_name="uses")
    used_for = models.CharField(max_length=10, choices=For)
    words = models.TextField("what was decided, asked or written")
    by_whom = models.CharField("who decided, asked or wrote it", max_length=200)
    used_on = models.DateField()
    activity = models.ForeignKey(Activity, on_delete=models.RESTRICT, related_name="uses", null=True)
    report_year = models.PositiveIntegerField("which year's report", null=True)
    seen = models.TextField("the figures as they stood", blank=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-used_on", "-recorded_at")

    def __str__(self) -> str:
        return self.get_used_for_display()
