"""Sends what waits. Each message is claimed in one transaction, and handed over and marked sent in a second.

Killed before the first is kept, nothing has happened. Killed between the two, nothing has left, and the message
is tried again. Killed after the mail server said yes and before the second is kept, the message leaves a second
time: that is the one window in which mail cannot be made to happen exactly once. Both copies carry one
Message-ID, by which mail systems know a repeated message, and the page "What was sent" says that it may arrive twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import QuerySet
from django.utils import timezone

from handrail.service.access import form_codes as codes
from handrail.service.access.letters import ONE_TIME_CODE
from handrail.service.access.shut import may_not_hear
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.outbox.forbidden import forbidden
from handrail.service.outbox.mail_server import PATIENCE, MailServer
from handrail.service.outbox.models import CODE_STANDS_HERE, Message

OUTBOX = Job("outbox")
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 4 * 60, 12 * 60, 24 * 60))
"""How long after each try the next is made. The first is far longer than a mail server is waited for, so that a
message which is being handed over is never taken to be waiting. After the last, a message is given up."""
GAVE_UP = "gave up a message"
CUT_SHORT = "The worker stopped while it was handing this message over, so it may have left."
CODE_NOT_KEPT = "A code to be used once. It is not kept here after it has left."
HandOver = Callable[[Message], None]


class ServerDown(Exception):
    """The mail server itself does not answer, or does not let us in: the others wait for the next round."""


def send_waiting(server: MailServer | None) -> int:
    """Send every message whose time has come; without a mail server, mark it as shown. Gives the number of them."""
    _withhold_forbidden()
    if server is None:
        return _show_waiting()
    left = 0
    _give_up_cut_short()
    while (message := claim()) is not None:
        try:
            left += send(message, lambda held: _hand_over(held, server))
        except ServerDown:
            break
    return left


def claim() -> Message | None:
    """Take the next message, so that no other worker does, and keep that a try is being made."""
    with unit_of_work(OUTBOX):
        now = timezone.now()
        message = _due(now).filter(tries__lt=len(WAITS)).order_by("send_after", "written_at").first()
        if message is None:
            return None
        message.may_have_left_before |= message.begun_at is not None
        message.begun_at, message.send_after = now, now + WAITS[message.tries]
        message.tries += 1
        message.save()
        _say("took up a message to be sent", [message])
        return message


def send(claimed: Message, hand_over: HandOver) -> bool:
    """Hand a claimed message over and mark it sent. False where it did not leave; why is kept.

    Raises ServerDown, once that is kept.
    """
    down = False
    with unit_of_work(OUTBOX):
        waiting = Message.objects.waiting().filter(pk=claimed.pk, begun_at=claimed.begun_at)
        # It waits its turn: a worker that looked at the row a moment ago and passed it over holds it until it is done.
        message = waiting.select_for_update(of=("self",)).first()
        if message is None:
            return False
        message.to = _address_now(message)
        if may_not_hear(message.to, message.about, kind=message.kind) or forbidden(message.to, message.about):
            _withhold(message)
            return False
        try:
            hand_over(message)
        except (OSError, ValueError) as refused:
            _note_fault(message, refused)
            down = not _concerns_the_message(refused)
        else:
            message.sent_at, message.fault = timezone.now(), ""
            if message.kind == ONE_TIME_CODE:
                message.text = CODE_NOT_KEPT
        message.begun_at = None
        message.save()
        _say(_what_came_of(message), [message])
    if down:
        raise ServerDown
    return message.sent_at is not None


def message_id(message: Message, sender: str) -> str:
    """The same at every try, so that a repeated message is recognised for what it is."""
    return f"<{message.pk}@{sender.rpartition('@')[2].strip('<> ')}>"


def _withhold_forbidden() -> None:
    """What was written before its reader was shut out of a folder it speaks of, or before a safe-contact rule of a
    family forbade the address, is not sent after."""
    now = timezone.now()
    with unit_of_work(OUTBOX):
        for message in _due(now).exclude(about=[]).select_related("to_body"):
            address = _address_now(message)
            if may_not_hear(address, message.about, kind=message.kind) or forbidden(address, message.about):
                _withhold(message)


def _withhold(message: Message) -> None:
    message.withheld_at, message.begun_at = timezone.now(), None
    message.save(update_fields=["withheld_at", "begun_at"])
    _say("withheld a message", [message])


def _what_came_of(message: Message) -> str:
    if message.sent_at is not None:
        return "sent a message"
    return "could not send a message, and tries it again" if message.given_up_at is None else GAVE_UP


def _say(did: str, messages: Iterable[Message]) -> None:
    """A message about one folder is said of that folder; of many folders, such as a digest, of the message alone."""
    audit.record_each(OUTBOX, did, [(one, one.about[0] if len(one.about) == 1 else None) for one in messages])


def _show_waiting() -> int:
    now = timezone.now()
    with unit_of_work(OUTBOX):
        ready = list(_due(now))
        _say("showed a message here in place of sending it", ready)
        return Message.objects.filter(pk__in=[one.pk for one in ready]).update(shown_at=now, begun_at=None)


def _give_up_cut_short() -> None:
    """What was cut short at its last try is not sent again by itself: a person decides."""
    now = timezone.now()
    with unit_of_work(OUTBOX):
        cut_short = list(_due(now).filter(tries__gte=len(WAITS)))
        _say(GAVE_UP, cut_short)
        Message.objects.filter(pk__in=[one.pk for one in cut_short]).update(
            given_up_at=now, may_have_left_before=True, begun_at=None, fault=CUT_SHORT
        )


def _due(now: datetime) -> QuerySet[Message]:
    """Those whose time has come and whom no other worker is handing over, held until the unit of work ends."""
    ready = Message.objects.waiting().filter(send_after__lte=now)
    return ready.select_for_update(skip_locked=True, of=("self",))


def _address_now(message: Message) -> str:
    """A body's mailbox may have changed since the message was written."""
    return (message.to_body.mailbox if message.to_body else "") or message.to


