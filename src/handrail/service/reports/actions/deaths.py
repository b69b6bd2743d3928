"""What may be done with a report: begun, counted anew, written, approved; and the counts of areas loaded."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from handrail.analysis.child_deaths import year_named
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.reports.counted_areas import AreaRow
from handrail.service.reports.looking import is_looked_through, standing_public
from handrail.service.reports.marking import marks_for
from handrail.service.reports.models import AreaDeaths, CountsLoaded, DeathReport
from handrail.service.reports.models.deaths import PARTS

WRITTEN = (*(name for name, _ in PARTS), "revised_why")


@transaction.atomic
def begin_report(
    partnership: Body,
    year: int,
    *,
    drafted: Mapping[str, str],
    drawn_from: Iterable[uuid.UUID] = (),
    by: Person,
    beside: Sequence[Body] = (),
) -> DeathReport:
    """`drafted` is what the records say already, for people to make readable, and `drawn_from` the folders whose words
    it repeats. With others `beside` it, one report is drawn for all of them together."""
    begun = DeathReport.objects.select_for_update().filter(partnership=partnership, approved_at__isnull=True).first()
    if begun is not None:
        raise NotDone(
            f"The report on {year_named(begun.year)} is not approved yet. Approve it first: what one report tells "
            "decides what the next may tell."
        )
    earlier = DeathReport.objects.filter(partnership=partnership, year=year)
    words, folders = dict(drafted), sorted(drawn_from)
    last = next((one for one in earlier if set(one.beside) == {body.pk for body in beside}), None)
    if last is not None:
        words, folders = {name: getattr(last, name) for name, _ in PARTS}, last.drawn_from
    report = DeathReport.objects.create(
        partnership=partnership,
        beside=sorted(body.pk for body in beside),
        year=year,
        number=earlier.count() + 1,
        begun_by=by,
        drawn_from=folders,
        **words,
    )
    audit.record(by, f"began the report on child deaths of {year_named(year)}", report)
    return report


@transaction.atomic
def count_anew(report: DeathReport, *, by: Person) -> None:
    report = _open(report)
    report.counted_at = None
    report.save(update_fields=["counted_at"])
    audit.record(by, "asked for the report's figures to be counted anew", report)


@transaction.atomic
def write_report(report: DeathReport, words: Mapping[str, str], *, by: Person) -> None:
    report = _open(report)
    for name in WRITTEN:
        setattr(report, name, words.get(name, ""))
    report.save(update_fields=WRITTEN)
    audit.record(by, "wrote the report on child deaths", report)


@transaction.atomic
def approve_report(report: DeathReport, *, by: Person) -> None:
    """From now on its figures are told: whatever is let out later is held against them."""
    report = _open(report)
    if report.counted_at is None:
        raise NotDone("Its figures are still being counted. Look again in a minute.")
    empty = [title.lower() for name, title in PARTS if not getattr(report, name).strip()]
    if empty:
        raise NotDone(f"Still to be written: {', '.join(empty)}.")
    if standing_public(report) and not report.revised_why.strip():
        raise NotDone("A report on this year is public. Say why it is published again, where the words are written.")
    if report.begun_by_id == by.pk:
        raise NotDone("Whoever began the report does not approve it. Ask somebody else who may.")
    if not is_looked_through(report):
        raise NotDone("Its words are being looked through for names. Look again in a minute.")
    if marks_for(report, by):
        raise NotDone("A name may stand in its words; its page says where. Have it taken out first.")
    report.approved_at, report.approved_by = timezone.now(), by
    report.save(update_fields=["approved_at", "approved_by"])
    audit.record(by, f"approved the report on child deaths of {year_named(report.year)}", report)


@transaction.atomic
def load_counts(partnership: Body, rows: Iterable[AreaRow], *, name: str, source: str, by: Person) -> CountsLoaded:
    loaded = CountsLoaded.objects.create(partnership=partnership, file_name=name, source=source, loaded_by=by)
    AreaDeaths.objects.bulk_create(
        AreaDeaths(
            loaded=loaded, authority_id=row.authority, year=row.year, deaths=row.deaths, neighbours=list(row.neighbours)
        )
        for row in rows
    )
    audit.record(by, f"loaded counts of child deaths by authority from {name}", loaded)
    return loaded


def _open(report: DeathReport) -> DeathReport:
    """The row, held until the end of the transaction, if it may still be changed."""
    held = DeathReport.objects.select_for_update().get(pk=report.pk)
    if held.approved_at is not None:
        raise NotDone("The report is approved and stands as it is. Begin another on the same year to correct it.")
    return held
