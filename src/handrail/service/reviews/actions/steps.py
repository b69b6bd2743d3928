"""What recording any step of a local or serious case review needs: the review held, a day that can be, its lateness."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor
from handrail.service.cases.actions import NotDone, give_late_reason
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.reviews.facts import What, standing
from handrail.service.reviews.models import PracticeReview, Step
from handrail.service.reviews.times import OF_A_TIME, time_for, times_of
from handrail.service.reviews.under_way import UnderWay, reviews_under_way, too_late

ORDER = (
    (What.APPOINTED, What.RECEIVED),
    (What.CHECKED, What.RECEIVED),
    (What.RECEIVED, What.GIVEN),
    (What.APPOINTED, What.PUBLISHED),
    (What.CHECKED, What.PUBLISHED),
    (What.RECEIVED, What.PUBLISHED),
    (What.PUBLISHED, What.TOLD_WITHHELD),
    (What.PUBLISHED, What.TAKEN_DOWN),
)
"""The first of each pair is never done on a later day than the second."""


def held(case: Case, going: UnderWay) -> PracticeReview:
    """The review's paper, begun with the first step recorded of it; the folder is held.

    It is held as its keeper: a reviewer, who holds the key to this room alone, has no other way to wait for it.
    """
    with audit.keeping(case.pk):
        case = locked_open(case.pk)
    if going.pk not in {one.pk for one in reviews_under_way(case)}:
        raise NotDone("The decision that called for this review no longer stands, so nothing more is recorded of it.")
    review, begun = PracticeReview.objects.get_or_create(
        pk=going.pk,
        defaults={
            "case": case, "about": going.about, "rapid_review": going.rapid_review, "decision": going.decision,
            "called": going.called,
        },
    )  # fmt: skip
    review.case = case
    if begun:
        follow(review, f"{review}: begun")
    return review


def recorded(step: Step, did: str, by: Actor) -> Step:
    """`by` is who acts now: the person, or the worker for somebody who had arranged it."""
    audit.record(by, did, step.review)
    follow(step.review, f"{step.review}: {str(step).lower()}")
    return step


def refuse_impossible(review: PracticeReview, going: UnderWay, what: What, on: date) -> None:
    """What has been done was done on a day up to today, under this decision, and in the order in which it can be."""
    if on > timezone.localdate():
        raise NotDone("Record it once it has been done: the day must be today or in the past.")
    refuse_before_it_began(going, on)
    for before, after in ORDER:
        for other in _beside(review, before, what) if after == what else ():
            if other.on > on:
                raise NotDone(_in_the_way(other, "That comes first, so give that day or a later one."))
        for other in _beside(review, after, what) if before == what else ():
            if other.on < on:
                raise NotDone(_in_the_way(other, "That comes after, so give that day or an earlier one."))
    ended = next((time.taken_down for time in times_of(review)[-2::-1]), None)
    if what in (What.GIVEN, What.PUBLISHED) and ended is not None and on < ended.on:
        raise NotDone(_in_the_way(ended, "It is to be published again after that, so give that day or a later one."))


def _beside(review: PracticeReview, kind: What, what: What) -> list[Step]:
    """The steps of this kind that one of `what` must keep its order with: none of a time that is over."""
    return time_for(review, what).standing(kind) if kind in OF_A_TIME else standing(review, kind)


def _in_the_way(other: Step, mend: str) -> str:
    return f"{other}: {spoken(other.on)}. {mend} If that day is wrong, set it aside first."


def refuse_before_it_began(going: UnderWay, on: date) -> None:
    began = london_day(going.since)
    if on < began:
        raise NotDone(f"It was decided on {spoken(began)} to hold this review: give that day or a later one.")


def refuse_again(review: PracticeReview, what: What) -> None:
    """For what is done once; what is of a publication, once each time that it is public."""
    for step in _beside(review, what, what):
        raise NotDone(
            f"It is recorded already: {str(step).lower()} on {spoken(step.on)}. If that is wrong, set it aside first."
        )


def explain_lateness(
    review: PracticeReview, kinds: set[str], on: date, reason: str, by: Person, *, about: str = ""
) -> None:
    """`about` is the thing that the clocks are about where that is not the review itself."""
    late = too_late(review.case, about or review.about, kinds, on)
    if late and not reason.strip():
        raise NotDone(f"This was due by {spoken(late[0].due or on)}. Say why it is late.")
    for clock in late:
        give_late_reason(review.case, duty=clock.duty.key, about=clock.about, reason=reason.strip(), by=by)
