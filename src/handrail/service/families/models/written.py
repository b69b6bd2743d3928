"""The family's record in a folder, and what everything written in it has: who wrote it, when, and whether it stands."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Case, Paper


class Family(Paper):
    """The one record of the family in a folder.

    `about` are the deaths for which a key worker named here, or a guide offered here, counts: this room knows them only
    by the facts that other papers of the folder filed.
    """

    about = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        verbose_name_plural = "families"
        constraints = [models.UniqueConstraint(fields=["case"], name="one_family_record_in_a_folder")]

    def __str__(self) -> str:
        return "The family, and their key worker"


class Kept(models.Model):
    """Written once and never changed. What is wrong is set aside with a reason, stays readable, and counts no more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.RESTRICT, related_name="%(class)ss")
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True, help_text="recorded in error, or no longer so")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ("recorded_at", "id")

    @property
    def stands(self) -> bool:
        return self.set_aside_at is None
