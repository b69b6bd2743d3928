"""Gives each decision of the Panel's to the partnership it is about, as a letter from the Panel in the folder.

Whoever works for the Panel reaches no folder; a job finds the paper that was told by the key of what was told.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator

from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.national_panel.models import DocketItem, PanelDecision, Told
from handrail.service.national_panel.telling import key_of
from handrail.service.partnerships.actions import NotDone
from handrail.service.reviews.actions.dialogue import record_panel_message
from handrail.service.reviews.models import Addendum, PanelMessage, RapidReview
from handrail.service.reviews.written import Weighed

log = logging.getLogger(__name__)
JOB = Job("the Panel's answers")
SAYS = {
    PanelDecision.View.AGREES: PanelMessage.Says.AGREES,
    PanelDecision.View.CHALLENGES: PanelMessage.Says.CHALLENGES,
    PanelDecision.View.ASKS: PanelMessage.Says.ASKS,
    PanelDecision.View.NONE: PanelMessage.Says.ACKNOWLEDGES,
}


def give_answers() -> int:
    """Give what was decided and has not come to its partnership. Each stands by itself; gives how many were given."""
    with unit_of_work(JOB):
        asked = PanelDecision.objects.filter(released_at__isnull=False, given_at__isnull=True, not_given_why="")
        waiting = list(asked.values_list("pk", flat=True))
    return sum(_tried(one) for one in waiting)


def _tried(decision_id: uuid.UUID) -> bool:
    """One that fails keeps no other back, and is tried again in a minute."""
    try:
        return _give(decision_id)
    except Exception:
        log.exception("The Panel's decision %s could not be given.", decision_id)
        return False


def _give(decision_id: uuid.UUID) -> bool:
    """Once: the letter and that it was given are written together. What cannot be given says why, to be read."""
    with unit_of_work(JOB):
        decision = PanelDecision.objects.select_for_update(of=("self",), skip_locked=True).filter(
            pk=decision_id, released_at__isnull=False, given_at__isnull=True, not_given_why=""
        ).select_related("item__partnership", "item__meeting", "item__again_of__meeting").first()  # fmt: skip
        if decision is None:
            return False
        try:
            _write(decision)
        except NotDone as refused:
            decision.not_given_why = str(refused)[:300]
            decision.save(update_fields=["not_given_why"])
            audit.record(JOB, f"could not give the Panel's decision to {decision.item.partnership}", decision)
            return False
        decision.given_at = timezone.now()
        decision.save(update_fields=["given_at"])
        audit.record(JOB, f"gave the Panel's decision to {decision.item.partnership}", decision)
        return True


def _write(decision: PanelDecision) -> None:
    review = review_told_of(decision.item)
    if review is None:
        raise NotDone("The partnership no longer holds what was told. Write to it otherwise.")
    record_panel_message(
        review, says=SAYS[PanelDecision.View(decision.view)], dated_on=decision.decided_on, text=letter_of(decision),
        answer_wanted_by=decision.answer_wanted_by, by=JOB,
    )  # fmt: skip


def review_told_of(item: DocketItem) -> RapidReview | None:
    """The rapid review with which the thing told stands: the one that has that key."""
    for paper_id, review in _papers(item):
        if key_of(paper_id, Told.To.PANEL) == item.told:
            return review
    return None


def _papers(item: DocketItem) -> Iterator[tuple[uuid.UUID, RapidReview]]:
    of = {"case__partnership": item.partnership_id}
    match item.what:
        case Told.What.RAPID_REVIEW:
            for review in RapidReview.objects.filter(**of, sent_at__isnull=False):
                yield review.pk, review
        case Told.What.ADDENDUM:
            there = {f"review__{name}": value for name, value in of.items()}
            for addendum in Addendum.objects.filter(**there, sent_at__isnull=False).select_related("review"):
                yield uuid.uuid5(addendum.review_id, str(addendum.pk)), addendum.review
        case _:
            ours = PanelMessage.objects.filter(**of, direction=PanelMessage.Direction.TO_PANEL)
            for letter in ours.select_related("review"):
                yield letter.pk, letter.review


def in_words(decision: PanelDecision) -> list[Weighed]:
    """The criteria as they were weighed, for reading."""
    return [
        Weighed(one.decides, one.criterion, one.says, one.source, one.use, one.seen, one.answer, one.reasons)
        for one in decision.weighed.all()
    ]


def letter_of(decision: PanelDecision) -> str:
    """The decision in words, as the partnership reads it: each criterion answered, what was decided, and the view."""
    item = decision.item
    weighed = [
        f"{number}. {one.says} ({'; '.join(filter(None, (one.source, one.mark)))}) {one.answer_in_words}."
        f"{' ' if one.reasons else ''}{one.reasons}"
        for number, one in enumerate((one for one in in_words(decision) if one.answer), start=1)
    ]
    return "\n\n".join(
        (
            f"The Panel considered this at its meeting of {spoken(item.meeting.on)}: "
            f"{item.get_what_display().lower()}, told on {spoken(item.told_on)}.",
            *_in_place_of(item),
            *(["The criteria for a national review, as the Panel weighed them:"] if weighed else []),
            *weighed,
            f"On a national review: {decision.get_national_display().lower()}. {decision.national_reasons}",
            f"On the partners' decision: the Panel {decision.get_view_display()[:1].lower()}"
            f"{decision.get_view_display()[1:]}. {decision.view_reasons}",
        )
    )


def _in_place_of(item: DocketItem) -> list[str]:
    if item.again_of is None:
        return []
    return [f"This takes the place of what the Panel decided on {spoken(item.again_of.meeting.on)}. {item.again_why}"]
