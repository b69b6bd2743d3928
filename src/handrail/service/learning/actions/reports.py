"""Reading a published report in: what it seems to recommend is proposed, and a person takes each or leaves it out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked
from handrail.service.cases.models import Case
from handrail.service.learning.actions.recommending import Whence, Whom, recommend
from handrail.service.learning.finding.finder import find
from handrail.service.learning.finding.pages import NotRead
from handrail.service.learning.models import Proposed, Recommendation, ReportRead


@transaction.atomic
def read_report(case: Case, *, name: str, content: bytes, title: str, published_on: date, by: Person) -> ReportRead:
    """Propose to a folder what the finder takes from a report. Nothing is recommended by that. Raises NotDone."""
    case = locked(case.pk)
    digest = sha256(content).hexdigest()
    if ReportRead.objects.filter(case=case, sha256=digest).exists():
        raise NotDone("This report was read into this folder already. It stands in the list below.")
    try:
        found = find(content)
    except NotRead as fault:
        raise NotDone(str(fault)) from fault
    if not found:
        raise NotDone(
            "No recommendation was found. Handrail looks under headings such as “Recommendations”, “Areas for "
            "improvement” and “What needs to improve”. Record them by hand if they stand elsewhere."
        )
    report = ReportRead.objects.create(
        case=case, name=name[:200], title=title, published_on=published_on, sha256=digest, read_by=by
    )
    Proposed.objects.bulk_create(
        Proposed(
            report=report, place=place, number=one.number or "", addressed_to=(one.addressed_to or "")[:300],
            text=one.text, page=one.page, line=one.line,
        )
        for place, one in enumerate(found, 1)
    )  # fmt: skip
    audit.record(by, f"read a published report in: {len(found)} recommendations proposed", report, case.pk)
    return report


@transaction.atomic
def take(
    report: ReportRead, chosen: Collection[Proposed], *, to: Whom | None, due_on: date | None, by: Person
) -> list[Recommendation]:
    """Make recommendations of these, in the report's own words, put to one body or, for now, to nobody."""
    case, waiting = _waiting(report, chosen)
    made = []
    for one in waiting:
        recommended = recommend(
            case, text=one.text, number=one.number, made_on=report.published_on, whence=Whence(report.title),
            to=[to] if to else (), due_on=due_on, by=by,
        )  # fmt: skip
        _decide(one, by, recommended)
        made.append(recommended)
    return made


@transaction.atomic
def leave_out(report: ReportRead, chosen: Collection[Proposed], *, by: Person) -> None:
    """These are no recommendations, or not wanted here. They stay to be seen as left out."""
    case, waiting = _waiting(report, chosen)
    for one in waiting:
        _decide(one, by, None)
    audit.record(by, f"left out {len(waiting)} recommendations of a published report", report, case.pk)


@transaction.atomic
def decide_again(one: Proposed, *, by: Person) -> None:
    """It was left out by mistake: it waits to be decided on again. What was taken is set aside as a recommendation."""
    locked(one.report.case_id)
    one = Proposed.objects.select_related("report").get(pk=one.pk)
    if one.taken is not False:
        raise NotDone("This was not left out. Look at the page again.")
    one.taken = one.decided_by = one.decided_at = None
    one.save(update_fields=["taken", "decided_by", "decided_at"])
    audit.record(by, "put back what was left out of a published report", one.report, one.report.case_id)


def _waiting(report: ReportRead, chosen: Collection[Proposed]) -> tuple[Case, list[Proposed]]:
    case = locked(report.case_id)
    waiting = list(report.proposed.filter(pk__in=[one.pk for one in chosen], taken__isnull=True))
    if len(waiting) != len(chosen) or not waiting:
        raise NotDone("Somebody decided on one of these just now. Look at the page again, and tick what is left.")
    return case, waiting


def _decide(one: Proposed, by: Person, recommended: Recommendation | None) -> None:
    one.taken, one.recommendation = recommended is not None, recommended
    one.decided_by, one.decided_at = by, timezone.now()
    one.save(update_fields=["taken", "recommendation", "decided_by", "decided_at"])
