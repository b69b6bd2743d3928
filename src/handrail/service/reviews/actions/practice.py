"""A local or serious case review becomes public: the day set, the report given first, the publication, its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import OutsideCalendar, spoken
from handrail.service.access.grounds import GIVING_THE_REPORT
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit.actions import Job
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.law.kept import kept_working_days
from handrail.service.reviewers import actions as reviewers
from handrail.service.reviews.actions.steps import (
    explain_lateness,
    held,
    recorded,
    refuse_again,
    refuse_before_it_began,
    refuse_impossible,
)
from handrail.service.reviews.facts import LOCAL, SERIOUS_CASE, What, all_given, kinds_for, standing
from handrail.service.reviews.models import PracticeReview, RapidReview, SeriousCaseDecision, Step
from handrail.service.reviews.public_here import done_here, public_here
from handrail.service.reviews.report_given import given_before_agreed, given_in
from handrail.service.reviews.times import time_for, time_now, times_of
from handrail.service.reviews.under_way import UnderWay, reviews_under_way

REPORT_GIVEN = {name for kinds in (LOCAL, SERIOUS_CASE) for name in kinds.given}
MADE_PUBLIC = {name for kinds in (LOCAL, SERIOUS_CASE) for name in (*kinds.published, *kinds.not_whole)}
TAKEN_DOWN = {kinds.done[What.TAKEN_DOWN] for kinds in (LOCAL, SERIOUS_CASE)}


@transaction.atomic
def plan_publication(case: Case, going: UnderWay, *, on: date, by: Person) -> Step:
    """Record the day set for publication. A new day takes the place of the one before, which stays to be read."""
    review = held(case, going)
    refuse_again(review, What.PUBLISHED)
    refuse_before_it_began(going, on)
    try:
        kept_working_days().after(on, -10)
    except OutsideCalendar as fault:
        raise NotDone(str(fault)) from fault
    last = time_now(review).planned
    if last is not None and last.on == on:
        raise NotDone(f"{spoken(on)} is the day that is set already. Give another, or go back.")
    step = Step.objects.create(review=review, what=What.PLANNED, on=on, recorded_by=by)
    return recorded(step, f"set {spoken(on)} for publishing the {str(going).lower()}", by)


@transaction.atomic
def give_report(
    case: Case, going: UnderWay, *, to: Iterable[str], on: date, by: Person, late_reason: str = "",
    improvements: str = "",
) -> list[Step]:  # fmt: skip
    """Record to whom the report was given, and when; and what was given with it of improvements that are published in
    its place. Whoever had it before it was agreed, or without those, is given it again."""
    review, chosen = held(case, going), list(to)
    if not chosen or not set(chosen) <= set(Step.To.values):
        raise NotDone("Choose to whom the report was given.")
    refuse_impossible(review, going, What.GIVEN, on)
    time, with_it = time_now(review), improvements.strip()
    again = given_before_agreed(review, time)
    for to, step in given_in(time).items():
        if to in chosen and to not in again and (step.improvements or not with_it):
            raise NotDone(
                f"{step.get_to_display()}: recorded already as given on {spoken(step.on)}. "
                "If that is wrong, set it aside first."
            )
    for kind, since in _made_so(review, chosen, on).items():
        explain_lateness(review, {kind}, since, late_reason, by, about=time.about)
    steps = [Step.objects.create(review=review, what=What.GIVEN, on=on, to=one, recorded_by=by, improvements=with_it)
             for one in chosen]  # fmt: skip
    for step in steps:
        share(
            case.folder, to=step.get_to_display(), how=Share.How.SENT, what="the report of the review",
            words="given the report", ground=GIVING_THE_REPORT, by=by, paper_id=review.pk,
        )  # fmt: skip
        recorded(step, f"recorded that the report was given: {step.get_to_display()}", by)
    return steps


def _made_so(review: PracticeReview, chosen: Iterable[str], on: date) -> dict[str, date]:
    """What becomes so once these have it too. A duty that still waits for another is not met, so not met late."""
    before = {step.to: step.on for step in time_now(review).standing(What.GIVEN)}
    kinds = kinds_for(review)
    after = all_given(kinds, before | dict.fromkeys(chosen, on))
    return {kind: since for kind, since in after.items() if kind not in all_given(kinds, before)}


@transaction.atomic
def record_published(
    case: Case, going: UnderWay, *, on: date, whole: bool, by: Person, where: str = "", reasons: str = "",
    improvements: str = "", late_reason: str = "", hand: Job | None = None,
) -> Step:  # fmt: skip
    """Record that the report was published, or only what was thought fit of the improvements, with the reason.

    With `hand` the worker does what this person arranged; why it is late was asked when it was.
    """
    review = held(case, going)
    refuse_again(review, What.PUBLISHED)
    refuse_impossible(review, going, What.PUBLISHED, on)
    if whole and not where.strip():
        raise NotDone("Say where the report can be read: its web address, or who gives out copies.")
    if not whole and not reasons.strip():
        raise NotDone("Say why the report itself was not published.")
    if not whole and not improvements.strip():
        raise NotDone("Enter what was published of the improvements to be made.")
    if hand is None:
        explain_lateness(review, MADE_PUBLIC, on, late_reason, by)
    step = Step.objects.create(
        review=review, what=What.PUBLISHED, on=on, whole=whole, where=where.strip(), recorded_by=by,
        reasons="" if whole else reasons.strip(), improvements="" if whole else improvements.strip(),
    )  # fmt: skip
    return recorded(step, f"recorded that the {str(going).lower()} was published", hand or by)


@transaction.atomic
def record_withholding_told(case: Case, going: UnderWay, *, on: date, by: Person) -> Step:
    """Record that the national panel was told why the LSCB does not publish the serious case review."""
    review = held(case, going)
    published = time_for(review, What.TOLD_WITHHELD).published
    if published is None or published.whole is not False or going.decision is None:
        raise NotDone("This is for a serious case review that is recorded as complete and not published.")
    refuse_again(review, What.TOLD_WITHHELD)
    refuse_impossible(review, going, What.TOLD_WITHHELD, on)
    step = Step.objects.create(review=review, what=What.TOLD_WITHHELD, on=on, recorded_by=by)
    return recorded(step, "recorded that it was told why the serious case review is withheld", by)


@transaction.atomic
def record_taken_down(case: Case, going: UnderWay, *, on: date, reasons: str, by: Person) -> Step:
    """Record that what was published is no longer publicly available, and why."""
    review = held(case, going)
    if not standing(review, What.PUBLISHED):
        raise NotDone("Nothing is recorded as published. Record the publication first.")
    if public_here(review) is not None:
        raise NotDone(
            "Handrail itself published this, and the public site serves it. Withdraw it there: that is "
            "recorded here too."
        )
    refuse_again(review, What.TAKEN_DOWN)
    refuse_impossible(review, going, What.TAKEN_DOWN, on)
    if not reasons.strip():
        raise NotDone("Say why it is no longer publicly available.")
    step = Step.objects.create(review=review, what=What.TAKEN_DOWN, on=on, reasons=reasons.strip(), recorded_by=by)
    return recorded(step, f"recorded that the {str(going).lower()} is no longer publicly available", by)


@transaction.atomic
def set_step_aside(step: Step, *, why: str, by: Person) -> None:
    """A step recorded in error stays readable and counts for nothing."""
    case = locked_open(step.review.case_id)
    step = Step.objects.select_related("review").get(pk=step.pk)
    step.review.case = case
    if step.set_aside_at is not None:
        raise NotDone("This is set aside already.")
    if step.what == What.LET_GO:
        raise NotDone("If the review is of that folder after all, take it in again.")
    if not why.strip():
        raise NotDone("Say what is wrong with it.")
    _refuse_what_stands(step)
    step.set_aside_at, step.set_aside_why = timezone.now(), why.strip()[:300]
    step.save(update_fields=["set_aside_at", "set_aside_why"])
    if step.what == What.APPOINTED:
        reviewers.end_with_the_appointment(step.review_id, step.reviewer, step.on, why=step.set_aside_why, by=by)
    recorded(step, f"set aside: {step}", by)


def _refuse_what_stands(step: Step) -> None:
    """What the public site did was done; and what was published again had been taken down before."""
    if done_here(step):
        raise NotDone(
            "Handrail itself did this on that day, so it was not recorded in error. What should not be public is "
            "withdrawn; it can then be published again."
        )
    if step.what in (What.PUBLISHED, What.TAKEN_DOWN):
        times = times_of(step.review)
        place = next(place for place, time in enumerate(times) if step.pk in {one.pk for one in time.steps})
        for later in times[place + 1 :]:
            if later.published is not None:
                raise NotDone(f"It was published again on {spoken(later.published.on)}. Set that aside first.")


def follow_reviews_of(origin: RapidReview | SeriousCaseDecision, why: str, *, by: Person) -> None:
    """What is recorded of a review counts while the decision that called for it stands; so does who reviews it. While
    a decision is open again, whoever was commissioned keeps what they hold."""
    going = {one.pk for one in reviews_under_way(origin.case)}
    undecided = isinstance(origin, RapidReview) and origin.completed_at is None
    for review in origin.practice_reviews.all():
        follow(review, why)
        if review.pk not in going and not undecided:
            reviewers.end_with_the_review(review.pk, why=why, by=by)
