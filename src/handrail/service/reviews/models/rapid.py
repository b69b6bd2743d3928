"""The rapid review, what was sent of it, the dialogue with the Panel, and the decisions on longer reviews."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.documents.models import Document
from handrail.service.incidents.models import Incident


class RapidReview(Paper):
    """One rapid review, of one incident or of several. Once sent it is never changed: see `Addendum`."""

    incidents = models.ManyToManyField(Incident, related_name="rapid_reviews")
    facts_of_case = models.TextField("the facts, and each agency's part in them", blank=True)
    immediate_action = models.TextField("what was done at once, and what was learnt at once", blank=True)
    improvements = models.TextField("what may be improved", blank=True)
    context = models.TextField("the context: inequality and protected characteristics", blank=True)
    good_practice = models.TextField(blank=True)
    family = models.TextField("what the child and family have been told, and said", blank=True)
    next_steps = models.TextField(blank=True)
    local_review = models.BooleanField("a local review is to be held", null=True)
    local_review_reasons = models.TextField(blank=True)
    national_review = models.BooleanField("in the partners' view a national review may be right", null=True)
    national_review_reasons = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    completed_at = models.DateTimeField(null=True)
    reopened_why = models.TextField(blank=True, help_text="the last time, if ever")
    sent_at = models.DateTimeField(null=True)
    sent_by_name = models.CharField(max_length=200, blank=True)
    sent_how = models.CharField("how it went", max_length=200, blank=True)
    recorded_sent_at = models.DateTimeField(null=True)
    word = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    pdf = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return "Rapid review"

    @property
    def stage(self) -> str:
        """Where it has got to, in words: each is a fact with an instant."""
        if self.sent_at:
            return "sent"
        return "completed, not yet sent" if self.completed_at else "being written"


class Considered(models.Model):
    """A criterion of the edition, as it read when it was considered, with the answer and the reasons."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes, or it may"
        NO = "no", "No"
        NOT_YET = "not yet known", "Not yet known"

    decides = models.CharField(max_length=40)
    criterion = models.CharField(max_length=60)
    says = models.TextField()
    source = models.CharField(max_length=300)
    use = models.CharField(max_length=20, help_text="consider: it informs a judgement; trigger: it compels")
    seen = models.CharField(max_length=20, help_text="how far its words have been confirmed")
    answer = models.CharField(max_length=20, choices=Answer, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.criterion


class CriterionConsidered(Considered):
    """A criterion considered in a rapid review."""

    review = models.ForeignKey(RapidReview, on_delete=models.RESTRICT, related_name="considered")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["review", "decides", "criterion"], name="a_criterion_considered_once")
        ]


class Approval(models.Model):
    """A safeguarding partner approved the rapid review as it stood."""

    review = models.ForeignKey(RapidReview, on_delete=models.RESTRICT, related_name="approvals")
    approved_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    body = models.ForeignKey("partnerships.Body", on_delete=models.RESTRICT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "body", "version"], name="approved_once")]

    def __str__(self) -> str:
        return f"approved for {self.body}"


class Addendum(models.Model):
    """A correction or a later word on a rapid review that was sent, with its author and reason."""

    review = models.ForeignKey(RapidReview, on_delete=models.RESTRICT, related_name="addenda")
    text = models.TextField()
    reason = models.CharField(max_length=300)
    added_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    word = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    pdf = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by_name = models.CharField(max_length=200, blank=True)
    sent_how = models.CharField("how it went", max_length=200, blank=True)

    class Meta:
        ordering = ("added_at", "id")
        verbose_name_plural = "addenda"

    def __str__(self) -> str:
        return self.reason


class PanelMessage(Paper):
    """One letter in the dialogue with the Panel, either way, with its own date."""

    class Direction(models.TextChoices):
        FROM_PANEL = "from the Panel", "From the Panel"
        TO_PANEL = "to the Panel", "To the Panel"

    class Says(models.TextChoices):
        ACKNOWLEDGES = "acknowledges", "Acknowledges"
        AGREES = "agrees", "Agrees"
        CHALLENGES = "challenges", "Challenges"
        ASKS = "asks", "Asks for more"
        REPLIES = "replies", "Replies"
        TELLS = "tells", "Tells the decision on a local review"

    review = models.ForeignKey(RapidReview, on_delete=models.RESTRICT, related_name="dialogue")
    direction = models.CharField(max_length=20, choices=Direction)
    says = models.CharField(max_length=20, choices=Says)
    dated_on = models.DateField()
    text = models.TextField()
    answers = models.ForeignKey("self", on_delete=models.RESTRICT, related_name="answered_by", null=True)
    answer_wanted_by = models.DateField(null=True)
    tells = models.ForeignKey(
        "LocalReviewDecision", on_delete=models.RESTRICT, related_name="told_in", null=True,
        help_text="the decision on a local review that this letter tells the Panel",
    )  # fmt: skip
    letter = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("dated_on", "recorded_at")

    def __str__(self) -> str:
        who = "The Panel" if self.direction == self.Direction.FROM_PANEL else "The partnership"
        return f"{who} {self.get_says_display().lower()}"


class LocalReviewDecision(models.Model):
    """A decision on a local review after the rapid review was sent, as when the Panel challenges. The last stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(RapidReview, on_delete=models.RESTRICT, related_name="later_decisions")
    hold = models.BooleanField()
    reasons = models.TextField()
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return "a local review is to be held" if self.hold else "no local review"


class SeriousCaseDecision(Paper):
    """What the chair of the LSCB decided under the earlier law. A later decision stands beside it, and then instead."""

    incidents = models.ManyToManyField(Incident, related_name="serious_case_decisions")
    hold = models.BooleanField("a serious case review is to be held")
    reasons = models.TextField()
    decided_on = models.DateField()
    chair_name = models.CharField("decided by, as chair of the LSCB", max_length=200)
    told_on = models.DateField(null=True, help_text="when Ofsted, the Department and the national panel were told")
    set_aside_at = models.DateTimeField(null=True, help_text="recorded in error")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("decided_on", "recorded_at")

    def __str__(self) -> str:
        return "A serious case review is to be held" if self.hold else "No serious case review"


class SeriousCaseCriterion(Considered):
    """A criterion that the chair considered. Where it is met it compels."""

    decision = models.ForeignKey(SeriousCaseDecision, on_delete=models.RESTRICT, related_name="considered")

    ANSWERS = {Considered.Answer.YES: "Yes", Considered.Answer.NO: "No", Considered.Answer.NOT_YET: "Not yet known"}
    """What compels is met or is not: that it may be met is not yet known."""

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["decision", "criterion"], name="a_serious_case_criterion_considered_once")
        ]

    @property
    def answer_in_words(self) -> str:
        return self.ANSWERS[Considered.Answer(self.answer)]
