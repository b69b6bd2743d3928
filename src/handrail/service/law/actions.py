"""Taking in a list of bank holidays, and keeping the one there was first."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version

from django.db import connection, transaction
from django.utils import timezone

from handrail.guidance.calendar import changes, revised, same
from handrail.guidance.days import WorkingDays, published_working_days
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor
from handrail.service.law.kept import LOCK, asked_anew
from handrail.service.law.models import HolidayList, Reached

TRIES, PAUSE = 200, 0.1  # twenty seconds in all
A_MOMENT = timedelta(microseconds=1)


class NotTakenIn(Exception):
    """Said to the person who gave the list, who can mend it. Nothing was kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """A list that some folders may not have been counted by yet, and the newest by which all of them were."""

    list: HolidayList
    before: HolidayList

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(changes(self.before.working_days, self.list.working_days))


@transaction.atomic
def take_in(holidays: Mapping[date, str], *, source: str, by: Actor, now: datetime | None = None) -> HolidayList | None:
    """Keep a list; None where it says nothing new. Raises NotTakenIn.

    Who counts folders by it goes on from there: see `cases.holidays`. It comes after whatever was taken in before,
    even where the machine's clock was set back meanwhile.
    """
    _hold_off_others()
    before = asked_anew().newest
    try:
        days = revised(before, holidays)
    except ValueError as fault:
        raise NotTakenIn(str(fault)) from fault
    if same(before, days):
        return None
    last = keep_first(by, now=now)
    at = max(now or timezone.now(), last.taken_in_at + A_MOMENT)
    kept = _kept(days, at, source, by)
    audit.record(by, f"took in a list of bank holidays from {source}", kept)
    return kept


@transaction.atomic
def keep_installed(by: Actor) -> HolidayList | None:
    """Keep the package's own list: as the first, or for its later years once an upgrade has brought some.

    Days in years that are known already stay as they were taken in: GOV.UK may have said more of them since.
    Where the package brings nothing new nobody is held off: a start in the middle of a busy day must come up.
    """
    installed = published_working_days()
    held = HolidayList.objects.order_by("taken_in_at").last()
    if held is not None and installed.known_until <= held.working_days.known_until:
        return None
    _hold_off_others()
    newest = keep_first(by).working_days
    if installed.known_until <= newest.known_until:
        return None
    later = {day: name for day, name in installed.holidays.items() if day > newest.known_until}
    return take_in(later, source=_package(), by=by)


def keep_first(by: Actor, *, now: datetime | None = None) -> HolidayList:
    """The newest list; where none was taken in, the package's, kept so that an upgrade of it moves nothing."""
    newest = HolidayList.objects.order_by("taken_in_at").last()
    if newest is not None:
        return newest
    first = _kept(published_working_days(), now or timezone.now(), _package(), by)
    Reached.objects.create(list=first, at=first.taken_in_at)
    audit.record(by, f"kept the first list of bank holidays, from {first.source}", first)
    return first


def unreached() -> Change | None:
    """The newest list, while not every folder has been counted by it."""
    newest = HolidayList.objects.filter(reached__isnull=True).order_by("taken_in_at").last()
    if newest is None:
        return None
    before = HolidayList.objects.filter(reached__isnull=False, taken_in_at__lt=newest.taken_in_at)
    return Change(newest, before.latest("taken_in_at"))


def mark_reached(newest: HolidayList) -> None:
    """Every folder has been counted by this list, and so by those before it. Two may say so at once."""
    passed = HolidayList.objects.filter(taken_in_at__lte=newest.taken_in_at, reached__isnull=True)
    Reached.objects.bulk_create([Reached(list=one, at=timezone.now()) for one in passed], ignore_conflicts=True)


def _kept(days: WorkingDays, at: datetime, source: str, by: Actor) -> HolidayList:
    named = {day.isoformat(): name for day, name in sorted(days.holidays.items())}
    kept = HolidayList.objects.create(holidays=named, taken_in_at=at, source=source[:200], taken_in_by=by.name)
    asked_anew()
    return kept


def _package() -> str:
    return f"the package govuk-bank-holidays {version('govuk-bank-holidays')}"


def _hold_off_others() -> None:
    """Wait until nobody is in the middle of keeping days by the list there is, and let nobody begin.

    Tried again and again rather than waited for: whoever queued here would stop those who come after, who may hold
    folders that those before are waiting for.
    """
    for _ in range(TRIES):
        with connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
            (held,) = cursor.fetchone() or (False,)
        if held:
            return
        time.sleep(PAUSE)
    raise NotTakenIn("Others were recording things all the while, so the list could not be taken in. Try again.")
