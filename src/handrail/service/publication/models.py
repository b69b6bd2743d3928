"""What is written for the public of a review, how it was held against the case, and what was released of it.

A version, and what was released, are never changed: the database refuses it.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.cases.models import Paper
from handrail.service.partnerships.models import Body
from handrail.service.reviews.models import PracticeReview


class Publication(Paper):
    """What is to be published of one review: its report, or what is to improve where the report may not be; and
    beside either, of free will, a learning document."""

    class What(models.TextChoices):
        REPORT = "report", "The report"
        IMPROVEMENTS = "improvements", "Not the report, only what is to improve"
        LEARNING = "learning", "A learning document, beside the report or before it"

    review = models.ForeignKey(PracticeReview, on_delete=models.RESTRICT, related_name="publications")
    what = models.CharField(max_length=20, choices=What)
    address = models.CharField("where it stands on the public site", max_length=120, unique=True)
    goes_at = models.DateTimeField("leaves at", null=True)
    goes_version = models.PositiveIntegerField("the version that leaves", null=True)
    set_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    set_at = models.DateTimeField("set to leave at", null=True)
    stayed_at = models.DateTimeField("was to leave and did not", null=True)
    stayed_why = models.TextField("why it did not leave", blank=True)
    ended_at = models.DateTimeField("given up", null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ("recorded_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(ended_at__isnull=True) & ~Q(what="learning"),
                name="one_publication_of_a_review",
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(ended_at__isnull=True, what="learning"),
                name="one_learning_document_of_a_review",
            ),
            models.CheckConstraint(
                condition=Q(goes_at=None, goes_version=None, set_by=None, set_at=None)
                | Q(goes_at__isnull=False, goes_version__isnull=False, set_by__isnull=False, set_at__isnull=False),
                name="a_publication_is_set_to_leave_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Publication: {self.get_what_display().lower()}"

    @property
    def is_owed(self) -> bool:
        """Whether it is what the law has published of a review, so that the review's own days hear of it."""
        return self.what != self.What.LEARNING


class Version(models.Model):
    """The public text as it stood after one saving, by one writer. `text` is as `written.Text` reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.RESTRICT, related_name="versions")
    number = models.PositiveIntegerField()
    text: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    written_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="a_version_has_its_number")]

    def __str__(self) -> str:
        return f"version {self.number}"


class Check(models.Model):
    """A version was held against what the case knew. `knew` tells whether the case knows the same still."""

    version = models.ForeignKey(Version, on_delete=models.RESTRICT, related_name="checks")
    knew = models.CharField("a hash of what the case knew", max_length=64)
    checked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("checked_at", "id")

    def __str__(self) -> str:
        return f"checked at {self.checked_at}"


class Mark(models.Model):
    """Words of one version that may tell who it is about, and why somebody lets them stand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.RESTRICT, related_name="marks")
    part = models.CharField("where in the text", max_length=40)
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    words = models.TextField()
    kind = models.CharField(max_length=40)
    reveals = models.CharField("what it reveals", max_length=200)
    surety = models.CharField("how sure that is", max_length=20)
    why = models.TextField("why it was marked")
    found_at = models.DateTimeField(default=timezone.now)
    stays_because = models.TextField(blank=True)
    resolved_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("begins", "ends")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "part", "begins", "ends", "kind"], name="words_are_marked_once_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None, stays_because="")
                | (Q(resolved_by__isnull=False, resolved_at__isnull=False) & ~Q(stays_because="")),
                name="a_mark_is_resolved_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class AlsoKnown(models.Model):
    """Something that the text must not tell and no other page holds by itself; or a name that it may tell."""

    class Sort(models.TextChoices):
        CHILD = "child", "Another name of the child"
        FAMILY = "family", "Somebody of the family or household"
        PRACTITIONER = "practitioner", "A practitioner"
        ADDRESS = "address", "An address"
        ORGANISATION = "organisation", "A school, a surgery, a team or another organisation"
        PLACE = "place", "A place"
        DAY = "day", "A day"
        REFERENCE = "reference", "A number or reference"
        TRAIT = "trait", "Something rare: a condition, a faith, an occupation"
        READ = "read", "A name that may be read: the author, the chair, a chosen pseudonym"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.RESTRICT, related_name="also_known")
    sort = models.CharField(max_length=20, choices=Sort)
    words = models.CharField(max_length=200)
    on = models.DateField("the day", null=True)
    added_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("sort", "words")

    def __str__(self) -> str:
        return self.words


