"""What a report must and should hold, gone through for one version of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from handrail.guidance import At, london_day
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.cases.reckon import law_for
from handrail.service.reviews.actions.steps import held
from handrail.service.reviews.models import ContentsConsidered, FinalReport, ReportDraft, ReviewCalled
from handrail.service.reviews.under_way import UnderWay


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that a report must or should hold, and what was found of it in a version."""

    decides: str
    criterion: str
    says: str
    source: str
    force: str
    seen: str
    answer: str = ""
    where: str = ""
    reasons: str = ""


def list_for(going: UnderWay) -> str:
    """The list of the editions that the report of such a review goes by; empty where they have none."""
    if going.called is not None:
        return "national_review_report" if going.called.kind == ReviewCalled.Kind.NATIONAL else ""
    return "local_review_report" if going.decision is None else "serious_case_review_report"


def wanted_in(case: Case, key: str, since: At) -> list[Wanted]:
    """What the editions that stood in the area on the day of the decision have such a report hold, the binding first.

    For a review that they say nothing of, what a local review must hold stands as a help, and binds nobody.
    """
    law, day = law_for(case), london_day(since)
    helping = not key
    lists = law.contents(key or "local_review_report", day)
    titles = {id(one): edition.title for edition in law.editions for one in edition.contents.values()}
    found = [
        Wanted(
            one.key, item.key, item.says,
            f"{titles.get(id(one), one.title)}, {item.cite or one.cite}".rstrip(", "),
            "may" if helping else str(item.force.value), item.seen.value,
        )
        for one in lists for item in one.items
    ]  # fmt: skip
    return sorted(found, key=lambda one: ("must", "should", "may").index(one.force))


@transaction.atomic
def consider_contents(
    case: Case, going: UnderWay, draft: ReportDraft, answers: Iterable[Wanted], *, by: Person
) -> list[ContentsConsidered]:
    """Keep what was found of each in this version. It is done once: a later version is gone through anew."""
    review = held(case, going)
    answers = list(answers)
    if draft.review_id != review.pk or draft.set_aside_at is not None:
        raise NotDone("That version was set aside. Go through another.")
    if draft.gone_through.exists():
        raise NotDone("This version was gone through already. Set that aside first, or go through a new version.")
    if any(one.answer not in ContentsConsidered.Holds.values for one in answers):
        raise NotDone("Answer each of them.")
    if any(one.answer != ContentsConsidered.Holds.YES and not one.reasons.strip() for one in answers):
        raise NotDone("Where something is missing, say what.")
    kept = ContentsConsidered.objects.bulk_create(
        ContentsConsidered(
            draft=draft, decides=one.decides, criterion=f"{one.criterion}", says=one.says, source=one.source[:300],
            use="consider", force=one.force, seen=one.seen, answer=one.answer, where=one.where[:200],
            reasons=one.reasons.strip(),
        )
        for one in answers
    )  # fmt: skip
    audit.record(by, "went through what a report must hold", draft, case.pk)
    return kept


@transaction.atomic
def set_contents_aside(case: Case, going: UnderWay, draft: ReportDraft, *, why: str, by: Person) -> None:
    """What was found of a version was wrong: it stays to be read, and the version is gone through anew."""
    review = held(case, going)
    if draft.review_id != review.pk or not draft.gone_through.exists():
        raise NotDone("This version is not gone through, so there is nothing to set aside.")
    if FinalReport.objects.filter(draft=draft, set_aside_at__isnull=True).exists():
        raise NotDone("This version is agreed as the report. Set that aside first, under “The report as agreed”.")
    if not why.strip():
        raise NotDone("Say what was wrong in it.")
    draft.gone_through.update(set_aside_at=timezone.now(), set_aside_why=why.strip()[:300])
    audit.record(by, "set aside what was found of a report", draft, case.pk)
