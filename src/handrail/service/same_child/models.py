"""Two children who may be one, and what was decided of them; and what each child is found by."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Folder, Person
from handrail.service.children.models import Child


class Trace(models.Model):
    """What a child was last compared by. The job alone reads it: it says of a child what their folder says."""

    child = models.OneToOneField(Child, on_delete=models.RESTRICT, primary_key=True, related_name="trace")
    handles = ArrayField(models.TextField())
    compared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [GinIndex(fields=["handles"], fastupdate=False, name="traces_by_handle")]

    def __str__(self) -> str:
        return f"{len(self.handles)} handles"


class Resemblance(models.Model):
    """Two children of two folders whom a job found to be perhaps one. Only who may open both folders learns of it."""

    class Decided(models.TextChoices):
        SAME = "same", "The same child"
        DIFFERENT = "different", "Two children"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Child, on_delete=models.RESTRICT, related_name="resembles_as_first")
    second = models.ForeignKey(Child, on_delete=models.RESTRICT, related_name="resembles_as_second")
    first_folder = models.ForeignKey(Folder, on_delete=models.RESTRICT, related_name="+")
    second_folder = models.ForeignKey(Folder, on_delete=models.RESTRICT, related_name="+")
    likely = models.BooleanField(help_text="whether it is more than possible")
    says = ArrayField(models.CharField(max_length=120), help_text="what speaks for it; names no value")
    but = ArrayField(models.CharField(max_length=120), default=list, help_text="what speaks against it")
    found_at = models.DateTimeField(default=timezone.now)
    decided = models.CharField(max_length=20, choices=Decided, blank=True)
    reasons = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    joined = models.BooleanField(default=False, help_text="whether deciding joined the two folders")
    undone_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    undone_at = models.DateTimeField(null=True)
    undone_why = models.CharField(max_length=300, blank=True, help_text="the last time, if ever")

    class Meta:
        ordering = ("-likely", "found_at", "id")
        indexes = [
            models.Index(fields=["first_folder"], name="resembles_first_folder"),
            models.Index(fields=["second_folder"], name="resembles_second_folder"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_children_resemble_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_pair_in_one_order"),
            models.CheckConstraint(
                condition=~Q(first_folder=F("second_folder")), name="resembles_a_child_of_another_folder"
            ),
        ]

    def __str__(self) -> str:
        return "; ".join(self.says)
