"""A file of existing cases on its way in, and how the columns of files of one shape are read."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body


class Matching(models.Model):
    """Under which of our columns those of one shape of file are read, for everybody of the partnership. `columns` is
    by their heading, and `words` by our column and their word; nothing is for what is left out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=80)
    columns: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField()
    words: models.JSONField[dict[str, dict[str, str]], dict[str, dict[str, str]]] = models.JSONField(default=dict)
    kept_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    kept_at = models.DateTimeField(default=timezone.now)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-kept_at",)
        constraints = [
            models.UniqueConstraint(
                "partnership", models.functions.Lower("name"), condition=Q(forgotten_at__isnull=True),
                name="a_matching_has_a_name_of_its_own",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class BroughtFile(models.Model):
    """A file that somebody chose and has still to take in. It is theirs alone, and emptied once it is taken in, thrown
    away, or a week old. `sheet` and `line` say where its columns are named; `columns` and `words` are as in
    `Matching`, and null until somebody has said them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    held = models.BinaryField(null=True)
    sheet = models.PositiveSmallIntegerField()
    line = models.PositiveIntegerField()
    columns: models.JSONField[dict[str, str] | None, dict[str, str] | None] = models.JSONField(null=True)
    words: models.JSONField[dict[str, dict[str, str]], dict[str, dict[str, str]]] = models.JSONField(default=dict)
    read_as = models.ForeignKey(Matching, on_delete=models.RESTRICT, related_name="+", null=True)
    sent_in_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    sent_in_at = models.DateTimeField(default=timezone.now)
    taken_in_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-sent_in_at",)

    def __str__(self) -> str:
        return self.name
