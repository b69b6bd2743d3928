"""The dialogue with the Panel: what it wrote, what was answered, and decisions that changed because of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.grounds import REPORTING
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.documents.models import Document
from handrail.service.reviews.actions.practice import follow_reviews_of
from handrail.service.reviews.models import LocalReviewDecision, PanelMessage, RapidReview
from handrail.service.reviews.written import standing_notices

Says, Direction = PanelMessage.Says, PanelMessage.Direction
ON_THE_REVIEW = (Says.AGREES, Says.CHALLENGES)
"""What the Panel can only say once it has the rapid review."""


@transaction.atomic
def record_panel_message(
    review: RapidReview,
    *,
    says: str,
    dated_on: date,
    text: str,
    by: Person | Job,
    answer_wanted_by: date | None = None,
    letter: Document | None = None,
) -> PanelMessage:
    """Record a letter from the Panel. What it asks or challenges then waits for a reply.

    A job records what the Panel itself decided here: nobody of the partnership typed it.
    """
    review = _held(review)
    if says not in (Says.ACKNOWLEDGES, Says.AGREES, Says.CHALLENGES, Says.ASKS):
        raise NotDone("Say what the Panel did: acknowledged, agreed, challenged, or asked for more.")
    _refuse_future(dated_on)
    _refuse_before_it_could_answer(review, says, dated_on)
    if answer_wanted_by is not None and answer_wanted_by < dated_on:
        raise NotDone(f"The letter is dated {spoken(dated_on)}: the day it wants an answer by cannot be before that.")
    message = PanelMessage(
        case=review.case, review=review, direction=Direction.FROM_PANEL, says=says, dated_on=dated_on, text=text,
        answer_wanted_by=answer_wanted_by, letter=letter, recorded_by=by if isinstance(by, Person) else None,
    )  # fmt: skip
    return _record(message, f"recorded that the Panel {Says(says).label.lower()}", by)


@transaction.atomic
def answer_panel(
    message: PanelMessage,
    *,
    dated_on: date,
    text: str,
    by: Person,
    tells: LocalReviewDecision | None = None,
    letter: Document | None = None,
) -> PanelMessage:
    """Record the partnership's reply to a letter. It may tell a decision on a local review as well."""
    review = _held(message.review)
    if message.direction != Direction.FROM_PANEL:
        raise NotDone("Only what the Panel wrote is answered.")
    _refuse_future(dated_on)
    if dated_on < message.dated_on:
        raise NotDone(
            f"The Panel's letter is dated {spoken(message.dated_on)}: the reply cannot be dated before it. "
            "Check both letters."
        )
    if tells is not None:
        _refuse_telling_too_early(review, tells, dated_on)
    reply = PanelMessage(
        case=review.case, review=review, direction=Direction.TO_PANEL, says=Says.REPLIES, dated_on=dated_on,
        text=text, answers=message, tells=tells, letter=letter, recorded_by=by,
    )  # fmt: skip
    _record(reply, "recorded the partnership's reply to the Panel", by)
    follow(message)
    return reply


@transaction.atomic
def tell_panel_decision(
    decision: LocalReviewDecision, *, dated_on: date, text: str, by: Person, letter: Document | None = None
) -> PanelMessage:
    """Record the letter that tells the Panel a decision made after the rapid review was sent."""
    review = _held(decision.review)
    _refuse_future(dated_on)
    _refuse_telling_too_early(review, decision, dated_on)
    told = decision.told_in.first()
    if told is not None:
        raise NotDone(f"The Panel was told this decision in the letter of {spoken(told.dated_on)}.")
    message = PanelMessage(
        case=review.case, review=review, direction=Direction.TO_PANEL, says=Says.TELLS, dated_on=dated_on,
        text=text, tells=decision, letter=letter, recorded_by=by,
    )  # fmt: skip
    return _record(message, "recorded that the Panel was told the decision on a local review", by)


@transaction.atomic
def decide_local_review_again(
    review: RapidReview, *, hold: bool, reasons: str, decided_on: date, by: Person
) -> LocalReviewDecision:
    """Decide anew on a local review, as when the Panel challenges. Every earlier decision stays to be read."""
    review = _held(review)
    if review.sent_at is None:
        raise NotDone("The rapid review has not been sent. Change the decision in the review itself.")
    _refuse_future(decided_on)
    last = review.later_decisions.last()
    before = last.decided_on if last else london_day(review.completed_at or review.sent_at)
    if decided_on < before:
        raise NotDone(f"The decision before this one was made on {spoken(before)}: give that day or a later one.")
    if last is not None and (last.hold, last.reasons, last.decided_on) == (hold, reasons, decided_on):
        raise NotDone("This decision is already recorded. Nothing was recorded twice.")
    decision = LocalReviewDecision.objects.create(
        review=review, hold=hold, reasons=reasons, decided_on=decided_on, decided_by=by
    )
    audit.record(by, f"recorded a later decision: {decision}", review)
    why = f"the partners decided again: {decision}"
    follow(review, why)
    follow_reviews_of(review, why, by=by)
    return decision


def _record(message: PanelMessage, did: str, by: Person | Job) -> PanelMessage:
    same = PanelMessage.objects.filter(
        review=message.review, direction=message.direction, says=message.says, dated_on=message.dated_on,
        text=message.text, answers=message.answers,
    )  # fmt: skip
    if same.exists():
        raise NotDone("This letter is already recorded. Nothing was recorded twice.")
    message.save(force_insert=True)
    if message.direction == Direction.TO_PANEL and isinstance(by, Person):
        share(
            message.case.folder, to="The Panel", how=Share.How.SENT, what="a letter about the rapid review",
            words="sent to the Panel", ground=REPORTING, by=by, paper_id=message.pk,
        )  # fmt: skip
    audit.record(by, did, message)
    follow(message)
    return message


def _refuse_future(day: date) -> None:
    if day > timezone.localdate():
        raise NotDone("Give the date on the letter or of the decision: it cannot be in the future.")


def _refuse_before_it_could_answer(review: RapidReview, says: str, dated_on: date) -> None:
    if says in ON_THE_REVIEW:
        if review.sent_at is None:
            raise NotDone("The rapid review is not recorded as sent. Record that first, then what the Panel answered.")
        if dated_on < london_day(review.sent_at):
            raise NotDone(
                f"The rapid review was sent on {spoken(london_day(review.sent_at))}: "
                "the Panel's answer to it cannot be dated before that."
            )
    for notice in standing_notices(review)[:1]:
        if dated_on < notice.on:
            raise NotDone(f"The Panel was notified on {spoken(notice.on)}: it cannot have written before that.")


def _refuse_telling_too_early(review: RapidReview, decision: LocalReviewDecision, dated_on: date) -> None:
    if decision.review_id != review.pk:
        raise NotDone("Choose a decision of this review.")
    if dated_on < decision.decided_on:
        raise NotDone(f"It was decided on {spoken(decision.decided_on)}: the letter that tells it cannot be earlier.")


def _held(review: RapidReview) -> RapidReview:
    """The review as it stands now, its folder held."""
    case = locked_open(review.case_id)
    fresh = RapidReview.objects.get(pk=review.pk)
    fresh.case = case
    return fresh
