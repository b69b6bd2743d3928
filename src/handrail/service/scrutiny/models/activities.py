"""The plan of a year, what was done under it, what was found, and what became of that."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.models.scrutineers import Scrutineer


class Plan(models.Model):
    """What is to be scrutinised in one year, from 1 April, and whether the scrutineer attends or reads papers alone."""

    class Way(models.TextChoices):
        ATTENDS = "attends", "Attends meetings, and goes and sees"
        PAPERS = "papers", "Reads papers alone"
        EITHER = "either", "As each piece of work says"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    year = models.PositiveIntegerField(help_text="the calendar year in which it begins, on 1 April")
    way = models.CharField("how scrutiny is done", max_length=10, choices=Way)
    way_why = models.TextField("why so")
    aims = models.TextField("what scrutiny is to find out this year")
    agreed_on = models.DateField("agreed by the partners on", null=True)
    agreed_by_name = models.CharField("who agreed it", max_length=200, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-year",)
        constraints = [models.UniqueConstraint(fields=["partnership", "year"], name="a_plan_for_a_year_once")]

    def __str__(self) -> str:
        return f"Scrutiny {self.years}"

    @property
    def years(self) -> str:
        return f"{self.year}–{(self.year + 1) % 100:02d}"


class Activity(models.Model):
    """One piece of scrutiny: the question it is to answer, how, by when; then what was done."""

    class How(models.TextChoices):
        MEETING = "meeting", "Attending a meeting"
        VISIT = "visit", "Visiting and seeing practice"
        CHILDREN = "children", "Talking with children and families"
        PRACTITIONERS = "practitioners", "Talking with practitioners"
        AUDIT = "audit", "Reading case files in an audit"
        PAPERS = "papers", "Reading papers"
        FIGURES = "figures", "Reading figures"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.RESTRICT, related_name="activities")
    scrutineer = models.ForeignKey(Scrutineer, on_delete=models.RESTRICT, related_name="activities")
    title = models.CharField(max_length=200)
    question = models.TextField("the question it is to answer")
    how = models.CharField(max_length=20, choices=How)
    due_on = models.DateField("to be done by")
    done_on = models.DateField(null=True)
    done_how = models.CharField("how it was done", max_length=20, choices=How, blank=True)
    done_words = models.TextField("what was done: what was attended, seen or read", blank=True)
    dropped_on = models.DateField(null=True)
    dropped_why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("due_on", "title")
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.title

    @property
    def waits(self) -> bool:
        return self.done_on is None and self.dropped_on is None

    @property
    def overdue(self) -> bool:
        return self.waits and self.due_on < timezone.localdate()


BY_PAPER = frozenset({Activity.How.PAPERS, Activity.How.FIGURES, Activity.How.AUDIT})
"""What a scrutineer who attends nothing can do."""


class Finding(models.Model):
    """What a piece of scrutiny found. It is not changed; one recorded in error is set aside, and stays."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "A strength"
        IMPROVE = "improve", "Something to improve"
        CONCERN = "concern", "A serious concern"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        Body,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text="for the body asked, which reads no plan",
    )
    activity = models.ForeignKey(Activity, on_delete=models.RESTRICT, related_name="findings")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField("what was found")
    seen_in = models.TextField("what shows it")
    to_body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    answer_due_on = models.DateField("answer wanted by", null=True)
    found_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return self.words if len(self.words) <= 90 else f"{self.words[:89].rstrip()}…"

    @property
    def to_whom(self) -> str:
        return str(self.to_body) if self.to_body else "the safeguarding partners together"


class Response(models.Model):
    """What was answered to a finding. The newest stands; earlier ones are still read."""

    class Says(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PART = "part", "Accepted in part"
        NOT = "not", "Not accepted"

    finding = models.ForeignKey(Finding, on_delete=models.RESTRICT, related_name="responses")
    says = models.CharField(max_length=10, choices=Says)
    words = models.TextField("what will be done, or why nothing will")
    done_by_on = models.DateField("to be done by", null=True)
    answered_on = models.DateField()
    answered_by_name = models.CharField("who answered", max_length=200)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return f"{self.get_says_display()}, by {self.answered_by_name}"


class FollowUp(models.Model):
    """What was seen when somebody looked whether a finding had been acted on."""

    class Seen(models.TextChoices):
        DONE = "done", "Done, and it made a difference"
        DONE_ONLY = "done only", "Done; whether it made a difference is not seen yet"
        PART = "part", "Done in part"
        NOT = "not", "Not done"

    finding = models.ForeignKey(Finding, on_delete=models.RESTRICT, related_name="follow_ups")
    seen = models.CharField(max_length=10, choices=Seen)
    words = models.TextField("what shows it")
    looked_on = models.DateField()
    again_on = models.DateField("to be looked at again", null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-looked_on", "-recorded_at")

    def __str__(self) -> str:
        return self.get_seen_display()
