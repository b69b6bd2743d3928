"""The Panel's members: appointed and removed by the Secretary of State, and what they declare."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.national_panel.bodies import PANEL
from handrail.service.national_panel.models import Interest, Member
from handrail.service.partnerships.actions import NotDone, one_at_a_time
from handrail.service.partnerships.models import Body


@transaction.atomic
def appoint(
    *, name: str, office: str, appointed_by_name: str, from_on: date, until_on: date | None, person: Person | None,
    by: Person,
) -> Member:  # fmt: skip
    """Record that somebody was appointed. There is one chair at a time."""
    panel = Body.objects.get(pk=PANEL.key)
    one_at_a_time(panel)
    if until_on is not None and until_on < from_on:
        raise NotDone("The term ends before it begins. Check both days.", "until_on")
    there = Member.objects.filter(panel=panel)
    if any(one.name.casefold() == name.strip().casefold() and one.sits_on(from_on) for one in there):
        raise NotDone(f"{name} is a member on that day already.", "name")
    chair = next((one for one in there if one.office == Member.Office.CHAIR and one.sits_on(from_on)), None)
    if office == Member.Office.CHAIR and chair is not None:
        raise NotDone(f"{chair} is the chair on that day. Record first when that ended.", "office")
    member = Member.objects.create(
        panel=panel, name=name.strip(), office=office, appointed_by_name=appointed_by_name.strip(), from_on=from_on,
        until_on=until_on, person=person, recorded_by=by,
    )  # fmt: skip
    audit.record(by, f"recorded that {member} was appointed to the Panel", member)
    return member


@transaction.atomic
def end_membership(
    member: Member, *, on: date, removed: bool, ended_by_name: str = "", why: str = "", by: Person
) -> None:
    """Record that a member left, or that the Secretary of State removed them; then by whom and why is part of it."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    if member.ended_on is not None:
        raise NotDone(f"It is recorded already that this ended on {spoken(member.ended_on)}.")
    if on < member.from_on:
        raise NotDone(f"{member} was appointed from {spoken(member.from_on)}: give a later day.", "on")
    if on > timezone.localdate():
        raise NotDone("Record it once it has happened: the day may not be in the future.", "on")
    if removed and not ended_by_name.strip():
        raise NotDone("Say who removed the member.", "ended_by_name")
    if removed and not why.strip():
        raise NotDone("Say why: the law allows it of somebody unfit or unable, or whose conduct does not fit.", "why")
    member.ended_on, member.removed, member.ended_why = on, removed, why.strip()
    member.ended_by_name = ended_by_name.strip() if removed else ""
    member.save(update_fields=["ended_on", "removed", "ended_why", "ended_by_name"])
    audit.record(by, f"recorded that {member} {'was removed from' if removed else 'left'} the Panel", member)


@transaction.atomic
def take_back_end(member: Member, *, by: Person) -> None:
    """That it ended was recorded in error. The audit keeps what was recorded."""
    one_at_a_time(Body.objects.get(pk=PANEL.key))
    member = Member.objects.select_for_update().get(pk=member.pk)
    if member.ended_on is None:
        raise NotDone("No end of this appointment is recorded.")
    said = f"{'removed' if member.removed else 'left'} on {spoken(member.ended_on)}"
    others = Member.objects.filter(panel=PANEL.key, office=Member.Office.CHAIR, from_on__gte=member.ended_on)
    if member.office == Member.Office.CHAIR and others.exclude(pk=member.pk).exists():
        raise NotDone("Somebody else has been appointed as the chair since. Record first when that ended.")
    member.ended_on, member.removed, member.ended_why, member.ended_by_name = None, False, "", ""
    member.save(update_fields=["ended_on", "removed", "ended_why", "ended_by_name"])
    audit.record(by, f"took back that {member} {said}: it was recorded in error", member)


@transaction.atomic
def declare(member: Member, *, what: str, body: Body | None, declared_on: date, by: Person) -> Interest:
    """Record an interest that a member declared."""
    if declared_on > timezone.localdate():
        raise NotDone("Record it once it was declared: the day may not be in the future.", "declared_on")
    if member.interests.filter(what=what.strip(), body=body, ended_on__isnull=True).exists():
        raise NotDone("This interest is recorded already. Nothing was recorded twice.", "what")
    interest = Interest.objects.create(
        member=member, what=what.strip(), body=body, declared_on=declared_on, recorded_by=by
    )
    audit.record(by, f"recorded an interest of {member}", interest)
    return interest


@transaction.atomic
def end_interest(interest: Interest, *, by: Person) -> None:
    """It stays to be read, and is asked about no more."""
    interest = _held(interest)
    if interest.ended_on is not None:
        raise NotDone("This interest has ended already.")
    interest.ended_on = timezone.localdate()
    interest.save(update_fields=["ended_on"])
    audit.record(by, f"recorded that an interest of {interest.member} ended", interest)


@transaction.atomic
def take_back_interest_end(interest: Interest, *, by: Person) -> None:
    """It has not ended after all, and is asked about again."""
    interest = _held(interest)
    if interest.ended_on is None:
        raise NotDone("This interest has not ended.")
    interest.ended_on = None
    interest.save(update_fields=["ended_on"])
    audit.record(by, f"took back that an interest of {interest.member} ended", interest)


def _held(interest: Interest) -> Interest:
    return Interest.objects.select_for_update(of=("self",)).select_related("member").get(pk=interest.pk)
