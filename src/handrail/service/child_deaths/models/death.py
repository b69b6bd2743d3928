"""A child's death as it was first notified. Every answer but the day may be unknown; a correction stands beside it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.children.models import Child
from handrail.service.partnerships.models import Body


class Birth(models.TextChoices):
    """What decides whether it is a child's death at all. A stillbirth that nobody attended is a thing of its own."""

    ALIVE = "alive", "Born alive, at any gestation, even if for a moment"
    STILLBIRTH_ATTENDED = "stillbirth attended", "Stillborn, with a healthcare professional present"
    STILLBIRTH_UNATTENDED = "stillbirth unattended", "Stillborn, with no healthcare professional present"
    LATE_LOSS = "late fetal loss", "A pregnancy that ended before 24 weeks without a sign of life"
    TERMINATION = "termination", "A lawful termination, even where a sign of life followed"


class NoNumber(models.TextChoices):
    """The national form's two answers for a child whose NHS number is not given (since April 2022)."""

    NON_RESIDENT = "non-resident", "Child non-resident in England"
    NOT_AVAILABLE = "not available", "NHS number not currently available"


class YesNo(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not known", "Not known"


class DiedIn(models.TextChoices):
    HERE = "here", "In this area"
    ENGLAND = "england", "Elsewhere in England"
    UNITED_KINGDOM = "united kingdom", "In Wales, Scotland or Northern Ireland"
    ABROAD = "abroad", "Abroad"
    NOT_KNOWN = "not known", "Not known"


class Lived(models.TextChoices):
    HERE = "here", "In this area"
    ENGLAND = "england", "In another area of England"
    OUTSIDE = "outside", "Outside England"
    NOT_KNOWN = "not known", "Not known"


class PlaceOfDeath(models.TextChoices):
    HOME = "home", "At home"
    OTHER_HOME = "other home", "In another home"
    HOSPITAL = "hospital", "In a hospital"
    ADULT_HEALTHCARE = "adult healthcare", "In a hospital's or other service's adult ward or unit"
    MENTAL_HEALTH = "mental health inpatient", "As an inpatient for mental health"
    HOSPICE = "hospice", "In a hospice"
    SCHOOL = "school", "At school, college or nursery"
    CUSTODY = "custody", "In custody or a secure home"
    PUBLIC_PLACE = "public place", "In a public place"
    OTHER = "other", "Somewhere else"
    NOT_KNOWN = "not known", "Not known"


class Death(Paper):
    """One death, as first notified. `recorded_at` is when this system was told; others' notifications stand beside."""

    child = models.ForeignKey(Child, on_delete=models.RESTRICT, related_name="deaths")
    sent_by = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", help_text="the agency whose notification opened the folder"
    )
    born = models.CharField(max_length=30, choices=Birth)
    no_number_because = models.CharField(max_length=20, choices=NoNumber, blank=True)
    died_on = models.DateField(help_text="for a stillbirth, the day of the birth")
    died_time = models.TimeField(null=True)
    died_on_is_estimated = models.BooleanField(default=False, help_text="the day on which the child was found")
    event_on = models.DateField("day of the event that led to the death", null=True)
    event_time = models.TimeField(null=True)
    died_in = models.CharField(max_length=20, choices=DiedIn, default=DiedIn.NOT_KNOWN)
    country = models.CharField("country, where the child died abroad", max_length=80, blank=True)
    place_kind = models.CharField(max_length=30, choices=PlaceOfDeath, default=PlaceOfDeath.NOT_KNOWN)
    place = models.CharField("place of the death", max_length=300, blank=True)
    event_place = models.CharField("place of the event that led to it", max_length=300, blank=True)
    lived = models.CharField(max_length=20, choices=Lived, default=Lived.NOT_KNOWN)
    lived_in = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="the authority of the child's home"
    )
    lives_at = models.CharField("where the child normally lived", max_length=300, blank=True)
    carers = models.TextField("who was caring for the child", blank=True)
    other_children = models.TextField("other children in the home, and whether they are safe", blank=True)
    circumstances = models.TextField()
    unexpected = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    abuse_suspected = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    looked_after = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    child_protection_plan = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    child_in_need_plan = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    learning_disability = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    certificate = models.CharField("what the medical certificate says", max_length=300, blank=True)
    brought_from = models.CharField(
        "its reference in the system it was brought in from", max_length=80, blank=True, db_index=True
    )
    compared_at = models.DateTimeField(null=True, help_text="last compared with other deaths")
    superseded_at = models.DateTimeField(null=True, help_text="found to be a death that goes on in another folder")

    class Meta:
        ordering = ("-recorded_at",)
        indexes = [models.Index(fields=["died_on"], name="deaths_by_day")]

    def __str__(self) -> str:
        return "Stillbirth" if self.is_stillbirth else "Death of a child"

    @property
    def is_stillbirth(self) -> bool:
        return self.born in (Birth.STILLBIRTH_ATTENDED, Birth.STILLBIRTH_UNATTENDED)

    @property
    def counts_as_child_death(self) -> bool:
        """Whether what was born is one whose death is reviewed: the definition's own words, whatever was decided."""
        return self.born == Birth.ALIVE


