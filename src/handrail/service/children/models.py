"""A child and their identifiers. Every field may be unknown: what is known now must be able to go."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from handrail.service.access.models import Folder


class Child(models.Model):
    """A child as one folder knows them."""

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        NOT_KNOWN = "not known", "Not known"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(Folder, on_delete=models.RESTRICT, related_name="children")
    given_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    also_known_as = models.CharField(max_length=200, blank=True)
    unborn = models.BooleanField(default=False)
    born_on = models.DateField("date of birth, or date expected", null=True, blank=True)
    born_on_is_estimated = models.BooleanField(default=False)
    sex = models.CharField(max_length=20, choices=Sex, default=Sex.NOT_KNOWN)
    ethnicity = models.CharField(max_length=80, blank=True)
    disability = models.CharField(max_length=200, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    died_on = models.DateField(null=True, blank=True)
    compared_at = models.DateTimeField(
        null=True, editable=False, help_text="empty until compared as it is now; the database empties it"
    )

    class Meta:
        ordering = ("family_name", "given_names")
        verbose_name_plural = "children"
        indexes = [
            models.Index(fields=["folder"], name="children_of_folder"),
            models.Index(fields=["id"], condition=Q(compared_at__isnull=True), name="children_to_compare"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        known = " ".join(part for part in (self.given_names, self.family_name) if part)
        if known:
            return known
        return "Unborn child" if self.unborn else "Child whose name is not known"
