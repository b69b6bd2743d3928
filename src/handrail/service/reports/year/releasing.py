"""A yearly report as a document of the public bundle: to be read, and as data; and the day on which letters left.

What a report froze as it was published is all that it is made from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.outbox.models import Message
from handrail.service.publication.models import Release
from handrail.service.reports.leaving import Leaving, leave, sections_of
from handrail.service.reports.models import DeathReportSent, YearReport, YearSent
from handrail.service.reports.year.paper import blocks_of
from handrail.service.reports.year.saying import title_of

KIND, STEM = "yearly-report", "yearly-reports"
JOB = Job("reports")


def release_what_was_published() -> int:
    """Each that was published and is not released yet, the earliest first. Gives how many left."""
    with unit_of_work(JOB):
        gone = Release.objects.filter(kind=KIND).values("publication_key")
        rows = YearReport.objects.published().filter(withdrawn_at__isnull=True).exclude(pk__in=gone)
        waiting = list(rows.order_by("published_at").values_list("pk", flat=True))
    for key in waiting:
        with unit_of_work(JOB):
            release(YearReport.objects.select_related("partnership").get(pk=key))
    return len(waiting)


def release(report: YearReport) -> Release:
    """At one address for its twelve months; one that was withdrawn has left its address."""
    assert report.published_at is not None
    own = YearReport.objects.filter(
        partnership=report.partnership_id, last_on=report.last_on, withdrawn_at__isnull=True
    ).values_list("pk", flat=True)
    leaving = Leaving(
        key=report.pk, kind=KIND, stem=STEM, publisher=report.partnership,
        title=f"{report.partnership}: yearly report {report.years}",
        summary=f"What the safeguarding partners and relevant agencies did from {spoken(report.first_on)} to "
        f"{spoken(report.last_on)}, and how well it worked.",
        on=timezone.localdate(report.published_at), why=report.corrected_why,
        sections=sections_of(blocks_of(report), captions_above=True), more={"year": _as_data(report)},
    )  # fmt: skip
    made = leave(leaving, own)
    audit.record(JOB, f"released the yearly report of {report.years}", report)
    return made


def _as_data(report: YearReport) -> dict[str, Any]:
    said = report.document["said"]
    return {
        "first_on": said["first_on"],
        "last_on": said["last_on"],
        "agreed": report.document["agreed"],
        "sections": [{**one, "title": title_of(one["item"])} for one in said["sections"]],
        "told": [{name: one[name] for name in ("key", "heading", "lines", "tables")} for one in said["told"]],
        "checked_against": sorted({source for item in report.document["items"] for source in item["asked_by"]}),
    }


def day_letters() -> int:
    """Give each sending of ours its day once its message has left. Gives how many."""
    with unit_of_work(JOB):
        waits = Q(sent_on__isnull=True, message_key__isnull=False)
        years, deaths = YearSent.objects.filter(waits), DeathReportSent.objects.filter(waits)
        return sum(1 for _ in _dated([*years, *deaths]))


def _dated(waiting: Sequence[YearSent | DeathReportSent]) -> Iterator[date]:
    messages = Message.objects.filter(pk__in=[one.message_key for one in waiting])
    left = {one.pk: one.sent_at or one.shown_at for one in messages}
    for one in waiting:
        at = left.get(one.message_key) if one.message_key else None
        if at is not None:
            one.sent_on = timezone.localdate(at)
            one.save(update_fields=["sent_on"])
            audit.record(JOB, "gave the day on which a yearly report was sent", one)
            yield one.sent_on
