"""A group of the partnership: begun with its terms, who is expected at it, and the planning of its meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, open_case
from handrail.service.cases.follow import follow, locked_open
from handrail.service.documents.actions import store
from handrail.service.meetings.actions.keys import settle_keys
from handrail.service.meetings.actions.planning import (
    Arrangement,
    held_fast,
    plan_meeting,
    refuse_agreed,
)
from handrail.service.meetings.agenda import PARTNERSHIP_AGENDA
from handrail.service.meetings.models import AgendaItem, Attendance, Group, Meeting, PackItem, Seat
from handrail.service.partnerships.models import Body, Kind, Membership


@dataclass(frozen=True, slots=True)
class Terms:
    """What a group has agreed of itself."""

    title: str
    does: str
    chair: str = ""
    covers: str = ""
    under: Group | None = None
    fewest: int = 2
    partners_needed: bool = True
    every_months: int = 3

    def fields(self) -> dict[str, object]:
        named = ("title", "does", "chair", "covers", "fewest", "partners_needed", "every_months")
        return {name: getattr(self, name) for name in named} | {"under": self.under.pk if self.under else None}


@transaction.atomic
def begin_group(partnership: Body, terms: Terms, *, by: Person) -> Group:
    """Open its folder to the safeguarding partners. Nobody is expected yet."""
    today = timezone.localdate()
    places = Membership.objects.on(today).filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER)
    partners = list(Body.objects.filter(pk__in=places.values("body")))
    authority = next((body for body in partners if body.kind == Kind.LOCAL_AUTHORITY), None)
    if authority is None:
        raise NotDone("Say first which local authority is a safeguarding partner here, under Bodies.")
    standing = Group.objects.filter(case__partnership=partnership, ended_on__isnull=True)
    if standing.filter(title__iexact=terms.title).exists():
        raise NotDone("There is a group of this name already. Give this one another.", "title")
    case = open_case(partnership=partnership, authority=authority, by=by, partners=partners)
    group = Group.objects.create(case=case, recorded_by=by, **terms.fields())
    audit.record(by, f"began a group: {group}", group)
    follow(group)
    return group


@transaction.atomic
def change_terms(group: Group, terms: Terms, *, by: Person) -> None:
    """Meetings that were held keep the name the group then had."""
    group = _held(group)
    for name, value in terms.fields().items():
        setattr(group, name, value)
    group.save()
    audit.record(by, "changed the terms of a group", group)
    follow(group)


@transaction.atomic
def expect(group: Group, body: Body, *, office: str, name: str, email: str, from_on: date, by: Person) -> Seat:
    """From that day somebody is expected, at the meetings that are planned already too."""
    group = _held(group)
    if group.seats.filter(body=body, name__iexact=name, until_on__isnull=True).exists():
        raise NotDone(f"{name} of {body} is expected already.", "name")
    seat = Seat.objects.create(group=group, body=body, office=office, name=name, email=email, from_on=from_on)
    for meeting in group.meetings.filter(held_at__isnull=True, cancelled_at__isnull=True):
        _ask(meeting, [seat])
    settle_keys(group.case, by=by)
    audit.record(by, f"put somebody of {body} in a seat of a group", group)
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, until_on: date, by: Person) -> None:
    """After that day nobody is expected in it. Whoever was told of a later meeting is taken off its list there. The
    body's key to the packs ends with its last seat, or 28 days after its last meeting."""
    group = _held(seat.group)
    if until_on < seat.from_on:
        raise NotDone(f"They were expected from {spoken(seat.from_on)}. Give that day or a later one.", "until_on")
    seat.until_on = until_on
    seat.save(update_fields=["until_on"])
    later = Attendance.objects.filter(
        meeting__group=group, meeting__held_at__isnull=True, meeting__cancelled_at__isnull=True, told_at__isnull=True,
        body=seat.body_id, name=seat.name, expected=True,
    )  # fmt: skip
    for one in later.select_related("meeting"):
        if london_day(one.meeting.starts_at) > until_on:
            one.delete()
    settle_keys(group.case, by=by)
    audit.record(by, f"ended a seat of {seat.body} in a group", group)


@transaction.atomic
def end_group(group: Group, *, on: date, why: str, by: Person) -> None:
    group = _held(group)
    if group.meetings.filter(held_at__isnull=True, cancelled_at__isnull=True).exists():
        raise NotDone("A meeting of it is planned. Cancel that first, or hold it.")
    group.ended_on, group.ended_why = on, why
    group.save(update_fields=["ended_on", "ended_why"])
    settle_keys(group.case, by=by)
    audit.record(by, f"ended a group on {spoken(on)}", group)
    follow(group)


@transaction.atomic
def plan_group_meeting(group: Group, arrangement: Arrangement, *, by: Person) -> Meeting:
    """With the agenda that such a meeting starts from, and everybody with a seat on that day on its list."""
    group = _held(group)
    day = london_day(arrangement.starts_at)
    seats = [one for one in group.seats.select_related("body") if holds(one, day)]
    if not seats:
        raise NotDone("Nobody has a seat in this group on that day. Say first who is expected.")
    meeting = plan_meeting(
        group.case, arrangement, about=str(group.pk), by=by, purpose=Meeting.For.PARTNERSHIP, group=group,
        agenda=[title for title, _, _ in PARTNERSHIP_AGENDA],
    )  # fmt: skip
    for item, (_, to, arising) in zip(meeting.agenda.order_by("place"), PARTNERSHIP_AGENDA, strict=True):
        AgendaItem.objects.filter(pk=item.pk).update(to=to, arising=arising)
    _ask(meeting, seats)
    return meeting


def holds(seat: Seat, day: date) -> bool:
    return seat.from_on <= day and (seat.until_on is None or day <= seat.until_on)


def _ask(meeting: Meeting, seats: list[Seat]) -> None:
    listed = {(one.body_id, one.name.lower()) for one in meeting.attendance.all()}
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting, body_id=one.body_id, name=one.name, job=one.office, email=one.email, expected=True
        )
        for one in seats
        if holds(one, london_day(meeting.starts_at)) and (one.body_id, one.name.lower()) not in listed
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brought:
    """An item of the agenda as it is brought: by whom, to decide or discuss or note, and a paper to it, if one is."""

    title: str
    to: str = ""
    brought_by: str = ""
    paper: tuple[str, bytes] | None = None


@transaction.atomic
def bring(meeting: Meeting, brought: Brought, *, by: Person, item: AgendaItem | None = None) -> AgendaItem:
    """Put an item on the agenda, or change one. Its paper is kept in the folder and is one of the pack."""
    meeting = held_fast(meeting)
    refuse_agreed(meeting)
    if item is None:
        item = AgendaItem(meeting=meeting, place=meeting.agenda.count() + 1)
    item.title, item.to, item.brought_by = brought.title, brought.to, brought.brought_by
    item.save()
    if brought.paper is not None:
        document = store(meeting.case.folder, *brought.paper, by=by)
        PackItem.objects.create(meeting=meeting, title=document.name[:200], document=document, item=item)
    audit.record(by, "changed the agenda", meeting)
    return item


def _held(group: Group) -> Group:
    """The group as it stands now, held with its folder."""
    case = locked_open(group.case_id)
    held = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if held.ended_on is not None:
        raise NotDone(f"This group ended on {spoken(held.ended_on)}.")
    held.case = case
    return held
