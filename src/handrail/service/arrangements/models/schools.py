"""The area's schools and colleges, as the national register lists them, and how each takes part.

They are the partnership's, and not of one version: what was so on the day is kept with what was published.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body


class Way(models.Model):
    """A way in which schools take part: a cluster, a forum, a trust that speaks for its schools."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    says = models.TextField("how it works")
    earlier: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        "what it was called before, until when, and why it was changed", default=list
    )
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)
    held = ArrayField(models.UUIDField(), default=list, help_text="the schools that were in it when it ended")
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="a_way_of_schools_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def before(self) -> list[tuple[date, str, str]]:
        """Until when it was called what, and why it was changed."""
        return [(date.fromisoformat(one["until"]), one["name"], one["why"]) for one in self.earlier]


class SchoolsLoaded(models.Model):
    """A file from the national register that somebody loaded, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    file_name = models.CharField(max_length=200)
    came = models.JSONField(default=dict, help_text="how many were new, changed, closed, renumbered, elsewhere")
    loaded_at = models.DateTimeField(default=timezone.now)
    loaded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        ordering = ("-loaded_at",)
        verbose_name_plural = "schools loaded"

    def __str__(self) -> str:
        return self.file_name


class School(models.Model):
    """A school or college under the number that it has now; numbers that it had stay with it."""

    class Engages(models.TextChoices):
        NOT_ASKED = "not asked", "Not asked yet"
        YES = "yes", "Takes part"
        NO = "no", "Does not answer, or will not take part"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    urn = models.CharField("unique reference number", max_length=10)
    earlier_urns = ArrayField(models.CharField(max_length=10), default=list)
    other_urns = ArrayField(
        models.CharField(max_length=10), default=list, help_text="said to be another school’s, however alike"
    )
    establishment_number = models.CharField(max_length=4, blank=True)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=100)
    phase = models.CharField(max_length=60)
    postcode = models.CharField(max_length=10, blank=True)
    joined_to = models.ForeignKey(
        "self", on_delete=models.RESTRICT, related_name="joined", null=True,
        help_text="the school under whose number it goes on",
    )  # fmt: skip
    before_joining: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        "what both were before they were said to be one", default=dict
    )
    closed = models.BooleanField("not open, as the register says", default=False)
    way = models.ForeignKey(Way, on_delete=models.RESTRICT, related_name="schools", null=True)
    engages = models.CharField(max_length=10, choices=Engages, default=Engages.NOT_ASKED)
    contact_name = models.CharField("single point of contact", max_length=200, blank=True)
    contact_job = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_telephone = models.CharField(max_length=40, blank=True)
    contact_entered = models.BooleanField("the contact was entered here, and no file gave it", default=False)
    offered_name = models.CharField("whom a later file gave instead", max_length=200, blank=True)
    offered_email = models.EmailField("the address that a later file gave instead", blank=True)
    offer_refused = models.BooleanField("what the file gave was decided against", default=False)

    class Meta:
        ordering = ("name", "urn")
        constraints = [models.UniqueConstraint(fields=["partnership", "urn"], name="a_school_number_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def offered(self) -> str:
        """Whom the last file gave in place of whom somebody entered here, while that is to be decided."""
        if self.offer_refused:
            return ""
        return ", ".join(one for one in (self.offered_name, self.offered_email) if one)


class Attempt(models.Model):
    """That a school was tried: when, by what way, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.RESTRICT, related_name="attempts")
    on = models.DateField()
    how = models.CharField(max_length=200)
    came_of_it = models.TextField()
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField("recorded in error", null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-on", "-recorded_at")

    def __str__(self) -> str:
        return f"{self.on}: {self.how}"
