"""Makes the facts and clocks of folders anew from their papers, compares them with what is kept, and mends.

A batch is read without a lock; the folders that seem to differ are then locked, looked at again and mended, in one
transaction. So the work holds few people up, keeps one batch in memory, and can be stopped at any moment. Where a whole
batch differed, the next is locked and mended without a look beforehand: after a change of what is kept, all do.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.comparing import CLOCK, FACT, LINE, Difference, differences, gone, new
from handrail.service.cases.follow import all_locked
from handrail.service.cases.holidays import reach_folders
from handrail.service.cases.models import Case, KeptClock, KeptFact, MovedDate, PaperLine
from handrail.service.cases.projecting import projected
from handrail.service.cases.reckon import moved_dates
from handrail.service.law.kept import hold_lists

BATCH = 500
JOB = Job("rebuild")
WHY = "the folder was made anew from its papers"


def rebuild(*, mend: bool) -> Iterator[tuple[int, int]]:
    """Go through every folder. After each batch gives how many were looked at, and how many of them differed."""
    if mend:  # what a new list of bank holidays moves is put down to that
        for _ in reach_folders():
            pass
    last, all_differed = uuid.UUID(int=0), False
    while batch := _next(last):
        seeming = [case.pk for case in batch] if mend and all_differed else _seeming(batch)
        differed = _settled(seeming, mend=mend) if seeming else 0
        last, all_differed = batch[-1].pk, differed == len(batch)
        yield len(batch), differed


def made_anew(case: Case) -> None:
    """A folder whose papers say something else than they did, though none of them changed. It is held."""
    hold_lists()
    _make_anew(differences([case]))
    projected([case], mend=True)


def differs(case_id: uuid.UUID) -> bool:
    """Whether a folder's papers and what is kept of them differ, read while nobody else may act on it."""
    return bool(_settled([case_id], mend=False))


def _seeming(batch: Sequence[Case]) -> list[uuid.UUID]:
    """The folders that differ at a look which holds nobody up."""
    with unit_of_work(JOB):
        seeming = {one.case.pk for one in differences(batch)} | projected(batch, mend=False)
        return [case.pk for case in batch if case.pk in seeming]


def _next(last: uuid.UUID) -> list[Case]:
    with unit_of_work(JOB):
        following = Case.objects.filter(pk__gt=last).order_by("pk")
        return list(following.select_related("partnership", "authority")[:BATCH])


def _settled(case_ids: Iterable[uuid.UUID], *, mend: bool) -> int:
    """How many of these folders differ, now that nobody else may act on them; mended, if that is wished."""
    with unit_of_work(JOB):
        hold_lists()
        cases = all_locked(case_ids)
        found = differences(cases)
        if mend:
            _make_anew(found)
        # read of the clocks, and so after them
        differed = {one.case.pk for one in found} | projected(cases, mend=mend)
        if mend:
            mended = [(case, case.pk) for case in cases if case.pk in differed]
            audit.record_each(JOB, "made what is kept of the folder anew from its papers", mended)
        return len(differed)


def _make_anew(found: Sequence[Difference]) -> None:
    """As `follow` would have done, paper by paper; and let go of what no paper says any more."""
    _lines_anew(found)
    _facts_anew(found)
    _clocks_anew(found)


def _lines_anew(found: Sequence[Difference]) -> None:
    PaperLine.objects.filter(pk__in=[pk for one in found for pk in gone(one.wanted.lines, one.held.lines)]).delete()
    PaperLine.objects.bulk_create(
        PaperLine(case=one.case, **dict(zip(LINE, row, strict=True)))
        for one in found
        for row in new(one.wanted.lines, one.held.lines)
    )


def _facts_anew(found: Sequence[Difference]) -> None:
    now = timezone.now()
    replaced = [pk for one in found for pk in gone(one.wanted.facts, one.held.facts)]
    KeptFact.objects.filter(pk__in=replaced).update(replaced_at=now)
    KeptFact.objects.bulk_create(
        KeptFact(case=one.case, recorded_at=now, **dict(zip(FACT, row, strict=True)))
        for one in found
        for row in new(one.wanted.facts, one.held.facts)
    )


def _clocks_anew(found: Sequence[Difference]) -> None:
    MovedDate.objects.bulk_create(moved for one in found for moved in _moved(one))
    KeptClock.objects.filter(pk__in=[pk for one in found for pk in gone(one.wanted.clocks, one.held.clocks)]).delete()
    KeptClock.objects.bulk_create(
        KeptClock(case=one.case, **dict(zip(CLOCK, row, strict=True)))
        for one in found
        for row in new(one.wanted.clocks, one.held.clocks)
    )


def _moved(one: Difference) -> Iterator[MovedDate]:
    before = [dict(zip(CLOCK, row, strict=True)) for row in new(one.held.clocks, one.wanted.clocks)]
    after = [dict(zip(CLOCK, row, strict=True)) for row in new(one.wanted.clocks, one.held.clocks)]
    return moved_dates(one.case, before, after, WHY, timezone.now())
