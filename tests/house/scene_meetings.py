"""What the scene has of a group of the partnership, in its own folder: a seat, and a meeting that was held."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.access.roles import ALL
from handrail.service.audit.actions import name_actor
from handrail.service.cases.follow import follow
from handrail.service.documents.actions import store
from handrail.service.meetings.actions.holding import begin_minutes
from handrail.service.meetings.minutes import slug_of
from handrail.service.meetings.models import AgendaItem, Attendance, Decision, Group, Meeting, PackItem, Seat, Voice
from tests.rooms.cast import open_folder_for

if TYPE_CHECKING:
    from tests.house.scene import Scene

Came = Attendance.Came
OF_A_GROUP = ("bring", "brought", "who_came", "decide_together", "set_decision_aside")
"""The addresses of a meeting of the partnership; elsewhere `meeting_id` would be a review's."""


def meetings_on_the_folder(scene: Scene) -> None:
    """One to come and one that was held, about the scene's incident."""
    cast, case, coordinator = scene.cast, scene.case, scene.cast["coordinator"]
    about = str(scene.things["incident_id"])
    make = partial(Meeting.objects.create, case=case, about=about, place="Otter Room", recorded_by=coordinator)
    meeting = make(starts_at=timezone.now() + timedelta(days=2), pack_sent_at=timezone.now())
    held = make(
        starts_at=timezone.now() - timedelta(days=1),
        held_at=timezone.now() - timedelta(days=1),
        pack_sent_at=timezone.now(),
    )
    document = store(folder=case.folder, name="report.txt", held=b"A report.", opens=ALL, by=coordinator)
    for one in (meeting, held):
        AgendaItem.objects.create(meeting=one, place=1, title="What happened")
        for body in (cast.trust, cast.school):
            Attendance.objects.create(meeting=one, body=body, name="Somebody", told_at=timezone.now())
        PackItem.objects.create(
            meeting=one, title="A summary", sent_at=timezone.now(), request_id=scene.things["received_id"]
        )
        PackItem.objects.create(meeting=one, title="A report", sent_at=timezone.now(), document=document)
    begin_minutes(held, by=coordinator)
    scene.things["minutes_slug"] = slug_of(held.agenda.all()[0])
    decision = Decision.objects.create(meeting=held, text="Write to the family", owner=cast.council)
    for paper in (meeting, held):
        follow(paper)
    scene.things |= {
        "meeting_id": meeting.pk, "held_id": held.pk, "document_id": document.pk, "decision_id": decision.pk,
    }  # fmt: skip


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
    agreed = Meeting.objects.create(
        case=case, group=group, called=group.title, purpose=Meeting.For.PARTNERSHIP, about=str(group.pk),
        starts_at=now - timedelta(days=40), held_at=now - timedelta(days=40), minutes_kept_at=now,
        minutes_agreed_at=now, place="Weir Room", recorded_by=by,
    )  # fmt: skip
    AgendaItem.objects.create(meeting=agreed, place=1, title="The year", notes="It is on its way.")
    for paper in (group, meeting, agreed):
        follow(paper)
    scene.things |= {
        "group_id": group.pk, "group_seat_id": seat.pk, "group_meeting_id": meeting.pk, "agenda_item_id": item.pk,
        "group_decision_id": decision.pk,
    }  # fmt: skip


def a_group_decides_of_the_folder(scene: Scene) -> Decision:
    """In the folder of a group, which is another."""
    case = open_folder_for(scene.cast)
    name_actor(scene.cast["coordinator"])
    group = Group.objects.create(case=case, title="Learning", does="Learns.", recorded_by=scene.cast["coordinator"])
    meeting = Meeting.objects.create(
        case=case, group=group, purpose=Meeting.For.PARTNERSHIP, about=str(group.pk), place="Weir Room",
        starts_at=timezone.now() - timedelta(days=2), held_at=timezone.now() - timedelta(days=2),
        recorded_by=scene.cast["coordinator"],
    )  # fmt: skip
    return Decision.objects.create(
        meeting=meeting, text="What it recommends is done by June.", matter="recommendation",
        matter_key=scene.things["recommendation_id"], matter_folder=scene.case.pk,
    )  # fmt: skip
