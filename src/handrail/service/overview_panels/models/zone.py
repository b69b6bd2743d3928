"""The panel's zone: rows that people of the panel read. None points to a folder, a child, or a day of either.

A death here has a key of its own that is drawn by lot; which folder it is of stands in the folder alone.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body

KEPT = frozenset(
    {
        "agencies", "documents", "cause", "category", "applies", "modifiable", "issues", "good_practice", "learning",
        "actions", "abuse_why", "cause_why",
    }
)  # fmt: skip
"""What stands on the analysis form, by the names that it has at the panel and in the folder alike."""


class Member(models.Model):
    """Somebody who sits on an overview panel, from a day until another. `person` is their account, if any."""

    class Office(models.TextChoices):
        CHAIR = "chair", "Chair"
        DEPUTY = "deputy", "Deputy chair"
        CLERK = "clerk", "Clerk or coordinator of the panel"
        DESIGNATED_DOCTOR = "designated doctor", "Designated doctor for child deaths"
        MEMBER = "member", "Member"
        LAY = "lay", "Lay member"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=20, choices=Office)
    agency = models.CharField("agency, or who they speak for", max_length=200, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True, help_text="when somebody ended it: from `until_on` on, nothing is read")
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("office", "name")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="a_seat_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | (Q(until_on__isnull=False) & ~Q(ended_why="")),
                name="a_seat_that_was_ended_has_a_day_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_office_display().lower()}"

    def sits_on(self, day: date) -> bool:
        return self.from_on <= day and not self.has_gone_by(day)

    def has_gone_by(self, day: date) -> bool:
        """A seat that somebody ended is over on the day it ended; one that ran out, on the day after its last."""
        if self.until_on is None:
            return False
        return self.until_on < day or (self.ended_at is not None and self.until_on <= day)


class Sitting(models.Model):
    """A meeting of the overview panel. `theme` is what a themed one is about; `joined_by` who else comes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    on = models.DateField()
    theme = models.CharField(max_length=200, blank=True)
    joined_by = models.CharField("panels and designated doctors who join", max_length=300, blank=True)
    until_at = models.DateTimeField(
        null=True, help_text="when a meeting shared with neighbours ends, and with it what each reads of the other"
    )
    planned_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    first_on = models.DateField(null=True, help_text="the day it was first planned for, where it was moved")
    moved_why = models.CharField(max_length=300, blank=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    called_off_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-on", "-planned_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True) | ~Q(called_off_why=""), name="what_is_called_off_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"Themed meeting: {self.theme}" if self.theme else "Meeting of the overview panel"

    @property
    def is_over(self) -> bool:
        """Of a meeting that is shared: whether its time has gone."""
        return self.until_at is not None and self.until_at <= timezone.now()


class Joining(models.Model):
    """A neighbouring panel that is asked to a themed meeting, and who of it. Until the meeting ends, and no longer."""

    class Who(models.TextChoices):
        MEMBERS = "members", "Everybody who sits on it"
        DOCTORS = "doctors", "Its designated doctors for child deaths alone"
        NOBODY = "nobody", "Nobody any more"

    sitting = models.ForeignKey(Sitting, on_delete=models.RESTRICT, related_name="joinings")
    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    who = models.CharField(max_length=10, choices=Who)
    asked_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [models.UniqueConstraint(fields=["sitting", "panel"], name="a_panel_joins_a_meeting_once")]

    def __str__(self) -> str:
        return f"{self.panel}: {self.get_who_display().lower()}"


