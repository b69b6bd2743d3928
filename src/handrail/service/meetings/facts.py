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
    if meeting.purpose == Meeting.For.CHILD_DEATH_REVIEW:
        yield from _of_a_childs_death(meeting)
    for decision in meeting.decisions.all():
        if decision.immediate_action and decision.done_on is not None:
            yield Happened("immediate_action_taken", decision.done_on, f"decision-{decision.pk}")


def _of_a_childs_death(meeting: Meeting) -> Iterator[Happened]:
    """Counted for the death that it is about. A meeting that was called off starts and stops nothing."""
    about = meeting.about
    yield Happened("child_death_review_meeting_arranged", meeting.recorded_at, about)
    if meeting.cancelled_at:
        yield Happened("child_death_review_meeting_called_off", meeting.cancelled_at, about)
        return
    yield Happened("child_death_review_meeting_planned", meeting.starts_at, about)
    told = [one.told_at for one in meeting.attendance.all() if one.told_at is not None]
    if told:
        yield Happened("child_death_review_meeting_notice_given", min(told), about)
    if meeting.held_at:
        yield Happened("child_death_review_meeting_held", meeting.held_at, about)


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
