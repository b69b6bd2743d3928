"""What the folder needs to know of a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handrail.guidance import london_day, spoken
from handrail.service.access.roles import MEETING_PACK
from handrail.service.cases.filing import Asked, Filing, Happened
from handrail.service.cases.models import Paper
from handrail.service.meetings.models import Decision, Group, Meeting
from handrail.service.partnerships.models import Body


def filing_of(paper: Paper) -> Filing:
    if isinstance(paper, Group):
        title = f"Group: {paper}{', ended' if paper.ended_on else ''}"
        return Filing(title, url_name="meetings:group", filed_at=paper.recorded_at, in_short=str(paper))
    assert isinstance(paper, Meeting)
    return _of_the_partnership(paper) if paper.purpose == Meeting.For.PARTNERSHIP else _of_a_folder(paper)


def _of_the_partnership(meeting: Meeting) -> Filing:
    """That it is to be held is owed by the partnership, from the day it was planned until it was held or called off."""
    held = Asked(
        title=f"Hold the meeting: {meeting}"[:200], of=meeting.case.partnership, by=str(meeting.case.partnership),
        about=str(meeting.pk), asked_at=_asked_at(meeting), due_on=london_day(meeting.starts_at),
        done_at=meeting.held_at, fell_away_on=london_day(meeting.cancelled_at) if meeting.cancelled_at else None,
    )  # fmt: skip
    return Filing(
        title=f"{meeting}, {spoken(london_day(meeting.starts_at))}", url_name="meetings:meeting",
        filed_at=meeting.recorded_at, asked=(held,), opens=MEETING_PACK,
    )  # fmt: skip


def _asked_at(meeting: Meeting) -> datetime:
    """One that was put on record after it was held was asked for no later than it was held."""
    return min(meeting.recorded_at, meeting.held_at) if meeting.held_at else meeting.recorded_at


def _of_a_folder(meeting: Meeting) -> Filing:
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
