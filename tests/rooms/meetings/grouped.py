"""What tests of groups share: an executive of the three partners and the hospitals, and meetings of it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.meetings.actions import deciding, grouping, holding
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.meetings.models import Attendance, Group, Meeting, Voice
from tests.rooms.cast import Cast

Came = Attendance.Came
DAY = timedelta(days=1)


def an_executive(cast: Cast, title: str = "Executive", fewest: int = 3) -> Group:
    """As the coordinator; the unit of work is hers afterwards."""
    by = cast["coordinator"]
    name_actor(by)
    group = grouping.begin_group(
        cast.partnership, grouping.Terms(title, "Leads the partnership.", fewest=fewest), by=by
    )
    for body in (cast.council, cast.police, cast.icb, cast.trust):
        grouping.expect(
            group, body, office="Director", name=f"Head of {body}", email="", by=by,
            from_on=timezone.localdate() - 400 * DAY,
        )  # fmt: skip
    return group


def planned(cast: Cast, group: Group, days: int) -> Meeting:
    """So many days from now; before today where that is less than nothing."""
    by = cast["coordinator"]
    name_actor(by)
    when = timezone.now().replace(second=0, microsecond=0) + days * DAY
    return grouping.plan_group_meeting(group, Arrangement(when, 120, "Weir Room", "Percival Lawes"), by=by)


def held(cast: Cast, group: Group, days_ago: int, **came: str) -> Meeting:
    """Everybody came but whom `came` says otherwise of, by the name the cast has for the body."""
    meeting = planned(cast, group, -days_ago)
    holding.mark_held(meeting, held_at=meeting.starts_at, by=cast["coordinator"])
    otherwise = {getattr(cast, name): how for name, how in came.items()}
    said = {one.pk: (otherwise.get(one.body, Came.CAME), "A deputy") for one in meeting.attendance.all()}
    deciding.record_who_came(meeting, said, by=cast["coordinator"])
    return Meeting.objects.select_related("group__case__partnership", "case__partnership").get(pk=meeting.pk)


def voices(meeting: Meeting, **otherwise: str) -> dict[int, str]:
    """By the word in the body's name."""
    return {
        one.pk: next((how for word, how in otherwise.items() if word in one.body.name.lower()), Voice.Says.AGREED)
        for one in meeting.attendance.select_related("body")
        if one.there
    }
