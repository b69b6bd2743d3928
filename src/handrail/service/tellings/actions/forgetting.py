"""What is let go of, and when: nothing that strangers typed is kept longer than it is of use."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from handrail.service.access.practitioners import FormCode, Teller
from handrail.service.audit import actions as audit
from handrail.service.audit.kinds import made_a_round
from handrail.service.outbox.models import Message
from handrail.service.tellings.models import Telling

FORGETS = audit.Job("tellings let go")
UNPROVED = timedelta(days=1)
"""Whoever never typed the code: as long as they count towards the limits."""
UNSENT = timedelta(days=14)
"""What was begun and not sent, since it was last typed in."""
REFUSED = timedelta(days=90)
"""The words of what was refused: long enough for the police, or an employer, to ask for them."""


def forget(today: date) -> int:
    """Each day. Gives no messages, since it writes none."""
    now = timezone.now()
    with audit.unit_of_work(FORGETS):
        unproved = _let_go(Teller.objects.filter(opened_at__isnull=True, asked_at__lt=now - UNPROVED))
        old = Telling.objects.filter(sent_at__isnull=True, saved_at__lt=now - UNSENT)
        unsent = _let_go(Teller.objects.filter(pk__in=list(old.values_list("teller", flat=True))))
        refused = Telling.objects.filter(refused_at__lt=now - REFUSED, emptied_at__isnull=True)
        emptied = refused.update(answers={}, emptied_at=now)
        if unproved or unsent or emptied:
            made_a_round(
                FORGETS, room="tellings",
                did=f"let go of {unproved:,} who never proved their address, {unsent:,} who never sent what they began,"
                f" and the words of {emptied:,} that were refused",
            )  # fmt: skip
    return 0


def _let_go(tellers: QuerySet[Teller]) -> int:
    """Rows of theirs, their codes, and the messages that carried them."""
    keys = list(tellers.values_list("pk", flat=True))
    Telling.objects.filter(teller__in=keys).delete()
    Message.objects.filter(form_code__teller__in=keys).delete()
    FormCode.objects.filter(teller__in=keys).delete()
    Teller.objects.filter(pk__in=keys).delete()
    return len(keys)
