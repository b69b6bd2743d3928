"""Messages waiting to leave. None of them carries anything about a case but its reference."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.letters import ONE_TIME_CODE
from handrail.service.access.models import Person
from handrail.service.access.practitioners import FormCode
from handrail.service.partnerships.models import Body

CODE_STANDS_HERE = "[the code, which is made as this message leaves and kept nowhere]"
NOT_LEFT = Q(sent_at__isnull=True, shown_at__isnull=True, given_up_at__isnull=True, withheld_at__isnull=True)


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> MessageQuerySet:
        """Those that have still to leave, now or later."""
        return self.filter(NOT_LEFT)

    def seen_by(self, person: Person) -> MessageQuerySet:
        """Those of the partnerships this person reads the outbox of; those of none are for administrators.

        None speaks of a folder that the person is shut out of.
        """
        posts = [post for post in person.posts_today if "read the outbox" in post.in_role.may]
        theirs = Q(partnership__in=[post.partnership_id for post in posts])
        keeps = [post.partnership_id for post in posts if "manage people" in post.in_role.may]
        theirs &= ~Q(kind=ONE_TIME_CODE) | Q(partnership__in=keeps)
        if any(post.role == "administrator" for post in posts):
            theirs |= Q(partnership__isnull=True)
        shut = list(person.shut_out_of)
        return self.filter(theirs).exclude(about__overlap=shut) if posts else self.none()


class Message(models.Model):
    """One e-mail to one address. `once` keeps a reminder or a digest from being written twice.

    `begun_at` is set, and kept, before a message is handed over, and emptied after: found set, it says that the
    worker died in between and that the message may have left. It is then sent again under the same Message-ID.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.EmailField()
    to_body = models.ForeignKey(
        Body, on_delete=models.RESTRICT, related_name="+", null=True, help_text="goes to its mailbox as it then is"
    )
    partnership = models.ForeignKey(Body, on_delete=models.RESTRICT, related_name="+", null=True)
    about = ArrayField(models.UUIDField(), default=list, help_text="the folders it speaks of, or leads to")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    form_code = models.ForeignKey(
        FormCode, on_delete=models.RESTRICT, related_name="+", null=True,
        help_text="a one-time code that is written in as the message leaves, and not kept in it",
    )  # fmt: skip
    kind = models.CharField(max_length=40)
    once = models.CharField(max_length=200, unique=True, null=True)  # noqa: DJ001 several have none
    written_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, help_text="the try that is being made")
    sent_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True, help_text="shown in Handrail in place of being sent")
    given_up_at = models.DateTimeField(null=True)
    withheld_at = models.DateTimeField(null=True, help_text="not sent: its reader was shut out of a folder meanwhile")
    tries = models.PositiveSmallIntegerField(default=0)
    may_have_left_before = models.BooleanField(default=False, help_text="a try was cut short: it may arrive twice")
    fault = models.CharField(max_length=300, blank=True)
    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("-written_at",)
        indexes = [models.Index(fields=["send_after"], condition=NOT_LEFT, name="messages_waiting")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"


class DailyRound(models.Model):
    """A day's round of one room, kept in the same transaction as what it wrote: it was made whole, once."""

    of = models.CharField(max_length=200, help_text="dotted name of the room's function")
    on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    wrote = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-on", "of")
        constraints = [models.UniqueConstraint(fields=["of", "on"], name="a_round_once_a_day")]

    def __str__(self) -> str:
        return f"{self.of} on {self.on}"
