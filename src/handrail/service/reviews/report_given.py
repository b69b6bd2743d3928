"""Which report was agreed, and whether those who must have it beforehand were given that one."""

from __future__ import annotations

from handrail.guidance import spoken
from handrail.service.reviews.models import FinalReport, PracticeReview, Step
from handrail.service.reviews.times import Time


def agreed_report(review: PracticeReview) -> FinalReport | None:
    """The version that the partners agreed last, and that was not set aside."""
    agreed = FinalReport.objects.filter(
        review=review, set_aside_at__isnull=True, draft__set_aside_at__isnull=True
    )  # fmt: skip
    return agreed.select_related("draft").order_by("recorded_at").last()


def given_in(time: Time) -> dict[str, Step]:
    """By to whom, the last giving."""
    return {step.to: step for step in time.standing(Step.What.GIVEN)}


def given_before_agreed(review: PracticeReview, time: Time) -> dict[str, Step]:
    """Those who were given it on a day before the report was agreed, and so perhaps another."""
    agreed = agreed_report(review)
    return {to: step for to, step in given_in(time).items() if agreed is not None and step.on < agreed.agreed_on}


def can_be_given(review: PracticeReview | None, time: Time) -> dict[str, str]:
    """By to whom, those who wait first, what is to be said of one who had it before: nothing, where they had not.
    Whoever had the report alone is given it again only with what is published of the improvements."""
    gone, again = given_in(time), given_before_agreed(review, time) if review else {}
    said = {
        to: f"given on {spoken(step.on)}, before the report was agreed" if to in again
        else f"given on {spoken(step.on)}: again only with what is to improve"
        for to, step in gone.items() if to in again or not step.improvements
    }  # fmt: skip
    waiting = {to: "" for to in Step.To.values if to not in gone}
    return waiting | {to: said[to] for to in Step.To.values if to in said}
