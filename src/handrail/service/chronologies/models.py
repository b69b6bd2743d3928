"""A chronology, the files agencies sent for it, every line with its source, and what people decided about lines."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.service.access.models import Person, Writer, one_writer
from handrail.service.access.practitioners import Practitioner
from handrail.service.cases.models import Case, Paper
from handrail.service.chronologies.merging.order import in_words
from handrail.service.chronologies.reading.values import Sure
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request


class Chronology(Paper):
    """What is put together, for what, and over which days. Requests point to it by their `about`."""

    class Purpose(models.TextChoices):
        RAPID = "rapid review", "Rapid review"
        PRACTICE = "practice review", "Child safeguarding practice review"
        SERIOUS_CASE = "serious case review", "Serious case review"
        CHILD_DEATH = "child death review", "Child death review"
        OTHER = "other", "Another purpose"

    purpose = models.CharField(max_length=30, choices=Purpose)
    matter = models.CharField(max_length=60, help_text="the incident or review it is for")
    title = models.CharField(max_length=120, help_text="what tells it from others on the folder")
    from_on = models.DateField("the first day asked about", null=True)
    until_on = models.DateField("the last day asked about", null=True)
    gap_days = models.PositiveIntegerField(default=28, help_text="days without a line after which a gap is shown")
    compared_at = models.DateTimeField("lines were last held against each other", null=True)

    class Meta:
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return f"Chronology: {self.title}"


class Delivery(models.Model):
    """A file as one agency gave it, and how far it has been read."""

    class How(models.TextChoices):
        ADD = "add", "Add its lines to those already here"
        REPLACE = "replace", "Put its lines in place of all those already here"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.RESTRICT, related_name="deliveries")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField("what the file is called", max_length=200)
    how = models.CharField(max_length=10, choices=How, default=How.ADD)
    added_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    added_by_practitioner = models.ForeignKey(Practitioner, on_delete=models.RESTRICT, related_name="+", null=True)
    added_at = models.DateTimeField(default=timezone.now)
    rows = models.PositiveIntegerField("rows it has, roughly", default=0)
    read_to = models.PositiveIntegerField("rows read so far", default=0)
    taken = models.PositiveIntegerField("lines taken in", default=0)
    there = models.PositiveIntegerField("lines that were here already, word for word", default=0)
    refused = models.PositiveIntegerField("lines to be mended", default=0)
    notes: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    fault = models.TextField("why it could not be read", blank=True)
    read_at = models.DateTimeField("read to its end", null=True)
    cancelled_at = models.DateTimeField("stopped, or taken out again", null=True)

    class Meta:
        ordering = ("-added_at",)
        indexes = [
            models.Index(
                fields=["added_at"], condition=Q(read_at__isnull=True, cancelled_at__isnull=True),
                name="deliveries_to_read",
            )
        ]  # fmt: skip
        constraints = [one_writer("added_by", "delivery_added_by_one")]

    def __str__(self) -> str:
        return f"{self.name} from {self.body}"

    @property
    def added_by_whom(self) -> Writer | None:
        return self.added_by or self.added_by_practitioner

    @property
    def waits(self) -> bool:
        return self.read_at is None and self.cancelled_at is None

    @property
    def per_cent(self) -> int:
        return min(99, 100 * self.read_to // self.rows) if self.rows else 0


class LineQuerySet(models.QuerySet["Line"]):
    def standing(self) -> LineQuerySet:
        """Neither corrected nor taken out."""
        return self.filter(ended_at__isnull=True)

    def sent(self) -> LineQuerySet:
        """What its agency has sent: nobody else sees the rest."""
        return self.filter(sent_at__isnull=False)

    def placed(self) -> LineQuerySet:
        """In the one order of all lines; `merging.order.place_of` says the same of them in memory."""
        return self.order_by(
            "from_on", "vague_days", F("at_time").asc(nulls_first=True), "until_on", "body__name", "pk"
        )


class Line(models.Model):
    """One line, as its agency tells it. Never changed once it is sent: a later one stands in its place."""

    SURE = [
        (Sure.EXACT.value, "Exact"),
        (Sure.ABOUT.value, "About that day"),
        (Sure.WITHIN.value, "Some time between the two days"),
    ]

    class Weight(models.TextChoices):
        KEY = "key", "Key"
        SIGNIFICANT = "significant", "Significant"
        BACKGROUND = "background", "Background"
        UNSAID = "", "Not said"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    chronology = models.ForeignKey(Chronology, on_delete=models.RESTRICT, related_name="lines")
    request = models.ForeignKey(Request, on_delete=models.RESTRICT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.EXACT.value)
    at_time = models.TimeField(null=True)
    vague_days = models.PositiveIntegerField(default=0, help_text="how wide the span of an uncertain day is")
    as_written = models.CharField("the date as it was written", max_length=200, blank=True)
    about = models.TextField("who it is about", blank=True)
    source = models.TextField("source or record", blank=True)
    happened = models.TextField("what happened")
    did = models.TextField("what the agency did", blank=True)
    voice = models.TextField("the child's voice and daily life", blank=True)
    weight = models.CharField(max_length=12, choices=Weight, default=Weight.UNSAID, blank=True)
    significance = models.TextField(blank=True)
    comment = models.TextField("the author's comment", blank=True)
    other: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(
        default=dict, help_text="what stood under headings that are not ours"
    )
    delivery = models.ForeignKey(Delivery, on_delete=models.RESTRICT, related_name="lines", null=True)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, help_text="of its words, to see the same line sent twice")
    written_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    written_by_practitioner = models.ForeignKey(Practitioner, on_delete=models.RESTRICT, related_name="+", null=True)
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    corrects = models.OneToOneField("self", on_delete=models.RESTRICT, related_name="corrected_by", null=True)
    why_corrected = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField("corrected, or taken out", null=True)
    ended_why = models.CharField(max_length=300, blank=True)
    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ("from_on", "pk")
        indexes = [
            models.Index(fields=["chronology", "from_on"], condition=Q(ended_at__isnull=True), name="lines_standing"),
            models.Index(fields=["request", "fingerprint"], name="lines_alike"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="a_line_ends_after_it_began"),
            one_writer("written_by", "line_written_by_one"),
        ]

    def __str__(self) -> str:
        return f"{self.when}: {self.happened[:60]}"

    @property
    def when(self) -> str:
        return in_words(self.from_on, self.until_on, Sure(self.sure), self.at_time)

    @property
    def where(self) -> str:
        """Where in what the agency sent it stands."""
        if self.delivery is None:
            return "typed in Handrail"
        sheet = f", “{self.sheet}”" if self.sheet else ""
        return f"{self.delivery.name}{sheet}, row {self.row}"


class Unread(models.Model):
    """A row of a file that could not be taken in, with what stood in it and what has to be mended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.RESTRICT, related_name="unread")
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField()
    cells: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    why: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    mended_as = models.ForeignKey(Line, on_delete=models.RESTRICT, related_name="+", null=True)
    left_out_at = models.DateTimeField(null=True)
    left_out_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    left_out_by_practitioner = models.ForeignKey(Practitioner, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("sheet", "row", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(left_out_by__isnull=True) | Q(left_out_by_practitioner__isnull=True),
                name="unread_left_out_by_one",
            )
        ]

    def __str__(self) -> str:
        return f"row {self.row}"

    @property
    def waits(self) -> bool:
        return self.mended_as_id is None and self.left_out_at is None


