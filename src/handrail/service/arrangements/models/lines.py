"""What a version says, line by line. `line` is the same in every version that says the same thing, so that two can be
laid side by side. A line taken out of a draft stays as a row, and is in nothing that is read."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from handrail.service.arrangements.models.version import Arrangements
from handrail.service.partnerships.models import Body


class Line(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrangements = models.ForeignKey(Arrangements, on_delete=models.RESTRICT, related_name="%(class)s_lines")
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    taken_out_at = models.DateTimeField(null=True)

    sort: ClassVar[str]
    """What addresses call it."""
    called: ClassVar[str]
    SAID: ClassVar[tuple[str, ...]]
    """The fields that say something: what is copied, compared and published."""

    class Meta:
        abstract = True

    @property
    def named(self) -> str:
        """By what the line is known to people."""
        return str(self)

    def said(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.SAID}


def _one_of_a_line(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["arrangements", "line"], name=name)


class Partner(Line):
    """A safeguarding partner, who leads for it, who is delegated, and how far that goes."""

    sort, called = "partner", "Safeguarding partner"
    SAID = ("body", "lead_name", "lead_job", "delegate_name", "delegate_job", "may_decide", "may_not_decide")

    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    lead_name = models.CharField("lead safeguarding partner", max_length=200, blank=True)
    lead_job = models.CharField(max_length=200, blank=True)
    delegate_name = models.CharField("delegated safeguarding partner", max_length=200, blank=True)
    delegate_job = models.CharField(max_length=200, blank=True)
    may_decide = models.TextField("what the delegate may decide", blank=True)
    may_not_decide = models.TextField("what stays with the lead", blank=True)

    class Meta:
        ordering = ("body__kind", "body__name")
        constraints = [
            _one_of_a_line("a_partner_line_once"),
            models.UniqueConstraint(
                fields=["arrangements", "body"], condition=Q(taken_out_at__isnull=True), name="a_partner_once"
            ),
        ]

    def __str__(self) -> str:
        return self.body.name


class Agency(Line):
    """A relevant agency that the partners chose: why, what it does, and whether it accepted."""

    sort, called = "agency", "Relevant agency"
    SAID = ("body", "why", "does", "runs_for", "runs", "accepted_on", "accepted_by_name", "not_accepted")

    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    why = models.TextField("why it was chosen")
    does = models.TextField("what it does under the arrangements", blank=True)
    runs_for = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="the authority whose services it runs"
    )
    runs = models.CharField("services that it runs for the authority", max_length=300, blank=True)
    accepted_on = models.DateField(null=True)
    accepted_by_name = models.CharField(max_length=200, blank=True)
    not_accepted = models.CharField("what stands in the way", max_length=300, blank=True)

    class Meta:
        ordering = ("body__name",)
        constraints = [
            _one_of_a_line("an_agency_line_once"),
            models.UniqueConstraint(
                fields=["arrangements", "body"], condition=Q(taken_out_at__isnull=True), name="an_agency_once"
            ),
        ]

    def __str__(self) -> str:
        return self.body.name


class Named(Line):
    """Somebody whom the arrangements name beside the partners' own people."""

    class Place(models.TextChoices):
        CHAIR = "chair", "Partnership chair"
        SCRUTINEER = "scrutineer", "Independent scrutineer"
        LAY_MEMBER = "lay member", "Lay member"
        BUSINESS = "business", "Runs the partnership’s business"

    sort, called = "person", "Person"
    SAID = ("place", "name", "whence", "says")

    place = models.CharField(max_length=20, choices=Place)
    name = models.CharField(max_length=200)
    whence = models.CharField("where from", max_length=200, blank=True)
    says = models.TextField("what they do", blank=True)

    class Meta:
        ordering = ("place", "name")
        constraints = [_one_of_a_line("a_named_line_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_place_display().lower()}"


class Section(Line):
    """What the arrangements say on one thing that an edition's list asks for, or why they do not."""

    sort, called = "section", "Section"
    SAID = ("of_list", "item", "text", "why_not")

    of_list = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    why_not = models.TextField("why the arrangements do not have it", blank=True)

    class Meta:
        ordering = ("of_list", "item")
        constraints = [
            _one_of_a_line("a_section_line_once"),
            models.UniqueConstraint(fields=["arrangements", "of_list", "item"], name="a_section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.of_list}: {self.item}"


class Level(Line):
    """One level of the threshold document: what it is for, what help there is, and the ways up and down from it."""

    sort, called = "level", "Level of need"
    SAID = ("place", "name", "need", "help", "up", "down")

    place = models.PositiveSmallIntegerField("1 is universal help")
    name = models.CharField(max_length=100)
    need = models.TextField("who is at this level")
    help = models.TextField("what help there is")
    up = models.TextField("when and how to go to the next level up", blank=True)
    down = models.TextField("when and how to come back down", blank=True)

    class Meta:
        ordering = ("place",)
        constraints = [
            _one_of_a_line("a_level_line_once"),
            models.UniqueConstraint(
                fields=["arrangements", "place"], condition=Q(taken_out_at__isnull=True), name="a_level_once"
            ),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=9), name="a_level_is_one_of_nine"),
        ]

    def __str__(self) -> str:
        return f"Level {self.place}: {self.name}"
