"""The yearly report on child deaths, and the counts by which an area is judged."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body

PARTS = (
    ("patterns", "Patterns and trends"),
    ("lessons", "What was learnt"),
    ("actions", "What was recommended, and what was done"),
    ("effectiveness", "How well child death review works here"),
)


class DeathReport(models.Model):
    """One drawing of one year's report. An approved one stands as it is; a later drawing of the year is another row.

    `marks` are the names that were found in words whose digest is `checked`. `document` is what a second person
    approved for the public: it is what is published, and nothing of the figures beside it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    beside = ArrayField(
        models.UUIDField(), default=list, help_text="the other partnerships, where it is drawn for several together"
    )
    year = models.PositiveIntegerField(help_text="the calendar year in which it begins, on 1 April")
    number = models.PositiveIntegerField(default=1, help_text="which report on this year it is")
    patterns = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    actions = models.TextField("what was recommended, and what was done", blank=True)
    effectiveness = models.TextField(blank=True)
    drawn_from = ArrayField(
        models.UUIDField(), default=list, help_text="the folders whose findings and recommendations its draft repeats"
    )
    begun_at = models.DateTimeField(default=timezone.now)
    begun_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    counted_at = models.DateTimeField(null=True, help_text="empty while it waits to be counted")
    figures = models.JSONField(default=dict, help_text="the true counts, and which of them are shown; never published")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    revised_why = models.TextField("why it is published again", blank=True)
    checked = models.CharField(max_length=64, blank=True)
    marks: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)
    second_at = models.DateTimeField(null=True, help_text="when a second person approved it, for the public")
    second_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    document: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-year", "-number")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "year", "number"], name="a_report_on_a_year_once"),
            models.UniqueConstraint(
                fields=["partnership"], condition=models.Q(approved_at__isnull=True),
                name="one_report_is_drawn_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(second_by__isnull=True) | ~models.Q(second_by=models.F("approved_by")),
                name="approved_for_the_public_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(second_at__isnull=False),
                name="published_once_two_approved_it",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Report on child deaths, {self.year}"

    @property
    def panels(self) -> list[str]:
        """The keys of all partnerships whose deaths it counts."""
        return sorted(str(key) for key in {self.partnership_id, *self.beside})

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None


class CountsLoaded(models.Model):
    """A file of deaths by authority and year that somebody loaded. The newest stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    file_name = models.CharField(max_length=200)
    source = models.CharField("where the counts come from", max_length=300)
    loaded_at = models.DateTimeField(default=timezone.now)
    loaded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        ordering = ("-loaded_at",)
        verbose_name_plural = "counts loaded"

    def __str__(self) -> str:
        return self.file_name


class AreaDeaths(models.Model):
    """How many children of one authority died in one year, as the file says."""

    loaded = models.ForeignKey(CountsLoaded, on_delete=models.RESTRICT, related_name="counts")
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    year = models.PositiveIntegerField()
    deaths = models.PositiveIntegerField()
    neighbours = models.JSONField(default=list, help_text="the codes of the authorities it borders, as the file says")

    class Meta:
        ordering = ("authority__name", "year")
        verbose_name_plural = "area deaths"
        constraints = [models.UniqueConstraint(fields=["loaded", "authority", "year"], name="a_year_of_an_area_once")]

    def __str__(self) -> str:
        return f"{self.authority}, {self.year}"


class DeathReportSent(models.Model):
    """That the report on a year went to one of a partnership's child death review partners. A message of ours gives its
    day as it leaves; what went in another way, the day that somebody records. One in error is set aside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    report = models.ForeignKey(DeathReport, on_delete=models.RESTRICT, related_name="sendings")
    year = models.PositiveIntegerField(help_text="the report's own, which a neighbour it was drawn with may not read")
    to = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    how = models.CharField(max_length=300, blank=True)
    message_key = models.UUIDField(null=True)
    sent_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at", "id")
        verbose_name_plural = "death reports sent"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(set_aside_at__isnull=True) | ~models.Q(set_aside_why=""),
                name="a_sending_set_aside_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"to {self.to}"
