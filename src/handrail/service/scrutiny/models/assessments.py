"""What bodies are asked about themselves: question sets, a round of a year, what came back, and what others made of it.

A round is a folder without a child. Each body is asked by a request of it, and each return hangs on that request.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Case, Paper
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request
from handrail.service.scrutiny.sets import QuestionsAsked, as_kept


class QuestionSet(models.Model):
    """One version of a set that a partnership asks by. It is not changed: a changed file is the next version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    slug = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    of = models.CharField("whom it is put to", max_length=10)
    asks: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField("the whole of it")
    file_name = models.CharField("loaded from", max_length=200, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("title", "-version")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug", "version"], name="a_version_of_a_set_once")
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    @property
    def asked(self) -> QuestionsAsked:
        return as_kept(self.asks)


class Round(Paper):
    """A question set put to chosen bodies for one year, from 1 April. `after` is the round it carries answers from."""

    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    question_set = models.ForeignKey(QuestionSet, on_delete=models.RESTRICT, related_name="rounds")
    year = models.PositiveIntegerField(help_text="the calendar year in which it begins, on 1 April")
    theme = models.CharField("theme of an audit", max_length=200, blank=True)
    after = models.UUIDField(
        null=True, help_text="the key of the round before; not a pointer, since that stands in a folder of its own"
    )
    due_on = models.DateField()
    letter = models.TextField("what bodies are told")
    sampled_last = models.PositiveSmallIntegerField("the last number given in the sample", default=0)
    found = models.TextField("what it found, over all", blank=True)
    found_on = models.DateField(null=True)

    class Meta:
        ordering = ("-year", "-recorded_at")

    def __str__(self) -> str:
        theme = f": {self.theme}" if self.theme else ""
        return f"{self.question_set.title} {self.years}{theme}"

    @property
    def years(self) -> str:
        return f"{self.year}–{(self.year + 1) % 100:02d}"


class Return(models.Model):
    """What one body answered, as it was sent. One that is opened again is replaced by the next, and stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.RESTRICT, related_name="returns")
    request = models.OneToOneField(Request, on_delete=models.RESTRICT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField("opened again", null=True)
    replaced_why = models.CharField(max_length=300, blank=True)
    challenger = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="the body asked to challenge it"
    )
    challenge_due_on = models.DateField(null=True)
    challenged_at = models.DateTimeField("the challenger said that it is done", null=True)

    class Meta:
        ordering = ("body__name", "-sent_at")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "body"], condition=Q(replaced_at__isnull=True), name="one_return_of_a_body_stands"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round}, {self.body}"


class Judgement(models.Model):
    """One question of a return: how the body judged itself, and by what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sent_in = models.ForeignKey(Return, on_delete=models.RESTRICT, related_name="judgements")
    place = models.PositiveSmallIntegerField()
    question = models.CharField("the key of the question", max_length=70)
    judged = models.CharField("how the body judged itself", max_length=30)
    evidence = models.TextField(blank=True)
    was = models.CharField("how it stood the year before", max_length=30, blank=True)
    stands = models.CharField("how it stands, challenge and all", max_length=30)

    class Meta:
        ordering = ("place",)
        constraints = [models.UniqueConstraint(fields=["sent_in", "question"], name="a_question_is_judged_once")]

    def __str__(self) -> str:
        return self.question


class CaseJudgement(models.Model):
    """How a body judged its own work in one case of an audit's sample. The case is known by its number alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sent_in = models.ForeignKey(Return, on_delete=models.RESTRICT, related_name="case_judgements")
    number = models.PositiveSmallIntegerField("its number in the sample")
    judged = models.CharField("how the body judged its work in it", max_length=30)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["sent_in", "number"], name="a_case_of_a_sample_is_judged_once")]

    def __str__(self) -> str:
        return f"number {self.number}"


class Challenge(models.Model):
    """What somebody else made of a judgement; what the body answered; and how it was settled where they differ."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    judgement = models.ForeignKey(Judgement, on_delete=models.RESTRICT, related_name="challenges")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", help_text="whose return it is")
    by_body = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="who challenges; nobody: the lead"
    )
    says = models.CharField("the judgement that they would give", max_length=30)
    words = models.TextField("what they ask or say")
    by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    accepted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    settled = models.CharField("the judgement that stands", max_length=30, blank=True)
    settled_why = models.TextField(blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.by_whom} on {self.judgement}"

    @property
    def by_whom(self) -> str:
        """The lead is no body: at a partnership's own work people who open no folder."""
        return str(self.by_body) if self.by_body else "The partnership’s lead"


class Promise(models.Model):
    """Something that a body will do, by when; done with what shows it. Until then it is carried to the next round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.RESTRICT, related_name="promises")
    sent_in = models.ForeignKey(Return, on_delete=models.RESTRICT, related_name="promises", null=True)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    standard = models.CharField("the standard it is under", max_length=200, blank=True)
    words = models.TextField("what will be done")
    owner = models.CharField("who sees to it", max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_words = models.TextField("what shows it", blank=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    dropped_why = models.CharField("why it will not be done", max_length=300, blank=True)
    dropped_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("due_on", "recorded_at")

    def __str__(self) -> str:
        return self.words if len(self.words) <= 90 else f"{self.words[:89].rstrip()}…"

    @property
    def waits(self) -> bool:
        return self.done_on is None and self.dropped_on is None

    @property
    def overdue(self) -> bool:
        return self.waits and self.due_on < timezone.localdate()


class Sampled(models.Model):
    """A folder in the sample of an audit, by its number there. Whoever holds the key to all of that folder reads it.

    Whoever is shut out of it is shut out of the audit: the database keeps it so (see the migration)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.RESTRICT, related_name="sample")
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+", help_text="the audit's own folder")
    sampled = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+", help_text="the folder looked at")
    number = models.PositiveSmallIntegerField("its number in the sample")
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "sampled"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "sampled"], condition=Q(set_aside_at__isnull=True), name="a_folder_is_sampled_once"
            ),
            models.UniqueConstraint(fields=["round", "number"], name="a_number_of_a_sample_once"),
        ]

    def __str__(self) -> str:
        return f"number {self.number}"
