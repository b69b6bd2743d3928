"""Tables that can only be added to. They point at nothing, so nothing can be erased through them."""

from __future__ import annotations

import uuid

from django.db import models


class Entry(models.Model):
    """Something that was done or looked at, by whom, in the same transaction as the thing itself.

    `actor` is checked by the database against the actor that the unit of work named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.BigIntegerField(db_default=0, editable=False, help_text="given by the database, in order")
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
        constraints = [models.UniqueConstraint(fields=["number"], name="audit_numbered_once")]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.did}"


class Seal(models.Model):
    """What fixes one entry in its place: a hash of the seal before it and of every column of the entry.

    Written by the database's function `audit_seal_next` alone; see `chain.py` for what is hashed.
    """

    number = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 and so on, without a gap")
    entry_id = models.UUIDField(unique=True)
    above = models.BigIntegerField(help_text="every entry numbered up to this had been sealed before, or never kept")
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"Seal {self.number}"


class Sealing(models.Model):
    """One batch of seals, and what the sealer then knew of transactions that were still open.

    It spares the next batch from looking through the whole audit for what is not sealed. Written by
    `audit_seal_next` alone.
    """

    last = models.BigIntegerField(primary_key=True, help_text="the last seal of the batch")
    sealed_at = models.DateTimeField()
    settled = models.BigIntegerField(help_text="no entry numbered up to this is still to come")
    top = models.BigIntegerField(help_text="every entry then kept, numbered up to this, is sealed")
    open_from = models.BigIntegerField(help_text="transactions from this one on had not begun to number entries")

    class Meta:
        ordering = ("last",)

    def __str__(self) -> str:
        return f"Sealed up to {self.last}"
