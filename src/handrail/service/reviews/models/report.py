"""The report of a review: its drafts, who saw which and answered what, what it must contain, and the final one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, QuerySet

from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request
from handrail.service.reviews.models.people import FamilyMember
from handrail.service.reviews.models.rapid import Considered
from handrail.service.reviews.models.written import Kept, OfReview


class ReportDraft(OfReview):
    """One version of the report, as words or as a file. It is never changed: the next version stands beside it."""

    version = models.PositiveIntegerField()
    dated_on = models.DateField()
    changed = models.TextField("what changed since the version before, and why", blank=True)
    text = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta(OfReview.Meta):
        constraints = [models.UniqueConstraint(fields=["review", "version"], name="drafts_have_one_of_each_version")]

    def __str__(self) -> str:
        return f"version {self.version}"

    @property
    def gone_through(self) -> QuerySet[ContentsConsidered]:
        """What was found in it when it was last gone through."""
        return ContentsConsidered.objects.filter(draft=self, set_aside_at__isnull=True)


class DraftShown(OfReview):
    """A version of the report was shown to an agency, to one of the family or to somebody else, for their reply."""

    draft = models.ForeignKey(ReportDraft, on_delete=models.RESTRICT, related_name="shown")
    on = models.DateField()
    to_body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    to_member = models.ForeignKey(FamilyMember, on_delete=models.RESTRICT, related_name="shown", null=True)
    to_name = models.CharField("someone else, by their role", max_length=200, blank=True)
    how = models.CharField("how much of it they saw, and how", max_length=300)
    reply_by = models.DateField("reply wanted by", null=True)
    through = models.ForeignKey(
        Request, on_delete=models.RESTRICT, related_name="+", null=True,
        help_text="what was put to the agency's own people here; empty where it was written to in another way",
    )  # fmt: skip

    class Meta(OfReview.Meta):
        verbose_name_plural = "drafts shown"

    def __str__(self) -> str:
        return f"{self.draft} to {self.whom}"

    @property
    def whom(self) -> str:
        return str(self.to_body or self.to_member or self.to_name)


class DraftAnswer(Kept):
    """A reply to what was shown, in their own words, and what was changed because of it."""

    shown = models.ForeignKey(DraftShown, on_delete=models.RESTRICT, related_name="answers")
    on = models.DateField()
    response = models.TextField("what they replied")
    changed = models.TextField("what was changed because of it", blank=True)
    not_changed = models.TextField("what was not changed, and why", blank=True)

    def __str__(self) -> str:
        return self.response[:80]


class ContentsConsidered(Considered):
    """Something that the editions say a report must or should contain, and whether this version does."""

    class Holds(models.TextChoices):
        YES = "yes", "Yes"
        IN_PART = "in part", "In part"
        NO = "no", "No"

    draft = models.ForeignKey(ReportDraft, on_delete=models.RESTRICT, related_name="contents")
    answer = models.CharField(max_length=20, choices=Holds, blank=True)
    force = models.CharField(max_length=10, help_text="must, or should")
    where = models.CharField("where in the report", max_length=200, blank=True)
    set_aside_at = models.DateTimeField(null=True, help_text="the version is gone through anew")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "decides", "criterion"],
                condition=Q(set_aside_at__isnull=True),
                name="contents_considered_once",
            )
        ]


class FinalReport(OfReview):
    """The partners agreed a version as the report. It is what will be given and published."""

    draft = models.ForeignKey(ReportDraft, on_delete=models.RESTRICT, related_name="agreed")
    agreed_on = models.DateField()
    agreed_by_name = models.CharField("by whom it was agreed", max_length=300)
    quality = models.TextField("how its quality was judged")
    lacks = models.TextField("what it lacks of what it should hold, and why that is right", blank=True)

    def __str__(self) -> str:
        return f"{self.draft}, agreed"
