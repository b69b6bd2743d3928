"""A serious incident: what is known or suspected, what was decided about it, and what was sent where.

Every answer may be "not known": what is known now must be able to go. What was recorded stays as it was;
a correction stands beside it.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.children.models import Child
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body


class Nature(models.TextChoices):
    DEATH = "death", "A child has died"
    SERIOUS_HARM = "serious harm", "A child has been seriously harmed"
    OTHER = "other", "Something else"


class Limb(models.TextChoices):
    """Why it may have to be told: the limbs of section 16C(1), and what guidance adds beside them."""

    IN_AREA = (
        "harmed in area",
        "Died or was seriously harmed in the authority's area; abuse or neglect known or suspected",
    )
    OUTSIDE_ENGLAND = (
        "harmed outside England",
        "Normally lives in the area; died or was seriously harmed outside England; abuse or neglect known or suspected",
    )
    LOOKED_AFTER = "looked-after child died", "A looked-after child died; abuse or neglect not suspected"
    REGULATED_SETTING = (
        "died in regulated setting",
        "A child died in a regulated setting or service; abuse or neglect not suspected (before 29 June 2018)",
    )
    CARE_LEAVER = "care leaver died", "A care leaver aged 24 or under died"
    UNCERTAIN = "not yet certain", "Not yet certain"


class YesNo(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not known", "Not known"


class Incident(Paper):
    """One incident, as first recorded. `became_aware_*` is when the local authority did."""

    raised_by = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", help_text="the agency it came from"
    )
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    limb = models.CharField(
        max_length=40, choices=Limb, blank=True, help_text="empty until the authority takes up what another raised"
    )
    nature = models.CharField(max_length=20, choices=Nature)
    became_aware_on = models.DateField(null=True)
    became_aware_at = models.DateTimeField(null=True, help_text="where the hour is known")
    taken_up_at = models.DateTimeField(null=True, help_text="by the authority, where another agency raised it")
    taken_up_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    happened_on = models.DateField(null=True)
    happened_time = models.TimeField(null=True)
    happened_on_is_estimated = models.BooleanField(default=False)
    happened_when = models.CharField(max_length=200, blank=True, help_text="in words, where no day is known")
    place = models.CharField(max_length=300, blank=True)
    outside_england = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    elsewhere = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="the authority where the child lives"
    )
    abuse = models.CharField("kinds of abuse or neglect known or suspected", max_length=200, blank=True)
    what_is_known = models.TextField()
    made_safe = models.TextField("what has been done to keep children safe", blank=True)
    more_children = models.TextField("children beyond four", blank=True)
    police_investigating = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return f"Incident: {self.get_nature_display().lower()}"

    @property
    def waits_to_be_taken_up(self) -> bool:
        """Whether the authority has yet to say when it became aware, from which its working days run."""
        return self.became_aware_on is None

    @property
    def was_raised(self) -> bool:
        """Whether somebody asked the authority to consider it."""
        return self.raised_by_id != self.authority_id or not self.limb or self.taken_up_at is not None


class InvolvedChild(models.Model):
    """A child in an incident, and how things stood for them on the day. The first is the one national figures count."""

    incident = models.ForeignKey(Incident, on_delete=models.RESTRICT, related_name="involved")
    child = models.ForeignKey(Child, on_delete=models.RESTRICT, related_name="incidents")
    place = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, choices=Nature)
    died_on = models.DateField(null=True)
    lives_at = models.CharField("where the child normally lives", max_length=300, blank=True)
    looked_after = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    care_leaver = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    regulated_setting = models.CharField(
        max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN,
        help_text="died in a regulated setting or service: asked of incidents under the guidance of 2015",
    )  # fmt: skip
    child_protection_plan = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    child_in_need_plan = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    known_to_agencies = models.CharField(max_length=20, choices=YesNo, default=YesNo.NOT_KNOWN)
    placement = models.CharField(max_length=80, blank=True)
    health = models.TextField(blank=True)

    class Meta:
        ordering = ("place",)
        constraints = [models.UniqueConstraint(fields=["incident", "child"], name="a_child_once_in_an_incident")]

    def __str__(self) -> str:
        return str(self.child)


class Correction(models.Model):
    """A later word on one recorded answer, of the incident or of one child: what it was, what it is, who and why."""

    incident = models.ForeignKey(Incident, on_delete=models.RESTRICT, related_name="corrections")
    involved = models.ForeignKey(InvolvedChild, on_delete=models.RESTRICT, related_name="corrections", null=True)
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


class PartnerView(models.Model):
    """Whether one safeguarding partner agrees that it be notified. A changed mind is a second view."""

    class View(models.TextChoices):
        NOTIFY = "notify", "Notify the Panel"
        DO_NOT_NOTIFY = "do not notify", "Do not notify the Panel"
        KNOW_MORE = "know more", "More must be known first"

    incident = models.ForeignKey(Incident, on_delete=models.RESTRICT, related_name="views")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    view = models.CharField(max_length=20, choices=View)
    reasons = models.TextField()
    given_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("given_at",)

    def __str__(self) -> str:
        return f"{self.body}: {self.get_view_display()}"


class Outcome(models.Model):
    """A decision on the incident, with its reasons. The last one stands."""

    class Decided(models.TextChoices):
        NOTIFY = "notify", "To be notified"
        NOT_NOTIFIED = "not notified", "Considered and not notified"
        NOT_MET = "criteria not met", "Later found not to meet the criteria"
        WITHDRAWN = "withdrawn", "Withdrawn"

    incident = models.ForeignKey(Incident, on_delete=models.RESTRICT, related_name="outcomes")
    decided = models.CharField(max_length=20, choices=Decided)
    reasons = models.TextField()
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return self.get_decided_display()


class SignOff(models.Model):
    """A senior officer read the answers and agreed that they be sent."""

    incident = models.ForeignKey(Incident, on_delete=models.RESTRICT, related_name="sign_offs")
    signed_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    words = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"signed off by {self.signed_by}"


class Notice(models.Model):
    """That somebody outside was told: on the national site, or otherwise. Handrail records it; it does not send it."""

    class To(models.TextChoices):
        PANEL = "panel", "The Panel, on the national site"
        SAFEGUARDING_PARTNERS = "safeguarding partners", "The safeguarding partners"
        LOOKED_AFTER = "looked-after", "The Secretary of State and Ofsted (looked-after child)"
        CARE_LEAVER = "care leaver", "The Secretary of State and Ofsted (care leaver)"
        OFSTED_AND_LSCB = "ofsted and lscb", "Ofsted and the LSCB (before 29 June 2018)"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.RESTRICT, related_name="notices")
    to = models.CharField(max_length=30, choices=To)
    child = models.ForeignKey(InvolvedChild, on_delete=models.RESTRICT, related_name="notices", null=True)
    at = models.DateTimeField(null=True, help_text="the instant, where it is known")
    on = models.DateField()
    by_name = models.CharField("told by", max_length=200)
    how = models.CharField(max_length=200, blank=True, help_text="by e-mail, at a meeting, on the national site")
    national_reference = models.CharField(max_length=60, blank=True, db_index=True)
    receipt = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True, help_text="recorded in error")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return self.get_to_display()
