"""What partners commission together or side by side: needs of the area, the services that answer them, and who bears
which share. Sums of money stand in the shared fund alone; here is the heading under which they stand."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body


class Need(models.Model):
    """A need of children in the area that a service is to answer; of one authority's area, where that is named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    words = models.CharField("the need", max_length=200)
    known_from = models.CharField("how it is known", max_length=300)
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField("the day from which it was no longer a need", null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("words", "recorded_at")

    def __str__(self) -> str:
        return self.words


class Commissioned(models.Model):
    """A service that one or more bodies commission. `areas` are the authorities where it is to be had; none stands for
    the whole of the partnership's area. `indicator` is the key of one that another room watches."""

    class How(models.TextChoices):
        JOINTLY = "jointly", "Jointly, by one agreement"
        SIDE_BY_SIDE = "side by side", "Side by side, each its own part"
        ALONE = "alone", "By one body alone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField("the service", max_length=200)
    need = models.ForeignKey(Need, on_delete=models.RESTRICT, related_name="services")
    how = models.CharField(max_length=20, choices=How)
    provider = models.CharField("who provides it", max_length=200)
    areas: models.ManyToManyField[Body, Any] = models.ManyToManyField(Body, related_name="+")
    from_on = models.DateField("first day")
    until_on = models.DateField("last day", null=True)
    heading = models.CharField("the heading of the shared fund under which it is paid", max_length=60, blank=True)
    outcome = models.TextField("how it is known what comes of it")
    indicator = models.UUIDField("the indicator that shows it", null=True)
    review_on = models.DateField("the day on which it is to be looked at", null=True)
    beside_why = models.CharField("why it stands beside another that answers the same need", max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "from_on")
        verbose_name_plural = "commissioned"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="a_service_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CommissionerShare(models.Model):
    """A body that commissions a service, and the part of its cost that it bears; empty where nobody said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commissioned = models.ForeignKey(Commissioned, on_delete=models.RESTRICT, related_name="shares")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    per_cent: models.DecimalField[Any, Any] = models.DecimalField(
        "share of the cost", max_digits=5, decimal_places=2, null=True
    )
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("body__name",)
        constraints = [
            models.UniqueConstraint(
                fields=["commissioned", "body"], condition=Q(taken_out_at__isnull=True), name="a_commissioner_once"
            ),
            models.CheckConstraint(
                condition=Q(per_cent__isnull=True) | Q(per_cent__gte=0, per_cent__lte=100),
                name="a_share_is_a_part_of_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)


class CommissionedReview(models.Model):
    """That a service was looked at on a day, what was found, and when it is next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commissioned = models.ForeignKey(Commissioned, on_delete=models.RESTRICT, related_name="reviews")
    on = models.DateField("on which day")
    found = models.TextField("what was found")
    by_whom = models.CharField("who looked", max_length=200)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-on", "-recorded_at")

    def __str__(self) -> str:
        return f"review of {self.commissioned}"
