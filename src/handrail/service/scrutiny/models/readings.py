"""What an independent scrutineer reads of what stands in folders and drafts, in columns of its own: never the tables.

Minutes and results are a projection of a group's or a round's folder, kept and made anew with it: see `telling`. A
draft of the yearly report is copied when somebody shares it.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from handrail.service.access.models import Folder, Person
from handrail.service.partnerships.models import Body
from handrail.service.yearly import Part, Told, read


class Reading(models.Model):
    """One thing to read, as it was agreed, closed or shared. Of what was withdrawn nothing is left but that it was."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", "Agreed minutes"
        RESULTS = "results", "Results of a closed round of self-assessment"
        DRAFT = "draft", "Draft of the yearly report"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    folder = models.ForeignKey(
        Folder, on_delete=models.RESTRICT, related_name="+", null=True, help_text="none, of a draft that was shared"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    of = models.UUIDField("the key of the meeting, the round or the report")
    title = models.CharField(max_length=200)
    on = models.DateField("the day of the meeting, or on which it was closed or shared")
    told: models.JSONField[list[Part], list[Part]] = models.JSONField("what it says", default=list)
    shared_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    shared_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-on", "title", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(folder__isnull=False) ^ Q(shared_by__isnull=False), name="kept_of_a_folder_or_shared"
            ),
            models.UniqueConstraint(
                fields=["of"],
                condition=Q(folder__isnull=True, withdrawn_on__isnull=True),
                name="one_shared_draft_stands",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def parts(self) -> list[Told]:
        return [read(part) for part in self.told]
