"""Published statistics as they were published: by area, measure and year; what is no number is kept as it stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.partnerships.models import Body

MARKS = {
    "c": "suppressed",
    "x": "not available",
    "z": "not applicable",
    ":": "not available",
    "u": "too unreliable to print",
}
"""What stands in a published file where there is no number. None of them is nought."""


class Loaded(models.Model):
    """One file that was loaded: which, with what seal of its bytes, when."""

    file_name = models.CharField(max_length=200)
    holds = models.CharField("which statistics", max_length=100)
    sha256 = models.CharField(max_length=64)
    lines = models.PositiveIntegerField()
    loaded_at = models.DateTimeField(default=timezone.now)
    invented = models.BooleanField(default=False, help_text="part of the demonstration")

    class Meta:
        ordering = ("-loaded_at",)
        verbose_name_plural = "loaded"

    def __str__(self) -> str:
        return self.file_name


class Area(models.Model):
    """England, a region, or the area of one authority, as statistics are given for it."""

    class Level(models.TextChoices):
        NATION = "nation", "England"
        REGION = "region", "Region"
        AUTHORITY = "authority", "Local authority"

    level = models.CharField(max_length=10, choices=Level)
    code = models.CharField(max_length=20, unique=True, help_text="the newest code by which a file named it")
    name = models.CharField(max_length=200)
    authority = models.OneToOneField(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    region = models.ForeignKey("self", on_delete=models.RESTRICT, related_name="authorities", null=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """One published figure, or the mark that stood in its place."""

    area = models.ForeignKey(Area, on_delete=models.RESTRICT, related_name="figures")
    measure = models.CharField(max_length=60, help_text="a key of `measures.toml`")
    year = models.PositiveIntegerField(help_text="the year that ends on 31 March; for a population, of its 30 June")
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    mark = models.CharField(max_length=1, blank=True)
    loaded = models.ForeignKey(Loaded, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        ordering = ("year",)
        constraints = [
            models.UniqueConstraint(fields=["measure", "area", "year"], name="a_figure_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, mark="") | (Q(value__isnull=True) & ~Q(mark="")),
                name="a_number_or_a_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.area}, {self.year}"


class Revised(models.Model):
    """What a figure was before a later file changed it."""

    figure = models.ForeignKey(Figure, on_delete=models.RESTRICT, related_name="revisions")
    was = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    was_mark = models.CharField(max_length=1, blank=True)
    was_loaded = models.ForeignKey(Loaded, on_delete=models.RESTRICT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at",)
        verbose_name_plural = "revised"

    def __str__(self) -> str:
        return f"{self.figure} was {self.was if self.was is not None else self.was_mark}"
