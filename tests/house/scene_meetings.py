"""What the scene has of a group of the partnership, in its own folder: a seat, and a meeting that was held."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.cases.follow import follow
from handrail.service.meetings.models import AgendaItem, Attendance, Decision, Group, Meeting, Seat, Voice

if TYPE_CHECKING:
    from tests.house.scene import Scene

Came = Attendance.Came
OF_A_GROUP = ("bring", "brought", "who_came", "decide_together")
"""The addresses of a meeting of the partnership; elsewhere `meeting_id` would be a review's."""


def a_group(scene: Scene) -> None:
    cast, case, by, now = scene.cast, scene.case, scene.cast["coordinator"], timezone.now()
    group = Group.objects.create(case=case, title="Executive", does="Leads.", recorded_by=by)
    seat = Seat.objects.create(
        group=group, body=cast.council, office="Director", name="Somebody", from_on=now.date() - timedelta(days=90)
    )
    meeting = Meeting.objects.create(
        case=case, group=group, called=group.title, purpose=Meeting.For.PARTNERSHIP, about=str(group.pk),
        starts_at=now - timedelta(days=1), held_at=now - timedelta(days=1), pack_sent_at=now, place="Weir Room",
        recorded_by=by,
    )  # fmt: skip
    item = AgendaItem.objects.create(meeting=meeting, place=1, title="Matters arising", arising=True)
    there = [
        Attendance.objects.create(
            meeting=meeting, body=body, name="Somebody", told_at=now, expected=True, came=Came.CAME
        )
        for body in (cast.council, cast.trust)
    ]
    decision = Decision.objects.create(meeting=meeting, text="Audit supervision.", item=item)
    Voice.objects.create(decision=decision, attendance=there[0], says=Voice.Says.AGREED)
    for paper in (group, meeting):
        follow(paper)
    scene.things |= {
        "group_id": group.pk, "group_seat_id": seat.pk, "group_meeting_id": meeting.pk, "agenda_item_id": item.pk,
    }  # fmt: skip
