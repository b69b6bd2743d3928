"""Two children who may be one, and what was decided of them; and what each child is found by."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Folder, Person
from handrail.service.children.models import Child


class Trace(models.Model):
    """One thing by which a child was last compared, as a digest. The job alone reads it.

    A row for each, and no list of them: behind row-level security PostgreSQL uses an index for what is equal, and not
    for what overlaps, since the operator for that might tell of rows that are not to be seen.
    """

    child = models.ForeignKey(Child, on_delete=models.RESTRICT, related_name="traces")
    handle = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["handle"], include=("child",), name="traces_by_handle")]
        constraints = [models.UniqueConstraint(fields=["child", "handle"], name="a_child_has_a_handle_once")]

    def __str__(self) -> str:
        return str(self.handle)


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
