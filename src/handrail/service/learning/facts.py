"""What the folder needs to know of an action: who owes it, and by when."""

from __future__ import annotations

from datetime import datetime

from handrail.guidance.days import earliest_instant
from handrail.service.cases.filing import Asked, Filing
from handrail.service.learning.models import Action


def filing_of(action: Action) -> Filing:
    owner = action.owner or action.case.partnership
    asked = Asked(
        title=action.title[:200],
        of=owner,
        by=str(action.case.partnership),
        about=str(action.pk),
        asked_at=_asked_at(action),
        due_on=action.due_on,
        done_at=action.done_on,
    )
    return Filing(
        title=f"Action: {action.title}",
        url_name="learning:action",
        filed_at=action.recorded_at,
        asked=(asked,),
        opens="learning",
    )


def _asked_at(action: Action) -> datetime:
    """When it was recorded. Of one done before that, as in a tracker, no more is known than the day it was done."""
    if action.done_on is None:
        return action.recorded_at
    return min(action.recorded_at, earliest_instant(action.done_on))
