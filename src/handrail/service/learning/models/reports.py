"""A published report that was read in, and what it seems to recommend, until a person has said yes or no to each."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Case
from handrail.service.learning.models.findings import Recommendation


class ReportRead(models.Model):
    """A published report from which recommendations are proposed to this folder. The report itself is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="reports_read")
    name = models.CharField(max_length=200, help_text="the name of its file")
    title = models.CharField(max_length=200, help_text="what the report is, for the source of each recommendation")
    published_on = models.DateField()
    sha256 = models.CharField(max_length=64)
    read_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-read_at",)
        constraints = [models.UniqueConstraint(fields=["case", "sha256"], name="a_report_is_read_into_a_folder_once")]

    def __str__(self) -> str:
        return self.title


class Proposed(models.Model):
    """One recommendation as the finder took it from the report; nothing until a person takes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(ReportRead, on_delete=models.RESTRICT, related_name="proposed")
    place = models.PositiveIntegerField(help_text="in the order of the report")
    number = models.CharField(max_length=20, blank=True)
    addressed_to = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    page = models.PositiveIntegerField(null=True)
    line = models.PositiveIntegerField(null=True)
    taken = models.BooleanField(null=True, help_text="yes, no, or not decided")
    decided_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("place",)
        verbose_name_plural = "proposed"

    def __str__(self) -> str:
        return self.number or f"item {self.place}"
