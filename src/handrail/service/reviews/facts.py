"""What the guidance needs to know of a rapid review and of the dialogue about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from handrail.service.cases.filing import Asked, Filing, Happened
from handrail.service.reviews.models import PanelMessage, RapidReview

PANEL_SAYS = {
    PanelMessage.Says.ACKNOWLEDGES: "panel_acknowledged",
    PanelMessage.Says.AGREES: "panel_agreed",
    PanelMessage.Says.CHALLENGES: "panel_challenged",
    PanelMessage.Says.ASKS: "panel_asked",
}


def filing_of(paper: RapidReview | PanelMessage) -> Filing:
    if isinstance(paper, PanelMessage):
        return _filing_of_message(paper)
    return Filing(
        title=str(paper),
        url_name="reviews:rapid_review",
        filed_at=paper.recorded_at,
        facts=tuple(_facts(paper)),
        opens="reviews",
    )


def _facts(review: RapidReview) -> Iterator[Happened]:
    """One review of several incidents stops the clock of each; it decides once, and so starts one clock of a kind.

    Sending tells the Panel what the review itself decided, so that decision is filed under the first incident.
    """
    incidents = [str(one.pk) for one in sorted(review.incidents.all(), key=lambda one: (one.recorded_at, one.pk))]
    for about in incidents:
        if review.completed_at:
            yield Happened("rapid_review_completed", review.completed_at, about)
        if review.sent_at:
            yield Happened("rapid_review_sent", review.sent_at, about)
    for first in incidents[:1]:
        if review.completed_at and review.local_review is not None:
            yield Happened("local_review_decided", review.completed_at, first)
        for addendum in review.addenda.all():
            yield Happened("rapid_review_corrected", addendum.added_at, first)
        yield from _later_decisions(review)
        yield from _initiated(review, first)


def _later_decisions(review: RapidReview) -> Iterator[Happened]:
    """Each later decision is a thing of its own: telling the Panel of the first did not tell it of this one."""
    for decision in review.later_decisions.all():
        yield Happened("local_review_decided", decision.decided_on, f"decision-{decision.pk}")


def _initiated(review: RapidReview, first: str) -> Iterator[Happened]:
    """A local review is initiated by the decision that first called for it and still stands.

    A review that was called for and then called off is not under way: nobody owes its publication.
    """
    since: tuple[datetime | date, str] | None = None
    if review.completed_at and review.local_review:
        since = (review.completed_at, first)
    for decision in review.later_decisions.all():
        if not decision.hold:
            since = None
        elif since is None:
            since = (decision.decided_on, f"decision-{decision.pk}")
    if since is not None:
        yield Happened("local_review_initiated", *since)


def _filing_of_message(message: PanelMessage) -> Filing:
    return Filing(
        title=str(message),
        url_name="reviews:message",
        filed_at=message.recorded_at,
        facts=tuple(_message_facts(message)),
        asked=tuple(_answer_wanted(message)),
        opens="reviews",
    )


def _message_facts(message: PanelMessage) -> Iterator[Happened]:
    """One letter of ours may both reply and tell a decision; it tells the one decision it names, no other."""
    if message.direction == PanelMessage.Direction.FROM_PANEL:
        yield Happened(PANEL_SAYS[PanelMessage.Says(message.says)], message.dated_on, str(message.review_id))
        return
    if message.answers_id is not None:
        yield Happened("panel_replied_to", message.dated_on, str(message.review_id))
    if message.tells_id is not None:
        yield Happened("local_review_decision_told", message.dated_on, f"decision-{message.tells_id}")


def _answer_wanted(message: PanelMessage) -> Iterator[Asked]:
    """What the Panel asks or challenges waits for the partnership's reply. No edition gives it a number of days."""
    if message.says not in (PanelMessage.Says.ASKS, PanelMessage.Says.CHALLENGES):
        return
    replied = min((reply.dated_on for reply in message.answered_by.all()), default=None)
    yield Asked(
        title="Reply to the Panel",
        of=message.case.partnership,
        by="the Panel",
        about=str(message.pk),
        asked_at=message.dated_on,
        due_on=message.answer_wanted_by,
        done_at=replied,
    )