class Notification(models.Model):
    """That somebody told of the death: the first opened the folder, others stand beside it with their own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="notifications")
    on = models.DateField()
    at = models.DateTimeField(null=True, help_text="the instant, where it is known")
    by_name = models.CharField("who told", max_length=200)
    job = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    agency = models.CharField("their agency, where it is not on the list", max_length=200, blank=True)
    contact = models.CharField("telephone or e-mail", max_length=200, blank=True)
    said = models.TextField("what they said", blank=True)
    abuse_suspected = models.CharField(
        "whether they said that abuse or neglect is known or suspected", max_length=20, choices=YesNo, blank=True
    )
    came_from = models.ForeignKey(
        "Joining", on_delete=models.RESTRICT, related_name="brought", null=True,
        help_text="where two folders of one death were joined",
    )  # fmt: skip
    set_aside_at = models.DateTimeField(null=True, help_text="recorded in error, or the joining undone")
    set_aside_why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("on", "at", "recorded_at")

    def __str__(self) -> str:
        return f"{self.by_name}, {self.body or self.agency}" if self.body or self.agency else self.by_name


class KnownTo(models.Model):
    """A professional or agency that knew the child, in life or after; each can be asked for a reporting form."""

    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="known_to")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    name = models.CharField("agency or person, where not on the list", max_length=200, blank=True)
    part = models.CharField("what they were to the child", max_length=200, blank=True)
    came_from = models.ForeignKey(
        "Joining", on_delete=models.RESTRICT, related_name="brought_known", null=True,
        help_text="where two folders of one death were joined",
    )  # fmt: skip
    added_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("added_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["death", "body", "name"], condition=models.Q(set_aside_at__isnull=True), name="known_to_once",
                nulls_distinct=False,
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return " – ".join(part for part in (str(self.body or ""), self.name, self.part) if part)


class Correction(models.Model):
    """A later word on one recorded answer: what it was, what it is, who and why."""

    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="corrections")
    field = models.CharField(max_length=40)
    was = models.TextField(blank=True)
    now = models.TextField(blank=True)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return f"{self.field}: {self.now}"


class ScopeDecision(models.Model):
    """Whether the death is reviewed here, with the reasons. The last one stands."""

    class Why(models.TextChoices):
        CHILD_DEATH = "child death", "A child born alive died before the 18th birthday: reviewed here"
        AWAITS = "lived elsewhere", "The child lived in another area: it is to be decided who reviews the death"
        VISITING = "visiting child", "The child lived in another area, and the death is reviewed here all the same"
        UNATTENDED = "stillbirth unattended", "A stillbirth with no healthcare professional present"
        STILLBIRTH = "stillbirth", "A stillbirth with a healthcare professional present"
        LATE_LOSS = "late fetal loss", "A late fetal loss"
        TERMINATION = "termination", "A lawful termination"
        ADULT = "adult", "Had reached the 18th birthday"
        ELSEWHERE = "elsewhere", "Reviewed by the partners of another area"
        IN_ERROR = "in error", "Nobody died, or the notification was made in error"

    death = models.ForeignKey(Death, on_delete=models.RESTRICT, related_name="scope_decisions")
    why = models.CharField(max_length=30, choices=Why)
    reasons = models.TextField(blank=True)
    elsewhere = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="whose partners review it"
    )
    decided_on = models.DateField()
    decided_by_name = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at", "id")

    def __str__(self) -> str:
        return self.get_why_display()

    @property
    def for_review(self) -> bool:
        return self.why in (self.Why.CHILD_DEATH, self.Why.VISITING)

    @property
    def awaits(self) -> bool:
        """Whether it is still to be decided with the partners of the child's own area."""
        return self.why == self.Why.AWAITS
