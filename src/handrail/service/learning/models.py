"""Actions that reviews call for. Findings, recommendations and evidence of impact come to stand here too."""

from __future__ import annotations

from django.db import models

from handrail.service.cases.models import Paper
from handrail.service.partnerships.models import Body


class Action(Paper):
    """Something a body is to do because of a review, and how it is known to be done."""

    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    owner_name = models.CharField("person", max_length=200, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="the review or meeting it came from")

    class Meta:
        ordering = ("due_on", "title")

    def __str__(self) -> str:
        return self.title
