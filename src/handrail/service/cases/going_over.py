"""A folder goes over from one partnership to another: whose it is, who reads it, and who owes what is not done."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.guidance import spoken
from handrail.service.access.grounds import AREA
from handrail.service.access.models import Folder, Grant, Person, Post
from handrail.service.access.opening import opens
from handrail.service.access.roles import ALL, ROLES
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import NotDone, give_key, safeguarding_partners
from handrail.service.cases.follow import locked
from handrail.service.cases.going_on import MANAGES, keys_over
from handrail.service.cases.models import Case, Draft, SpentNumber, WentOn
from handrail.service.cases.owing import passings_of
from handrail.service.cases.rebuild import made_anew
from handrail.service.partnerships.models import Body, Kind, Membership, Succession
from handrail.service.room import Room


def goes_over(before: Body, after: Body, *, on: date, ends: bool, alone: bool) -> QuerySet[Case]:
    """The folders that go over: all, where it alone takes over from one that ends; else those whose local authority has
    its place in the other on the day, and none in one that goes on. One that was sent back goes no second time."""
    gone = WentOn.objects.filter(case=OuterRef("pk"), before=before, after=after, on=on)
    held = Case.objects.filter(~Exists(gone), partnership=before)
    if alone:
        return held
    theirs = held.annotate(whose=Coalesce(F("succeeded_by"), F("authority"))).filter(whose__in=_placed(after, on))
    return theirs if ends else theirs.exclude(whose__in=_placed(before, on))


def _placed(partnership: Body, on: date) -> QuerySet[Membership, Any]:
    places = Membership.objects.filter(
        partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER, body__kind=Kind.LOCAL_AUTHORITY
    )
    return places.on(on).values("body")


def anybody_manages(partnership: Body) -> bool:
    """Whether somebody holds a post by which folders are managed. To one with nobody no folder goes over."""
    roles = [role.key for role in ROLES.values() if role.wide and MANAGES in role.may]
    return Post.objects.on(timezone.localdate()).filter(partnership=partnership, role__in=roles).exists()


def pass_all_over(before: Body, after: Body, *, on: date, ends: bool, alone: bool, by: Job) -> int:
    """Each in a transaction of its own. Gives how many went over; where nobody would manage them there, none does."""
    with unit_of_work(by):
        if not anybody_manages(after):
            return 0
        folders = list(
            goes_over(before, after, on=on, ends=ends, alone=alone).order_by("pk").values_list("pk", flat=True)
        )
    for case_id in folders:
        with unit_of_work(by):
            go_over(case_id, before, after, on=on, by=by)
    return len(folders)


def go_over(case_id: uuid.UUID, before: Body, after: Body, *, on: date, by: Job) -> None:
    """What was done before the day stays the first one's; what is not done is the other's from now."""
    case = locked(case_id)
    if case.partnership_id != before.pk:
        return
    with audit.keeping(case.pk):
        WentOn.objects.create(case=case, before=before, after=after, on=on, moved_at=timezone.now())
        moved(case, before, after, by=by)
        audit.record(by, f"passed the folder on from {before} to {after}", case, case.pk)


def elsewhere(case: Case) -> tuple[WentOn, list[Body]] | None:
    """How it came to this partnership, and where it may be sent instead: to another that took over from the same, or
    back to the first where that has not ended after all. Those first who are listed first."""
    last = came_from(case)
    if last is None:
        return None
    others = Succession.objects.filter(before=last.before, after__kind=Kind.PARTNERSHIP).exclude(after=last.after)
    planned = [one.after for one in others.select_related("after").order_by("after__name")]
    bodies = [one for one in (last.before, *planned) if one.holds_on(timezone.localdate())]
    return (last, bodies) if bodies else None


@transaction.atomic
def send_on(case: Case, after: Body, *, why: str, by: Person) -> None:
    """It should not have come here. The worker moves it within a minute: who sends it may not see where it goes."""
    case = locked(case.pk)
    found = elsewhere(case)
    if found is None or after not in found[1]:
        raise NotDone("This folder cannot be sent there any more. Look at it again.")
    if WentOn.objects.filter(case=case, moved_at=None).exists():
        raise NotDone("It is being sent on already. Within a minute it is there.")
    if not anybody_manages(after):
        raise NotDone(
            f"Nobody may manage folders in {after}. Its administrator gives somebody the post first.", "after"
        )
    went = WentOn.objects.create(
        case=case, before=case.partnership, after=after, on=found[0].on, said_by=by, why=why.strip()[:300]
    )
    audit.record(by, f"sent the folder on to {after}: it should not have come to {case.partnership}", went, case.pk)


def move_those_sent(by: Job) -> int:
    """Each minute, each in a transaction of its own."""
    with unit_of_work(by):
        waiting = list(WentOn.objects.filter(moved_at=None).values_list("pk", "case"))
    for pk, case_id in waiting:
        with unit_of_work(by):
            _carry_out(pk, case_id, by)
    return len(waiting)


def _carry_out(pk: uuid.UUID, case_id: uuid.UUID, by: Job) -> None:
    """The way by which it came counts no more, so that what the first did and owed stays the first one's."""
    case = locked(case_id)
    went = WentOn.objects.select_related("before", "after").get(pk=pk)
    last = came_from(case)
    if went.moved_at is not None or last is None:
        return
    now = timezone.now()
    with audit.keeping(case.pk):
        WentOn.objects.filter(pk=last.pk).update(taken_back_at=now)
        if went.after_id == last.before_id:  # it never went
            WentOn.objects.filter(pk=pk).update(moved_at=now, taken_back_at=now)
        else:
            WentOn.objects.filter(pk=pk).update(moved_at=now, before=last.before)
        moved(case, went.before, went.after, by=by)
        audit.record(by, f"sent the folder on from {went.before} to {went.after}", case, case.pk)


