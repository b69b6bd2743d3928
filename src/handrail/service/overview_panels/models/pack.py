"""What a folder gives to the overview panel, and what came back. Its people alone know which death it is."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.partnerships.models import Body


class Band(models.TextChoices):
    """Ages as the panel reads them: never a day, and months only as whole bands."""

    FIRST_MONTH = "under 28 days", "Under 28 days"
    FIRST_YEAR = "28 days to 11 months", "28 days to 11 months"
    ONE = "1 to 4 years", "1 to 4 years"
    FIVE = "5 to 9 years", "5 to 9 years"
    TEN = "10 to 14 years", "10 to 14 years"
    FIFTEEN = "15 to 17 years", "15 to 17 years"
    NOT_KNOWN = "not known", "Not known"


class PanelPack(Paper):
    """One death retyped for one overview panel. Once it is laid before the panel it is not changed."""

    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    about = models.CharField("the death, as the folder's facts speak of it", max_length=60)
    form_edition = models.CharField(max_length=40)
    modifiable_means = models.TextField(
        "what modifiable factors meant on the day of the death, in the edition's words", blank=True
    )
    age_band = models.CharField(max_length=40, choices=Band)
    sex = models.CharField(max_length=20)
    summary = models.TextField()
    domains: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    draft: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(
        null=True, help_text="what else the review meeting drafted, retyped, by the form's question; null: no draft"
    )
    let_stand = models.BooleanField("what was only possibly a mark was read, and tells nobody", default=False)
    laid_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    laid_at = models.DateTimeField(null=True)
    laid_as = models.UUIDField("the death's key at the panel", null=True, unique=True)
    number = models.PositiveIntegerField("its number at the panel", null=True)
    completed_on = models.DateField(null=True)
    agencies = ArrayField(models.CharField(max_length=40), default=list)
    documents = models.TextField("the documents before the panel", blank=True)
    cause = models.TextField("the cause of death as the panel understands it", blank=True)
    category = models.CharField(max_length=10, blank=True)
    applies = ArrayField(models.CharField(max_length=10), default=list, help_text="every category that applies")
    modifiable = models.CharField(max_length=40, blank=True)
    factors: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        default=list, help_text="by the form's domain, how it was graded, what contributed, what could be changed"
    )
    learning = ArrayField(models.TextField(), default=list)
    issues = models.TextField(blank=True)
    good_practice = models.TextField(blank=True)
    actions = ArrayField(models.TextField(), default=list, help_text="what it recommends, each with its owner")
    abuse_why = models.TextField(blank=True)
    suspected_on = models.DateField(null=True, help_text="the day on which the panel first kept that it suspects this")
    suspicion_ended_on = models.DateField(null=True, help_text="when the panel took that back")
    cause_why = models.TextField(blank=True)
    reopened_on = models.DateField(null=True, help_text="when the panel opened it again, until it completes it anew")
    earlier: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, help_text="what the panel found when it completed the death before, and why it opened it again"
    )
    recalled_at = models.DateTimeField(null=True, help_text="when it was taken back from the panel")
    recalled_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    recalled_why = models.TextField(blank=True)
    gone_at = models.DateTimeField(null=True, help_text="when nobody of the panel read it any more")
    raised = models.UUIDField(
        null=True, help_text="the key of the incident that its suspicion is; not a pointer, it stands in another folder"
    )
    raised_in = models.UUIDField(null=True, help_text="the folder of that incident")
    partners_told_on = models.DateField(null=True, help_text="when every safeguarding partner was told of a suspicion")

    class Meta:
        ordering = ("-recorded_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["case", "about", "panel"],
                condition=Q(recalled_at__isnull=True),
                name="a_death_is_retyped_once_for_a_panel",
            ),
            models.CheckConstraint(
                condition=Q(recalled_at__isnull=True) | (Q(laid_at__isnull=False) & ~Q(recalled_why="")),
                name="what_is_recalled_was_laid_and_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(laid_as__isnull=True) | Q(laid_at__isnull=False), name="it_is_carried_once_it_is_laid"
            ),
        ]

    def __str__(self) -> str:
        return "Retyped for the overview panel"

    @property
    def first_completed_on(self) -> date:
        """A review is complete from then on, whatever the panel made of it when it opened it again."""
        assert self.completed_on is not None
        return min([date.fromisoformat(one["completed_on"]) for one in self.earlier] + [self.completed_on])


class QuestionCame(models.Model):
    """What the panel asks about the death of a pack, as it came to the folder; and what its people answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.ForeignKey(PanelPack, on_delete=models.RESTRICT, related_name="questions")
    asked_as = models.UUIDField("the question's key at the panel", unique=True)
    text = models.TextField()
    came_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    carried_at = models.DateTimeField(null=True, help_text="when the answer went to the panel")

    class Meta:
        ordering = ("came_at", "id")
        verbose_name_plural = "questions that came"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="what_was_answered_has_an_answer"
            )
        ]

    def __str__(self) -> str:
        return "A question of the overview panel"
