"""Messages waiting to leave. None of them carries anything about a case but its reference."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Message(models.Model):
    """One e-mail to one address. `once` keeps a reminder or a digest from being written twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    kind = models.CharField(max_length=40)
    once = models.CharField(max_length=200, unique=True, null=True)  # noqa: DJ001 several have none
    written_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-written_at",)
        indexes = [models.Index(fields=["send_after"], condition=Q(sent_at__isnull=True), name="messages_waiting")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"
