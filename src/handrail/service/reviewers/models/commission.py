"""A commission: who was appointed to which review, on what terms, until when; and their interests as weighed."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Grant, Person
from handrail.service.cases.models import Case
from handrail.service.fields import instant
from handrail.service.partnerships.models import Body
from handrail.service.reviewers.models.register import Interest, Reviewer


class CommissionQuerySet(models.QuerySet["Commission"]):
    def standing(self, on: date | None = None) -> CommissionQuerySet:
        """Those that are not ended, and whose last day has not passed."""
        return self.filter(ended_on__isnull=True, last_on__gte=on or timezone.localdate())


class Commission(models.Model):
    """One reviewer's work on one review. `review_id` and `about` name the review, which stands in a room above."""

    class Kind(models.TextChoices):
        LOCAL = "local", "Local review"
        SERIOUS_CASE = "serious case", "Serious case review"
        NATIONAL = "national", "National review"
        LEARNING = "learning", "Review held to learn"

    class Part(models.TextChoices):
        LEAD = "lead", "Leads the review"
        WITH = "with", "Reviews together with others"
        CHAIR = "chair", "Chairs the review's panel"
        WRITES = "writes", "Writes the report"

    class Ended(models.TextChoices):
        DONE = "done", "The work was done"
        WITHDREW = "withdrew", "The reviewer withdrew"
        CALLED_OFF = "called off", "The review was called off"
        REMOVED = "removed", "The reviewer was removed"
        ERROR = "error", "It was recorded in error"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="commissions")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.RESTRICT, related_name="commissions")
    body = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", help_text="to which the keys were given"
    )
    name = models.CharField("the reviewer's name, on the day", max_length=200)
    review_id = models.UUIDField(help_text="the practice review")
    about = models.CharField(max_length=60, help_text="the thing that the review's clocks are about")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200, help_text="what the reviewer knows it by when the folder is shut to them")
    part = models.CharField(max_length=10, choices=Part)
    appointed_on = models.DateField()
    appointed_by_name = models.CharField(max_length=300)
    chosen_why = models.TextField("why somebody who is not in the pool", blank=True)
    terms = models.TextField("what was commissioned, and on what terms")
    supervised_by_name = models.CharField("who supervises the reviewer's work", max_length=300)
    last_on = models.DateField("last day")
    ended_on = models.DateField(null=True)
    ended = models.CharField(max_length=20, choices=Ended, blank=True)
    ended_why = models.TextField(blank=True)
    removal_decided_on = models.DateField(null=True)
    removed_by_name = models.CharField("who removed the reviewer", max_length=300, blank=True)
    another = models.TextField("what was decided of appointing another", blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ("appointed_on", "recorded_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("appointed_on")), name="a_commission_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended="") | (Q(ended_on__isnull=False) & ~Q(ended="")),
                name="a_commission_ends_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["reviewer", "review_id"], condition=Q(ended_on__isnull=True), name="commissioned_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"

    @property
    def stands(self) -> bool:
        return self.ended_on is None and self.last_on >= timezone.localdate()

    @property
    def keys_end_at(self) -> datetime:
        """The end of the last day, in London."""
        return instant(self.last_on + timedelta(days=1), time(0))


class KeyGiven(models.Model):
    """A key that a commission gave. It ends with the commission, by its own last instant, whatever else happens."""

    commission = models.ForeignKey(Commission, on_delete=models.RESTRICT, related_name="keys")
    grant = models.ForeignKey(Grant, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commission", "grant"], name="a_commission_gives_a_key_once")]

    def __str__(self) -> str:
        return str(self.grant)


class InterestWeighed(models.Model):
    """That an interest in a body that the case concerns does not matter: who decided it, and why. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    commission = models.ForeignKey(Commission, on_delete=models.RESTRICT, related_name="weighed")
    interest = models.ForeignKey(Interest, on_delete=models.RESTRICT, related_name="+")
    in_the_case = models.CharField("how the body stands in the case", max_length=300)
    decided_by_name = models.CharField(max_length=300)
    reason = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commission", "interest"], name="an_interest_is_weighed_once")]

    def __str__(self) -> str:
        return self.in_the_case


class LastDayMoved(models.Model):
    """The last day of a commission was put off, or brought forward."""

    commission = models.ForeignKey(Commission, on_delete=models.RESTRICT, related_name="moves")
    before_on = models.DateField()
    after_on = models.DateField()
    why = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return f"{self.before_on} to {self.after_on}"


class Supervision(models.Model):
    """The reviewer was supervised: by whom, and what was agreed. Of the reviewer, and not of the review."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    commission = models.ForeignKey(Commission, on_delete=models.RESTRICT, related_name="supervisions")
    on = models.DateField()
    by_name = models.CharField("who supervised", max_length=300)
    agreed = models.TextField("what was spoken of and agreed")
    next_on = models.DateField("next time", null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.by_name}, {self.on}"
