"""What should be kept of folders, from their papers alone, and what is kept, in one form so that they compare."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects

from handrail.guidance import Fact
from handrail.service.cases.areas import Area, areas_of
from handrail.service.cases.follow import facts_in, line_of
from handrail.service.cases.models import Case, KeptClock, KeptFact, Paper, PaperLine
from handrail.service.cases.papers import filing_of, papers_of
from handrail.service.cases.reckon import FIELDS, asked_row, law_rows

LINE = ("paper_id", "room", "title", "url_name", "opens", "for_body_id", "filed_at", "found_by", "in_short")
FACT = ("paper_id", "kind", "about", "on", "at")
CLOCK = ("paper_id", "partnership_id", *FIELDS)

Row = tuple[Any, ...]
Rows = dict[Row, list[int]]
"""What is compared of a row, with the numbers under which the database keeps it: once, if all is well."""


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is compared of one folder."""

    lines: Rows = field(default_factory=lambda: defaultdict(list))
    facts: Rows = field(default_factory=lambda: defaultdict(list))
    clocks: Rows = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Difference:
    """A folder that is not kept as its papers say."""

    case: Case
    wanted: Kept
    held: Kept


def differences(cases: Sequence[Case]) -> list[Difference]:
    """The folders among these that are not kept as their papers say."""
    wanted, held = _wanted(cases), _held(cases)
    pairs = (Difference(case, wanted[case.pk], held[case.pk]) for case in cases)
    return [pair for pair in pairs if _differ(pair.wanted, pair.held)]


def gone(wanted: Rows, held: Rows) -> Iterator[int]:
    """The numbers of rows that are kept and should not be, or that are kept more than once."""
    for row, numbers in held.items():
        yield from numbers[1:] if row in wanted else numbers


def new(wanted: Rows, held: Rows) -> Iterator[Row]:
    """The rows that should be kept and are not, in the order of the papers and of their clocks."""
    return (row for row in wanted if row not in held)


def _differ(wanted: Kept, held: Kept) -> bool:
    sides = ((wanted.lines, held.lines), (wanted.facts, held.facts), (wanted.clocks, held.clocks))
    return any(a.keys() != b.keys() or any(gone(a, b)) for a, b in sides)


def _held(cases: Sequence[Case]) -> dict[uuid.UUID, Kept]:
    held = {case.pk: Kept() for case in cases}
    lines, clocks = PaperLine.objects.filter(case__in=held), KeptClock.objects.filter(case__in=held)
    facts = KeptFact.objects.filter(case__in=held, replaced_at__isnull=True)
    for case_id, number, *row in lines.order_by("pk").values_list("case_id", "pk", *LINE):
        held[case_id].lines[tuple(row)].append(number)
    for case_id, number, *row in facts.order_by("pk").values_list("case_id", "pk", *FACT):
        held[case_id].facts[tuple(row)].append(number)
    for case_id, number, *row in clocks.order_by("pk").values_list("case_id", "pk", *CLOCK):
        held[case_id].clocks[tuple(row)].append(number)
    return held


def _wanted(cases: Sequence[Case]) -> dict[uuid.UUID, Kept]:
    papers: dict[uuid.UUID, list[Paper]] = {case.pk: [] for case in cases}
    for paper in papers_of(cases):
        papers[paper.case_id].append(paper)
    areas = areas_of(case.authority_id for case in cases)
    prefetch_related_objects(cases, "went_on__before")
    return {case.pk: _wanted_of(case, papers[case.pk], areas[case.authority_id]) for case in cases}


def _wanted_of(case: Case, papers: Sequence[Paper], area: Area) -> Kept:
    wanted, asked = Kept(), []
    for paper in papers:
        filing = filing_of(paper)
        line = line_of(paper, filing)
        wanted.lines[(paper.pk, *(line[name] for name in LINE[1:]))] = []
        for fact in facts_in(filing.facts):
            wanted.facts[(paper.pk, *fact)] = []
        asked += [(paper.pk, asked_row(case, one)) for one in filing.asked]
    facts = [Fact(at or on, kind, about) for _, kind, about, on, at in sorted(wanted.facts, key=_in_order)]
    for paper_id, row in [*((None, row) for row in law_rows(case, area, facts)), *asked]:
        wanted.clocks[(paper_id, case.partnership_id, *(row[name] for name in FIELDS))] = []
    return wanted


def _in_order(fact: Row) -> tuple[str, ...]:
    """As kept facts are read: by day, those of a known hour by it, and the rest in any order that stays the same."""
    paper_id, kind, about, on, at = fact
    return (on.isoformat(), at.isoformat() if at else "", kind, about, str(paper_id))
