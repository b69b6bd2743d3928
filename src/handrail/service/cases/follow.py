"""After every action: file the paper's line, keep its facts, and reckon the folder's clocks anew.

Facts and clocks are a projection of the papers. `handrail rebuild` makes them all again, and must find
what is kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.guidance import london_day
from handrail.service.audit import actions as audit
from handrail.service.cases.filing import Filing, Happened
from handrail.service.cases.finding import searchable
from handrail.service.cases.models import Case, KeptFact, Paper, PaperLine
from handrail.service.cases.papers import afresh, filing_of
from handrail.service.cases.reaching import reach
from handrail.service.cases.reckon import reckon, reckon_new
from handrail.service.partnerships.actions import NotDone


@transaction.atomic
def follow(paper: Paper, why: str = "") -> None:
    """Bring the folder up to date with one of its papers. `why` is kept with any day that moves by it."""
    with audit.keeping(paper.case_id):
        case = locked(paper.case_id)
        filing = filing_of(afresh(paper, case))
        now = timezone.now()
        reach(case, now)
        file_line(case, paper, filing)
        keep_facts(case, paper, filing.facts, now)
        reckon(case, why or f"{filing.title} was recorded", now, asked_by=paper, asked=filing.asked)


@transaction.atomic
def follow_new(case: Case, papers: Sequence[Paper], why: str) -> None:
    """The same for papers that were made just now, however many: the folder is reckoned once. `case` is held."""
    now = timezone.now()
    filings = [(paper, filing_of(paper)) for paper in papers]
    with audit.keeping(case.pk):
        reach(case, now)
        PaperLine.objects.bulk_create(
            PaperLine(case=case, paper_id=paper.pk, **line_of(paper, filing)) for paper, filing in filings
        )
        for paper, filing in filings:
            if filing.facts:
                keep_facts(case, paper, filing.facts, now)
        reckon_new(case, why, now, [(paper, filing.asked) for paper, filing in filings])


def locked(case_id: uuid.UUID) -> Case:
    """The folder, held until the transaction ends, so that two actions on it come one after the other."""
    return _waiting().get(pk=case_id)


def locked_open(case_id: uuid.UUID) -> Case:
    """The folder, held to do something in it that a closed folder does not allow. Raises NotDone."""
    case = locked(case_id)
    if case.closed_at is not None:
        raise NotDone(CLOSED)
    return case


CLOSED = "This folder is closed, so nothing is changed or recorded in it. Its coordinator can reopen it."


def all_locked(case_ids: Iterable[uuid.UUID]) -> list[Case]:
    """Several folders, held alike: always in one order, so that no two who hold several wait for each other."""
    return list(_waiting().filter(pk__in=list(case_ids)).order_by("pk"))


def _waiting() -> QuerySet[Case]:
    return Case.objects.select_for_update(of=("self",)).select_related("partnership", "authority")


def file_line(case: Case, paper: Paper, filing: Filing) -> None:
    PaperLine.objects.update_or_create(case=case, paper_id=paper.pk, defaults=line_of(paper, filing))


def line_of(paper: Paper, filing: Filing) -> dict[str, Any]:
    """The paper's line, field by field."""
    return {
        "room": paper._meta.app_label,
        "title": filing.title[:200],
        "url_name": filing.url_name,
        "opens": filing.opens,
        "for_body_id": filing.for_body.pk if filing.for_body else None,
        "filed_at": filing.filed_at,
        "found_by": searchable(*filing.found_by),
        "in_short": filing.in_short[:200],
    }


FactKey = tuple[str, str, date, datetime | None]
"""Kind, thing, London day, and the instant where it is known: what makes two facts the same."""


def facts_in(filed: Iterable[Happened]) -> list[FactKey]:
    """Each fact once, in the order in which they are kept."""
    keys = {(f.kind, f.about, london_day(f.at), f.at if isinstance(f.at, datetime) else None) for f in filed}
    return sorted(keys, key=lambda key: (key[2], key[0], key[1]))


def keep_facts(case: Case, paper: Paper, facts: Iterable[Happened], now: datetime) -> int:
    """Keep what is new, and mark as replaced what the paper no longer says. Gives the number of changes."""
    wanted = facts_in(facts)
    kept = KeptFact.objects.filter(case=case, paper_id=paper.pk, replaced_at__isnull=True)
    standing = {(fact.kind, fact.about, fact.on, fact.at): fact for fact in kept}
    gone = [fact.pk for key, fact in standing.items() if key not in wanted]
    if gone:
        KeptFact.objects.filter(pk__in=gone).update(replaced_at=now)
    new = [key for key in wanted if key not in standing]
    KeptFact.objects.bulk_create(
        KeptFact(case=case, paper_id=paper.pk, kind=kind, about=about, on=on, at=at, recorded_at=now)
        for kind, about, on, at in new
    )
    return len(gone) + len(new)
