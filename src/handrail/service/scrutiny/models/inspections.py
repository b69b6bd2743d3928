"""What inspectorates looked at, what they judged in their own words, and what the area does about it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body


class Inspection(models.Model):
    """One inspection of the area, or of one body of it. The judgement is kept as it was published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    by_whom = models.CharField("which inspectorates", max_length=200)
    of_what = models.CharField("what was inspected", max_length=200)
    of_body = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="nobody: the area as a whole"
    )
    began_on = models.DateField()
    published_on = models.DateField(null=True)
    judgement = models.TextField("the judgement, in the report's own words", blank=True)
    where = models.CharField("where the report is published", max_length=300, blank=True)
    answer_due_on = models.DateField("by when a written answer is wanted", null=True)
    answered_on = models.DateField("the written answer was sent", null=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-began_on", "-recorded_at")

    def __str__(self) -> str:
        return f"{self.of_what}, {self.by_whom}"

    @property
    def answer_is_late(self) -> bool:
        due = self.answer_due_on
        return due is not None and self.answered_on is None and self.set_aside_at is None and due < timezone.localdate()


class Remedy(models.Model):
    """One thing that is done about an inspection: for which finding, by whom and when; done with what shows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        Body,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text="for the body that does it",
    )
    inspection = models.ForeignKey(Inspection, on_delete=models.RESTRICT, related_name="remedies")
    finding = models.TextField("what the report found")
    words = models.TextField("what will be done")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    owner = models.CharField("who sees to it", max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_words = models.TextField("what shows it", blank=True)
    dropped_on = models.DateField(null=True)
    dropped_why = models.CharField("why it will not be done", max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("due_on", "recorded_at")
        verbose_name_plural = "remedies"

    def __str__(self) -> str:
        return self.words if len(self.words) <= 90 else f"{self.words[:89].rstrip()}…"

    @property
    def waits(self) -> bool:
        return self.done_on is None and self.dropped_on is None

    @property
    def overdue(self) -> bool:
        return self.waits and self.due_on < timezone.localdate()
