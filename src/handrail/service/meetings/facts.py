"""What the folder needs to know of a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.service.access.roles import MEETING_PACK
from handrail.service.cases.filing import Asked, Filing, Happened
from handrail.service.meetings.models import Decision, Meeting
from handrail.service.partnerships.models import Body


def filing_of(meeting: Meeting) -> Filing:
    return Filing(
        title=str(meeting),
        url_name="meetings:meeting",
        filed_at=meeting.recorded_at,
        facts=tuple(_facts(meeting)),
        asked=tuple(
            _asked(meeting, decision, decision.owner) for decision in meeting.decisions.all() if decision.owner
        ),
        opens=MEETING_PACK,
    )


def _facts(meeting: Meeting) -> Iterator[Happened]:
    if meeting.held_at and meeting.purpose == Meeting.For.RAPID_REVIEW:
        yield Happened("rapid_review_meeting_held", meeting.held_at, meeting.about)
    for decision in meeting.decisions.all():
        if decision.immediate_action and decision.done_on is not None:
            yield Happened("immediate_action_taken", decision.done_on, f"decision-{decision.pk}")


def _asked(meeting: Meeting, decision: Decision, owner: Body) -> Asked:
    return Asked(
        title="Immediate action" if decision.immediate_action else "Action from the meeting",
        of=owner,
        by=str(meeting.case.partnership),
        about=f"decision-{decision.pk}",
        asked_at=decision.recorded_at,
        due_on=decision.due_on,
        done_at=decision.done_on,
    )
