"""The Panel's meetings: planned, given an agenda of what was told, held; and who stands aside from what."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.models import (
    Conflict,
    DocketItem,
    Interest,
    Member,
    PanelDecision,
    PanelMeeting,
    Present,
    Told,
)
from handrail.service.national_panel.models.told import ToldQuerySet
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body

What = Told.What
ANSWERED = (What.RAPID_REVIEW, What.ADDENDUM, What.REPLY, What.LATER_DECISION)
"""What the Panel answers: it stands with a rapid review, to which a letter can come back. The rest it only notes."""


def waiting(told: ToldQuerySet) -> ToldQuerySet:
    """What the Panel has yet to decide on and is on no agenda to come. Where more must be known first, it
    waits still."""
    standing = DocketItem.objects.standing()
    anew = DocketItem.objects.filter(again_of=OuterRef("pk"), decision__isnull=False)
    decided = standing.filter(decision__isnull=False).exclude(decision__national=PanelDecision.National.NOT_YET)
    coming = standing.filter(meeting__held_at__isnull=True)
    waits = told.filter(what__in=ANSWERED, withdrawn_on__isnull=True)
    return waits.exclude(pk__in=decided.exclude(Exists(anew)).values("told")).exclude(pk__in=coming.values("told"))


def considered_before(told: Iterable[Told]) -> dict[uuid.UUID, PanelDecision]:
    """By the key of what waits again: the last decision on it, that more must be known first."""
    keys = [one.pk for one in told]
    decided = PanelDecision.objects.filter(item__told__in=keys, item__taken_off_at__isnull=True).select_related("item")
    return {one.item.told: one for one in decided.order_by("decided_on", "recorded_at")}


@transaction.atomic
def plan(*, on: date, place: str, by: Person) -> PanelMeeting:
    meeting = PanelMeeting.objects.create(
        panel=Body.objects.get(pk=PANEL.key), on=on, place=place.strip(), planned_by=by
    )
    audit.record(by, f"planned a meeting of the Panel on {spoken(on)}", meeting)
    return meeting


@transaction.atomic
def put_on(meeting: PanelMeeting, told: Told, *, by: Person) -> DocketItem:
    """Put something that was told on the agenda, as it reads now."""
    one_at_a_time(Body.objects.get(pk=PANEL.key))
    meeting = PanelMeeting.objects.get(pk=meeting.pk)
    _refuse_past(meeting)
    if not waiting(Told.objects.filter(pk=told.pk)).exists():
        raise NotDone(
            "This is on an agenda, or decided, or was withdrawn, or is nothing that the Panel answers. "
            "Go back to what waits for the Panel."
        )
    item = DocketItem.objects.create(
        meeting=meeting, told=told.pk, what=told.what, told_on=told.told_on, nature=told.nature,
        national_reference=told.national_reference, partnership=told.partnership, authority=told.authority,
        local_review=told.local_review, national_view=told.national_view, in_time=told.in_time,
        place=meeting.docket.count() + 1, put_on_by=by,
    )  # fmt: skip
    audit.record(by, f"put {item} on the Panel's agenda of {spoken(meeting.on)}", item)
    return item


@transaction.atomic
def take_up_again(item: DocketItem, meeting: PanelMeeting, *, why: str, by: Person) -> DocketItem:
    """Put what was decided before a further meeting, to be decided anew: the letter says which decision it replaces."""
    one_at_a_time(Body.objects.get(pk=PANEL.key))
    _refuse_past(PanelMeeting.objects.get(pk=meeting.pk))
    decision = PanelDecision.objects.filter(item=item).first()
    if decision is None or decision.released_at is None:
        raise NotDone("Nothing was given to the partnership on this yet. Record or change the decision itself.")
    if DocketItem.objects.standing().filter(told=item.told, meeting__held_at__isnull=True).exists():
        raise NotDone("This is on the agenda of a meeting already.")
    again = DocketItem.objects.create(
        meeting=meeting, told=item.told, what=item.what, told_on=item.told_on, nature=item.nature,
        national_reference=item.national_reference, partnership=item.partnership, authority=item.authority,
        local_review=item.local_review, national_view=item.national_view, in_time=item.in_time,
        place=meeting.docket.count() + 1, put_on_by=by, again_of=item, again_why=why.strip(),
    )  # fmt: skip
    audit.record(by, f"took {item} up again at the Panel's meeting of {spoken(meeting.on)}", again)
    return again


@transaction.atomic
def move(meeting: PanelMeeting, *, on: date, place: str, by: Person) -> None:
    """Hold it on another day, or elsewhere. Its agenda goes with it."""
    meeting = PanelMeeting.objects.select_for_update().get(pk=meeting.pk)
    _refuse_past(meeting)
    before, meeting.on, meeting.place = meeting.on, on, place.strip()
    meeting.save(update_fields=["on", "place"])
    audit.record(by, f"moved the Panel's meeting of {spoken(before)} to {spoken(on)}", meeting)


@transaction.atomic
def call_off(meeting: PanelMeeting, *, why: str, by: Person) -> None:
    """It is not held. What was on its agenda waits again."""
    meeting = PanelMeeting.objects.select_for_update().get(pk=meeting.pk)
    _refuse_past(meeting)
    for item in meeting.docket.filter(taken_off_at__isnull=True):
        take_off(item, by=by)
    meeting.called_off_at, meeting.called_off_why = timezone.now(), why.strip()
    meeting.save(update_fields=["called_off_at", "called_off_why"])
    audit.record(by, f"called the Panel's meeting of {spoken(meeting.on)} off", meeting)


def _refuse_past(meeting: PanelMeeting) -> None:
    if meeting.held_at is not None:
        raise NotDone("This meeting has been held. Choose another.")
    if meeting.called_off_at is not None:
        raise NotDone("This meeting was called off. Choose another.")


@transaction.atomic
def take_off(item: DocketItem, *, by: Person) -> None:
    item = DocketItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.taken_off_at is not None:
        raise NotDone("This was taken off the agenda already.")
    if hasattr(item, "decision"):
        raise NotDone("The Panel has decided on this: it stays on the agenda.")
    item.taken_off_at = timezone.now()
    item.save(update_fields=["taken_off_at"])
    audit.record(by, f"took {item} off the Panel's agenda", item)


@transaction.atomic
def hold(meeting: PanelMeeting, members: Collection[Member], *, by: Person) -> None:
    """Record that it was held, and which members were there."""
    meeting = PanelMeeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.held_at is not None:
        raise NotDone("It is recorded already that this meeting was held.")
    if meeting.called_off_at is not None:
        raise NotDone("This meeting was called off. Plan another.")
    if meeting.on > timezone.localdate():
        raise NotDone(f"This meeting is planned for {spoken(meeting.on)}. Record it once it has been held.")
    _refuse_strangers(meeting, members)
    Present.objects.bulk_create(Present(meeting=meeting, member=one) for one in members)
    meeting.held_at = timezone.now()
    meeting.save(update_fields=["held_at"])
    audit.record(by, f"recorded that the Panel met on {spoken(meeting.on)}", meeting)


@transaction.atomic
def correct_present(meeting: PanelMeeting, members: Collection[Member], *, why: str, by: Person) -> None:
    """Who was there was recorded wrongly. Everything decided must still have been decided by somebody who was there."""
    meeting = PanelMeeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.held_at is None:
        raise NotDone("This meeting is not recorded as held. Record that first, with who was there.")
    _refuse_strangers(meeting, members)
    named = {one.pk for one in members}
    for row in meeting.present.all():
        if row.there != (row.member_id in named):
            row.there = not row.there
            row.save(update_fields=["there"])
    before = set(meeting.present.values_list("member", flat=True))
    Present.objects.bulk_create(Present(meeting=meeting, member=one) for one in members if one.pk not in before)
    left = [item for item in meeting.docket.filter(decision__isnull=False) if not deciding_on(item)]
    if left:
        raise NotDone(f"Nobody would be left who decided on this: {left[0]}. Say who else was there.", "members")
    audit.record(by, f"corrected who was at the Panel's meeting of {spoken(meeting.on)}: {why.strip()}", meeting)


def deciding_on(item: DocketItem) -> list[Member]:
    """Those who were there and do not stand aside from this."""
    aside = {one.member_id for one in item.conflicts.filter(taken_back_at__isnull=True) if one.stands_aside}
    there = item.meeting.present.filter(there=True).select_related("member")
    return [one.member for one in there if one.member_id not in aside]


def _refuse_strangers(meeting: PanelMeeting, members: Collection[Member]) -> None:
    if not members:
        raise NotDone("Say which members were there.", "members")
    strangers = [one.name for one in members if not one.sits_on(meeting.on)]
    if strangers:
        raise NotDone(f"Not a member on that day: {', '.join(strangers)}.", "members")


@transaction.atomic
def speak(item: DocketItem, member: Member, *, stands_aside: bool, words: str, by: Person) -> Conflict:
    """Record that a member has a conflict in an item and stands aside, or why what they declared is none. What was
    recorded of them before is taken back by it, until the decision has left."""
    if PanelDecision.objects.filter(item=item, released_at__isnull=False).exists():
        raise NotDone("The decision has left for the partnership. Take it up again at a meeting to come.")
    if not words.strip():
        raise NotDone("Say in a few words what the conflict is, or why there is none.", "words")
    item.conflicts.filter(member=member, taken_back_at__isnull=True).update(taken_back_at=timezone.now())
    said = Conflict.objects.create(
        item=item, member=member, stands_aside=stands_aside, words=words.strip(), recorded_by=by
    )
    did = "stands aside from" if stands_aside else "has no conflict in"
    audit.record(by, f"recorded that {member} {did} {item}", said)
    return said


def unspoken(item: DocketItem) -> list[Interest]:
    """Interests in the item's partnership or authority, of members who sit that day and have not spoken of it.

    Once the meeting is held, of those who were there.
    """
    meeting = item.meeting
    spoke = {one.member_id for one in item.conflicts.all() if one.taken_back_at is None}
    there = {one.member_id for one in meeting.present.all() if one.there} if meeting.held_at else None
    near = Interest.objects.filter(
        member__panel=meeting.panel_id, body__in=(item.partnership_id, item.authority_id)
    ).select_related("member", "body")
    return [
        one for one in near
        if (one.ended_on is None or one.ended_on >= meeting.on) and one.member_id not in spoke
        and (one.member.sits_on(meeting.on) if there is None else one.member_id in there)
    ]  # fmt: skip
