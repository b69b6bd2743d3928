"""Somebody asks to see what is held of them: the request, whose rows are theirs, what was found, what is withheld."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.guidance.days import months_after
from handrail.service.access.models import Person
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.law.kept import kept_working_days
from handrail.service.partnerships.models import Body


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why words may be withheld. `seen` says how far the citation has been confirmed."""

    title: str
    cite: str
    seen: Literal["text", "restated", "recalled"]


EXEMPTIONS = {
    "third party": Exemption("It tells of somebody else", "DPA 2018 Schedule 2 paragraph 16", "text"),
    "serious harm": Exemption("It would be likely to do serious harm", "DPA 2018 Schedule 3 paragraph 11", "restated"),
    "child abuse": Exemption(
        "It tells of child abuse, a parent asks, and it is not in the child's interest",
        "DPA 2018 Schedule 3 paragraph 21", "restated",
    ),
    "privilege": Exemption("Legal advice or papers for a court case", "DPA 2018 Schedule 2 paragraph 19", "recalled"),
    "crime": Exemption("It would prejudice the detection of a crime", "DPA 2018 Schedule 2 paragraph 2", "restated"),
    "not of them": Exemption("It is not about the person who asks", "UK GDPR Article 15", "recalled"),
}  # fmt: skip
WITHHOLD, GIVE = "withhold", "give"


class AccessRequest(models.Model):
    """A subject access request. Its day is counted when it is read, and kept nowhere."""

    class Asks(models.TextChoices):
        SELF = "self", "The person themselves"
        PARENT = "parent", "Somebody with parental responsibility"
        FOR_THEM = "for them", "Somebody they asked to act for them, such as a solicitor"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    asked_by_name = models.CharField("who asks", max_length=200, blank=True)
    asks = models.CharField(max_length=20, choices=Asks)
    about_name = models.CharField("about whom", max_length=200, blank=True)
    received_on = models.DateField()
    identity_how = models.CharField("how the identity was checked", max_length=300, blank=True)
    identity_on = models.DateField("the day the identity was shown, where it had to be asked for", null=True)
    extended_on = models.DateField(null=True)
    extended_why = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    checked_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-received_on", "-recorded_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(checked_by=F("recorded_by"))),
                name="a_second_person_checks_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(checked_at__isnull=False), name="answered_once_checked"
            ),
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True, extended_why="")
                | (Q(extended_on__isnull=False) & ~Q(extended_why="")),
                name="extended_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"subject access request received on {self.received_on}"

    @property
    def starts_on(self) -> date:
        """The day it came; where the identity had to be asked for, the day that was shown."""
        return max(self.received_on, self.identity_on) if self.identity_on else self.received_on

    @property
    def due_on(self) -> date:
        """One month, or three once it is extended: UK GDPR Article 12(3), counted as the ICO's guidance does."""
        return day_to_answer(self.starts_on, months=3 if self.extended_on else 1)


def day_to_answer(starts_on: date, *, months: int) -> date:
    """The same-numbered day, or the month's last; where that is no working day, the next that is."""
    calendar = kept_working_days()
    day = months_after(starts_on, months)
    while not calendar.includes(day):
        day += timedelta(days=1)
    return day


class Match(models.Model):
    """A child of one folder whom the preparer takes to be the person asked about. Never found by itself."""

    request = models.ForeignKey(AccessRequest, on_delete=models.RESTRICT, related_name="matches")
    child = models.ForeignKey(Child, on_delete=models.RESTRICT, related_name="+")
    matched_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    matched_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("matched_at", "id")
        constraints = [models.UniqueConstraint(fields=["request", "child"], name="matched_once")]

    def __str__(self) -> str:
        return f"{self.child}"


class Extract(models.Model):
    """One thing that is held, as it read when it was gathered. What may name others waits for somebody to decide."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(AccessRequest, on_delete=models.RESTRICT, related_name="extracts")
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    model = models.CharField(max_length=80)
    row = models.CharField(max_length=60)
    field = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    text = models.TextField()
    to_decide = models.BooleanField(help_text="may name others; given only once somebody has decided")
    decided_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("case", "model", "row", "field")
        constraints = [
            models.UniqueConstraint(fields=["request", "model", "row", "field"], name="gathered_once"),
            models.CheckConstraint(
                condition=~(Q(decided_by__isnull=True) ^ Q(decided_at__isnull=True)), name="decided_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """Some words of an extract. Proposed by rule or marked by hand; a person decides whether they are withheld."""

    extract = models.ForeignKey(Extract, on_delete=models.RESTRICT, related_name="passages")
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    why = models.CharField(max_length=200, help_text="why it was proposed")
    decided = models.CharField(max_length=10, choices=[(WITHHOLD, "Withhold"), (GIVE, "Give")], blank=True)
    exemption = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("begins", "ends", "id")
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="a_passage_has_words"),
            models.CheckConstraint(
                condition=Q(decided=WITHHOLD, exemption__in=sorted(EXEMPTIONS))
                | (~Q(decided=WITHHOLD) & Q(exemption="")),
                name="withheld_under_an_exemption",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        return self.extract.text[self.begins : self.ends]