class PanelDeath(models.Model):
    """A death as the panel knows it: a number of the panel's own, an age in a band, and what was retyped for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    number = models.PositiveIntegerField(help_text="the panel's own; it follows no order of the deaths")
    form_edition = models.CharField("the analysis form's edition", max_length=40)
    modifiable_means = models.TextField(
        "what modifiable factors meant on the day of the death, in the edition's words", blank=True
    )
    age_band = models.CharField(max_length=40)
    sex = models.CharField(max_length=20)
    summary = models.TextField()
    domains: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(
        default=dict, help_text="by the form's domain, what was retyped"
    )
    draft: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(
        null=True, help_text="what else the review meeting drafted, retyped, by the form's question; null: no draft"
    )
    sitting = models.ForeignKey(Sitting, on_delete=models.RESTRICT, related_name="deaths", null=True)
    moved_why = models.CharField("why it left the agenda on which it stood", max_length=300, blank=True)
    recalled_at = models.DateTimeField(
        null=True, help_text="when its folder's people took it back: nobody of a panel reads it any more"
    )

    class Meta:
        ordering = ("panel", "number")
        constraints = [models.UniqueConstraint(fields=["panel", "number"], name="a_panels_numbers_are_its_own")]

    def __str__(self) -> str:
        return f"Death {self.number}"


class Withdrawal(models.Model):
    """A member who knew the child, or has another conflict. From then on that death is not there for them."""

    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    death = models.UUIDField(help_text="the death's key; not a pointer, since whoever withdrew may not read it")
    number = models.PositiveIntegerField(help_text="the death's number")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="withdrawals")
    why = models.CharField("in a word, and without a name", max_length=200)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    taken_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["death", "member"], condition=Q(taken_back_at__isnull=True), name="a_member_withdraws_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_why=""), name="what_is_taken_back_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} from death {self.number}"


class Analysis(models.Model):
    """The analysis form of one death, by the edition that governed. Complete once the panel says so."""

    death = models.OneToOneField(PanelDeath, on_delete=models.RESTRICT, related_name="analysis")
    agencies = ArrayField(
        models.CharField(max_length=40), default=list, help_text="who was represented, where the form asks it"
    )
    documents = models.TextField("the documents before the panel, where the form asks it", blank=True)
    cause = models.TextField("the cause of death as the panel understands it")
    category = models.CharField(max_length=10)
    applies = ArrayField(models.CharField(max_length=10), default=list, help_text="every category that applies")
    modifiable = models.CharField(max_length=40)
    learning = ArrayField(models.TextField(), default=list)
    issues = models.TextField(blank=True)
    good_practice = models.TextField(blank=True)
    actions = ArrayField(models.TextField(), default=list, help_text="what it recommends, each with its owner")
    abuse_suspected = models.BooleanField(default=False)
    abuse_why = models.TextField(blank=True)
    suspected_on = models.DateField(null=True, help_text="the day on which the panel first kept that it suspects this")
    cause_is_wrong = models.BooleanField(default=False)
    cause_why = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    completed_on = models.DateField(null=True)
    given_at = models.DateTimeField(null=True, help_text="when it came back to the folder")
    earlier: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, help_text="the form as it was completed, each time that it was opened again, and why it was"
    )

    class Meta:
        ordering = ("written_at",)
        verbose_name_plural = "analyses"
        constraints = [
            models.CheckConstraint(
                condition=(Q(abuse_suspected=False) | ~Q(abuse_why="")) & (Q(cause_is_wrong=False) | ~Q(cause_why="")),
                name="what_is_suspected_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"Analysis of {self.death}"


class Factor(models.Model):
    """One domain of the form: how it is graded, what contributed, and what of that could be changed."""

    analysis = models.ForeignKey(Analysis, on_delete=models.RESTRICT, related_name="factors")
    domain = models.CharField(max_length=60)
    grade = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    modifiable = models.TextField("what could be changed", blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["analysis", "domain"], name="a_domain_is_graded_once")]

    def __str__(self) -> str:
        return f"{self.domain}: {self.grade}"


class Guard(models.Model):
    """What its folder knows that would tell whose death it is, sealed: what is typed at the panel is held against it.

    A job writes it. The key stands outside the database, so that nobody who reads the row reads a name.
    """

    death = models.OneToOneField(PanelDeath, on_delete=models.RESTRICT, related_name="guard")
    sealed = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at",)

    def __str__(self) -> str:
        return f"What would tell whose {self.death} is"


class Minutes(models.Model):
    """What was said of one death at one meeting. Of each death apart, so that whoever withdrew from it reads none."""

    death = models.ForeignKey(PanelDeath, on_delete=models.RESTRICT, related_name="minutes")
    sitting = models.ForeignKey(Sitting, on_delete=models.RESTRICT, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("written_at", "id")
        verbose_name_plural = "minutes"
        constraints = [models.UniqueConstraint(fields=["death", "sitting"], name="a_meeting_has_one_minute_of_a_death")]

    def __str__(self) -> str:
        return f"What was said of {self.death}"


class Question(models.Model):
    """What the panel asks of those who hold the folder. A job carries it there, and the answer back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    death = models.ForeignKey(PanelDeath, on_delete=models.RESTRICT, related_name="questions")
    text = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, help_text="when the answer came to the panel")

    class Meta:
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return f"A question about {self.death}"
