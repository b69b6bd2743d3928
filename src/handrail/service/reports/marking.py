"""Marks of names that are known from folders: each is kept in its folder, with an entry there when they change."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job
from handrail.service.reports.models import DeathMark, DeathReport, YearMark, YearReport
from handrail.service.reports.year.names import Mark

Report = YearReport | DeathReport
Told = tuple[uuid.UUID, str, str, str]


def keep_marks(report: Report, marks: Iterable[Mark], *, by: Job) -> None:
    """Those known from a folder, in place of what was kept of this report. What changed in a folder is told there."""
    model = _model(report)
    rows = model.objects.filter(report=report)
    before: set[Told] = set(rows.values_list("case", "place", "words", "whose"))
    now: set[Told] = {(one.folder, one.place, one.words, one.whose) for one in marks if one.folder}
    rows.delete()
    model.objects.bulk_create(
        model(report=report, case_id=folder, place=place, words=words, whose=whose)  # type: ignore[misc]
        for folder, place, words, whose in sorted(now, key=str)
    )
    for folder in sorted({one[0] for one in before ^ now}):
        audit.record(by, "looked for what a report repeats of the folder", report, folder)


def marks_for(report: Report, reader: Person) -> list[Mark]:
    """Those that the reader may know of, each once, however many folders it is known from: that a name is marked tells
    that it is known here."""
    known = _model(report).objects.filter(report=report).visible_to(reader)
    found = [
        *(Mark(one["place"], one["words"], one["whose"]) for one in report.marks),
        *(Mark(one.place, one.words, one.whose) for one in known),
    ]
    return list(dict.fromkeys(found))


def sees_every_name(report: Report, reader: Person) -> bool:
    """Whether every folder of the partnership is open to the reader, and so every mark."""
    wide = {post.partnership_id for post in reader.posts_today if post.in_role.wide}
    return report.partnership_id in wide and not reader.shut_out_of


def _model(report: Report) -> type[YearMark] | type[DeathMark]:
    return YearMark if isinstance(report, YearReport) else DeathMark
