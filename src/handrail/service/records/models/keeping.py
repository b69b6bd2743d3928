"""How long folders are kept, what must not go, who agreed that something goes, and what is left when it has gone."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Folder, Person
from handrail.service.partnerships.models import Body


class Event(models.TextChoices):
    """From what a period runs. Each is read from the folder itself when it is asked, and kept nowhere."""

    CLOSED = "closed", "The folder was closed"
    LAST_FILED = "last filed", "The last paper was filed"
    EIGHTEEN = "eighteen", "The youngest child's 18th birthday"
    BORN = "born", "The youngest child was born"
    DIED = "died", "The child died (the last, where several did)"
    PUBLISHED = "published", "The review was published (the last, where several were)"


class PeriodQuerySet(models.QuerySet["Period"]):
    def governing(self, partnership: Body, day: date) -> Period | None:
        """The version in force on a day: the latest that had begun, and of those of one day the last entered."""
        begun = self.filter(partnership=partnership, from_on__lte=day)
        return begun.order_by("-from_on", "-recorded_at").first()


class Period(models.Model):
    """A dated version of a partnership's period for whole folders. Entered, never changed: a later one follows it.

    Without years and months it says that from its day on nothing falls due. Handrail brings no period with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    runs_from = models.CharField(max_length=20, choices=Event, blank=True)
    years = models.PositiveSmallIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    source = models.CharField("the rule or decision it relies on", max_length=300)
    agreed_by_name = models.CharField("agreed by", max_length=200)
    agreed_on = models.DateField()
    from_on = models.DateField("in force from")
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ("-from_on", "-recorded_at")
        constraints = [
            models.CheckConstraint(condition=~Q(source="") & ~Q(agreed_by_name=""), name="a_period_has_a_source"),
            models.CheckConstraint(
                condition=Q(runs_from="", years__isnull=True, months__isnull=True)
                | (~Q(runs_from="") & Q(years__isnull=False, months__isnull=False)),
                name="a_period_is_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.in_words}, from {self.from_on}"

    @property
    def in_words(self) -> str:
        """The period as people say it."""
        if self.years is None or self.months is None:
            return "No period: nothing falls due"
        parts = [_many(self.years, "year"), _many(self.months, "month")]
        return f"{' and '.join(part for part in parts if part) or 'No time'} after: {self.get_runs_from_display()}"


def _many(number: int, unit: str) -> str:
    return "" if not number else f"{number} {unit}{'' if number == 1 else 's'}"


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self) -> HoldQuerySet:
        return self.filter(lifted_at__isnull=True)

    def over(self, folder: Folder) -> HoldQuerySet:
        """Those on the folder itself and those over all of its partnership."""
        return self.filter(Q(folder=folder) | Q(folder__isnull=True, partnership=folder.partnership_id))


class Hold(models.Model):
    """Nothing goes while this stands: on one folder, or over every folder of a partnership."""

    class AskedBy(models.TextChoices):
        NOBODY = "", "Nobody: we decided it ourselves"
        COURT = "court", "A court"
        INQUIRY = "inquiry", "A public inquiry"
        POLICE = "police", "The police"
        CORONER = "coroner", "A coroner"
        OTHER = "other", "Somebody else"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    folder = models.ForeignKey(Folder, on_delete=models.RESTRICT, related_name="holds", null=True)
    reason = models.TextField()
    asked_by = models.CharField(max_length=20, choices=AskedBy, blank=True)
    asked_by_name = models.CharField("who there, and their reference", max_length=200, blank=True)
    put_on_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    put_on_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.TextField(blank=True)
    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ("put_on_at",)
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True, lifted_why="")
                | (Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lifted_why="")),
                name="a_hold_is_lifted_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"hold put on by {self.put_on_by}"


class Deletion(models.Model):
    """One person's proposal that a folder go, and another's word that it may. It goes with the folder.

    An objection, or the proposer's second thoughts, end it; it can then only be proposed anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey(Folder, on_delete=models.RESTRICT, related_name="deletions")
    period = models.ForeignKey(Period, on_delete=models.RESTRICT, related_name="+")
    event_on = models.DateField("what the period was counted from")
    kept_until = models.DateField("the last day of the period")
    proposed_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    goes_at = models.DateTimeField("not before", null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ("-proposed_at",)
        constraints = [
            models.UniqueConstraint(fields=["folder"], condition=Q(ended_at__isnull=True), name="proposed_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")), name="two_people_delete"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True, goes_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, goes_at__isnull=False),
                name="a_deletion_is_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True, ended_why="")
                | (Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(ended_why="")),
                name="a_deletion_is_ended_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"proposed by {self.proposed_by}"


class Tombstone(models.Model):
    """What is left of a folder that went: what kinds of thing and how many, by which rule, and who agreed.

    It points at nothing of the folder, and `digest` gives nothing away to who does not already know both of its
    parts: the folder's key and its reference.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    digest = models.CharField(max_length=64)
    held: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField(help_text="rows by kind of thing")
    period = models.ForeignKey(Period, on_delete=models.RESTRICT, related_name="+")
    kept_until = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    confirmed_at = models.DateTimeField()
    done_at = models.DateTimeField()

    class Meta:
        ordering = ("-done_at",)
        constraints = [
            models.CheckConstraint(condition=~Q(confirmed_by=F("proposed_by")), name="two_people_deleted"),
        ]

    def __str__(self) -> str:
        return f"a folder that went at {self.done_at}"
