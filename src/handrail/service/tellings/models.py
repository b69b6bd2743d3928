"""What a professional without an account tells of a child's death, and the door by which a partnership lets them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.access.practitioners import Teller
from handrail.service.partnerships.models import Body


class OpenPage(models.Model):
    """A partnership's word on whether professionals without an account may tell it of a death on an open page, and for
    how long it keeps what came to nothing. Without days of its own nothing is let go: Handrail brings none."""

    partnership = models.OneToOneField(Body, on_delete=models.RESTRICT, primary_key=True, related_name="+")
    open_since = models.DateTimeField(null=True, help_text="empty while it is closed")
    domains = ArrayField(
        models.CharField(max_length=200), default=list, help_text="where those who may use it have their work e-mail"
    )
    otherwise = models.CharField(
        max_length=300, help_text="what everybody else is told to do: whom to telephone, and when"
    )
    keeps_unsent = models.PositiveSmallIntegerField(
        "days for which what was begun and not sent is kept", null=True, help_text="since it was last typed in"
    )
    keeps_refused = models.PositiveSmallIntegerField("days for which what was refused is kept", null=True)
    kept_by = models.CharField("the rule or decision that these days rely on", max_length=300, blank=True)
    changed_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("partnership__name",)

    def __str__(self) -> str:
        return f"the open page of {self.partnership}"


class Telling(models.Model):
    """One death in the words of one teller, kept as it is typed. Sent, it waits: it is in no folder, and starts no
    clock, until somebody takes it in. The day it was sent is then the day of the notification.

    Before anybody reads it a job compares it: whoever is shut out of a folder that it may be of does not find it.
    Taken in, its words stand in the folder and no more here, and the row goes the next day. Refused, all of it can be
    read, and taken in after all, until the days are over for which the partnership keeps what it refused.
    """

    class Refused(models.TextChoices):
        NOT_CONFIRMED = "not confirmed", "It could not be confirmed with the employer that they sent it"
        NO_CHILD = "no child", "It does not tell of the death of a child"
        ELSEWHERE = "elsewhere", "The partners of another area review this death"
        SENT_TWICE = "sent twice", "The same person sent it twice, or sent it by mistake"
        UNUSABLE = "unusable", "It does not say enough to tell what happened"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    teller = models.OneToOneField(Teller, on_delete=models.RESTRICT, related_name="telling")
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    answers: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    compared_at = models.DateTimeField("first compared, so that it may be read", null=True)
    alike = ArrayField(
        models.UUIDField(), default=list, help_text="the folders that it may be of, or that shut out somebody it names"
    )
    taken_in_at = models.DateTimeField(null=True)
    taken_in_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    refused_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    refused_why = models.CharField(max_length=20, choices=Refused, blank=True)
    refused_words = models.CharField("what was found, for us alone", max_length=300, blank=True)

    class Meta:
        ordering = ("sent_at", "begun_at")
        indexes = [
            models.Index(
                fields=["partnership", "sent_at"], name="tellings_waiting",
                condition=models.Q(sent_at__isnull=False, taken_in_at__isnull=True, refused_at__isnull=True),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return "A death told of by code"

    @property
    def waits(self) -> bool:
        return self.sent_at is not None and self.taken_in_at is None and self.refused_at is None

    @property
    def saved_by_whom(self) -> Teller:
        return self.teller
