"""One table that can only be added to. It points at nothing, so nothing can be erased through it."""

from __future__ import annotations

import uuid

from django.db import models


class Entry(models.Model):
    """Something that was done or looked at, by whom, in the same transaction as the thing itself.

    `actor` is checked by the database against the actor that the unit of work named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=80, help_text="a person's id, or the name of a job")
    actor_name = models.CharField(max_length=200)
    looked = models.BooleanField(help_text="looked at, rather than changed")
    did = models.CharField(max_length=300)
    room = models.CharField(max_length=40, blank=True)
    paper = models.CharField(max_length=60, blank=True)
    paper_id = models.CharField(max_length=60, blank=True)
    case_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("-at",)
        indexes = [
            models.Index(fields=["case_id", "-at"], name="audit_of_case"),
            models.Index(fields=["actor", "-at"], name="audit_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.did}"
