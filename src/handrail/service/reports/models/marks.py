"""Names and references in the draft of a report that are known from a folder."""

from __future__ import annotations

from django.db import models

from handrail.service.access.models import Person
from handrail.service.access.opening import which_open
from handrail.service.access.roles import ALL
from handrail.service.cases.models import Case
from handrail.service.reports.models.deaths import DeathReport
from handrail.service.reports.models.years import YearReport


class KnownMarkQuerySet(models.QuerySet["KnownMark"]):
    def visible_to(self, person: Person) -> KnownMarkQuerySet:
        return self.filter(which_open(person, {ALL}, folder="case", partnership="case__partnership"))


class KnownMark(models.Model):
    """A name or a reference in a draft that is known from a folder. That it is marked tells that it is known, and so it
    is there only for those who may open the folder."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    place = models.CharField(max_length=60)
    words = models.CharField(max_length=300)
    whose = models.CharField(max_length=60)
    objects = KnownMarkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("place", "words")

    def __str__(self) -> str:
        return "a name that is marked"


class YearMark(KnownMark):
    """Of a yearly report."""

    report = models.ForeignKey(YearReport, on_delete=models.RESTRICT, related_name="+")


class DeathMark(KnownMark):
    """Of a report on child deaths."""

    report = models.ForeignKey(DeathReport, on_delete=models.RESTRICT, related_name="+")
