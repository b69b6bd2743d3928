"""A yearly report as a document of the public bundle: to be read, and as data; and the day on which letters left.

The format is written down in docs/reference/public-bundle.md. What a report froze as it was published is all that it
is made from.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.outbox.models import Message
from handrail.service.publication.models import Release
from handrail.service.publication.rendering import SCHEMA, as_json, hash_of
from handrail.service.publication.written import blocks_of as blocks_typed
from handrail.service.publication.written import on_one_line
from handrail.service.reports.models import YearReport, YearSent
from handrail.service.reports.year.paper import blocks_of
from handrail.service.reports.year.saying import title_of
from handrail.service.reviews.blocks import Bullets, Drawing, Heading, Paragraph, Table

KIND, STEM = "yearly-report", "yearly-reports"
JOB = Job("reports")
Block = dict[str, Any]


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
    """At one address for its twelve months, as the next number there; one that was withdrawn has left its address."""
    own = YearReport.objects.filter(
        partnership=report.partnership_id, last_on=report.last_on, withdrawn_at__isnull=True
    ).values("pk")
    earlier = Release.objects.filter(kind=KIND, publication_key__in=own).order_by("-number").first()
    address = earlier.address if earlier else f"{STEM}/{secrets.token_hex(5)}"
    document = document_of(report, address, earlier)
    assert report.published_at is not None
    made = Release.objects.create(
        publication_key=report.pk, address=address, kind=KIND, number=earlier.number + 1 if earlier else 1,
        document=document, sha256=hash_of(document),
        published_on=earlier.published_on if earlier else timezone.localdate(report.published_at),
    )  # fmt: skip
    audit.record(JOB, f"released the yearly report of {report.years}", report)
    return made


def document_of(report: YearReport, address: str, earlier: Release | None) -> str:
    assert report.published_at is not None
    day = timezone.localdate(report.published_at)
    told: dict[str, Any] = {
        "schema_version": SCHEMA,
        "kind": KIND,
        "address": address,
        "title": f"{report.partnership}: yearly report {report.years}",
        "summary": f"What the safeguarding partners and relevant agencies did from {spoken(report.first_on)} to "
        f"{spoken(report.last_on)}, and how well it worked.",
        "publisher": {"name": report.partnership.name},
        "published_on": (earlier.published_on if earlier else day).isoformat(),
        "version": earlier.number + 1 if earlier else 1,
        "revised_on": day.isoformat() if earlier else None,
        "revised_why": on_one_line([report.corrected_why]) if earlier else "",
        "available_until": None,
        "language": "en-GB",
        "sections": _sections(report),
        "year": _as_data(report),
    }
    return as_json(told)


def _sections(report: YearReport) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = []
    for block in blocks_of(report):
        match block:
            case Heading():
                sections.append({"heading": block.text, "level": block.level + 1, "blocks": []})
            case Table():
                sections[-1]["blocks"].append(_table(block, sections[-1]["blocks"]))
            case Paragraph():
                sections[-1]["blocks"] += blocks_typed(block.text)
            case Bullets():
                items = [on_one_line([item]) for item in block.items]
                sections[-1]["blocks"].append({"kind": "list", "ordered": False, "items": items})
            case Drawing():
                sections[-1]["blocks"].append({"kind": "paragraph", "text": on_one_line([block.words])})
    return [{"id": f"s{place}", **one} for place, one in enumerate(sections, start=1)]


def _table(block: Table, before: list[Block]) -> Block:
    """With the paragraph that stands over it as its caption."""
    caption = before.pop()["text"].removesuffix(".") if before and before[-1]["kind"] == "paragraph" else ""
    rows = [[on_one_line([cell]) for cell in row] for row in block.rows]
    return {"kind": "table", "caption": caption, "header": list(block.header), "rows": rows}


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
        waiting = YearSent.objects.filter(sent_on__isnull=True, message_key__isnull=False)
        return sum(1 for _ in _dated(list(waiting)))


def _dated(waiting: list[YearSent]) -> Iterator[date]:
    messages = Message.objects.filter(pk__in=[one.message_key for one in waiting])
    left = {one.pk: one.sent_at or one.shown_at for one in messages}
    for one in waiting:
        at = left.get(one.message_key) if one.message_key else None
        if at is not None:
            one.sent_on = timezone.localdate(at)
            one.save(update_fields=["sent_on"])
            audit.record(JOB, "gave the day on which a yearly report was sent", one)
            yield one.sent_on
