"""A report on child deaths as a document of the public bundle: to be read, and as data.

It is made from the paper, which holds printed figures alone: one that is kept back comes no further than `keeping`.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from handrail.analysis.child_deaths import year_named
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import unit_of_work
from handrail.service.publication.models import Release
from handrail.service.reports.leaving import KEPT_BACK as MARK
from handrail.service.reports.leaving import Leaving, leave, sections_of
from handrail.service.reports.looking import JOB, of_the_same
from handrail.service.reports.models import DeathReport
from handrail.service.reports.models.deaths import PARTS
from handrail.service.reports.paper import KEPT_BACK, names_of, whole_of
from handrail.service.reviews.blocks import Heading, Table

KIND = STEM = "child-deaths"


def said_to_the_public(report: DeathReport) -> dict[str, Any]:
    """All that is published of it: approved word for word, and kept so."""
    names = names_of(report)
    return {
        "title": f"{'; '.join(names)}: child deaths {year_named(report.year)}",
        "summary": f"How many children died, what their reviews found, and what was done about it, to the end of March "
        f"{report.year + 1}." + (f" One report for {' and '.join(names)}." if len(names) > 1 else ""),
        "sections": sections_of(whole_of(report).blocks),
        "child_deaths": {
            "first_on": f"{report.year}-04-01", "last_on": f"{report.year + 1}-03-31", "partnerships": names,
            "words": [{"title": title, "text": getattr(report, name)} for name, title in PARTS],
            "figures": list(_figures(report)),
        },
    }  # fmt: skip


def _figures(report: DeathReport) -> list[dict[str, Any]]:
    """Each table of the paper as data."""
    found, under = [], ""
    for block in whole_of(report).blocks:
        if isinstance(block, Heading):
            under = block.text
        elif isinstance(block, Table):
            rows = [{"of": of, "figures": [_figure(words) for words in rest]} for of, *rest in block.rows]
            found.append({"title": under, "of": block.header[0], "columns": list(block.header[1:]), "rows": rows})
    return found


def _figure(words: str) -> dict[str, Any]:
    """A number, or the mark that says why there is none; or words, such as a number of days."""
    if words == KEPT_BACK:
        return {"count": None, "mark": MARK}
    plain = words.replace(",", "")
    return {"count": int(plain), "mark": ""} if plain.isdecimal() else {"text": words}


def release_what_was_published() -> int:
    """Each that was published and is not released yet, the earliest first. Gives how many left."""
    with unit_of_work(JOB):
        gone = Release.objects.filter(kind=KIND).values("publication_key")
        rows = DeathReport.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True).exclude(pk__in=gone)
        waiting = list(rows.order_by("published_at").values_list("pk", flat=True))
    for key in waiting:
        with unit_of_work(JOB):
            _release(DeathReport.objects.select_related("partnership").get(pk=key))
    return len(waiting)


def _release(report: DeathReport) -> None:
    assert report.published_at is not None
    said = report.document
    leaving = Leaving(
        key=report.pk, kind=KIND, stem=STEM, publisher=report.partnership, title=said["title"],
        summary=said["summary"], on=timezone.localdate(report.published_at), why=report.revised_why,
        sections=said["sections"], more={"child_deaths": said["child_deaths"]},
    )  # fmt: skip
    leave(leaving, [one.pk for one in of_the_same(report) if one.is_public])
    audit.record(JOB, "released the report on child deaths", report)
