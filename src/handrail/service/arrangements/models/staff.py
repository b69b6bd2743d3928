"""Who does the work of a business unit and what each knows, as a change of law or of bodies may cost it."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.arrangements.models.transition import Transition
from handrail.service.partnerships.models import Body


class UnitPost(models.Model):
    """A post of the business unit, named by its office. Whoever holds it may be named and need not be. One that was
    listed in error is set aside, and stays."""

    class Becomes(models.TextChoices):
        GOES_ON = "goes on", "It goes on where it is"
        PASSES = "passes", "It goes to another body"
        ENDS = "ends", "It ends"
        UNDECIDED = "not decided", "Not decided yet"

    SAID: ClassVar[tuple[str, ...]] = (
        "office", "held_by_name", "knows", "hours", "employer", "contract_ends_on", "becomes", "to", "taken_over_by",
        "agreed_by_name", "agreed_on", "by_on", "taken_over_on",
    )  # fmt: skip
    """What may be said of it, and be changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transition = models.ForeignKey(Transition, on_delete=models.RESTRICT, related_name="unit_posts")
    office = models.CharField("the office", max_length=200)
    held_by_name = models.CharField("who holds it", max_length=200, blank=True)
    knows = models.TextField("what it knows that would be lost")
    hours: models.DecimalField[Any, Any] = models.DecimalField(
        "hours a week", max_digits=4, decimal_places=1, null=True
    )
    employer = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    contract_ends_on = models.DateField("the last day of its contract", null=True)
    becomes = models.CharField("what becomes of it", max_length=20, choices=Becomes, default=Becomes.UNDECIDED)
    to = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    taken_over_by = models.CharField("the office that takes over what it knows", max_length=200, blank=True)
    agreed_by_name = models.CharField("who agreed", max_length=200, blank=True)
    agreed_on = models.DateField("when they agreed", null=True)
    by_on = models.DateField("by when it is to be done", null=True)
    taken_over_on = models.DateField("the day on which what it knows was taken over", null=True)
    added_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("office", "added_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(becomes="passes", to__isnull=False) | Q(becomes="ends")
                | (Q(becomes__in=("goes on", "not decided"), to__isnull=True)),
                name="a_post_that_passes_says_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by_name="", agreed_on__isnull=True)
                | (~Q(agreed_by_name="") & Q(agreed_on__isnull=False)),
                name="what_becomes_of_a_post_was_agreed_by_somebody_on_a_day",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.office

    @property
    def goes_to(self) -> str:
        """Whoever has what it knows after the change, in words; empty where nobody has."""
        if self.becomes == self.Becomes.GOES_ON:
            return self.taken_over_by or str(self.employer)
        whom = [self.taken_over_by] if self.taken_over_by else []
        return ", ".join([*whom, str(self.to)] if self.to is not None else whom)