def _hand_over(message: Message, server: MailServer) -> None:
    connection = EmailBackend(
        host=server.host, port=server.port, username=server.user, password=server.password,
        use_tls=server.tls, use_ssl=server.over_tls, timeout=PATIENCE,
    )  # fmt: skip
    headers = {"Message-ID": message_id(message, server.sender), "Auto-Submitted": "auto-generated"}
    mail = EmailMessage(
        message.subject, _text_to_leave(message), server.sender, [message.to], headers=headers, connection=connection
    )
    mail.send()


def _text_to_leave(message: Message) -> str:
    """A one-time code is made now, and goes into what leaves, never into what is kept. Raises codes.NotWanted."""
    if message.form_code is None:
        return message.text
    return message.text.replace(CODE_STANDS_HERE, codes.make(message.form_code))


def _note_fault(message: Message, refused: Exception) -> None:
    message.fault = _in_words(refused)[:300]
    if message.tries >= len(WAITS) or _for_good(refused):
        message.given_up_at = timezone.now()


def _concerns_the_message(refused: Exception) -> bool:
    of_the_message = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
    return isinstance(refused, of_the_message) or not isinstance(refused, OSError)


def _for_good(refused: Exception) -> bool:
    """A mail server that answers 5xx says that asking again is of no use; what is no address never will be one."""
    return _concerns_the_message(refused) and all(code >= 500 for code, _ in _answers(refused))


def _in_words(refused: Exception) -> str:
    answers = "; ".join(f"{code} {text}" for code, text in _answers(refused))
    if isinstance(refused, SMTPRecipientsRefused):
        return f"The mail server does not accept the address: {answers}"
    if answers:
        return f"The mail server refused: {answers}"
    if isinstance(refused, OSError):
        return f"The mail server could not be reached: {refused}"
    return f"The message could not be made: {refused}"


def _answers(refused: Exception) -> list[tuple[int, str]]:
    if isinstance(refused, SMTPRecipientsRefused):
        return [(code, _text(said)) for code, said in refused.recipients.values()]
    if isinstance(refused, SMTPResponseException):
        return [(refused.smtp_code, _text(refused.smtp_error))]
    return []


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
