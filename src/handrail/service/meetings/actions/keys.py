"""Until when a body that was invited reads agendas, packs and decisions."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.guidance.days import LONDON
from handrail.service.access.grounds import MEETING
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import MEETING_PACK
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import give_key
from handrail.service.cases.models import Case
from handrail.service.meetings.models import Attendance, Group, Seat
from handrail.service.partnerships.models import Body

INVITED = "invited to a meeting"
READS_ON = timedelta(days=28)
"""A group's folder is never done with: so long after its last meeting there, a body without a seat reads on."""


def give_pack_key(case: Case, body: Body, *, by: Person) -> None:
    keys = Grant.objects.live().filter(folder=case.folder, body=body, opens=MEETING_PACK)
    if not keys.filter(Q(until_at__isnull=True) | Q(why=INVITED)).exists():
        give_key(case, body, opens=MEETING_PACK, why=INVITED, ground=MEETING, by=by)


def settle_keys(case: Case, *, by: Person) -> None:
    """A key that was given with an invitation lasts as long as that: called whenever somebody is invited or is no
    longer, and when a seat or the group ends. One that somebody gave by hand, with a reason of theirs, stands."""
    group = Group.objects.filter(case=case).first()
    keys = Grant.objects.live().filter(folder=case.folder, opens=MEETING_PACK, why=INVITED)
    for key in keys.select_related("body"):
        last = _last_day(case, group, key.body)
        _settle(key, None if last is None else max(_end_of(last), timezone.now()), last, by)


def _settle(key: Grant, until_at: datetime | None, last: date | None, by: Person) -> None:
    if key.until_at == until_at:
        return
    key.until_at = until_at
    key.save(update_fields=["until_at"])
    until = "without an end" if last is None else f"until {spoken(last)}"
    audit.record(by, f"left {key.body} the key to {MEETING_PACK} {until}", key, key.folder_id)


def _last_day(case: Case, group: Group | None, body: Body) -> date | None:
    """None for as long as the folder is open, or the seat is held. A day that is past ends it now."""
    told = Attendance.objects.filter(
        body=body, meeting__case=case, meeting__cancelled_at__isnull=True, told_at__isnull=False
    ).select_related("meeting")
    ended = london_day(timezone.now()) - timedelta(days=1)
    if group is None:
        return None if told else ended
    days = [ended, *(london_day(one.meeting.starts_at) + READS_ON for one in told)]
    for seat in Seat.objects.filter(group=group, body=body):
        last = seat.until_on or group.ended_on
        if last is None:
            return None
        days.append(last)
    return max(days)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LONDON)
