"""Goes round each minute. What belongs to a day is asked for, not fired: "is today's written?".

A worker that was down at seven writes the day's reminders when it comes back. Nothing hangs on a schedule
having fired, because a queue forgets one that is late.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import cast

from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.service.audit.actions import unit_of_work
from handrail.service.outbox.mail_server import mail_server
from handrail.service.outbox.models import DailyRound
from handrail.service.outbox.sending import OUTBOX, send_waiting
from handrail.service.room import Room

MORNING = time(7)
"""The hour in London from which a day's rounds are made."""

log = logging.getLogger(__name__)


def go_round() -> None:
    """All that is waiting to be done now. Going round twice does nothing twice."""
    server = mail_server()
    now = timezone.localtime()
    if now.time() >= MORNING:
        make_daily_rounds(now.date())
    make_each_round()
    send_waiting(server)


def make_daily_rounds(today: date) -> None:
    """Make each round that has not been made today. One that fails keeps no other back, and is tried again."""
    for of in rounds():
        try:
            make_round(of, today)
        except Exception:
            log.exception("The round %s could not be made for %s; it is tried again in a minute.", of, today)


def make_each_round() -> None:
    """What rooms want done each minute, before messages leave: each in units of work of its own."""
    for room in apps.get_app_configs():
        for of in room.each_minute if isinstance(room, Room) else ():
            try:
                cast("Callable[[], int]", import_string(of))()
            except Exception:
                log.exception("%s could not be done; it is tried again in a minute.", of)


def make_round(of: str, today: date) -> None:
    """Make one round in one transaction with the line that says it was made; a second worker waits and finds it."""
    with unit_of_work(OUTBOX):
        line, new = DailyRound.objects.get_or_create(of=of, on=today)
        if new:
            write = cast("Callable[[date], int]", import_string(of))
            line.wrote = write(today)
            line.save(update_fields=["wrote"])


def rounds() -> Iterator[str]:
    """Dotted names of the functions that rooms want called once a day."""
    for room in apps.get_app_configs():
        if isinstance(room, Room):
            yield from room.rounds
