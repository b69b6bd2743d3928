"""A recommendation as it was put to one body: what it answered, what it did, what came of it, and whether it lasted."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.documents.models import Document
from handrail.service.learning.models.findings import Recommendation
from handrail.service.partnerships.models import Body


class Says(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    IN_PART = "in part", "Accepted in part"
    REFUSED = "refused", "Refused"


class Addressee(Paper):
    """One body to which a recommendation is addressed, and by which day. A day that moves leaves a `DayMoved`."""

    class To(models.TextChoices):
        BODY = "body", "A body of the partnership"
        NATIONAL = "national government", "National government"
        OUTSIDE = "outside", "Another body"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.RESTRICT, related_name="addressees")
    to = models.CharField(max_length=20, choices=To)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    name = models.CharField(max_length=200, blank=True, help_text="of a body that has no place in Handrail")
    due_on = models.DateField(null=True)
    says = models.CharField(max_length=20, choices=Says, blank=True, help_text="the last answer")
    carried_out_on = models.DateField(null=True)
    withdrawn_on = models.DateField("taken back on", null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    withdrawn_from = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True,
        help_text="the body it was put to; `body` is empty since, so that it reads nothing more of it",
    )  # fmt: skip

    class Meta:
        ordering = ("recorded_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, name="") | (Q(body__isnull=True) & ~Q(name="")),
                name="addressed_to_somebody",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "body"], condition=Q(body__isnull=False), name="put_to_a_body_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} to {self.whom}"

    @property
    def stands(self) -> bool:
        return self.withdrawn_on is None

    @property
    def whom(self) -> str:
        return str(self.body) if self.body else self.name


class Answer(models.Model):
    """What a body said to a recommendation, with its reasons. A later answer stands beside the earlier one."""

    addressee = models.ForeignKey(Addressee, on_delete=models.RESTRICT, related_name="answers")
    says = models.CharField(max_length=20, choices=Says)
    reasons = models.TextField(blank=True)
    answered_on = models.DateField()
    by_name = models.CharField("who answered for the body", max_length=200)
    written_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-answered_on", "-id")

    def __str__(self) -> str:
        return self.get_says_display()


class Evidence(models.Model):
    """How it is known that something was done, or, which is another thing, that it made a difference."""

    class Of(models.TextChoices):
        ACTION = "action", "That it was done"
        IMPACT = "impact", "That it made a difference"

    class Kind(models.TextChoices):
        AUDIT = "audit", "An audit of practice"
        FIGURES = "figures", "Figures over time"
        VOICES = "voices", "What children and families say"
        PRACTITIONERS = "practitioners", "What practitioners say"
        DOCUMENT = "document", "A document, such as a procedure or a plan"
        OTHER = "other", "Something else"

    class Finds(models.TextChoices):
        DIFFERENCE = "difference", "It made a difference"
        SOME = "some", "It made some difference"
        NONE = "none", "It made no difference"
        TOO_EARLY = "too early", "It is too early to say"

    addressee = models.ForeignKey(Addressee, on_delete=models.RESTRICT, related_name="evidence")
    of = models.CharField(max_length=10, choices=Of)
    kind = models.CharField(max_length=20, choices=Kind)
    finds = models.CharField(max_length=20, choices=Finds, blank=True)
    text = models.TextField()
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    seen_on = models.DateField()
    written_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    set_aside_on = models.DateField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)
    set_aside_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("-seen_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(of="action", finds="") | (Q(of="impact") & ~Q(finds="")), name="impact_says_what_it_finds"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.get_kind_display()}"

    @property
    def stands(self) -> bool:
        return self.set_aside_on is None


class ReAudit(models.Model):
    """Looking again, on a day agreed, whether what was carried out still holds."""

    class Holds(models.TextChoices):
        HOLDS = "holds", "It holds"
        IN_PART = "in part", "It holds in part"
        SLIPPED = "slipped", "It has slipped back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    addressee = models.ForeignKey(Addressee, on_delete=models.RESTRICT, related_name="re_audits")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    holds = models.CharField(max_length=20, choices=Holds, blank=True)
    found = models.TextField(blank=True)
    planned_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    done_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    set_aside_on = models.DateField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)
    set_aside_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("-due_on",)

    def __str__(self) -> str:
        return f"re-audit due {self.due_on}"

    @property
    def stands(self) -> bool:
        return self.set_aside_on is None


class DayMoved(models.Model):
    """The day something recommended was due was moved: from, to, and why. Enough of these is drifting."""

    addressee = models.ForeignKey(Addressee, on_delete=models.RESTRICT, related_name="moved")
    before = models.DateField(null=True)
    after = models.DateField()
    why = models.CharField(max_length=300)
    moved_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("moved_at", "id")
        verbose_name_plural = "days moved"

    def __str__(self) -> str:
        return f"{self.before} became {self.after}"
