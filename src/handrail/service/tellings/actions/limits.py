"""How often the open page may be used. Whoever is past a limit is told to telephone; nothing is looked up for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from handrail.service.access.practitioners import Teller
from handrail.service.partnerships.models import Body

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """No more tellers than this within the time."""

    most: int
    within: timedelta


OF_ADDRESS = (Limit(3, HOUR), Limit(6, DAY))
"""For one e-mail address, so that nobody's mailbox is filled, and nobody who has one mailbox sends without end."""
FROM_PLACE = (Limit(20, HOUR), Limit(60, DAY))
"""From one address of the internet: a hospital may have one for all who work there."""
OF_PARTNERSHIP = (Limit(30, HOUR), Limit(120, DAY))
"""Of those whose address was never proved. A county has fewer deaths than this in a year."""


def past(partnership: Body, email: str, place: str, now: datetime) -> bool:
    """Whether one more would be too many. Those who ask at the same moment are counted one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"tellers of {partnership.pk}"])
    return (
        _too_many(Teller.objects.filter(email__iexact=email), OF_ADDRESS, now)
        or _too_many(Teller.objects.filter(place=place), FROM_PLACE, now)
        or flooded(partnership, now)
    )


def flooded(partnership: Body, now: datetime) -> bool:
    """Whether so many asked for a code and never typed it that the partnership's page takes nobody new for now."""
    unproved = Teller.objects.filter(partnership=partnership, opened_at__isnull=True)
    return _too_many(unproved, OF_PARTNERSHIP, now)


def _too_many(tellers: QuerySet[Teller], limits: tuple[Limit, ...], now: datetime) -> bool:
    return any(tellers.filter(asked_at__gt=now - one.within).count() >= one.most for one in limits)
