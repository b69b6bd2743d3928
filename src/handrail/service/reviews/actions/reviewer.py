"""The reviewer of a practice review: appointed, seen to make progress, and giving in the report."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.reviews.actions.steps import held, recorded, refuse_again, refuse_impossible
from handrail.service.reviews.facts import What
from handrail.service.reviews.models import Step
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
