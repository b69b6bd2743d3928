"""One version of a partnership's arrangements, from draft to published, and who agreed to it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body


class ArrangementsQuerySet(models.QuerySet["Arrangements"]):
    def drafts(self) -> ArrangementsQuerySet:
        return self.filter(published_at__isnull=True, given_up_at__isnull=True)

    def published(self) -> ArrangementsQuerySet:
        """The latest first."""
        return self.filter(published_at__isnull=False).order_by("-number")


class Arrangements(models.Model):
    """A draft until it is published; then it stands as it was, and `document` is what it said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    drawn_from = models.ForeignKey(
        "self", on_delete=models.RESTRICT, related_name="+", null=True,
        help_text="the published version that this was copied from, or whose changes it took in last",
    )  # fmt: skip
    title = models.CharField("what this draft is for", max_length=200)
    begins_on = models.DateField("the day on which it begins", null=True)
    changed_why = models.TextField("what changes, why, and when it is done", blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    number = models.PositiveIntegerField("which published version it is", null=True)
    document: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        "what it said as it was published", default=dict
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    told_on = models.DateField("the Secretary of State was told", null=True)
    told_how = models.CharField(max_length=300, blank=True)
    told_recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    told_recorded_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    given_up_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    given_up_why = models.CharField(max_length=300, blank=True)
    taken_down_at = models.DateTimeField("no longer on the public site from", null=True)
    taken_down_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    taken_down_why = models.CharField("why, for the public", max_length=300, blank=True)
    objects = ArrangementsQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_at",)
        verbose_name_plural = "arrangements"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="a_version_of_arrangements_once"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, number__isnull=True)
                | Q(published_at__isnull=False, number__isnull=False, begins_on__isnull=False),
                name="what_is_published_has_its_number_and_its_first_day",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(given_up_at__isnull=True),
                name="what_is_published_is_not_given_up",
            ),
            models.CheckConstraint(
                condition=Q(taken_down_at__isnull=True) | Q(published_at__isnull=False),
                name="what_is_taken_down_was_published",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}" if self.number else self.title

    @property
    def is_draft(self) -> bool:
        return self.published_at is None and self.given_up_at is None


class AgreedWords(models.Model):
    """A safeguarding partner agreed to something as it then read: `digest` is of its words. Changed words void it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    agreed_by_name = models.CharField("who agreed for the partner", max_length=200)
    agreed_on = models.DateField()
    where = models.CharField("where that is written down", max_length=300)
    digest = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ("agreed_on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.body}, {self.agreed_on}"


class Agreement(AgreedWords):
    """A partner's, to a version."""

    arrangements = models.ForeignKey(Arrangements, on_delete=models.RESTRICT, related_name="agreements")
