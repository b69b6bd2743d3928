"""The reporting forms of one death: with which version they are asked for. What is asked and sent is in `requests`."""

from __future__ import annotations

from django.db import models

from handrail.service.cases.models import Paper
from handrail.service.child_deaths.models import Death


class ReportingForms(Paper):
    """All forms asked for on one death. The version is set when the first is, and stays once a form has come."""

    death = models.OneToOneField(Death, on_delete=models.RESTRICT, related_name="reporting_forms")
    version = models.CharField(max_length=20)
    was_version = models.CharField("the version before it was changed", max_length=20, blank=True)
    changed_why = models.CharField("why the version was changed", max_length=300, blank=True)

    class Meta:
        ordering = ("-recorded_at",)
        verbose_name_plural = "reporting forms"

    def __str__(self) -> str:
        return "Reporting forms"
