"""What one body hands over to another in a change of law: line by line, by what law, and who signed for it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.arrangements.models import Transition
from handrail.service.partnerships.models import Body


class HandoverLine(models.Model):
    """Something that is handed over. `counted` names what was counted in the system; empty for what was typed in, such
    as boxes of paper. Once it is signed for it stands; what was wrong in it is set aside before."""

    class Medium(models.TextChoices):
        HERE = "here", "In this system"
        ELECTRONIC = "electronic", "Another system, or a shared drive"
        REMOVABLE = "removable", "A disk or memory stick"
        MAILBOX = "mailbox", "A mailbox"
        PAPER = "paper", "Paper"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transition = models.ForeignKey(Transition, on_delete=models.RESTRICT, related_name="inventory")
    counted = models.CharField("what was counted", max_length=40, blank=True)
    what = models.CharField("what is handed over", max_length=300)
    how_many = models.PositiveIntegerField(null=True)
    from_on = models.DateField("the oldest of it", null=True)
    until_on = models.DateField("the newest of it", null=True)
    medium = models.CharField(max_length=20, choices=Medium, default=Medium.HERE)
    where = models.CharField("where it is kept", max_length=300, blank=True)
    before = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    after = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    basis = models.TextField("by what law it is handed over", blank=True)
    receiver = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    by_any = models.BooleanField(
        "whoever has a post there may sign", default=False,
        help_text="the new controller may be of another partnership, whose people nobody here lists",
    )  # fmt: skip
    added_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("added_at", "what")
        constraints = [
            models.UniqueConstraint(
                fields=["transition", "counted"], condition=~Q(counted="") & Q(set_aside_at__isnull=True),
                name="a_thing_is_counted_once_in_an_inventory",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | Q(after__isnull=True) | ~Q(before=F("after")),
                name="nothing_is_handed_to_its_own_controller",
            ),
            models.CheckConstraint(
                condition=Q(by_any=False) | Q(receiver__isnull=True), name="one_person_signs_or_any_of_the_body"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.what

    @property
    def waits_for(self) -> str:
        """Who is to sign for it."""
        return f"anybody who has a post at {self.after}" if self.by_any else str(self.receiver or "")

    @property
    def lacks(self) -> list[str]:
        """What must be said of it before anyone can sign for it."""
        return [
            words
            for words, said in (
                ("who was the controller", self.before_id), ("who is the controller now", self.after_id),
                ("by what law", self.basis), ("who is to sign", self.receiver_id or self.by_any),
            )
            if not said
        ]  # fmt: skip


class HandoverReceipt(models.Model):
    """The new controller's named person signed for a line as it read: `said` is what it said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.OneToOneField(HandoverLine, on_delete=models.RESTRICT, related_name="receipt")
    signed_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    for_body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField("as they signed", max_length=200)
    received_on = models.DateField("the day on which it was received")
    remarks = models.TextField("what was missing or damaged", blank=True)
    said: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField("what the line said", default=dict)
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("signed_at",)

    def __str__(self) -> str:
        return f"{self.name}, {self.received_on}"
