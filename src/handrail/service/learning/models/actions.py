"""Actions that reviews call for, what is said of them, and the tracker they may come from."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.learning.models.findings import Recommendation
from handrail.service.meetings.models import Meeting
from handrail.service.partnerships.models import Body


class Action(Paper):
    """Something a body is to do because of a review, and how it is known to be done."""

    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    owner_name = models.CharField("person", max_length=200, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="the review or meeting it came from")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.RESTRICT, related_name="actions", null=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.RESTRICT, related_name="actions", null=True, help_text="the partnership's that asked"
    )
    set_aside_on = models.DateField(null=True)
    withdrawn_from = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True,
        help_text="the body that was to do it; `owner` is empty since, so that it reads nothing more of it",
    )  # fmt: skip

    of_several: bool
    """Whether it carries out what a review of several folders recommends; read with it where its line is made."""

    class Meta:
        ordering = ("due_on", "title")

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> bool:
        return self.set_aside_on is None

    @property
    def whose(self) -> Body:
        """Whose it is to do, or was; the partnership's where no body is named."""
        return self.owner or self.withdrawn_from or self.case.partnership


class Progress(models.Model):
    """A word on an action, with its author and day: how it goes, why its day moved, why it was opened again."""

    class Of(models.TextChoices):
        HOW_IT_GOES = "how it goes", "How it goes"
        DAY_CHANGED = "day changed", "Due day changed"
        DONE = "done", "Done"
        OPENED_AGAIN = "opened again", "Opened again"
        SET_ASIDE = "set aside", "Set aside"

    action = models.ForeignKey(Action, on_delete=models.RESTRICT, related_name="progress")
    of = models.CharField(max_length=20, choices=Of)
    text = models.TextField()
    day_before = models.DateField("due, or done, before", null=True)
    day_after = models.DateField("due, or done, after", null=True)
    written_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-written_at", "-id")
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.text[:60]}"


class Spreadsheet(models.Model):
    """A tracker that was sent in and looked over. What it holds is emptied once it is taken in, or the day after."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    held = models.BinaryField(null=True)
    sent_in_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    sent_in_at = models.DateTimeField(default=timezone.now)
    taken_in_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-sent_in_at",)

    def __str__(self) -> str:
        return self.name
