"""Who is shut out of which folder. The rows of `ShutOut` are kept by the database itself, in the same transaction as
whatever changes them (see the migration), so that no way of making an account or joining a folder can forget it."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.names import keys_of


class Exclusion(models.Model):
    """A named person who is not to know that this folder, or any folder joined to it, exists."""

    class Stands(models.TextChoices):
        PARENT = "parent", "A parent or carer of the child"
        RELATIVE = "relative", "Another relative, or someone of the household"
        PROFESSIONAL = "professional", "A professional against whom something is alleged"
        OTHER = "other", "Otherwise"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey("access.Folder", on_delete=models.RESTRICT, related_name="exclusions")
    names = ArrayField(models.CharField(max_length=200), default=list, help_text="the name and every other one known")
    emails = ArrayField(models.EmailField(), default=list, blank=True)
    known_by = ArrayField(models.TextField(), default=list, editable=False, help_text="names and e-mails, as compared")
    stands = models.CharField(max_length=20, choices=Stands)
    stands_in_words = models.CharField(max_length=200, blank=True)
    why = models.TextField()
    made_by = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+", null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ("made_at",)
        indexes = [GinIndex(fields=["known_by"], name="exclusion_known_by")]

    def __str__(self) -> str:
        return self.names[0] if self.names else "an exclusion"

    def save(self, *args: object, **kwargs: object) -> None:
        self.known_by = keys_of(self.names, self.emails)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class TakenFor(models.Model):
    """An account taken to be the person an exclusion names. It stays so when the account is renamed.

    Found to be somebody else's, it is lifted: one person asks with the reason, another confirms.
    """

    class By(models.TextChoices):
        EMAIL = "email", "the same e-mail address"
        NAME = "name", "the same name"
        CHOSEN = "chosen", "chosen by the person who shut them out"

    exclusion = models.ForeignKey(Exclusion, on_delete=models.RESTRICT, related_name="taken")
    person = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+")
    by = models.CharField(max_length=10, choices=By)
    since_at = models.DateTimeField(default=timezone.now)
    lift_asked_at = models.DateTimeField(null=True)
    lift_asked_by = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+", null=True)
    lift_why = models.TextField(blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+", null=True)

    class Meta:
        ordering = ("since_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["exclusion", "person"], name="taken_for_once"),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=models.F("lift_asked_by")), name="lifted_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} taken for {self.exclusion}"


class ShutOut(models.Model):
    """That a person is shut out of a folder now, and through which exclusion. Only the database writes this."""

    folder = models.ForeignKey("access.Folder", on_delete=models.RESTRICT, related_name="+")
    person = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+")
    exclusion = models.ForeignKey(Exclusion, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "folder", "exclusion"], name="shut_out_once")]

    def __str__(self) -> str:
        return f"{self.person} of {self.folder}"


class TurnedAway(models.Model):
    """What someone asked for and was not given, whatever the cause. The worker looks each minute whether it was a
    folder they are shut out of, and removes it: the answer itself never waits for that. Where no folder stood in the
    address, `folder_id` is the key of what did, which may lead to one."""

    person = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+", null=True)
    practitioner_id = models.UUIDField(null=True, help_text="the key of somebody without an account, with a form")
    at = models.DateTimeField(default=timezone.now)
    folder_id = models.UUIDField(null=True, help_text="as the address gave it; it may be nobody's")
    words = models.CharField(max_length=200, blank=True, help_text="as typed into a search or for a reference")

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(practitioner_id__isnull=True), name="one_was_turned_away"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person or self.practitioner_id} at {self.at}"


class Attempt(models.Model):
    """Someone shut out of a folder asked for it, or was about to be let into it."""

    class Way(models.TextChoices):
        ASKED = "asked", "asked for a page of the folder"
        SEARCHED = "searched", "searched for words that find the folder"
        OFFERED = "offered", "works for a body that was given a key to the folder"

    folder = models.ForeignKey("access.Folder", on_delete=models.RESTRICT, related_name="attempts")
    person = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+", null=True)
    by_code = models.CharField("who it was, where they have no account", max_length=400, blank=True)
    way = models.CharField(max_length=10, choices=Way)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, help_text="when a message was written of it; at most one an hour")

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["folder", "-at"], name="attempts_at_folder")]
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=True) ^ Q(by_code=""), name="somebody_was_at_the_folder")
        ]

    def __str__(self) -> str:
        return f"{self.who} {self.get_way_display()}"

    @property
    def who(self) -> str:
        return str(self.person) if self.person else self.by_code
