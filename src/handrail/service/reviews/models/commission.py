"""What a review is to find out and who sits on its panel, and what is said to the press."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body
from handrail.service.reviews.models.written import OfReview


class Terms(OfReview):
    """One version of the terms of reference. The last one that was not set aside governs; the others stay."""

    version = models.PositiveIntegerField()
    purpose = models.TextField("what the review is for")
    questions = models.TextField("what it is to find out, and why")
    from_on = models.DateField("the time looked at, from", null=True)
    until_on = models.DateField("the time looked at, until", null=True)
    method = models.TextField("how it is done, and who is heard", blank=True)
    agreed_on = models.DateField(null=True, help_text="empty while it is only proposed")
    agreed_by_name = models.CharField(max_length=300, blank=True)
    changed = models.TextField("what changed since the version before, and why", blank=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta(OfReview.Meta):
        constraints = [models.UniqueConstraint(fields=["review", "version"], name="terms_have_one_of_each_version")]

    def __str__(self) -> str:
        return f"version {self.version}"


class ReviewPanelMember(OfReview):
    """Someone who sits on a review's own panel for an agency, or its chair. Not the Panel."""

    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    job = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    chair = models.BooleanField("in the chair", default=False)
    from_on = models.DateField("since")
    interest = models.TextField("any part in the case, or other interest", blank=True)

    class Meta(OfReview.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(chair=True, set_aside_at__isnull=True), name="one_in_the_chair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"


class MediaPlan(OfReview):
    """One version of what is done when the press asks. The last one stands."""

    spokesperson = models.CharField(max_length=300)
    lines = models.TextField("what is said, and what is not")
    family_told = models.TextField("who tells the family, and when, before anything is said")
    staff_told = models.TextField("how practitioners are told and looked after", blank=True)
    agreed_by_name = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"spokesperson: {self.spokesperson}"
