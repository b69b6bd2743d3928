"""The reviewer of a local review: appointed, seen to make progress, and giving in the report."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.reviews.actions.steps import held, recorded, refuse_again, refuse_impossible
from handrail.service.reviews.facts import What
from handrail.service.reviews.models import PracticeReview, Step
from handrail.service.reviews.under_way import UnderWay


@transaction.atomic
def appoint_reviewer(
    case: Case, going: UnderWay, *, reviewer: str, appointed_by_name: str, on: date, by: Person
) -> Step:
    """Record whom the partners appointed. A second reviewer is a second step."""
    review = _local(case, going)
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
def check_progress(case: Case, going: UnderWay, *, found: str, on: date, by: Person) -> Step:
    """Record that the partners looked at the time and quality of the review, and what they found."""
    review = _local(case, going)
    refuse_impossible(review, going, What.CHECKED, on)
    if not found.strip():
        raise NotDone("Say what was found of the review's time and quality.")
    step = Step.objects.create(review=review, what=What.CHECKED, on=on, recorded_by=by, found=found.strip())
    return recorded(step, "recorded that the local review's progress was looked at", by)


@transaction.atomic
def receive_report(case: Case, going: UnderWay, *, on: date, by: Person) -> Step:
    """Record that the reviewer gave in the report."""
    review = _local(case, going)
    refuse_again(review, What.RECEIVED)
    refuse_impossible(review, going, What.RECEIVED, on)
    step = Step.objects.create(review=review, what=What.RECEIVED, on=on, recorded_by=by)
    return recorded(step, "recorded that the reviewer gave in the report", by)


def _local(case: Case, going: UnderWay) -> PracticeReview:
    """The regulations speak of the reviewer of a local review; of a serious case review they do not."""
    if going.decision is not None:
        raise NotDone("This is recorded of a local review only.")
    return held(case, going)
