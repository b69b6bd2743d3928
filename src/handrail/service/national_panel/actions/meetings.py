"""The Panel's meetings: planned, given an agenda of what was told, held; and who stands aside from what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.models import Conflict, DocketItem, Interest, Member, PanelMeeting, Present, Told
from handrail.service.national_panel.models.told import ToldQuerySet
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body

What = Told.What
ANSWERED = (What.RAPID_REVIEW, What.ADDENDUM, What.REPLY, What.LATER_DECISION)
"""What the Panel answers: it stands with a rapid review, to which a letter can come back. The rest it only notes."""


def waiting(told: ToldQuerySet) -> ToldQuerySet:
    """What the Panel has yet to decide on and is on no agenda to come."""
    settled = DocketItem.objects.standing().filter(decision__isnull=False) | DocketItem.objects.standing().filter(
        meeting__held_at__isnull=True
    )
    return told.filter(what__in=ANSWERED, withdrawn_on__isnull=True).exclude(pk__in=settled.values("told"))


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
    if meeting.held_at is not None:
        raise NotDone("This meeting has been held. Put it on the agenda of another.")
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
def take_off(item: DocketItem, *, by: Person) -> None:
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
    if meeting.on > timezone.localdate():
        raise NotDone(f"This meeting is planned for {spoken(meeting.on)}. Record it once it has been held.")
    if not members:
        raise NotDone("Say which members were there.", "members")
    strangers = [one.name for one in members if not one.sits_on(meeting.on)]
    if strangers:
        raise NotDone(f"Not a member on that day: {', '.join(strangers)}.", "members")
    Present.objects.bulk_create(Present(meeting=meeting, member=one) for one in members)
    meeting.held_at = timezone.now()
    meeting.save(update_fields=["held_at"])
    audit.record(by, f"recorded that the Panel met on {spoken(meeting.on)}", meeting)


@transaction.atomic
def speak(item: DocketItem, member: Member, *, stands_aside: bool, words: str, by: Person) -> Conflict:
    """Record that a member has a conflict in an item and stands aside, or why what they declared is none."""
    if hasattr(item, "decision"):
        raise NotDone("The Panel has decided on this. A conflict is said before the decision.")
    if item.conflicts.filter(member=member).exists():
        raise NotDone(f"{member} has spoken of this item already.", "member")
    if not words.strip():
        raise NotDone("Say in a few words what the conflict is, or why there is none.", "words")
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
    spoke = {one.member_id for one in item.conflicts.all()}
    there = {one.member_id for one in meeting.present.all()} if meeting.held_at else None
    near = Interest.objects.filter(
        member__panel=meeting.panel_id, body__in=(item.partnership_id, item.authority_id)
    ).select_related("member", "body")
    return [
        one for one in near
        if (one.ended_on is None or one.ended_on >= meeting.on) and one.member_id not in spoke
        and (one.member.sits_on(meeting.on) if there is None else one.member_id in there)
    ]  # fmt: skip
