"""Writing a message, and trying again to send one. A message stands or falls with the change that caused it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.access.practitioners import FormCode
from handrail.service.access.shut import may_not_hear
from handrail.service.audit import actions as audit
from handrail.service.outbox.forbidden import REFUSED, forbidden
from handrail.service.outbox.models import Message
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body


class NotSentAgain(ValueError):
    """A message that may not be tried again, in a sentence that says why."""


def write(
    *, to: str, subject: str, text: str, kind: str, once: str | None = None, send_after: datetime | None = None,
    to_body: Body | None = None, partnership: Body | None = None, about: Iterable[uuid.UUID] = (),
    form_code: FormCode | None = None,
) -> Message | None:  # fmt: skip
    """Write a message, to be sent once the transaction it is written in has been kept.

    `once` names what the message is for, such as one reminder on one day: None when that was already written.
    With `to_body` it goes to the mailbox which that body has when it leaves; `to` stands until then.
    With `form_code` the text holds CODE_STANDS_HERE, in whose place the code is written as the message leaves.
    `partnership` is whose coordinators may see it under "What was sent"; without it, administrators alone.
    `about` names the folders it speaks of or leads to: to someone who is shut out of one of them it is not written.

    Raises NotDone where a safe-contact rule keeps a family's address from being written to. A job, which nobody could
    tell so, goes on with the others instead; its message is kept and withheld.
    """
    now, about = timezone.now(), list(about)
    if may_not_hear(to, about, kind=kind):
        return None
    unsafe = forbidden(to, about)
    if unsafe and not _is_a_job():
        raise NotDone(REFUSED)
    message = Message(
        to=to, to_body=to_body, partnership=partnership, subject=" ".join(subject.split())[:200], text=text,
        kind=kind, once=once, about=about, form_code=form_code, written_at=now, send_after=send_after or now,
        withheld_at=now if unsafe else None,
    )  # fmt: skip
    if once is None:
        message.save(force_insert=True)
        return message
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.filter(pk=message.pk).first()


def _is_a_job() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('handrail.purpose', true)")
        return bool(cursor.fetchone()[0] == "job")


@transaction.atomic
def try_again(message: Message, *, by: Person) -> None:
    """Send a message at the next round that was given up. Its Message-ID stays the same."""
    held = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if held.given_up_at is None:
        raise NotSentAgain("This message was not given up: it has left, or leaves by itself at the next round.")
    held.given_up_at, held.tries, held.fault, held.send_after = None, 0, "", timezone.now()
    held.save(update_fields=["given_up_at", "tries", "fault", "send_after"])
    audit.record(by, "asked for a message to be sent again", held)
