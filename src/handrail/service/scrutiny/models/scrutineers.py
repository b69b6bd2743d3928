"""Who scrutinises, what they declared of their independence, and what the partners made of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body


class Scrutineer(models.Model):
    """Somebody whom the partners appointed. They work at a body of the kind "independent scrutineer"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    appointed_on = models.DateField()
    appointed_by_name = models.CharField("who appointed them", max_length=200)
    terms = models.TextField("what they are to do, and how many days a year", blank=True)
    until_on = models.DateField("appointed until", null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-appointed_on", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "body", "name"], condition=Q(ended_on__isnull=True), name="a_scrutineer_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Declaration(models.Model):
    """What a scrutineer declared on a day of how they stand to the area. A later one stands beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scrutineer = models.ForeignKey(Scrutineer, on_delete=models.RESTRICT, related_name="declarations")
    in_area = models.BooleanField("lives or works in the area")
    worked_here = models.BooleanField("worked for, or advised, an agency of the area")
    sat_here = models.BooleanField("chaired, or sat on, the partnership or the board before it")
    close_to = models.BooleanField("is related or close to somebody who leads an agency of the area")
    words = models.TextField("what exactly", blank=True)
    declared_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-declared_on", "-recorded_at")

    def __str__(self) -> str:
        return f"what {self.scrutineer} declared"

    @property
    def ties(self) -> list[str]:
        """Each thing that may stand against their independence, in words."""
        return [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in ("in_area", "worked_here", "sat_here", "close_to")
            if getattr(self, name)
        ]


class Weighing(models.Model):
    """What the partners made of a declaration: whether the scrutineer is independent, and why they think so."""

    declaration = models.OneToOneField(Declaration, on_delete=models.RESTRICT, related_name="weighing")
    independent = models.BooleanField()
    why = models.TextField()
    weighed_on = models.DateField()
    weighed_by_name = models.CharField("who weighed it", max_length=200)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "independent" if self.independent else "not independent"
