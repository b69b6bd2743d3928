"""Bodies and how they stand to each other, each with the days from and to which it holds.

Days are both included; an empty last day means that it still holds.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q


class Kind(models.TextChoices):
    """Kinds of body, in the words the Act, the regulations and the guidance use."""

    LOCAL_AUTHORITY = "local authority", "Local authority"
    POLICE_FORCE = "police force", "Police force"
    INTEGRATED_CARE_BOARD = "integrated care board", "Integrated care board"
    CLINICAL_COMMISSIONING_GROUP = "clinical commissioning group", "Clinical commissioning group"
    PARTNERSHIP = "safeguarding partnership", "Safeguarding partnership"
    LSCB = "LSCB", "Local safeguarding children board"
    RELEVANT_AGENCY = "relevant agency", "Relevant agency"
    NATIONAL = "national body", "National body"
    REVIEWERS = "independent reviewers", "Independent reviewers"
    SCRUTINEER = "independent scrutineer", "Independent scrutineer"
    LAY = "lay member", "Lay member or independent chair"
    OVERVIEW_PANEL = "child death overview panel", "Child death overview panel"


D = TypeVar("D", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[D]):
    def on(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(
            Q(from_on__isnull=True) | Q(from_on__lte=day), Q(until_on__isnull=True) | Q(until_on__gte=day)
        )


class Dated(models.Model):
    """Something that holds from one day until another, both included."""

    from_on = models.DateField("first day", null=True, blank=True)
    until_on = models.DateField("last day", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
            )
        ]

    def holds_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


class Body(Dated):
    """A council, force, board, school, trust or other agency; `from_on` and `until_on` are its own life."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    register_name = models.CharField(
        max_length=200, blank=True, editable=False, help_text="as the register spells it; a name changed here stays"
    )
    short_name = models.CharField(max_length=40, blank=True, help_text="for references, such as WV")
    kind = models.CharField(max_length=40, choices=Kind)
    category = models.CharField(
        max_length=120, blank=True, help_text="for a relevant agency: its entry in the regulations"
    )
    mailbox = models.EmailField(blank=True, help_text="a shared mailbox, so that nothing waits for one person")
    telephone = models.CharField(max_length=40, blank=True)
    invented = models.BooleanField(default=False, help_text="part of the demonstration")
    objects = DatedQuerySet["Body"].as_manager()

    class Meta(Dated.Meta):
        ordering = ("name",)
        indexes = [models.Index(fields=["kind", "name"], name="body_by_kind")]

    def __str__(self) -> str:
        return self.name


class BodyCode(Dated):
    """A code a body is known by, while it is. A code can change without another council coming to be."""

    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="codes")
    scheme = models.CharField(max_length=10, help_text="ons, dfe or nhs")
    code = models.CharField(max_length=20)

    class Meta(Dated.Meta):
        ordering = ("scheme", "from_on")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["scheme", "code", "body"], name="a_code_once_for_a_body"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class Succession(models.Model):
    """One body took over from another on a day; an area may have gone to several."""

    before = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="successions")
    after = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="predecessions")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="a_succession_once")]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"


class Coverage(Dated):
    """A force, board or group whose area takes in all or part of a local authority's."""

    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="coverage")
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="covered_by")
    objects = DatedQuerySet["Coverage"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "authority", "from_on"], name="a_coverage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} covers {self.authority}"


class Membership(Dated):
    """A body's place in a partnership (or, before it, in an LSCB)."""

    class Place(models.TextChoices):
        SAFEGUARDING_PARTNER = "safeguarding partner", "Safeguarding partner"
        RELEVANT_AGENCY = "relevant agency", "Relevant agency"
        INDEPENDENT = "independent", "Independent of its agencies: a scrutineer, a chair or a lay member"

    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="members")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="memberships")
    place = models.CharField(max_length=40, choices=Place)
    objects = DatedQuerySet["Membership"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "body", "from_on"], name="a_membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} in {self.partnership}"


class AreaDates(models.Model):
    """The days that the change of law hangs on in one local authority's area (SI 2018/497)."""

    authority = models.OneToOneField(Body, on_delete=models.RESTRICT, related_name="area_dates")
    safeguarding_published_on = models.DateField("arrangements published", null=True, blank=True)
    safeguarding_began_on = models.DateField("safeguarding arrangements began", null=True, blank=True)
    child_death_began_on = models.DateField("child death arrangements began", null=True, blank=True)

    def __str__(self) -> str:
        return f"dates of {self.authority}"


class Contact(Dated):
    """Someone to reach at a body: the person first, then their deputy."""

    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="contacts")
    name = models.CharField(max_length=200)
    job = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    deputy = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        ordering = ("deputy", "name")

    def __str__(self) -> str:
        return self.name
