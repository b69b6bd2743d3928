"""A change from one law, or from one set of bodies, to the next: who passes to whom, when, and what of a folder was
passed on. It happens again and again, so nothing here is about one change alone."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.partnerships.models import Body, Kind


class Transition(models.Model):
    """One change, as one partnership goes through it. `change` is a key of `changes.toml`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    change = models.CharField(max_length=60)
    title = models.CharField("what this plan is called", max_length=200)
    law = models.CharField("what asks for the change", max_length=300, blank=True)
    says = models.TextField("what changes, and for whom", blank=True)
    begins_on = models.DateField("the day on which it begins", null=True)
    due_on = models.DateField("the day by which it is to be done", null=True)
    done_on = models.DateField("the day on which it was done", null=True)
    done_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    invented = models.BooleanField("its days are invented, to try it out", default=False)
    planned_on = models.DateField("the day on which the handover of records was planned", null=True)
    planned_says = models.TextField("how records are handed over, and who advised", blank=True)
    posts_whole_on = models.DateField("the day on which the list of posts was said to be whole", null=True)
    begun_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    given_up_at = models.DateTimeField(null=True)
    given_up_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    given_up_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-begun_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by__isnull=True) | Q(done_on__isnull=False), name="a_change_is_done_on_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.title


class LastDayMoved(models.Model):
    """That the last day of a plan was changed after it had begun: from which to which, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transition = models.ForeignKey(Transition, on_delete=models.RESTRICT, related_name="moves")
    was = models.DateField(null=True)
    now = models.DateField(null=True)
    why = models.CharField(max_length=300)
    moved_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-moved_at",)
        verbose_name_plural = "last days moved"

    def __str__(self) -> str:
        return f"the last day of {self.transition}"


class Passing(models.Model):
    """What one body does passes to another on a day. Until the eve of it the first keeps its duties."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transition = models.ForeignKey(Transition, on_delete=models.RESTRICT, related_name="passings")
    before = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    after = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    begins_on = models.DateField("the first day of the one that takes over")
    ends = models.BooleanField("the first body ends on the eve of it", default=True)
    ended_at = models.DateTimeField("when its end was written into the list of bodies", null=True)
    stayed_why = models.CharField("why its end could not be written", max_length=300, blank=True)
    folders = models.PositiveIntegerField("how many folders were passed on by it", null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("begins_on", "before__name")
        constraints = [
            models.UniqueConstraint(
                fields=["transition", "before", "after"], condition=Q(taken_out_at__isnull=True), name="a_passing_once"
            ),
            models.CheckConstraint(condition=~Q(before=F("after")), name="nothing_passes_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"

    @property
    def eve(self) -> date:
        """The last day on which the first body has its duties."""
        return self.begins_on - timedelta(days=1)

    @property
    def of_partnerships(self) -> bool:
        """Whether folders go over by it from one partnership to another."""
        return self.before.kind == self.after.kind == Kind.PARTNERSHIP


class AreaDay(models.Model):
    """The days of one authority's area in a change, as somebody gave them. What was given later stands instead.

    The worker writes them into the area and has its folders counted anew: whoever gives them may be kept from a folder.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transition = models.ForeignKey(Transition, on_delete=models.RESTRICT, related_name="area_days")
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    published_on = models.DateField("safeguarding arrangements published", null=True)
    told_on = models.DateField("the Secretary of State told", null=True)
    began_on = models.DateField("safeguarding arrangements began", null=True)
    report_on = models.DateField("first yearly report published", null=True)
    child_death_agreed_on = models.DateField("child death arrangements agreed", null=True)
    child_death_published_on = models.DateField("child death arrangements published", null=True)
    child_death_plans_on = models.DateField("child death plans sent to NHS England", null=True)
    child_death_began_on = models.DateField("child death arrangements began", null=True)
    given_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField("when the area had them", null=True)
    folders = models.PositiveIntegerField("folders counted anew", null=True)
    stayed_why = models.CharField("why they could not be written", max_length=300, blank=True)

    class Meta:
        ordering = ("authority__name", "-given_at")

    def __str__(self) -> str:
        return f"days of {self.authority}"


class PassedOn(Paper):
    """A review that an old board could not end was passed on: a finished one as its report, another as all that is
    known of it. What was recorded in error is set aside, and stays."""

    class Of(models.TextChoices):
        SERIOUS_CASE = "serious case review", "Serious case review"
        CHILD_DEATH = "child death review", "Child death review"

    class Given(models.TextChoices):
        REPORT = "report", "It was finished: a copy of the report"
        INFORMATION = "information", "It was not finished: all the information there is"

    of = models.CharField(max_length=30, choices=Of)
    about = models.CharField(max_length=60, help_text="the thing that its clocks are about")
    given = models.CharField(max_length=20, choices=Given)
    what = models.TextField("what was handed over, paper by paper")
    to = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    received_by_name = models.CharField("who received it", max_length=200)
    on = models.DateField("the day on which it was handed over")
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("on", "recorded_at")
        verbose_name_plural = "passed on"

    def __str__(self) -> str:
        return f"{self.get_of_display()} passed on"


class LaterWord(Paper):
    """New information about a case in which an earlier board had decided against a review, and what the partners
    answered to it."""

    class Answer(models.TextChoices):
        RAPID = "rapid review", "They look at it anew, with a rapid review"
        NOTHING_NEW = "nothing", "It changes nothing: no review"
        NOT_YET = "not yet", "They have not decided yet"

    about = models.CharField(max_length=60, help_text="the incident of which the board had decided")
    declined_on = models.DateField("the day of the board’s decision")
    came_on = models.DateField("the day on which the information came")
    came_from = models.CharField("from whom", max_length=200)
    says = models.TextField("what is new")
    answer = models.CharField(max_length=20, choices=Answer)
    reasons = models.TextField("why", blank=True)
    decided_on = models.DateField(null=True)
    decided_by_name = models.CharField("who decided", max_length=200, blank=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("came_on", "recorded_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="not yet") | (Q(decided_on__isnull=False) & ~Q(decided_by_name="")),
                name="an_answer_says_who_gave_it_and_when",
            )
        ]

    def __str__(self) -> str:
        return "New information after a decision against a review"

    @property
    def waits(self) -> bool:
        """Whether the partners have still to answer it."""
        return self.answer == self.Answer.NOT_YET and self.set_aside_at is None
