"""What a review found, with why, and what it recommends; and which recommendations are the same one made again."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper


class FromReview(Paper):
    """A paper that comes out of a review, in this folder or in a published report that was read in."""

    review_id = models.UUIDField(null=True, help_text="the paper of the review, where it stands in this folder")
    source = models.CharField(max_length=200, help_text="the review, in words that hold without the folder")
    set_aside_on = models.DateField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.set_aside_on is None


class Finding(FromReview):
    """Something a review found. What happened is the smaller part of it: why it did is what can be learnt from."""

    class Of(models.TextChoices):
        IMPROVEMENT = "improvement", "Something that can be better"
        GOOD_PRACTICE = "good practice", "Good practice"
        NEAR_MISS = "near miss", "A near miss"

    of = models.CharField(max_length=20, choices=Of, default=Of.IMPROVEMENT)
    title = models.CharField(max_length=300)
    what_happened = models.TextField()
    why = models.TextField("why it happened")
    again = models.TextField("what makes it likely to happen again", blank=True)
    conditions = models.TextField("conditions of the system it stands on", blank=True)
    found_on = models.DateField()

    of_several: bool
    """Whether it came out of a review of several folders; read with it where its folder's list is made."""

    class Meta:
        ordering = ("found_on", "recorded_at")
        indexes = [models.Index(fields=["review_id"], condition=Q(review_id__isnull=False), name="finding_of_review")]

    def __str__(self) -> str:
        return self.title


class Recommendation(FromReview):
    """What a review asks to be done. To whom it is addressed, and what each of them made of it, is `Addressee`."""

    number = models.CharField(max_length=20, blank=True, help_text="as the review numbers it")
    text = models.TextField()
    measure = models.TextField("how it will be known that it made a difference", blank=True)
    made_on = models.DateField()
    findings = models.ManyToManyField(Finding, related_name="recommendations")

    class Meta:
        ordering = ("made_on", "number", "recorded_at")
        indexes = [
            models.Index(fields=["review_id"], condition=Q(review_id__isnull=False), name="recommended_by_review")
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}" if self.number else "Recommendation"


class SameAs(models.Model):
    """Somebody's word that a recommendation is an earlier one made again. Taken back, it stays, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    earlier = models.ForeignKey(Recommendation, on_delete=models.RESTRICT, related_name="made_again")
    later = models.ForeignKey(Recommendation, on_delete=models.RESTRICT, related_name="made_before")
    why = models.CharField(max_length=300, blank=True)
    said_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    parted_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    parted_at = models.DateTimeField(null=True)
    parted_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("said_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"], condition=Q(parted_at__isnull=True), name="said_to_be_the_same_once"
            ),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="not_the_same_as_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.later} is {self.earlier} again"