class Approval(models.Model):
    """Somebody who did not write the text read this version, and approves that it be published."""

    version = models.ForeignKey(Version, on_delete=models.RESTRICT, related_name="approvals")
    approved_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("approved_at",)
        constraints = [models.UniqueConstraint(fields=["version", "approved_by"], name="each_approves_a_version_once")]

    def __str__(self) -> str:
        return f"approved by {self.approved_by}"

    @property
    def since_taken_back(self) -> ApprovalTakenBack | None:
        found: ApprovalTakenBack | None = getattr(self, "taken_back", None)
        return found


class ApprovalTakenBack(models.Model):
    """Whoever approved a version no longer does. What was approved stays to be read, and counts no more."""

    approval = models.OneToOneField(Approval, on_delete=models.RESTRICT, related_name="taken_back")
    why = models.TextField()
    taken_back_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    taken_back_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="an_approval_is_taken_back_for_a_reason")]

    def __str__(self) -> str:
        return f"taken back by {self.taken_back_by}"


class FamilyTold(models.Model):
    """When the family was told what will be published and when, or why it was not. The last word stands."""

    publication = models.ForeignKey(Publication, on_delete=models.RESTRICT, related_name="tellings")
    told_on = models.DateField(null=True)
    how = models.TextField("who was told, how, and what they said", blank=True)
    why_not = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("recorded_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=(Q(told_on__isnull=False, why_not="") & ~Q(how="")) | (Q(told_on=None) & ~Q(why_not="")),
                name="the_family_was_told_or_there_is_a_reason",
            )
        ]

    def __str__(self) -> str:
        return "the family was told" if self.told_on else "the family was not told"


class Hold(models.Model):
    """Nothing of this leaves while it stands."""

    class Ground(models.TextChoices):
        CRIMINAL = "criminal", "Criminal proceedings"
        INQUEST = "inquest", "An inquest"
        COURT = "court order", "An order of a court"
        FAMILY = "family proceedings", "Family proceedings"
        OTHER = "other", "Something else"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.RESTRICT, related_name="holds")
    ground = models.CharField(max_length=20, choices=Ground)
    reason = models.TextField()
    put_on_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    put_on_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.TextField(blank=True)

    class Meta:
        ordering = ("put_on_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None, lifted_why="")
                | (Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lifted_why="")),
                name="what_holds_a_publication_is_lifted_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.get_ground_display()


class Release(models.Model):
    """The very bytes that were published, once. It points into no folder, so that it outlives the folder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication_key = models.UUIDField()
    address = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField("which release at this address")
    document = models.TextField("the public text, as JSON")
    sha256 = models.CharField(max_length=64)
    published_on = models.DateField()
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("address", "number")
        constraints = [models.UniqueConstraint(fields=["address", "number"], name="each_release_has_its_number")]

    def __str__(self) -> str:
        return f"{self.address}, {self.number}"


class Withdrawal(models.Model):
    """What was published at this address no longer is, nor ever will be again. The reason alone can be replaced."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20)
    on = models.DateField()
    reason = models.TextField("why, for the public")
    withdrawn_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    withdrawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("address",)
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawn_for_a_reason")]

    def __str__(self) -> str:
        return self.address


class PublicReason(models.Model):
    """Why something was withdrawn, as the public was told it. Of several the last is what the public reads; the others
    are read in the folder alone."""

    publication = models.ForeignKey(Publication, on_delete=models.RESTRICT, related_name="public_reasons")
    reason = models.TextField("why, for the public")
    marked = models.TextField("the words that may tell who it is about", blank=True)
    stays_because = models.TextField("why those words may stay", blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("given_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & (Q(marked="", stays_because="") | (~Q(marked="") & ~Q(stays_because=""))),
                name="words_that_may_tell_stay_in_a_public_reason_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.reason
