"""A meeting: its agenda, its pack, who came, what was said and decided; and a group of the partnership that meets."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body


class Group(Paper):
    """A group in which a partnership meets: its executive, a sub-group, a board of one of its areas; and its terms.

    It stands in a folder of its own, without a child, that is opened to the safeguarding partners (decision 0038).
    """

    title = models.CharField(max_length=120)
    does = models.TextField("what it is for")
    covers = models.CharField("which boards or authorities it is for", max_length=200, blank=True)
    under = models.UUIDField(
        "the group it answers to",
        null=True,
        help_text="its key; not a pointer, since that stands in a folder of its own",
    )
    chair = models.CharField(max_length=200, blank=True)
    fewest = models.PositiveSmallIntegerField("how many of its bodies must be there", default=2)
    partners_needed = models.BooleanField("each safeguarding partner must be there", default=True)
    every_months = models.PositiveSmallIntegerField("how often it is to meet, in months", default=3)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("title",)
        constraints = [models.UniqueConstraint(fields=["case"], name="one_group_in_a_folder")]

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """Who is expected at a group's meetings: an office of a body, and who holds it, from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.RESTRICT, related_name="seats")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    office = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    from_on = models.DateField()
    until_on = models.DateField("last day", null=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("body__name", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "body", "name"], condition=Q(until_on__isnull=True), name="expected_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"


class Meeting(Paper):
    class For(models.TextChoices):
        RAPID_REVIEW = "rapid review", "Rapid review meeting"
        REVIEW_PANEL = "review panel", "Meeting of a review's panel"
        CHILD_DEATH_REVIEW = "child death review", "Child death review meeting"
        FINAL_CASE_DISCUSSION = "final case discussion", "Final case discussion"
        PARTNERSHIP = "partnership", "Meeting of the partnership"

    group = models.ForeignKey(Group, on_delete=models.RESTRICT, related_name="meetings", null=True)
    called = models.CharField("the group, as it was called then", max_length=120, blank=True)
    purpose = models.CharField(max_length=40, choices=For, default=For.RAPID_REVIEW)
    about = models.CharField(max_length=60, help_text="the incident, the review or the death it is about")
    starts_at = models.DateTimeField()
    lasts_minutes = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=200, help_text="a room, or the link to join")
    chair = models.CharField(max_length=200, blank=True)
    pack_sent_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    minutes_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    minutes_kept_at = models.DateTimeField("the minutes were last put on record", null=True)
    minutes_agreed_at = models.DateTimeField(null=True)
    times_changed = models.PositiveSmallIntegerField(
        default=0, help_text="how often its hour or place changed: calendars replace an entry by this number"
    )

    class Meta:
        ordering = ("starts_at",)

    def __str__(self) -> str:
        return self.called or self.get_purpose_display()

    @property
    def stage(self) -> str:
        """Where it has got to, in words: each is a fact with an instant."""
        if self.cancelled_at:
            return "cancelled"
        if self.minutes_agreed_at:
            return "minutes agreed"
        if self.held_at:
            return "held"
        return "pack sent" if self.pack_sent_at else "planned"

    @property
    def to_come(self) -> bool:
        return self.held_at is None and self.cancelled_at is None


class AgendaItem(models.Model):
    class To(models.TextChoices):
        DECIDE = "decide", "To decide"
        DISCUSS = "discuss", "To discuss"
        NOTE = "note", "To note"

    meeting = models.ForeignKey(Meeting, on_delete=models.RESTRICT, related_name="agenda")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    notes = models.TextField(blank=True, help_text="what was said under it")
    to = models.CharField("what is asked of the meeting", max_length=10, choices=To, blank=True)
    brought_by = models.CharField(max_length=200, blank=True)
    arising = models.BooleanField("what earlier meetings asked for stands under it", default=False)

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    class Came(models.TextChoices):
        INVITED = "invited", "Invited"
        CAME = "came", "Came"
        DEPUTY = "deputy", "A deputy came"
        APOLOGIES = "apologies", "Sent apologies"
        DID_NOT_COME = "did not come", "Did not come"

    meeting = models.ForeignKey(Meeting, on_delete=models.RESTRICT, related_name="attendance")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    job = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    came = models.CharField(max_length=20, choices=Came, default=Came.INVITED)
    told_at = models.DateTimeField("first sent the agenda and pack", null=True)
    expected = models.BooleanField("has a seat in the group", default=False)
    deputy = models.CharField("who came in their place", max_length=200, blank=True)

    class Meta:
        ordering = ("body__name", "name")
        constraints = [models.UniqueConstraint(fields=["meeting", "body", "name"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"

    @property
    def there(self) -> bool:
        """Whether their body was there, by them or by who came in their place."""
        return self.came in (self.Came.CAME, self.Came.DEPUTY)

    @property
    def who_spoke(self) -> str:
        return f"{self.deputy or self.name}, {self.body}"


class PackItem(models.Model):
    """A paper in the pack: a contribution (by its request's id) or a document. The pack shows just these."""

    meeting = models.ForeignKey(Meeting, on_delete=models.RESTRICT, related_name="pack")
    title = models.CharField(max_length=200)
    request = models.ForeignKey("requests.Request", on_delete=models.RESTRICT, related_name="+", null=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+", null=True)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.RESTRICT, related_name="papers", null=True, help_text="what it is a paper to"
    )
    added_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField("the invited may read it from", null=True)

    class Meta:
        ordering = ("added_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "request"], name="a_contribution_once_in_a_pack"),
            models.UniqueConstraint(fields=["meeting", "document"], name="a_document_once_in_a_pack"),
        ]

    def __str__(self) -> str:
        return self.title


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, person: Person) -> DecisionQuerySet:
        """Of those whose meeting this person may read: none about something in a folder that is shut to them."""
        return self.exclude(matter_folder__in=person.shut_out_of)


class Decision(models.Model):
    """Something the meeting decided, or an immediate action it called for."""

    meeting = models.ForeignKey(Meeting, on_delete=models.RESTRICT, related_name="decisions")
    text = models.TextField()
    immediate_action = models.BooleanField(default=False)
    owner = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    item = models.ForeignKey(AgendaItem, on_delete=models.RESTRICT, related_name="decisions", null=True)
    matter = models.CharField("the kind of thing it is about", max_length=20, blank=True)
    matter_key = models.UUIDField(null=True, help_text="not a pointer: the room that keeps it stands above this one")
    matter_folder = models.UUIDField(
        "the folder in which that stands", null=True, help_text="whoever is shut out of it finds no decision about it"
    )
    publish = models.BooleanField("its words may stand in the yearly report", default=False)
    set_aside_at = models.DateTimeField("found to be recorded in error", null=True)
    set_aside_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("recorded_at", "id")

    def __str__(self) -> str:
        return self.text[:80]


class Voice(models.Model):
    """What somebody at the meeting said to a decision: agreed, or did not."""

    class Says(models.TextChoices):
        AGREED = "agreed", "Agreed"
        DISSENTED = "dissented", "Dissented"
        ABSTAINED = "abstained", "Did not take part"

    decision = models.ForeignKey(Decision, on_delete=models.RESTRICT, related_name="voices")
    attendance = models.ForeignKey(Attendance, on_delete=models.RESTRICT, related_name="voices")
    says = models.CharField(max_length=10, choices=Says)

    class Meta:
        ordering = ("attendance__body__name", "attendance__name")
        constraints = [models.UniqueConstraint(fields=["decision", "attendance"], name="one_voice_each")]

    def __str__(self) -> str:
        return self.get_says_display()
