"""What the folder needs to know of this room's papers: their lines, and what is owed of them by whom, by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handrail.guidance.days import earliest_instant
from handrail.service.access.roles import RECOMMENDED
from handrail.service.cases.filing import Asked, Filing
from handrail.service.cases.models import Paper
from handrail.service.learning.models import Action, Addressee, Briefing, Finding, Recommendation
from handrail.service.learning.models.put import Says
from handrail.service.learning.several import called


def filing_of(paper: Paper) -> Filing:
    if isinstance(paper, Action):
        return _of_action(paper)
    if isinstance(paper, Addressee):
        return _of_addressee(paper)
    if isinstance(paper, Finding):
        return _line(paper, called(f"Finding: {paper.title}", paper), "learning:finding")
    if isinstance(paper, Briefing):
        return _line(paper, called(f"Briefing: {paper.title}", paper), "learning:briefing_draft")
    assert isinstance(paper, Recommendation)
    return _line(paper, str(paper), "learning:recommendation")


def _line(paper: Paper, title: str, url_name: str) -> Filing:
    return Filing(title=title, url_name=url_name, filed_at=paper.recorded_at, opens="learning")


def _of_action(action: Action) -> Filing:
    """It stands on the list of the body that is to do it, which opens it by a key of its own. Set aside, it is nobody's
    to do."""
    asked = Asked(
        title=called(action.title, action)[:200],
        of=action.owner or action.case.partnership,
        by=str(action.case.partnership),
        about=str(action.pk),
        asked_at=_asked_at(action),
        due_on=action.due_on,
        done_at=action.done_on if action.stands else None,
        fell_away_on=action.set_aside_on,
    )
    return Filing(
        title=called(f"Action: {action.title}", action),
        url_name="learning:action",
        filed_at=action.recorded_at,
        asked=(asked,),
        opens=RECOMMENDED if action.owner else "learning",
        for_body=action.owner,
    )


def _asked_at(action: Action) -> datetime:
    """When it was recorded. Of one done before that, as in a tracker, no more is known than the day it was done."""
    if action.done_on is None:
        return action.recorded_at
    return min(action.recorded_at, earliest_instant(action.done_on))


def _of_addressee(put: Addressee) -> Filing:
    """What it asks of its body stands on the body's own list; of whoever has no place here, the partnership asks it by
    then, so it stands on the partnership's. What is refused, or set aside, is waited for no more."""
    return Filing(
        title=f"{put.recommendation} to {put.whom}",
        url_name="learning:put",
        filed_at=put.recorded_at,
        asked=tuple(_asked_of(put)),
        opens=RECOMMENDED if put.body else "learning",
        for_body=put.body,
    )


def _asked_of(put: Addressee) -> Iterator[Asked]:
    aside = put.recommendation.set_aside_on or put.withdrawn_on
    of = put.body or put.withdrawn_from
    what = str(put.recommendation).lower()
    refused = next((one.answered_on for one in put.answers.all()), None) if put.says == Says.REFUSED else None
    begun = put.recorded_at
    if put.carried_out_on is not None:
        begun = min(begun, earliest_instant(put.carried_out_on))
    if put.due_on is not None:
        yield Asked(
            title=f"Carry out {what}"
            if of
            else f"Ask {put.whom} about {what if put.recommendation.number else 'a recommendation'}"[:200],
            of=of or put.case.partnership,
            by=str(put.case.partnership),
            about=str(put.pk),
            asked_at=begun,
            due_on=put.due_on,
            done_at=put.carried_out_on,
            fell_away_on=None if put.carried_out_on else aside or refused,
        )
    for again in put.re_audits.all():
        yield Asked(
            title=f"Look again: {str(put.recommendation).lower()} to {put.whom}"[:200],
            of=put.case.partnership,
            by=str(put.case.partnership),
            about=str(again.pk),
            asked_at=again.planned_at,
            due_on=again.due_on,
            done_at=again.done_on if again.stands else None,
            fell_away_on=again.set_aside_on or (None if again.done_on else aside),
        )
