"""The reviewer of a practice review: appointed, seen to make progress, and giving in the report."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.reviewers import actions as reviewers
from handrail.service.reviewers.conflicts import Met, meets
from handrail.service.reviewers.models import Commission, Reviewer
from handrail.service.reviews.actions.steps import held, recorded, refuse_again, refuse_impossible
from handrail.service.reviews.covering import every_folder
from handrail.service.reviews.facts import What
from handrail.service.reviews.models import PracticeReview, ReviewPanelMember, Step
from handrail.service.reviews.under_way import UnderWay


@transaction.atomic
def appoint_reviewer(
    case: Case, going: UnderWay, *, reviewer: str, appointed_by_name: str, on: date, by: Person
) -> Step:
    """Record whom the partners appointed. A second reviewer is a second step."""
    review = held(case, going)
    refuse_impossible(review, going, What.APPOINTED, on)
    if not reviewer.strip():
        raise NotDone("Say who was appointed.")
    if not appointed_by_name.strip():
        raise NotDone("Say by whom the reviewer was appointed.")
    step = Step.objects.create(
        review=review, what=What.APPOINTED, on=on, recorded_by=by, reviewer=reviewer.strip(),
        appointed_by_name=appointed_by_name.strip(),
    )  # fmt: skip
    return recorded(step, "recorded the appointment of a reviewer", by)


@transaction.atomic
def appoint_from_register(
    case: Case, going: UnderWay, reviewer: Reviewer, *, on: date, appointed_by_name: str, by: Person, **said: Any
) -> Commission:
    """Record the appointment of somebody on the register, and commission them: both, or neither.

    `said` is what the commission takes besides: see `reviewers.actions.appoint`.
    """
    appointed = f"{reviewer.name}, {reviewer.body}"
    step = appoint_reviewer(case, going, reviewer=appointed, appointed_by_name=appointed_by_name, on=on, by=by)
    return reviewers.appoint(
        case, reviewer, review_id=going.pk, about=going.about, kind=kind_of(going), on=on, by=by,
        appointed_by_name=appointed_by_name, more=on_the_panel(step.review), folders=other_folders(step.review),
        **said,
    )  # fmt: skip


def conflicts_of(case: Case, going: UnderWay, review: PracticeReview | None, reviewer: Reviewer) -> list[Met]:
    """The reviewer's interests that meet the case, its panel, or a further folder that the review is of."""
    if review is None:
        return meets(reviewer, case)
    return meets(reviewer, case, *other_folders(review), more=on_the_panel(review))


def kind_of(going: UnderWay) -> str:
    """What the register calls this review: it decides who appoints and who may remove."""
    if going.called is not None:
        return Commission.Kind.NATIONAL if going.called.kind == going.called.Kind.NATIONAL else Commission.Kind.LEARNING
    return Commission.Kind.LOCAL if going.decision is None else Commission.Kind.SERIOUS_CASE


def on_the_panel(review: PracticeReview) -> dict[uuid.UUID, str]:
    members = ReviewPanelMember.objects.filter(review=review, set_aside_at__isnull=True).select_related("body")
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
