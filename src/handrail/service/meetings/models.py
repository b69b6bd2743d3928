"""A meeting: its agenda, its pack, who came, what was said and decided."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body


class Meeting(Paper):
    class For(models.TextChoices):
        RAPID_REVIEW = "rapid review", "Rapid review meeting"
        REVIEW_PANEL = "review panel", "Meeting of a review's panel"
        CHILD_DEATH_REVIEW = "child death review", "Child death review meeting"

    purpose = models.CharField(max_length=40, choices=For, default=For.RAPID_REVIEW)
    about = models.CharField(max_length=60, help_text="the incident, the review or the death it is about")
    starts_at = models.DateTimeField()
    lasts_minutes = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=200, help_text="a room, or the link to join")
    chair = models.CharField(max_length=200, blank=True)
    pack_sent_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    minutes_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    minutes_kept_at = models.DateTimeField("the minutes were last put on record", null=True)
    minutes_agreed_at = models.DateTimeField(null=True)
    times_changed = models.PositiveSmallIntegerField(
        default=0, help_text="how often its hour or place changed: calendars replace an entry by this number"
    )

    class Meta:
        ordering = ("starts_at",)

    def __str__(self) -> str:
        return self.get_purpose_display()

    @property
    def stage(self) -> str:
        """Where it has got to, in words: each is a fact with an instant."""
        if self.cancelled_at:
            return "cancelled"
        if self.minutes_agreed_at:
            return "minutes agreed"
        if self.held_at:
            return "held"
        return "pack sent" if self.pack_sent_at else "planned"

    @property
    def to_come(self) -> bool:
        return self.held_at is None and self.cancelled_at is None


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.RESTRICT, related_name="agenda")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    notes = models.TextField(blank=True, help_text="what was said under it")

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    class Came(models.TextChoices):
        INVITED = "invited", "Invited"
        CAME = "came", "Came"
        APOLOGIES = "apologies", "Sent apologies"
        DID_NOT_COME = "did not come", "Did not come"

    meeting = models.ForeignKey(Meeting, on_delete=models.RESTRICT, related_name="attendance")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    job = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    came = models.CharField(max_length=20, choices=Came, default=Came.INVITED)
    told_at = models.DateTimeField("first sent the agenda and pack", null=True)

    class Meta:
        ordering = ("body__name", "name")
        constraints = [models.UniqueConstraint(fields=["meeting", "body", "name"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"


class PackItem(models.Model):
    """A paper in the pack: a contribution (by its request's id) or a document. The pack shows just these."""

    meeting = models.ForeignKey(Meeting, on_delete=models.RESTRICT, related_name="pack")
    title = models.CharField(max_length=200)
    request = models.ForeignKey("requests.Request", on_delete=models.RESTRICT, related_name="+", null=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    added_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField("the invited may read it from", null=True)

    class Meta:
        ordering = ("added_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "request"], name="a_contribution_once_in_a_pack"),
            models.UniqueConstraint(fields=["meeting", "document"], name="a_document_once_in_a_pack"),
        ]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """Something the meeting decided, or an immediate action it called for."""

    meeting = models.ForeignKey(Meeting, on_delete=models.RESTRICT, related_name="decisions")
    text = models.TextField()
    immediate_action = models.BooleanField(default=False)
    owner = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at", "id")

    def __str__(self) -> str:
        return self.text[:80]
