"""What a commission costs, kept as a book: what each body agreed to pay, was asked for, and paid."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body
from handrail.service.reviewers.models.commission import Commission


class FeeEntry(models.Model):
    """One entry, in pounds and pence as they stand on the paper. A wrong one is set aside, and stays to be read."""

    class What(models.TextChoices):
        AGREED = "agreed", "Agreed"
        INVOICED = "invoiced", "Invoiced"
        PAID = "paid", "Paid"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.RESTRICT, related_name="fees")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", help_text="who pays")
    what = models.CharField(max_length=10, choices=What)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    on = models.DateField()
    reference = models.CharField("number of the invoice or payment", max_length=100, blank=True)
    words = models.CharField("what for", max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True, help_text="recorded in error")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("on", "recorded_at", "id")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_fee_is_more_than_nothing")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} by {self.body}, {self.on}"
