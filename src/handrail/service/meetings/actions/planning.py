"""Planning a meeting: the hour and the place, the agenda, and calling it off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.meetings import letters
from handrail.service.meetings.actions.keys import settle_keys
from handrail.service.meetings.agenda import RAPID_REVIEW_AGENDA
from handrail.service.meetings.models import AgendaItem, Attendance, Group, Meeting


@dataclass(frozen=True)
class Arrangement:
    """When and where, and who is in the chair."""

    starts_at: datetime
    lasts_minutes: int
    place: str
    chair: str


@transaction.atomic
def plan_meeting(
    case: Case, arrangement: Arrangement, *, about: str, by: Person,
    purpose: Meeting.For = Meeting.For.RAPID_REVIEW, agenda: Iterable[str] = RAPID_REVIEW_AGENDA,
    group: Group | None = None,
) -> Meeting:  # fmt: skip
    """Plan a meeting, with the agenda that such a meeting starts from: a rapid review's, if nothing else is said."""
    case = locked_open(case.pk)
    meeting = Meeting.objects.create(
        case=case, about=about, purpose=purpose, recorded_by=by, group=group, called=group.title if group else "",
        **vars(arrangement),
    )  # fmt: skip
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, place=place, title=title) for place, title in enumerate(agenda, 1)
    )
    audit.record(by, f"planned a meeting for {spoken(arrangement.starts_at)}", meeting)
    follow(meeting)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, arrangement: Arrangement, *, by: Person) -> list[Attendance]:
    """Change the hour, the place or the chair. Those already told of the hour or place are told; gives those told."""
    meeting = held_fast(meeting)
    refuse_over(meeting)
    was = (meeting.starts_at, meeting.lasts_minutes, meeting.place)
    for name, value in vars(arrangement).items():
        setattr(meeting, name, value)
    moved = was != (meeting.starts_at, meeting.lasts_minutes, meeting.place)
    meeting.times_changed += moved
    meeting.save(update_fields=[*vars(arrangement), "times_changed"])
    audit.record(by, f"changed the meeting, from {spoken(was[0])} to {spoken(meeting.starts_at)}", meeting)
    follow(meeting)
    settle_keys(meeting.case, by=by)
    told = told_of(meeting) if moved else []
    return [one for one in told if letters.tell_changed(meeting, one)]


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, why: str, by: Person) -> None:
    """Call the meeting off, tell those who were told of it, and end the keys that were given for it."""
    meeting = held_fast(meeting)
    refuse_over(meeting)
    meeting.cancelled_at, meeting.cancelled_why = timezone.now(), why
    meeting.save(update_fields=["cancelled_at", "cancelled_why"])
    for one in told_of(meeting):
        letters.tell_cancelled(meeting, one)
    settle_keys(meeting.case, by=by)
    audit.record(by, "cancelled the meeting", meeting)
    follow(meeting)


@transaction.atomic
def add_item(meeting: Meeting, *, title: str, by: Person) -> AgendaItem:
    meeting = held_fast(meeting)
    refuse_agreed(meeting)
    place = meeting.agenda.count() + 1
    item = AgendaItem.objects.create(meeting=meeting, place=place, title=title)
    audit.record(by, "added an item to the agenda", meeting)
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, up: bool, by: Person) -> None:
    """One place up or down. At either end it stays where it is."""
    meeting = held_fast(item.meeting)
    refuse_agreed(meeting)
    items = list(meeting.agenda.all())
    if item not in items:
        return
    place = items.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    _number(items)
    audit.record(by, "moved an item of the agenda", meeting)


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Person) -> None:
    """Take an item out, unless something was minuted under it."""
    meeting = held_fast(item.meeting)
    refuse_agreed(meeting)
    if AgendaItem.objects.get(pk=item.pk).notes:
        raise NotDone("There are minutes under this item. Empty them first, then take it out.")
    if item.decisions.exists():
        raise NotDone("A decision was made under this item, so it stays.")
    item.papers.update(item=None)
    item.delete()
    _number(list(meeting.agenda.all()))
    audit.record(by, "took an item out of the agenda", meeting)


def _number(items: list[AgendaItem]) -> None:
    for place, item in enumerate(items, 1):
        item.place = place
    AgendaItem.objects.bulk_update(items, ["place"])


def held_fast(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held with its folder: of two who act at once the second sees the first."""
    case = locked_open(meeting.case_id)
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    held.case = case
    return held


def told_of(meeting: Meeting) -> list[Attendance]:
    return list(meeting.attendance.filter(told_at__isnull=False).select_related("body"))


def refuse_cancelled(meeting: Meeting) -> None:
    if meeting.cancelled_at is not None:
        raise NotDone(f"The meeting was cancelled on {spoken(meeting.cancelled_at)}. Plan another.")


def refuse_over(meeting: Meeting) -> None:
    refuse_cancelled(meeting)
    if meeting.held_at is not None:
        raise NotDone(f"The meeting was held on {spoken(meeting.held_at)}, so this can no longer be done.")


def refuse_agreed(meeting: Meeting) -> None:
    refuse_cancelled(meeting)
    if meeting.minutes_agreed_at is not None:
        raise NotDone(
            f"The minutes were agreed on {spoken(meeting.minutes_agreed_at)}."
            " To put them right, file a note on the folder."
        )