class KeyEvent(models.Model):
    """Somebody who reviews marked a line as a key event, and said why."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.RESTRICT, related_name="marks")
    why = models.CharField(max_length=300, blank=True)
    marked_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(ended_at__isnull=True), name="a_line_is_marked_once")
        ]

    def __str__(self) -> str:
        return f"key event: {self.line}"


class Tie(models.Model):
    """Two lines of two agencies that may tell of one event: found here or by a person, and decided by a person."""

    class Decided(models.TextChoices):
        SAME = "same", "The same event, told alike"
        CONTRADICTION = "contradiction", "The same event, told differently"
        DIFFERENT = "different", "Different events"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="+")
    chronology = models.ForeignKey(Chronology, on_delete=models.RESTRICT, related_name="ties")
    first = models.ForeignKey(Line, on_delete=models.RESTRICT, related_name="+")
    second = models.ForeignKey(Line, on_delete=models.RESTRICT, related_name="+")
    alike = models.FloatField(default=0)
    shared: models.JSONField[list[str], list[str]] = models.JSONField(default=list, help_text="rare words in both")
    differ: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    found_at = models.DateTimeField(default=timezone.now)
    decided = models.CharField(max_length=15, choices=Decided, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-alike", "pk")
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="two_lines_are_tied_once")]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"

    @property
    def before_a_correction(self) -> bool:
        """Whether one of the two was corrected after this was decided: whoever decided it read other words."""
        sent = [line.sent_at for line in (self.first, self.second) if line.corrects_id and line.sent_at]
        return self.decided_at is not None and any(at > self.decided_at for at in sent)


def vague_days(from_on: date, until_on: date, sure: str) -> int:
    return (until_on - from_on).days if sure == Sure.WITHIN else 0
