"""A practice review under way, of any kind, and the days that its clocks are counted by."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Case, Paper
from handrail.service.reviews.models.rapid import Considered, RapidReview, SeriousCaseDecision


class ReviewCalled(Paper):
    """A review that no clock of the editions is set running by here: the Panel's own, or one held only to learn."""

    class Kind(models.TextChoices):
        NATIONAL = "national", "National review"
        GOOD_PRACTICE = "good practice", "Review of good practice"
        NEAR_MISS = "near miss", "Review of a near miss"

    kind = models.CharField(max_length=20, choices=Kind)
    decided_on = models.DateField()
    decided_by_name = models.CharField("decided by", max_length=300)
    reasons = models.TextField("why it is held, and what it is about")
    together = models.TextField(
        "how it goes together with any other review", blank=True,
        help_text="so that a family is not asked twice, and nothing is done twice",
    )  # fmt: skip
    set_aside_at = models.DateTimeField(null=True, help_text="recorded in error, or called off")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("decided_on", "recorded_at")

    def __str__(self) -> str:
        return self.get_kind_display()


class PracticeReview(Paper):
    """A practice review under way: its reviewer, who has its report, when and what was published.

    It is begun by a decision, and kept from the first step that is recorded of it.
    """

    about = models.CharField(max_length=60, help_text="the thing that its clocks are about")
    rapid_review = models.ForeignKey(
        RapidReview, on_delete=models.RESTRICT, related_name="practice_reviews", null=True,
        help_text="the one that called for it: a local review",
    )  # fmt: skip
    decision = models.ForeignKey(
        SeriousCaseDecision, on_delete=models.RESTRICT, related_name="practice_reviews", null=True,
        help_text="the one that called for it: a serious case review",
    )  # fmt: skip
    called = models.ForeignKey(
        ReviewCalled, on_delete=models.RESTRICT, related_name="practice_reviews", null=True,
        help_text="the one that called for it: a national review, or one of good practice or of a near miss",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(rapid_review__isnull=False, decision__isnull=True, called__isnull=True)
                    | models.Q(rapid_review__isnull=True, decision__isnull=False, called__isnull=True)
                    | models.Q(rapid_review__isnull=True, decision__isnull=True, called__isnull=False)
                ),
                name="a_practice_review_has_one_origin",
            ),
        ]

    def __str__(self) -> str:
        if self.called_id is not None:
            return str(self.called)
        return "Local review" if self.decision_id is None else "Serious case review"


class Step(models.Model):
    """Something that was set or done of a review on a day. What was recorded in error is set aside, and stays."""

    class What(models.TextChoices):
        APPOINTED = "appointed", "Reviewer appointed"
        CHECKED = "checked", "Time and quality looked at"
        RECEIVED = "received", "Report received from the reviewer"
        PLANNED = "planned", "A day was set for publication"
        GIVEN = "given", "The report was given"
        PUBLISHED = "published", "Published"
        TOLD_WITHHELD = "told withheld", "Told why the serious case review is withheld"
        TAKEN_DOWN = "taken down", "No longer publicly available"
        LET_GO = "let go", "Another folder let go again"

    class To(models.TextChoices):
        SECRETARY_OF_STATE = "secretary of state", "The Secretary of State (Department for Education)"
        PANEL = "panel", "The Panel (before July 2018, the national panel of independent experts)"
        OFSTED = "ofsted", "Ofsted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(PracticeReview, on_delete=models.RESTRICT, related_name="steps")
    what = models.CharField(max_length=20, choices=What)
    on = models.DateField(help_text="the day set for publication; else the day it was done")
    to = models.CharField(max_length=30, choices=To, blank=True)
    whole = models.BooleanField("the report itself was published", null=True)
    where = models.CharField("where it can be read", max_length=500, blank=True)
    reasons = models.TextField("why the report itself was not published, or was taken down", blank=True)
    improvements = models.TextField("what was published of the improvements", blank=True)
    reviewer = models.CharField("who was appointed", max_length=300, blank=True)
    appointed_by_name = models.CharField("by whom the reviewer was appointed", max_length=300, blank=True)
    found = models.TextField("what was found of the review's time and quality", blank=True)
    asked = models.TextField("what the reviewer was asked for, in writing", blank=True)
    next_on = models.DateField("the day set to look again", null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True, help_text="recorded in error")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.get_to_display()}" if self.to else self.get_what_display()


class ReviewerCriterion(Considered):
    """What the edition has weighed of whoever is to review, as it was answered when they were appointed."""

    step = models.ForeignKey(Step, on_delete=models.RESTRICT, related_name="considered")

    ANSWERS = {Considered.Answer.YES: "Yes", Considered.Answer.NO: "No", Considered.Answer.NOT_YET: "Not yet known"}

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["step", "criterion"], name="a_reviewers_criterion_considered_once")
        ]

    @property
    def answer_in_words(self) -> str:
        return self.ANSWERS[Considered.Answer(self.answer)] if self.answer else "Not answered"


class FolderCovered(models.Model):
    """A further folder that a review is of. Whoever reads the review must be able to open each of its folders."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(PracticeReview, on_delete=models.RESTRICT, related_name="covered")
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+", help_text="the review's own folder")
    other = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="covered_by")
    why = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at",)
        constraints = [models.UniqueConstraint(fields=["review", "other"], name="a_folder_is_covered_once")]

    def __str__(self) -> str:
        return str(self.other)
