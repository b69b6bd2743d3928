"""What bodies outside a partnership were told, in columns of their own: no name, no birthday, nothing of the folder.

Rows are a projection of the folder's papers and clocks, and are kept and made anew with them: see `keeping`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from handrail.service.access.models import Folder, Person
from handrail.service.national_panel.bodies import scrutinises, told_as
from handrail.service.partnerships.models import Body


class Mark(models.Model):
    """What stands for a folder in rows that others read. Whoever reads those reads nothing of this."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.OneToOneField(Folder, on_delete=models.RESTRICT, related_name="+")

    def __str__(self) -> str:
        return str(self.id)


def marks_shut_to(person: Person) -> models.QuerySet[Mark]:
    """Of the folders that are not there for this person. The database holds to it by itself: see `web/wall`."""
    return Mark.objects.filter(folder__in=person.shut_out_of)


@dataclass(frozen=True, slots=True)
class Expected:
    """A duty of the partnership's to the body that was told, by its edition; without a day where it has no number."""

    title: str
    due_on: date | None
    source: str


class ToldQuerySet(models.QuerySet["Told"]):
    def visible_to(self, person: Person) -> ToldQuerySet:
        """What this person's body was told, by the partnerships they read for; nothing of a folder shut to them."""
        reads = Q(pk__in=())
        for to, of in told_as(person).items():
            reads |= Q(to=to) if of is None else Q(to=to, partnership__in=of)
        return self.filter(reads).exclude(mark__in=marks_shut_to(person))


class Told(models.Model):
    """One notice, report or letter that was sent, as the partnership recorded it. Withdrawn, it says only that."""

    class To(models.TextChoices):
        PANEL = "panel", "The Panel"
        OFSTED = "ofsted", "Ofsted"
        DEPARTMENT = "department", "The Department for Education"

    class What(models.TextChoices):
        INCIDENT = "incident", "Notice of a serious incident"
        LOOKED_AFTER = "looked-after child", "Notice of the death of a looked-after child"
        CARE_LEAVER = "care leaver", "Notice of the death of a care leaver"
        RAPID_REVIEW = "rapid review", "Rapid review"
        ADDENDUM = "addendum", "Addendum to a rapid review"
        REPLY = "reply", "Reply to the Panel"
        LATER_DECISION = "later decision", "Later decision on a local review"
        SERIOUS_CASE = "serious case decision", "Decision on a serious case review"
        REPORT = "report", "Report of a review"
        DELAY = "delay", "Delay of a review, with its reasons"
        WITHHELD = "withheld", "Why a serious case review is not published"

    id = models.UUIDField(primary_key=True, editable=False)
    mark = models.ForeignKey(Mark, on_delete=models.RESTRICT, related_name="told")
    to = models.CharField(max_length=20, choices=To)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    what = models.CharField(max_length=30, choices=What)
    told_on = models.DateField()
    national_reference = models.CharField(max_length=300, blank=True)
    nature = models.CharField(max_length=200, blank=True, help_text="a kind of incident, never what happened")
    due_on = models.DateField(null=True)
    in_time = models.BooleanField(null=True, help_text="empty where no edition gives it a day")
    source = models.CharField(max_length=300, blank=True, help_text="the edition that gives the day")
    expected: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        default=list, help_text="what is still owed to this body, by the edition"
    )
    local_review = models.BooleanField("the partners hold a local review", null=True)
    national_view = models.BooleanField("in the partners' view a national review may be right", null=True)
    expected_on = models.DateField("a late review is expected on", null=True)
    reasons = models.TextField("why, in the words that it was told in", blank=True)
    withdrawn_on = models.DateField(null=True)
    objects = ToldQuerySet.as_manager()

    class Meta:
        ordering = ("-told_on", "id")
        verbose_name_plural = "told"
        indexes = [models.Index(fields=["to", "-told_on"], name="told_to_by_day")]

    def __str__(self) -> str:
        return self.get_what_display()

    @property
    def still_expected(self) -> list[Expected]:
        return [
            Expected(one["title"], date.fromisoformat(one["due_on"]) if one["due_on"] else None, one["source"])
            for one in self.expected
        ]


class TimelinessQuerySet(models.QuerySet["Timeliness"]):
    def visible_to(self, person: Person) -> TimelinessQuerySet:
        of = self.filter(partnership__in=scrutinises(person))
        return of.exclude(mark__in=marks_shut_to(person))


class Timeliness(models.Model):
    """One duty with a day, as an independent scrutineer reads it: when it ran, of no folder that could be named."""

    mark = models.ForeignKey(Mark, on_delete=models.RESTRICT, related_name="times")
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    duty = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    owed_by_kind = models.CharField(max_length=60)
    started_on = models.DateField()
    due_on = models.DateField()
    stopped_on = models.DateField(null=True)
    fell_away_on = models.DateField(null=True)
    objects = TimelinessQuerySet.as_manager()

    class Meta:
        ordering = ("started_on", "id")
        verbose_name_plural = "timeliness"
        indexes = [models.Index(fields=["partnership", "started_on"], name="times_of_partnership")]

    def __str__(self) -> str:
        return f"{self.title}, due {self.due_on}"

    def days_late(self, today: date) -> int | None:
        """Days past the due day, when it was done or until today; None where nothing is owed any more."""
        if self.fell_away_on is not None:
            return None
        return max(0, ((self.stopped_on or today) - self.due_on).days)


Columns = dict[str, Any]
TOLD = tuple(field.attname for field in Told._meta.concrete_fields if field.name != "mark")
TIMES = tuple(field.attname for field in Timeliness._meta.concrete_fields if field.name not in ("id", "mark"))
"""What is compared of a row when it is made anew."""
