"""The folder and what is kept of its papers: a line for each, their facts, and the clocks those set running."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Concat, Lower
from django.utils import timezone

from handrail.guidance.edition import Bound
from handrail.service.access.models import Folder, Grant, Person, Writer, one_writer
from handrail.service.access.opening import by_keys, not_shut, which_open
from handrail.service.access.practitioners import Practitioner
from handrail.service.access.roles import ALL
from handrail.service.cases.models.went_on import WentOn as WentOn
from handrail.service.documents.models import Document
from handrail.service.partnerships.models import Body


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, person: Person, what: Iterable[str] | None = None) -> CaseQuerySet:
        """The only door to folders: those this person may open, for any of `what` (anything, if not said)."""
        return self.filter(which_open(person, what, folder="pk", partnership="partnership"))


SEARCHED_OF_CASE = Func(
    Lower(Concat(F("reference"), Value(" "), F("local_reference"))),
    Value("[^a-z0-9]+"),
    Value(" "),
    Value("g"),
    function="regexp_replace",
    output_field=models.TextField(),
)
"""Both references in small letters and figures, with a space for all else: see `finding`."""


class Case(models.Model):
    """A folder with something in it. Its reference says nothing about the child."""

    opened_whole = True
    """Whether whoever came in by `doors.open_folder` may open the folder's own page, so that a link to it leads on."""

    folder = models.OneToOneField(Folder, on_delete=models.RESTRICT, primary_key=True, related_name="case")
    partnership = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+",
        help_text="the folder's, so that an index finds a partnership's folders; the database holds them equal",
    )  # fmt: skip
    reference = models.CharField(max_length=40)
    local_reference = models.CharField(max_length=60, blank=True, help_text="the partnership's own, from its tracker")
    authority = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    succeeded_by = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True,
        help_text="the authority that goes on with it, where the one in whose area it was opened has ended",
    )  # fmt: skip
    succeeded_on = models.DateField("the first day of the authority that goes on with it", null=True)
    lead = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_why = models.CharField(max_length=300, blank=True)
    reopened_why = models.CharField(max_length=300, blank=True, help_text="the last time, if ever")
    invented = models.BooleanField(default=False, help_text="part of the demonstration")
    found_by = models.GeneratedField(expression=SEARCHED_OF_CASE, output_field=models.TextField(), db_persist=True)
    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at",)
        indexes = [
            models.Index(fields=["reference"], name="case_by_reference"),
            models.Index(fields=["partnership", "-opened_at"], name="case_of_partnership"),
            GinIndex(SearchVector("found_by", config="simple"), name="case_found_by"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def answers(self) -> Body:
        """The authority that has the folder's duties now. The law in its area is that of `authority`."""
        return self.succeeded_by or self.authority


class SpentNumber(models.Model):
    """The number of a folder that was deleted, so that no later folder is ever given its reference."""

    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    stem = models.CharField(max_length=40, help_text="what stands before the number: WV-2026-")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "stem", "number"], name="a_number_is_spent_once")]

    def __str__(self) -> str:
        return f"{self.stem}{self.number:04d}"


class Paper(models.Model):
    """Anything filed in a folder. What was submitted is never overwritten; a correction is an addendum."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="%(class)s_papers")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        abstract = True


class PaperLineQuerySet(models.QuerySet["PaperLine"]):
    def visible_to(self, person: Person) -> PaperLineQuerySet:
        """The same door for papers: all of a folder whose key a person holds, and what a narrower key opens.

        What one body sent is for that body alone, by a post at it.
        """
        opened = which_open(person, {ALL}, folder="case", partnership="case__partnership")
        for body, reach in _reach_of(person).items():
            keys = Grant.objects.live().filter(body=body, folder=OuterRef("case"), opens=OuterRef("opens"))
            bounded = Q() if ALL in reach else Q(opens__in=reach)
            opened |= Q(Exists(keys)) & bounded & (Q(for_body__isnull=True) | Q(for_body=body))
        return self.filter(opened, not_shut(person, folder="case"))


def _reach_of(person: Person) -> dict[uuid.UUID, frozenset[str]]:
    """What a grant to each of this person's bodies can open for them."""
    reach: dict[uuid.UUID, frozenset[str]] = {}
    for post in person.posts_today:
        if post.in_role.reach:
            reach[post.body_id] = reach.get(post.body_id, frozenset()) | post.in_role.reach
    return reach


