"""The child death review meeting: of which kind it is, what those who could not come wrote, and the draft analysis."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.child_deaths.models.death import Death
from handrail.service.documents.models import Document
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body


class ReviewMeeting(models.Model):
    """One meeting about one death, and the form it takes. Its hour, invitations and minutes are `meetings`'."""

    class Kind(models.TextChoices):
        FINAL_CASE_DISCUSSION = "final case discussion", "Final case discussion after a joint agency response"
        MORTALITY = "mortality meeting", "Hospital mortality meeting"
        PERINATAL = "perinatal review group", "Perinatal mortality review group"
        LEARNING_DISABILITY = "learning disability", "Meeting with the learning disability programme"
        SERIOUS_INCIDENT = "patient safety", "Meeting after a hospital's patient safety investigation"
        OTHER = "other", "Another meeting of those who cared for the child"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="review_meetings")
    meeting = models.OneToOneField(Meeting, on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=30, choices=Kind)
    led_by = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="the trust that cared for the child"
    )
    why = models.CharField("why this kind, where another would be expected", max_length=300, blank=True)
    reported_on = models.DateField("the report went to the overview panel", null=True)
    reported_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    report_taken_back_why = models.CharField("why it was taken back that the report went", max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return self.get_kind_display()


class WrittenAccount(models.Model):
    """Someone asked to the meeting could not come, and what they wrote instead."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review_meeting = models.ForeignKey(ReviewMeeting, on_delete=models.RESTRICT, related_name="accounts")
    name = models.CharField(max_length=200)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    absence_known_on = models.DateField()
    sent_on = models.DateField(null=True)
    text = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return f"{self.name}, {self.body}" if self.body else self.name


class DraftAnalysis(models.Model):
    """The analysis form as the review meeting drafted it: the last that was not taken back stands, and those before it
    stay readable. It goes with the meeting's report, and is not changed after."""

    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="drafts")
    edition = models.CharField("whose form it is", max_length=40)
    answers: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, help_text="by the name of the form's question"
    )
    written_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    taken_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("written_at", "id")
        verbose_name_plural = "draft analyses"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken_back_at__isnull=True) | ~models.Q(taken_back_why=""),
                name="a_draft_taken_back_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return "Draft analysis of the review meeting"
