"""The partnership's yearly report: what was gathered and written for twelve months, who agreed, and to whom it went."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.arrangements.models.version import AgreedWords
from handrail.service.partnerships.models import Body


class YearReportQuerySet(models.QuerySet["YearReport"]):
    def drafts(self) -> YearReportQuerySet:
        return self.filter(published_at__isnull=True, given_up_at__isnull=True)

    def published(self) -> YearReportQuerySet:
        """The latest first; those that were withdrawn are among them."""
        return self.filter(published_at__isnull=False).order_by("-published_at")


class EarlierYearQuerySet(models.QuerySet["EarlierYear"]):
    def standing(self, partnership: Body, of: str = "the year") -> EarlierYearQuerySet:
        """The latest first; those of the partnership's own year, unless others are asked for."""
        return self.filter(partnership=partnership, of=of, set_aside_at__isnull=True)


class YearReport(models.Model):
    """A draft until it is published; then it stands as it was, and `document` is what it said.

    `told` is what the rooms gave (`yearly.kept`), anew each time it is gathered. `marks` are the names that were
    found in words, by names, whose digests are `checked`, and that are known from no folder; those of folders are
    `YearMark`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    first_on = models.DateField("the first day of its twelve months")
    last_on = models.DateField("their last day")
    number = models.PositiveIntegerField("which report on these months it is", default=1)
    corrects = models.ForeignKey("self", on_delete=models.RESTRICT, related_name="corrected_by", null=True)
    corrected_why = models.TextField("why the report is corrected", blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    gathered_at = models.DateTimeField(null=True, help_text="empty while it waits to be gathered")
    told: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    left_out: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(
        "by the key of a part that is left out, why", default=dict
    )
    checked = models.CharField(max_length=64, blank=True)
    marks: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)
    let_stand: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        "names that may be read, each with whose word that is", default=list
    )
    document: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    given_up_at = models.DateTimeField(null=True)
    given_up_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    given_up_why = models.CharField(max_length=300, blank=True)
    objects = YearReportQuerySet.as_manager()

    class Meta:
        ordering = ("-last_on", "-number")
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gt=F("first_on")), name="a_year_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(published_at__isnull=True, given_up_at__isnull=True),
                name="one_yearly_report_is_drawn_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["partnership", "last_on", "number"], condition=Q(given_up_at__isnull=True),
                name="a_report_on_twelve_months_once",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | Q(published_at__isnull=True) | ~Q(corrected_why=""),
                name="corrected_for_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        again = f", corrected, version {self.number}" if self.number > 1 else ""
        return f"Yearly report {self.years}{again}"

    @property
    def years(self) -> str:
        """2025–26; of a calendar year, 2025."""
        first, last = self.first_on.year, self.last_on.year
        return f"{first}" if first == last else f"{first}–{last % 100:02d}"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None and self.given_up_at is None


class YearSection(models.Model):
    """What people say on one item of the editions' list, or why the report does not have it."""

    report = models.ForeignKey(YearReport, on_delete=models.RESTRICT, related_name="sections")
    item = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    why_not = models.TextField("why the report does not have it", blank=True)
    writer = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    version = models.PositiveIntegerField("how often it was saved", default=0)
    last_years = models.BooleanField("last year's words, which nobody has looked at yet", default=False)
    saved_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("item",)
        constraints = [models.UniqueConstraint(fields=["report", "item"], name="a_section_of_a_year_once")]

    def __str__(self) -> str:
        return self.item


class YearAgreement(AgreedWords):
    """A safeguarding partner agreed to the report as it then read."""

    report = models.ForeignKey(YearReport, on_delete=models.RESTRICT, related_name="agreements")


class YearSent(models.Model):
    """That a published report went to one of those to whom the edition has it sent. A message of ours gives its day as
    it leaves; what went in another way, the day that somebody records."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(YearReport, on_delete=models.RESTRICT, related_name="sendings")
    to = models.CharField("to whom, as the edition calls them", max_length=200)
    address = models.EmailField(blank=True)
    how = models.CharField(max_length=300, blank=True)
    message_key = models.UUIDField(null=True)
    sent_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at",)
        verbose_name_plural = "year sent"

    def __str__(self) -> str:
        return f"to {self.to}"


class EarlierYear(models.Model):
    """A yearly report that was published before reports were kept here. One recorded in error is set aside."""

    class Of(models.TextChoices):
        THE_YEAR = "the year", "The partnership’s yearly report"
        DEATHS = "child deaths", "The overview panel’s annual report on child deaths"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.CharField("which report it is", max_length=20, choices=Of, default=Of.THE_YEAR)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    last_on = models.DateField("the last day of its twelve months")
    published_on = models.DateField("the day on which it was published")
    where = models.CharField("where it can be read", max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    objects = EarlierYearQuerySet.as_manager()

    class Meta:
        ordering = ("-last_on",)
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "of", "last_on"], condition=Q(set_aside_at__isnull=True),
                name="an_earlier_report_on_twelve_months_once",
            ),
            models.CheckConstraint(condition=Q(published_on__gt=F("last_on")), name="published_after_its_months"),
        ]  # fmt: skip

    def __str__(self) -> str:
        what = "Report on child deaths" if self.of == self.Of.DEATHS else "Yearly report"
        return f"{what} in the twelve months to {spoken(self.last_on)}"
