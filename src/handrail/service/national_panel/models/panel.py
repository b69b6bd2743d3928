"""The Panel's own work: its members and their interests, meetings, what is before them, and what they decided.

None of it hangs on a folder: what was told is written here as it was read.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.national_panel.models.told import Told, marks_shut_to
from handrail.service.partnerships.models import Body
from handrail.service.reviews.models import Considered


class Member(models.Model):
    """Somebody whom the Secretary of State appointed to the Panel. `person` is their account, where they have one."""

    class Office(models.TextChoices):
        CHAIR = "chair", "Chair"
        MEMBER = "member", "Member"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=10, choices=Office)
    appointed_by_name = models.CharField("appointed by", max_length=200)
    from_on = models.DateField("appointed from")
    until_on = models.DateField("last day of the term", null=True)
    ended_on = models.DateField("left, or was removed, on", null=True)
    removed = models.BooleanField(default=False, help_text="by the Secretary of State; otherwise the member left")
    ended_by_name = models.CharField("removed by", max_length=200, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("office", "name")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="a_term_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(removed=False) | (Q(ended_on__isnull=False) & ~Q(ended_by_name="") & ~Q(ended_why="")),
                name="a_removal_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def sits_on(self, day: date) -> bool:
        last = min(filter(None, (self.until_on, self.ended_on)), default=None)
        return self.from_on <= day and (last is None or day <= last)


class Interest(models.Model):
    """What a member declared: that they work, or worked, for somebody, or are close to something. Ended, it stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="interests")
    body = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="a partnership or a local authority"
    )
    what = models.CharField(max_length=300)
    declared_on = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("declared_on", "recorded_at")

    def __str__(self) -> str:
        return self.what


class PanelMeeting(models.Model):
    """A meeting of the Panel. It is held once it is said who was there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    on = models.DateField()
    place = models.CharField(max_length=200)
    held_at = models.DateTimeField(null=True, help_text="when it was said who was there")
    called_off_at = models.DateTimeField(null=True)
    called_off_why = models.CharField(max_length=300, blank=True)
    planned_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-on", "-planned_at")

    def __str__(self) -> str:
        return f"Meeting of the Panel, {self.on}"


class Present(models.Model):
    """A member who was at a meeting; or, where that was recorded in error, was not `there`."""

    meeting = models.ForeignKey(PanelMeeting, on_delete=models.RESTRICT, related_name="present")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="+")
    there = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="a_member_present_once")]

    def __str__(self) -> str:
        return str(self.member)


class DocketItemQuerySet(models.QuerySet["DocketItem"]):
    def visible_to(self, person: Person) -> DocketItemQuerySet:
        """Without what was told of folders that are not there for this person."""
        return self.exclude(told__in=Told.objects.filter(mark__in=marks_shut_to(person)).values("pk"))

    def standing(self) -> DocketItemQuerySet:
        return self.filter(taken_off_at__isnull=True)


class DocketItem(models.Model):
    """Something the Panel was told, on the agenda of a meeting, as it read when it was put there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(PanelMeeting, on_delete=models.RESTRICT, related_name="docket")
    told = models.UUIDField(help_text="the row of what was told, while there is one")
    what = models.CharField(max_length=30, choices=Told.What)
    told_on = models.DateField()
    national_reference = models.CharField(max_length=300, blank=True)
    nature = models.CharField(max_length=200, blank=True)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    local_review = models.BooleanField(null=True)
    national_view = models.BooleanField(null=True)
    in_time = models.BooleanField(null=True)
    place = models.PositiveSmallIntegerField()
    put_on_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    put_on_at = models.DateTimeField(default=timezone.now)
    taken_off_at = models.DateTimeField(null=True)
    again_of = models.ForeignKey(
        "self", on_delete=models.RESTRICT, related_name="again", null=True, help_text="what is decided anew by this one"
    )
    again_why = models.CharField(max_length=300, blank=True)
    objects = DocketItemQuerySet.as_manager()

    class Meta:
        ordering = ("place", "put_on_at")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "told"], condition=Q(taken_off_at__isnull=True), name="told_once_on_an_agenda"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.partnership}"

    @property
    def decided(self) -> PanelDecision | None:
        return getattr(self, "decision", None)


class Conflict(models.Model):
    """What a member said of an item: that they have a conflict and take no part, or why what they declared is none.
    What they say later takes its place, and the earlier stays."""

    item = models.ForeignKey(DocketItem, on_delete=models.RESTRICT, related_name="conflicts")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="+")
    stands_aside = models.BooleanField("has a conflict, and takes no part")
    words = models.CharField(max_length=300)
    taken_back_at = models.DateTimeField(null=True, help_text="when something else was recorded in its place")
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                condition=Q(taken_back_at__isnull=True),
                name="a_member_speaks_once_of_an_item",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.words}"


class PanelDecision(models.Model):
    """What the Panel decided on an item. Once somebody has read its letter and let it leave, it is given to the
    partnership, once; until then it may be changed."""

    class National(models.TextChoices):
        HOLD = "hold", "A national review is to be held"
        NOT_HOLD = "do not hold", "No national review"
        NOT_YET = "not yet", "More must be known first"

    class View(models.TextChoices):
        AGREES = "agrees", "Agrees with the partners"
        CHALLENGES = "challenges", "Challenges the partners' decision"
        ASKS = "asks", "Asks for more"
        NONE = "none", "Gives no view"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.OneToOneField(DocketItem, on_delete=models.RESTRICT, related_name="decision")
    national = models.CharField("on a national review", max_length=20, choices=National)
    national_reasons = models.TextField()
    view = models.CharField("on the partners' decision on a local review", max_length=20, choices=View)
    view_reasons = models.TextField()
    answer_wanted_by = models.DateField(null=True)
    themes = ArrayField(models.CharField(max_length=80), default=list)
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, help_text="when somebody let its letter leave")
    released_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    given_at = models.DateTimeField(null=True, help_text="when it came to the partnership")
    not_given_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("decided_on", "recorded_at")

    def __str__(self) -> str:
        return self.get_national_display()


class NationalCriterion(Considered):
    """A criterion for a national review that the Panel weighed in meeting, as the edition in force that day had it."""

    decision = models.ForeignKey(PanelDecision, on_delete=models.RESTRICT, related_name="weighed")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "national criteria"
        constraints = [
            models.UniqueConstraint(fields=["decision", "criterion"], name="a_national_criterion_weighed_once")
        ]
