"""What a meeting of the partnership records: who came against who was expected, and what it decided, voice by voice."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow
from handrail.service.meetings.actions.planning import held_fast, refuse_agreed
from handrail.service.meetings.matters import tell_rooms
from handrail.service.meetings.models import AgendaItem, Attendance, Decision, Meeting, Voice


@transaction.atomic
def record_who_came(meeting: Meeting, said: Mapping[int, tuple[str, str]], *, by: Person) -> None:
    """By the number of each line: how they were there, and who came in their place."""
    meeting = held_fast(meeting)
    refuse_agreed(meeting)
    if meeting.held_at is None:
        raise NotDone("The meeting is not recorded as held yet. Record when it was held first.")
    for one in meeting.attendance.all():
        came, deputy = said.get(one.pk, (one.came, one.deputy))
        if came != Attendance.Came.DEPUTY:
            deputy = ""
        elif not deputy:
            raise NotDone(f"Say who came in {one.name}’s place.", f"deputy_{one.pk}")
        Attendance.objects.filter(pk=one.pk).update(came=came, deputy=deputy)
    audit.record(by, "recorded who came", meeting)


IN_A_FOLDER = (
    "What this is about stands in a folder, and the yearly report is read by people who may not know of that folder. "
    "Choose no: the decision is counted there, and its words are not told."
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, under which item, about what, and how each who was there stood to it, by their line."""

    text: str
    item: AgendaItem | None = None
    matter: str = ""
    matter_key: uuid.UUID | None = None
    matter_folder: uuid.UUID | None = None
    publish: bool = False
    voices: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def decide_together(meeting: Meeting, decided: Decided, *, by: Person) -> Decision:
    meeting = held_fast(meeting)
    refuse_agreed(meeting)
    if meeting.held_at is None:
        raise NotDone("The meeting is not recorded as held yet. Record when it was held, and who came, first.")
    there = {one.pk: one for one in meeting.attendance.all() if one.there}
    if not there:
        raise NotDone("Record who came first: a decision stands with the names of those who agreed to it.")
    if decided.publish and decided.matter_folder is not None:
        raise NotDone(IN_A_FOLDER, "publish")
    decision = Decision.objects.create(
        meeting=meeting, text=decided.text, item=decided.item, matter=decided.matter, matter_key=decided.matter_key,
        matter_folder=decided.matter_folder, publish=decided.publish,
    )  # fmt: skip
    Voice.objects.bulk_create(
        Voice(decision=decision, attendance=there[number], says=says)
        for number, says in decided.voices.items()
        if number in there
    )
    audit.record(by, "recorded a decision of the meeting", meeting)
    follow(meeting)
    tell_rooms(decision, by)
    return decision


@transaction.atomic
def set_decision_aside(decision: Decision, *, why: str, by: Person) -> None:
    """It was recorded in error: it stays to be read with the reason, also in minutes that are agreed, and counts
    nowhere. Rooms above set aside what they recorded of it."""
    meeting = held_fast(decision.meeting)
    held = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if held.set_aside_at is not None:
        raise NotDone("This decision is set aside already.")
    if not why.strip():
        raise NotDone("Say why it is set aside.", "why")
    held.set_aside_at, held.set_aside_by, held.set_aside_why = timezone.now(), by, why.strip()[:300]
    held.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_why"])
    held.meeting = meeting
    audit.record(by, "set aside a decision of the meeting", meeting)
    follow(meeting)
    tell_rooms(held, by)
