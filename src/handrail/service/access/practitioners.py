"""Those without an account who have one thing open by one-time codes: a practitioner asked by name to fill in a form,
and a teller, who comes of their own accord to tell of something.

They and their codes are keys, as grants are: what is opened is a room's above.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.names import keys_of
from handrail.service.partnerships.models import Body

FORM = "form:"
"""How the key of such an actor begins, in the audit and in the database's own rules."""
TO_PRACTITIONERS = ("form", "form code")
"""The kinds of message to them: of the form, and the code that opens it."""


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    def live(self) -> PractitionerQuerySet:
        """Those whose form still waits for them, as far as this room knows."""
        return self.filter(ended_at__isnull=True)

    def bulk_create(self, objs: Iterable[Practitioner], *args: Any, **kwargs: Any) -> list[Practitioner]:
        made = list(objs)
        for one in made:
            one.known_by = keys_of([one.full_name], [one.email])
        return super().bulk_create(made, *args, **kwargs)


class Practitioner(models.Model):
    """Someone asked to fill in one form. Asked for another, or asked again, they are another row with another number.

    `browser` is the one that opened the form last: opening it elsewhere shuts it there.
    """

    class Ended(models.TextChoices):
        SENT = "sent", "the answer was sent"
        REPLACED = "replaced", "another practitioner was asked instead"
        WITHDRAWN = "withdrawn", "the coordinator withdrew it"
        NOT_FOR_THEM = "not for them", "they said that it is not for them"
        NOT_NEEDED = "not needed", "it is no longer needed"
        MAY_NOT = "may not", "they cannot be asked about this folder"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.ForeignKey("access.Folder", on_delete=models.RESTRICT, related_name="practitioners")
    paper_id = models.UUIDField(help_text="the one paper that their code opens")
    body = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="practitioners")
    full_name = models.CharField(max_length=120)
    email = models.EmailField()
    known_by = ArrayField(models.TextField(), default=list, editable=False, help_text="see `names`: for exclusions")
    why_this_address = models.CharField(
        max_length=300,
        blank=True,
        help_text="for an address elsewhere than the body's known ones: who checked, and how",
    )
    number = models.CharField(
        "number of the form", max_length=8, help_text="eight figures; no secret, and says nothing"
    )
    door = models.CharField(max_length=64, help_text="a keyed digest of the number and the address")
    asked_by = models.ForeignKey("access.Person", on_delete=models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    code_asked_at = models.DateTimeField("a code was last asked for", null=True)
    opened_at = models.DateTimeField("first opened", null=True)
    last_opened_at = models.DateTimeField(null=True)
    browser = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, choices=Ended, blank=True)
    ask_instead = models.CharField("whom to ask instead", max_length=300, blank=True)
    objects = PractitionerQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        indexes = [models.Index(fields=["door"], name="practitioner_by_door")]
        constraints = [
            models.UniqueConstraint(
                fields=["paper_id"], condition=Q(ended_at__isnull=True), name="one_practitioner_of_a_form"
            ),
            models.CheckConstraint(condition=~Q(known_by=[]), name="a_practitioner_is_known_by_something"),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} of {self.body}, by code"

    def save(self, *args: object, **kwargs: object) -> None:
        self.known_by = keys_of([self.full_name], [self.email])
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    acts = "form"

    @property
    def actor_key(self) -> str:
        return f"{FORM}{self.id}"

    @property
    def name(self) -> str:
        """As the audit names them: never to be taken for someone with an account."""
        return f"practitioner {self}"[:200]

    @property
    def number_in_words(self) -> str:
        return f"{self.number[:4]} {self.number[4:]}"


class TellerQuerySet(models.QuerySet["Teller"]):
    def live(self) -> TellerQuerySet:
        """Those who have not sent what they came to tell."""
        return self.filter(ended_at__isnull=True)


class Teller(models.Model):
    """A professional without an account who tells a partnership of something that nobody asked them for.

    Until a code sent to their address has come back, nothing shows that they are who they say. Telling of another
    thing they are another row with another number.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+")
    full_name = models.CharField(max_length=120)
    job = models.CharField(max_length=120)
    employer = models.CharField(max_length=200)
    email = models.EmailField(help_text="at a domain that the partnership trusts")
    number = models.CharField(max_length=8, help_text="eight figures; no secret, and says nothing")
    door = models.CharField(max_length=64, help_text="a keyed digest of the number and the address")
    place = models.CharField(max_length=80, help_text="where the first code was asked for")
    asked_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField("first opened, so that the address is proved", null=True)
    last_opened_at = models.DateTimeField(null=True)
    browser = models.UUIDField(null=True)
    ended_at = models.DateTimeField("sent", null=True)
    objects = TellerQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        indexes = [
            models.Index(fields=["door"], name="teller_by_door"),
            models.Index(fields=["asked_at"], name="tellers_lately"),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.employer}, by code"

    acts = "form"

    @property
    def actor_key(self) -> str:
        return f"{FORM}{self.id}"

    @property
    def name(self) -> str:
        """As the audit names them: never to be taken for someone with an account."""
        return f"teller {self}"[:200]

    @property
    def number_in_words(self) -> str:
        return f"{self.number[:4]} {self.number[4:]}"


class FormCode(models.Model):
    """A code that was asked for. It is made as its message leaves, and kept only as a keyed digest.

    A row is made whatever was typed, so that whoever asks cannot tell from our work whether a form was found;
    `practitioner`, or `teller`, is found afterwards, by the worker. Only of a teller who has just come is it known at
    once: the row of the teller was made by the same post.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    door = models.CharField(max_length=64)
    place = models.CharField(max_length=80)
    asked_at = models.DateTimeField(default=timezone.now)
    looked_for_at = models.DateTimeField(null=True, help_text="when the worker looked whose form it is")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.RESTRICT, related_name="codes", null=True)
    teller = models.ForeignKey(Teller, on_delete=models.RESTRICT, related_name="codes", null=True)
    digest = models.CharField(max_length=64, blank=True)
    until_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField("wrong tries", default=0)
    spent_at = models.DateTimeField("used, replaced by a newer one, or tried too often", null=True)

    class Meta:
        ordering = ("-asked_at",)
        indexes = [models.Index(fields=["asked_at"], condition=Q(looked_for_at__isnull=True), name="codes_to_look_for")]

    def __str__(self) -> str:
        return f"a code asked for at {self.asked_at}"

    @property
    def whose(self) -> Practitioner | Teller | None:
        return self.practitioner or self.teller