class PaperLine(models.Model):
    """A paper as the folder lists it, so that `cases` can list papers it cannot import."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="lines")
    paper_id = models.UUIDField()
    room = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    url_name = models.CharField(max_length=80)
    opens = models.CharField(max_length=40, help_text="which grant opens it")
    for_body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    filed_at = models.DateTimeField()
    found_by = models.TextField(blank=True, help_text="words that find it, as `finding.searchable` writes them")
    in_short = models.CharField(
        max_length=200, blank=True, help_text="what tells its folder from others, for who may open all of it"
    )
    objects = PaperLineQuerySet.as_manager()

    class Meta:
        ordering = ("filed_at",)
        indexes = [GinIndex(SearchVector("found_by", config="simple"), name="line_found_by")]
        constraints = [models.UniqueConstraint(fields=["case", "paper_id"], name="a_line_for_a_paper")]

    def __str__(self) -> str:
        return self.title


class KeptFact(models.Model):
    """Something that happened. When a paper is corrected the old fact is kept, with the instant it was replaced."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="facts")
    paper_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    on = models.DateField(help_text="the London day")
    at = models.DateTimeField(null=True, help_text="the instant, where it is known")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("on", "at", "id")
        indexes = [models.Index(fields=["case", "paper_id"], name="facts_of_paper")]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


ASKED = "asked"
"""Stands where an instrument would: asked for by a body, not laid down by an edition."""


class KeptClockQuerySet(models.QuerySet["KeptClock"]):
    def running(self) -> KeptClockQuerySet:
        """What somebody still has to do: a day that something is to stand until is not one to act by."""
        return self.filter(ended=False, bound__in=(Bound.NO_LATER_THAN, Bound.TARGET, Bound.AT_MOST))

    def in_folders_open_to(self, person: Person) -> KeptClockQuerySet:
        """What an edition lays down, for those who hold the key to all of a folder; what their own body was asked for,
        for whoever may open anything in it. Breaking the glass makes nothing anybody's to do."""
        whole = which_open(person, {ALL}, folder="case", partnership="partnership", glass=False)
        part = by_keys(person, None, folder="case")
        if not part:
            return self.filter(whole)
        asked = Q(instrument=ASKED, owed_by__in=[body.pk for body in person.bodies])
        return self.filter(whole | (part & not_shut(person, folder="case") & asked))


class KeptClock(models.Model):
    """A duty, or something asked for, that somebody owes. Whether it is overdue is never kept: it depends on now."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="clocks")
    partnership = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", help_text="whose folder it is, kept here for the index"
    )
    paper_id = models.UUIDField(null=True, help_text="the paper that asked; empty for what an edition lays down")
    about = models.CharField(max_length=60)
    duty = models.CharField(max_length=60)
    instrument = models.CharField(max_length=60)
    edition = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    force = models.CharField(max_length=10)
    source = models.CharField(max_length=300)
    owed_by = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="owes", null=True)
    owed_by_kind = models.CharField(max_length=60)
    owed_to = models.CharField(max_length=200)
    bound = models.CharField(max_length=20, default=Bound.NO_LATER_THAN.value, help_text="what the counted day means")
    started_on = models.DateField()
    started_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    stopped_on = models.DateField(null=True)
    stopped_at = models.DateTimeField(null=True)
    fell_away_on = models.DateField(null=True)
    ended = models.BooleanField(default=False, help_text="stopped, fell away, or its folder closed")
    beside = models.CharField(
        max_length=60, blank=True,
        help_text="for a duty without a number, the duty with one that the same facts start and stop: shown with it",
    )  # fmt: skip
    objects = KeptClockQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "started_on", "id")
        indexes = [
            models.Index(fields=["owed_by", "due_on"], condition=Q(ended=False), name="clocks_owed"),
            models.Index(fields=["partnership", "due_on"], condition=Q(ended=False), name="clocks_awaited"),
            models.Index(
                fields=["owed_by", "beside", "started_on"],
                condition=Q(ended=False, due_on__isnull=True),
                name="clocks_owed_no_day",
            ),
            models.Index(
                fields=["partnership", "beside", "started_on"],
                condition=Q(ended=False, due_on__isnull=True),
                name="clocks_awaited_no_day",
            ),
            models.Index(fields=["case"], name="clocks_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, due {self.due_on}"


class MovedDate(models.Model):
    """A day that somebody was shown, and that moved: the old, the new, and why. Never rebuilt."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="moved_dates")
    duty = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    was = models.DateField(null=True)
    now = models.DateField(null=True)
    why = models.CharField(max_length=300)
    noticed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-noticed_at",)

    def __str__(self) -> str:
        return f"{self.title}: {self.was} became {self.now}"


