"""What is let go of, and when: what came to nothing goes whole, by the days that the partnership entered."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.service.access.practitioners import FormCode, Teller
from handrail.service.audit import actions as audit
from handrail.service.audit.kinds import made_a_round
from handrail.service.outbox.models import Message
from handrail.service.room import Room
from handrail.service.tellings.models import OpenPage, Telling

FORGETS = audit.Job("tellings let go")
DAY = timedelta(days=1)
"""Whoever never typed the code counts towards the limits for so long; and so long stays what was taken in, whose words
stand in the folder. All else is kept for as long as the partnership says."""


def forget(today: date) -> int:
    """Each day. Gives no messages, since it writes none. Nothing goes of a partnership that holds all it has."""
    now = timezone.now()
    with audit.unit_of_work(FORGETS):
        held = held_whole()
        tellers = Teller.objects.exclude(partnership__in=held)
        unproved = _let_go(tellers.filter(opened_at__isnull=True, asked_at__lt=now - DAY))
        taken_in = _let_go(tellers.filter(telling__taken_in_at__lt=now - DAY))
        unsent = refused = 0
        for page in OpenPage.objects.exclude(partnership__in=held):
            theirs = tellers.filter(partnership=page.partnership_id, telling__taken_in_at__isnull=True)
            if page.keeps_unsent is not None:
                before = now - timedelta(days=page.keeps_unsent)
                unsent += _let_go(theirs.filter(telling__sent_at__isnull=True, telling__saved_at__lt=before))
            if page.keeps_refused is not None:
                before = now - timedelta(days=page.keeps_refused)
                refused += _let_go(theirs.filter(telling__refused_at__lt=before))
        if unproved or taken_in or unsent or refused:
            made_a_round(
                FORGETS, room="tellings",
                did=f"let go of {unproved:,} who never proved their address, {unsent:,} who never sent what they began,"
                f" {refused:,} who were refused, and {taken_in:,} whose words stand in a folder",
            )  # fmt: skip
    return 0


def held_whole() -> set[uuid.UUID]:
    """Partnerships of which nothing may be let go."""
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room) and room.held_whole)
    return {partnership for room in rooms for partnership in import_string(room.held_whole)()}


def _let_go(tellers: QuerySet[Teller]) -> int:
    """Rows of theirs, their codes, and the messages that carried them."""
    keys = list(tellers.values_list("pk", flat=True))
    Telling.objects.filter(teller__in=keys).delete()
    Message.objects.filter(form_code__teller__in=keys).delete()
    FormCode.objects.filter(teller__in=keys).delete()
    Teller.objects.filter(pk__in=keys).delete()
    return len(keys)
