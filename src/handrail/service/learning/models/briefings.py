"""A briefing: one page, read in seven minutes, that carries what was learnt to people who never open the folder."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Case, Paper
from handrail.service.learning.models.findings import Finding, Recommendation
from handrail.service.partnerships.models import Body


class Briefing(Paper):
    """What was learnt, on one page. It may name nobody; once sent, its words stand, until it is withdrawn."""

    title = models.CharField(max_length=120)
    why_it_matters = models.TextField()
    happened = models.TextField()
    learnt = models.TextField()
    asked = models.TextField("what is asked of you")
    talk_about = models.TextField("to talk about in your team", blank=True)
    findings = models.ManyToManyField(Finding, related_name="briefings")
    recommendations = models.ManyToManyField(Recommendation, related_name="briefings")
    let_stand: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        default=list, help_text="words that the identity check marked: why each may stay, on whose word, and when"
    )
    sent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    of_several: bool
    """Whether it carries something of a review of several folders; read with it where its folder's list is made."""

    class Meta:
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return self.title


class BriefingCopy(models.Model):
    """A briefing as it was sent to one body, whose people may then read it, until it is withdrawn: `body` is then empty
    and `withdrawn_from` says whose it was, so that they read it no more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(Briefing, on_delete=models.RESTRICT, related_name="copies")
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    partnership = models.ForeignKey(
        Body,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text="the folder's, which most readers cannot open",
    )
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    withdrawn_from = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-sent_at",)
        verbose_name_plural = "briefing copies"
        constraints = [
            models.UniqueConstraint(fields=["briefing", "body"], name="a_briefing_is_sent_to_a_body_once"),
            models.CheckConstraint(
                condition=Q(body__isnull=False) ^ Q(withdrawn_from__isnull=False), name="a_copy_is_or_was_a_bodys"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.briefing} to {self.whom}"

    @property
    def whom(self) -> Body:
        """Whose it is, or was."""
        body = self.body or self.withdrawn_from
        assert body is not None
        return body


class BriefingRead(models.Model):
    """Somebody says that they have read a briefing; once, however often they open it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(Briefing, on_delete=models.RESTRICT, related_name="read_marks")
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("read_at",)
        constraints = [models.UniqueConstraint(fields=["briefing", "person"], name="a_briefing_is_read_once")]

    def __str__(self) -> str:
        return f"{self.person} read {self.briefing}"
