"""Makes the facts and clocks of folders anew from their papers, compares them with what is kept, and mends.

A batch is read without a lock; only a folder that seems to differ is locked, looked at again and mended, in a
transaction of its own. So the work holds nobody up, keeps one batch in memory, and can be stopped at any moment.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from handrail.guidance import Fact, clocks
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.filing import Filing
from handrail.service.cases.follow import FactKey, facts_in, file_line, filing_of, keep_facts, line_of, locked
from handrail.service.cases.models import Case, KeptClock, KeptFact, Paper, PaperLine
from handrail.service.cases.reckon import FIELDS, asked_row, law_for, reckon, row_of
from handrail.service.room import Room

BATCH = 200
JOB = Job("rebuild")
LINE = ("room", "title", "url_name", "opens", "for_body_id", "filed_at", "found_by")

Filed = list[tuple[Paper, Filing]]
ClockKey = tuple[Any, ...]


@dataclass
class Kept:
    """What is kept of one folder, in the form in which it is compared."""

    lines: set[tuple[Any, ...]] = field(default_factory=set)
    facts: set[tuple[uuid.UUID, FactKey]] = field(default_factory=set)
    clocks: set[ClockKey] = field(default_factory=set)


def rebuild(*, mend: bool) -> Iterator[tuple[int, int]]:
    """Go through every folder. After each batch gives how many were looked at, and how many of them differed."""
    last = uuid.UUID(int=0)
    while batch := _next(last):
        differed = [case.pk for case in _differing(batch)]
        wrong = sum(mended(pk) if mend else differs(pk) for pk in differed)
        last = batch[-1].pk
        yield len(batch), wrong


def differs(case_id: uuid.UUID) -> bool:
    """Whether a folder's papers and what is kept of them differ, read while nobody else may act on it."""
    with unit_of_work(JOB):
        return bool(_differing([locked(case_id)]))


def mended(case_id: uuid.UUID) -> bool:
    """Make what is kept of a folder what its papers say. False when there was nothing to mend."""
    with unit_of_work(JOB):
        case = locked(case_id)
        if not _differing([case]):
            return False
        _make_anew(case)
        return True


def papers_of(cases: Sequence[Case]) -> Iterator[Paper]:
    """Every paper of these folders, from every room that has papers."""
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.filing:
            for name in room.papers:
                kind: type[models.Model] = apps.get_model(room.label, name)
                yield from kind._default_manager.filter(case__in=cases).select_related("case__folder__partnership")  # type: ignore[misc]


def _next(last: uuid.UUID) -> list[Case]:
    with unit_of_work(JOB):
        following = Case.objects.filter(pk__gt=last).order_by("pk")
        return list(following.select_related("folder__partnership", "authority")[:BATCH])


def _differing(cases: Sequence[Case]) -> list[Case]:
    with unit_of_work(JOB):
        filed, kept = _filed(cases), _kept(cases)
        return [case for case in cases if _wanted(case, filed[case.pk]) != kept[case.pk]]


def _filed(cases: Sequence[Case]) -> dict[uuid.UUID, Filed]:
    filed: dict[uuid.UUID, Filed] = defaultdict(list)
    for paper in papers_of(cases):
        filed[paper.case_id].append((paper, filing_of(paper)))
    return filed


def _kept(cases: Sequence[Case]) -> dict[uuid.UUID, Kept]:
    kept: dict[uuid.UUID, Kept] = defaultdict(Kept)
    for line in PaperLine.objects.filter(case__in=cases):
        kept[line.case_id].lines.add((line.paper_id, *(getattr(line, name) for name in LINE)))
    for fact in KeptFact.objects.filter(case__in=cases, replaced_at__isnull=True):
        kept[fact.case_id].facts.add((fact.paper_id, (fact.kind, fact.about, fact.on, fact.at)))
    for clock in KeptClock.objects.filter(case__in=cases):
        kept[clock.case_id].clocks.add((clock.paper_id, clock.partnership_id, *(getattr(clock, f) for f in FIELDS)))
    return kept


def _wanted(case: Case, filed: Filed) -> Kept:
    """What should be kept of a folder, from its papers alone."""
    wanted = Kept()
    for paper, filing in filed:
        line = line_of(paper, filing)
        wanted.lines.add((paper.pk, *(line[name] for name in LINE)))
        wanted.facts |= {(paper.pk, fact) for fact in facts_in(filing.facts)}
        wanted.clocks |= {_key(case, asked_row(case, one), paper.pk) for one in filing.asked}
    facts = [Fact(at or on, kind, about) for _, (kind, about, on, at) in sorted(wanted.facts, key=_in_order)]
    wanted.clocks |= {_key(case, row_of(case, clock), None) for clock in clocks(law_for(case), facts)}
    return wanted


def _key(case: Case, row: dict[str, Any], paper_id: uuid.UUID | None) -> ClockKey:
    return (paper_id, case.folder.partnership_id, *(row[name] for name in FIELDS))


def _in_order(of_paper: tuple[uuid.UUID, FactKey]) -> tuple[str, ...]:
    paper_id, (kind, about, on, at) = of_paper
    return (on.isoformat(), at.isoformat() if at else "", kind, about, str(paper_id))


def _make_anew(case: Case) -> None:
    """As `follow` would have done, paper by paper; and let go of what no paper says any more."""
    now, why = timezone.now(), "the folder was made anew from its papers"
    filed = _filed([case])[case.pk]
    for paper, filing in filed:
        file_line(case, paper, filing)
        keep_facts(case, paper, filing.facts, now)
    standing = [paper.pk for paper, _ in filed]
    PaperLine.objects.filter(case=case).exclude(paper_id__in=standing).delete()
    gone = KeptFact.objects.filter(case=case, replaced_at__isnull=True).exclude(paper_id__in=standing)
    gone.update(replaced_at=now)
    asked = KeptClock.objects.filter(case=case, paper_id__isnull=False)
    asked.exclude(paper_id__in=standing).delete()
    KeptClock.objects.filter(case=case).exclude(partnership=case.folder.partnership_id).delete()
    for paper, filing in filed:
        reckon(case, why, now, asked_by=paper, asked=filing.asked)
    if not filed:
        reckon(case, why, now)
