"""A national review as the Panel holds it: each dated step, from choosing a reviewer until it is no longer public."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.national_panel.models.panel import DocketItem, PanelDecision


class NationalStep(models.Model):
    """Something that was done on a national review, on a day. The first word of each is what the law calls it."""

    class What(models.TextChoices):
        SELECTED = "national_reviewer_selected", "The Panel chose a reviewer"
        RECOMMENDED = "national_reviewer_recommended", "The reviewer was recommended to the Secretary of State"
        CONFIRMED = "national_reviewer_confirmed", "The Secretary of State confirmed the reviewer"
        CHECKED = "national_review_progress_checked", "The time it takes, and its quality, were looked at"
        REMOVAL = "national_reviewer_removal_decided", "The Panel decided that the reviewer be removed"
        REMOVED = "national_reviewer_removed", "The Secretary of State removed the reviewer"
        REPLACING = "national_reviewer_replacement_considered", "The Panel considered another reviewer"
        RECEIVED = "national_review_report_received", "The reviewer gave in the report"
        PLANNED = "national_review_publication_planned", "A day was set for publishing it"
        PUT_OFF = "national_review_publication_put_off", "The day set was put off, and no other is set yet"
        PROVIDED = "national_review_report_provided", "The Secretary of State was given a copy"
        PUBLISHED = "national_review_published", "The report was published"
        IMPROVEMENTS = "national_review_improvements_published", "What is to improve was published in its place"
        TAKEN_DOWN = "national_review_taken_down", "It is no longer public"
        CALLED_OFF = "national_review_called_off", "The review was called off"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(PanelDecision, on_delete=models.RESTRICT, related_name="steps")
    what = models.CharField(max_length=60, choices=What)
    on = models.DateField()
    words = models.CharField("who, where or why", max_length=500, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return self.get_what_display()


class CaseJoined(models.Model):
    """A further case, of those before the Panel, that a national review is of. Taken out again, it stays to be read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(PanelDecision, on_delete=models.RESTRICT, related_name="joined")
    item = models.ForeignKey(DocketItem, on_delete=models.RESTRICT, related_name="joined_to")
    why = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    taken_out_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at",)
        verbose_name_plural = "cases joined"
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(taken_out_at__isnull=True), name="a_case_in_one_national_review"
            )
        ]

    def __str__(self) -> str:
        return str(self.item)
