"""The one door to the bank holidays that days are counted by: the lists that were taken in, the newest last.

Each unit of work asks once which list is newest, and no process keeps an answer longer. Where a day is written
down, the asking holds new lists off until the transaction ends, so that none comes between counting and keeping.
"""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.db import connection

from handrail.guidance.calendar import Calendar, published_calendar
from handrail.guidance.days import WorkingDays
from handrail.service.audit.remembering import forget, remembered
from handrail.service.law.models import HolidayList

NEWEST = "the newest list of bank holidays"
LOCK = 1871
"""The number by which the database knows this lock; the year of the first Bank Holidays Act."""


def kept_calendar() -> Calendar:
    """Every list taken in; the package's alone, where none has been."""
    newest = remembered(NEWEST, _newest)
    return published_calendar() if newest is None else _until(newest)


def kept_working_days() -> WorkingDays:
    """The newest list: what is open is counted by it."""
    return kept_calendar().newest


def hold_lists() -> Calendar:
    """The same, looked up now; no other list is taken in until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [LOCK])
    return asked_anew()


def asked_anew() -> Calendar:
    forget(NEWEST)
    return kept_calendar()


def _newest() -> uuid.UUID | None:
    return HolidayList.objects.order_by("-taken_in_at").values_list("pk", flat=True).first()


@lru_cache(maxsize=4)
def _until(newest: uuid.UUID) -> Calendar:
    """Laws are remembered by their calendar, so each is made once. A list's number never means another list."""
    held = HolidayList.objects.get(pk=newest)
    first, *later = HolidayList.objects.filter(taken_in_at__lte=held.taken_in_at).order_by("taken_in_at")
    return Calendar(first.working_days, tuple((one.taken_in_at, one.working_days) for one in later))