class LateReason(models.Model):
    """Why a duty was, or will be, done late. Kept with its author; a second reason stands beside the first."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="late_reasons")
    duty = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    reason = models.TextField()
    given_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("given_at",)

    def __str__(self) -> str:
        return self.reason[:60]


class Note(Paper):
    """A telephone call or another thing worth keeping, filed on the folder."""

    class Of(models.TextChoices):
        CALL = "call", "Telephone call"
        NOTE = "note", "Note"

    of = models.CharField(max_length=10, choices=Of)
    happened_at = models.DateTimeField()
    with_whom = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    adds_to = models.ForeignKey("self", on_delete=models.RESTRICT, related_name="addenda", null=True)

    def __str__(self) -> str:
        return f"{self.get_of_display()} with {self.with_whom}" if self.with_whom else self.get_of_display()


class Join(models.Model):
    """Two folders found to concern one matter. Each is shown the other only by someone who may open both."""

    first = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="joined_as_first")
    second = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="joined_as_second")
    why = models.CharField(max_length=300)
    joined_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now)
    parted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(parted_at__isnull=True), name="folders_joined_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"


class Draft(models.Model):
    """Answers as they are typed, kept on the server, so that any browser can go on with them.

    `version` counts saves: a page that was overtaken is told so, and neither text is lost.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.CharField(max_length=40)
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="drafts", null=True)
    paper_id = models.UUIDField(null=True, help_text="the paper this will become part of")
    answers: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    begun_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    begun_by_practitioner = models.ForeignKey(Practitioner, on_delete=models.RESTRICT, related_name="+", null=True)
    begun_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    saved_by_practitioner = models.ForeignKey(Practitioner, on_delete=models.RESTRICT, related_name="+", null=True)
    saved_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-saved_at",)
        indexes = [
            models.Index(
                fields=["body", "-saved_at"],
                condition=Q(submitted_at__isnull=True, discarded_at__isnull=True),
                name="drafts_begun",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "paper_id", "body"],
                condition=Q(paper_id__isnull=False, submitted_at__isnull=True, discarded_at__isnull=True),
                name="one_open_draft_of_a_paper",
            ),
            one_writer("begun_by", "draft_begun_by_one"),
            one_writer("saved_by", "draft_saved_by_one"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.journey}"

    @property
    def begun_by_whom(self) -> Writer | None:
        return self.begun_by or self.begun_by_practitioner

    @property
    def saved_by_whom(self) -> Writer | None:
        """Who typed last: a person with an account, or a practitioner by code."""
        return self.saved_by or self.saved_by_practitioner


class Filed(models.Model):
    """A document filed on a folder by a person, apart from the papers that rooms make."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="filed")
    document = models.OneToOneField(Document, on_delete=models.RESTRICT, related_name="filed")
    about = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return str(self.document)
