"""Marks of names that are known from folders: each is kept in its folder, with an entry there when they change."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job
from handrail.service.reports.models import DeathMark, DeathReport, YearMark, YearReport
from handrail.service.reports.year.names import Mark

Told = tuple[uuid.UUID, str, str, str]


def keep_marks(report: YearReport | DeathReport, marks: Iterable[Mark], *, by: Job) -> None:
    """Those known from a folder, in place of what was kept of this report. What changed in a folder is told there."""
    model = YearMark if isinstance(report, YearReport) else DeathMark
    rows = model._default_manager.filter(report=report)
    before: set[Told] = set(rows.values_list("case", "place", "words", "whose"))
    now: set[Told] = {(one.folder, one.place, one.words, one.whose) for one in marks if one.folder}
    rows.delete()
    model._default_manager.bulk_create(
        model(report=report, case_id=folder, place=place, words=words, whose=whose)  # type: ignore[misc]
        for folder, place, words, whose in sorted(now, key=str)
    )
    for folder in sorted({one[0] for one in before ^ now}):
        audit.record(by, "looked for what a report repeats of the folder", report, folder)
