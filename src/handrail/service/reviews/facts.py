"""What the guidance needs to know of a rapid review and of the dialogue about it."""

from __future__ import annotations

from collections.abc import Iterator

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
    for incident in review.incidents.all():
        about = str(incident.pk)
        if review.completed_at:
            yield Happened("rapid_review_completed", review.completed_at, about)
            if review.local_review is not None:
                yield Happened("local_review_decided", review.completed_at, about)
            if review.local_review:
                yield Happened("local_review_initiated", review.completed_at, about)
        if review.sent_at:
            yield Happened("rapid_review_sent", review.sent_at, about)
        for addendum in review.addenda.all():
            yield Happened("rapid_review_corrected", addendum.added_at, about)
        yield from _later_decisions(review, about)


def _later_decisions(review: RapidReview, about: str) -> Iterator[Happened]:
    """Each later decision is a thing of its own: telling the Panel of the first did not tell it of this one."""
    for decision in review.later_decisions.all():
        yield Happened("local_review_decided", decision.decided_on, f"decision-{decision.pk}")
        if decision.hold:
            yield Happened("local_review_initiated", decision.decided_on, about)


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
    if message.says in PANEL_SAYS:
        yield Happened(PANEL_SAYS[PanelMessage.Says(message.says)], message.dated_on, str(message.review_id))
    elif message.says == PanelMessage.Says.REPLIES:
        yield Happened("panel_replied_to", message.dated_on, str(message.review_id))
    else:
        for decision in message.review.later_decisions.all():
            yield Happened("local_review_decision_told", message.dated_on, f"decision-{decision.pk}")


def _answer_wanted(message: PanelMessage) -> Iterator[Asked]:
    """What the Panel asks or challenges waits for the partnership's reply. No edition gives it a number of days."""
    if message.says not in (PanelMessage.Says.ASKS, PanelMessage.Says.CHALLENGES):
        return
    reply = message.answered_by.order_by("dated_on").first()
    yield Asked(
        title="Reply to the Panel",
        of=message.case.partnership,
        by="the Panel",
        about=str(message.pk),
        asked_at=message.recorded_at,
        due_on=message.answer_wanted_by,
        done_at=reply.dated_on if reply else None,
    )
