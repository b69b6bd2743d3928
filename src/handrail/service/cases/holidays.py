"""After a new list of bank holidays: every folder with an open clock that counts working days is counted anew.

A batch at a time, each in a transaction of its own. Stopped at any moment, it can be begun again: what was counted
comes out the same, and no folder is left out, for nobody keeps a day while a list is taken in.
"""

from __future__ import annotations

import logging
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone

from handrail.guidance import Fact, law_in, london_day
from handrail.guidance.calendar import read_holidays
from handrail.guidance.table import CannotUse
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.areas import areas_of
from handrail.service.cases.follow import all_locked
from handrail.service.cases.models import Case, KeptClock, KeptFact, MovedDate
from handrail.service.cases.reaching import asked_anew, why_of
from handrail.service.cases.reckon import FIELDS, law_rows, reckon
from handrail.service.law.actions import Change, NotTakenIn, mark_reached, take_in
from handrail.service.law.govuk import ADDRESS, NotFetched, fetch
from handrail.service.law.models import HolidayList

BATCH = 200
JOB = Job("bank holidays")
NOT_ENDED = Q(stopped_on__isnull=True, fell_away_on__isnull=True)

log = logging.getLogger(__name__)


def reach_folders() -> Iterator[tuple[int, int]]:
    """Go through the folders that the newest list may move. After each batch: how many were looked at, and moved."""
    while (change := _change()) is not None:
        last = uuid.UUID(int=0)
        while batch := _next(change, last):
            last = batch[-1].pk
            yield len(batch), _moved(batch, change)
        with unit_of_work(JOB):
            mark_reached(change.list)
            audit.record(JOB, "counted every folder by a list of bank holidays", change.list)


def moved_by(change: Change) -> tuple[int, int]:
    """On how many clocks the day moved by a list, and in how many folders, whoever went through them."""
    moved = MovedDate.objects.filter(noticed_at__gte=change.list.taken_in_at, why=why_of(change)).order_by()
    return moved.count(), moved.values("case").distinct().count()


def ask_govuk(today: date) -> int:
    """A daily round: take in what GOV.UK publishes now, if the installation allows asking. The worker goes on from it.

    A day on which it cannot be reached is let pass: the next day asks again.
    """
    if not settings.ASK_GOVUK:
        return 0
    try:
        holidays = read_holidays(fetch())
        with unit_of_work(JOB):
            return take_in(holidays, source=ADDRESS, by=JOB) is not None
    except (NotFetched, CannotUse, NotTakenIn) as fault:
        log.warning("The bank holidays of %s stay as they were. %s", today, fault)
        return 0


def _change() -> Change | None:
    with unit_of_work(JOB):
        return asked_anew()


def _next(change: Change, last: uuid.UUID) -> list[Case]:
    """The next folders with a clock that counts working days and had not ended when the list came.

    Closed folders too: what is kept must be what `handrail rebuild` would make.
    """
    with unit_of_work(JOB):
        came_on = london_day(_first_after(change).taken_in_at)
        ended_since = Q(stopped_on__gte=came_on) | Q(fell_away_on__gte=came_on)
        counting = KeptClock.objects.filter(NOT_ENDED | ended_since, duty__in=_counting_working_days())
        following = counting.filter(case__gt=last).order_by("case").values_list("case", flat=True).distinct()[:BATCH]
        return list(
            Case.objects.filter(pk__in=list(following)).order_by("pk").select_related("partnership", "authority")
        )


def _first_after(change: Change) -> HolidayList:
    """The earliest list that has not reached every folder: the one before the newest may have been cut short."""
    return HolidayList.objects.filter(taken_in_at__gt=change.before.taken_in_at).earliest("taken_in_at")


@lru_cache(maxsize=1)
def _counting_working_days() -> frozenset[str]:
    return frozenset(v.duty.key for v in law_in().versions() if v.duty.counts_working_days)


def _moved(batch: Sequence[Case], change: Change) -> int:
    """How many of these folders the list moved: read without a lock, then looked at again with one."""
    with unit_of_work(JOB):
        seeming = _seeming(batch)
    if not seeming:
        return 0
    now, why = timezone.now(), why_of(change)
    with unit_of_work(JOB):
        moved = [case for case in all_locked(seeming) if reckon(case, why, now)]
        audit.record_each(JOB, "counted the folder's days anew by a list of bank holidays", [(c, c.pk) for c in moved])
    return len(moved)


def _seeming(batch: Sequence[Case]) -> list[uuid.UUID]:
    """The folders whose clocks are kept otherwise than their facts now give."""
    areas, facts, kept = areas_of(case.authority_id for case in batch), _facts(batch), _kept(batch)
    prefetch_related_objects(batch, "went_on__before")
    wanted = {case.pk: law_rows(case, areas[case.authority_id], facts[case.pk]) for case in batch}
    return [pk for pk, rows in wanted.items() if {tuple(row[name] for name in FIELDS) for row in rows} != kept[pk]]


def _facts(batch: Iterable[Case]) -> dict[uuid.UUID, list[Fact]]:
    facts: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for one in KeptFact.objects.filter(case__in=batch, replaced_at__isnull=True).order_by("on", "at", "id"):
        facts[one.case_id].append(Fact(one.at or one.on, one.kind, one.about, one.recorded_at))
    return facts


def _kept(batch: Iterable[Case]) -> dict[uuid.UUID, set[tuple[object, ...]]]:
    kept: dict[uuid.UUID, set[tuple[object, ...]]] = defaultdict(set)
    clocks = KeptClock.objects.filter(case__in=batch, paper_id__isnull=True).order_by()
    for case_id, *row in clocks.values_list("case_id", *FIELDS):
        kept[case_id].add(tuple(row))
    return kept