def came_from(case: Case) -> WentOn | None:
    """How it came to the partnership that it is of now."""
    came = [one for one in passings_of(case) if one.after_id == case.partnership_id]
    return max(came, key=lambda one: one.on, default=None)


def moved(case: Case, before: Body, after: Body, *, by: Job) -> None:
    """All that says whose the folder is, in one transaction."""
    _spend_number(case, before)
    Folder.objects.filter(pk=case.folder_id).update(partnership=after)  # and the database the case with it
    case = locked(case.pk)
    drafts = Draft.objects.filter(case=case, submitted_at=None, discarded_at=None)
    drafts.update(partnership=after)
    drafts.filter(body=before).update(body=after)
    for room in apps.get_app_configs():
        if isinstance(room, Room) and room.goes_over:
            import_string(room.goes_over)(case, before, by)
    keys_over(case, before, after, by=by)
    _partners_keys(case, before, by)
    _lead(case, by)
    made_anew(case)


def told_on_folder(case: Case) -> list[str]:
    """Where it came from."""
    last = came_from(case)
    if last is None:
        return []
    return [
        f"This was a folder of {last.before} until {last.after} took over on {spoken(last.on)}. What was done before "
        f"that day is {last.before}’s, and what is not done is {last.after}’s."
    ]


def _spend_number(case: Case, before: Body) -> None:
    """Its reference stays: the partnership that gave it gives that number to no other folder."""
    stem, _, number = case.reference.rpartition("-")
    if number.isdecimal():
        SpentNumber.objects.get_or_create(partnership=before, stem=f"{stem}-", number=int(number))


def _partners_keys(case: Case, before: Body, by: Job) -> None:
    """The safeguarding partners of the area get the key that those of the first hold: of a kind that held none in this
    folder, none does now."""
    whole = Grant.objects.live().filter(folder=case.folder_id, opens=ALL)
    members = Membership.objects.filter(partnership=before, place=Membership.Place.SAFEGUARDING_PARTNER)
    kinds = set(whole.filter(body__in=members.values("body")).values_list("body__kind", flat=True))
    for body in safeguarding_partners(case.partnership, case.answers):
        if body.kind in kinds:
            give_key(case, body, opens=ALL, why="a safeguarding partner for the area", ground=AREA, by=by)


def _lead(case: Case, by: Job) -> None:
    """Whoever leads it goes on leading it, where they may still open it."""
    if case.lead is None or any(opens(post, case.folder, ALL) for post in case.lead.posts_today):
        return
    case.lead = None
    case.save(update_fields=["lead"])
    audit.record(by, "left the folder without a lead: it went on to another partnership", case, case.pk)
