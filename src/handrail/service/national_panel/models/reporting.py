"""The Panel's report on a year: its own words beside the counts, and that the Panel approved it in meeting."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.national_panel.models.panel import PanelMeeting
from handrail.service.partnerships.models import Body


class PanelReport(models.Model):
    """The words of one year's report. Once approved it stands as it was drawn that day, in both sorts of file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    year = models.PositiveSmallIntegerField()
    introduction = models.TextField(blank=True)
    learnt = models.TextField("what was learnt", blank=True)
    came_back = models.TextField("what came back, and why", blank=True)
    asked = models.TextField("what the Panel asks, and of whom", blank=True)
    own_work = models.TextField("the Panel's own work", blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    approved_at = models.ForeignKey(PanelMeeting, on_delete=models.RESTRICT, related_name="+", null=True)
    approval_recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    word = models.BinaryField(null=True)
    pdf = models.BinaryField(null=True)

    class Meta:
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(fields=["panel", "year"], name="the_panel_reports_once_a_year"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, word__isnull=True, pdf__isnull=True)
                | Q(approved_at__isnull=False, word__isnull=False, pdf__isnull=False),
                name="an_approved_report_is_kept_as_it_was",
            ),
        ]

    def __str__(self) -> str:
        return f"The Panel's report on {self.year}"
