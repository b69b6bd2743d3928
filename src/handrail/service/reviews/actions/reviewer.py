"""The reviewer of a practice review: appointed, seen to make progress, and giving in the report."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from handrail.guidance import london_day
from handrail.service.access.models import Person
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.reviewers import actions as reviewers
from handrail.service.reviewers.conflicts import Met, meets
from handrail.service.reviewers.models import Commission, Reviewer
from handrail.service.reviews.actions.steps import held, recorded, refuse_again, refuse_impossible
from handrail.service.reviews.covering import every_folder
from handrail.service.reviews.facts import What
from handrail.service.reviews.models import Considered, PracticeReview, ReviewerCriterion, ReviewPanelMember, Step
from handrail.service.reviews.under_way import UnderWay
from handrail.service.reviews.written import Weighed, criteria_on


@transaction.atomic
def appoint_reviewer(
    case: Case,
    going: UnderWay,
    *,
    reviewer: str,
    appointed_by_name: str,
    on: date,
    by: Person,
    considered: Sequence[Weighed] = (),
) -> Step:
    """Record whom the partners appointed, and what was answered to each of the edition's criteria of the choice. A
    second reviewer is a second step."""
    review = held(case, going)
    refuse_impossible(review, going, What.APPOINTED, on)
    if not reviewer.strip():
        raise NotDone("Say who was appointed.")
    if not appointed_by_name.strip():
        raise NotDone("Say by whom the reviewer was appointed.")
    answers = _all_answered(criteria_for(case, going), considered)
    step = Step.objects.create(
        review=review, what=What.APPOINTED, on=on, recorded_by=by, reviewer=reviewer.strip(),
        appointed_by_name=appointed_by_name.strip(),
    )  # fmt: skip
    ReviewerCriterion.objects.bulk_create(
        ReviewerCriterion(
            step=step, decides=one.decides, criterion=one.criterion, says=one.says, source=one.source, use=one.use,
            seen=one.seen, answer=one.answer, reasons=one.reasons.strip(),
        )
        for one in answers
    )  # fmt: skip
    return recorded(step, "recorded the appointment of a reviewer", by)


def criteria_for(case: Case, going: UnderWay) -> tuple[Weighed, ...]:
    """What the edition that governs this review has weighed of whoever is to review, none of it answered: the edition
    of the day on which the review was decided on. Empty where it says nothing of the choice."""
    decides = CHOSEN_BY.get(kind_of(going))
    return criteria_on(case, [decides], london_day(going.since)) if decides else ()


CHOSEN_BY: dict[str, str] = {
    Commission.Kind.LOCAL: "local_reviewer",
    Commission.Kind.SERIOUS_CASE: "serious_case_reviewer",
    Commission.Kind.NATIONAL: "national_reviewer",
}
"""A review that is held only to learn stands in no edition."""


def _all_answered(asked: Sequence[Weighed], given: Sequence[Weighed]) -> list[Weighed]:
    """Each as the edition has it, with its answer and the reasons. One whose words were only recalled may be left."""
    known = {one.criterion: one for one in given}
    answers = [
        replace(one, answer=known[one.criterion].answer, reasons=known[one.criterion].reasons)
        if one.criterion in known else one
        for one in asked
    ]  # fmt: skip
    for number, one in enumerate(answers, start=1):
        if one.answer not in Considered.Answer.values and (one.answer or not one.optional or one.reasons.strip()):
            raise NotDone(f"Answer criterion {number}, even if only with “not yet known”.", f"criterion_{number}")
        if one.answer and not one.reasons.strip():
            raise NotDone(f"Give the reasons for the answer to {number}.", f"criterion_{number}_reasons")
    return answers


@transaction.atomic
def appoint_from_register(
    case: Case, going: UnderWay, reviewer: Reviewer, *, on: date, appointed_by_name: str, by: Person,
    considered: Sequence[Weighed] = (), **said: Any,
) -> Commission:  # fmt: skip
    """Record the appointment of somebody on the register, and commission them: both, or neither.

    `said` is what the commission takes besides: see `reviewers.actions.appoint`.
    """
    appointed = f"{reviewer.name}, {reviewer.body}"  # as the commission is called: set aside, it ends with it
    step = appoint_reviewer(
        case, going, reviewer=appointed, appointed_by_name=appointed_by_name, on=on, by=by, considered=considered
    )
    return reviewers.appoint(
        case, reviewer, review_id=going.pk, about=going.about, kind=kind_of(going), on=on, by=by,
        appointed_by_name=appointed_by_name, more=on_the_panel(going.pk), folders=other_folders(step.review),
        **said,
    )  # fmt: skip


def conflicts_of(case: Case, going: UnderWay, review: PracticeReview | None, reviewer: Reviewer) -> list[Met]:
    """The reviewer's interests that meet the case, its panel, or a further folder that the review is of."""
    if review is None:
        return meets(reviewer, case)
    return meets(reviewer, case, *other_folders(review), more=on_the_panel(review.pk))


def kind_of(going: UnderWay) -> str:
    """What the register calls this review: it decides who appoints and who may remove."""
    if going.called is not None:
        return Commission.Kind.NATIONAL if going.called.kind == going.called.Kind.NATIONAL else Commission.Kind.LEARNING
    return Commission.Kind.LOCAL if going.decision is None else Commission.Kind.SERIOUS_CASE


def on_the_panel(review_id: uuid.UUID) -> dict[uuid.UUID, str]:
    members = ReviewPanelMember.objects.filter(review=review_id, set_aside_at__isnull=True).select_related("body")
    return {one.body_id: f"{one.body} sits on the panel of this review" for one in members}


def other_folders(review: PracticeReview) -> list[Case]:
    return every_folder(review) or []


@transaction.atomic
def check_progress(
    case: Case, going: UnderWay, *, found: str, on: date, by: Person, asked: str = "", next_on: date | None = None
) -> Step:
    """Record that the partners looked at the time and quality of the review, what they found, and when they look again.

    `asked` is what the reviewer was asked for in writing.
    """
    review = held(case, going)
    refuse_impossible(review, going, What.CHECKED, on)
    if not found.strip():
        raise NotDone("Say what was found of the review's time and quality.")
    if next_on is not None and next_on <= on:
        raise NotDone("The day to look again comes after the day it was looked at.")
    step = Step.objects.create(
        review=review, what=What.CHECKED, on=on, recorded_by=by, found=found.strip(), asked=asked.strip(),
        next_on=next_on,
    )  # fmt: skip
    return recorded(step, f"recorded that the {str(going).lower()}'s progress was looked at", by)


@transaction.atomic
def receive_report(case: Case, going: UnderWay, *, on: date, by: Person) -> Step:
    """Record that the reviewer gave in the report."""
    review = held(case, going)
    refuse_again(review, What.RECEIVED)
    refuse_impossible(review, going, What.RECEIVED, on)
    step = Step.objects.create(review=review, what=What.RECEIVED, on=on, recorded_by=by)
    return recorded(step, "recorded that the reviewer gave in the report", by)
