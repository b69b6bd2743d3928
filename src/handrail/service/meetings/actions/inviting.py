"""Inviting to a meeting, choosing the papers, and sending both."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from handrail.service.access.grounds import MEETING
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.access.shut import is_named
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow
from handrail.service.documents.models import Document
from handrail.service.meetings import letters
from handrail.service.meetings.actions.keys import INVITED, give_pack_key, settle_keys
from handrail.service.meetings.actions.planning import (
    held_fast,
    refuse_agreed,
    refuse_cancelled,
    refuse_over,
)
from handrail.service.meetings.models import Attendance, Meeting, PackItem
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request


@dataclass(frozen=True)
class Guest:
    """Someone to invite, for their body."""

    body: Body
    name: str
    job: str = ""
    email: str = ""


@transaction.atomic
def invite(meeting: Meeting, guests: Iterable[Guest], *, by: Person) -> list[Attendance]:
    """Put people on the list. They are written to when the agenda and pack are sent."""
    meeting = held_fast(meeting)
    refuse_agreed(meeting)
    guests = list(guests)
    if not guests:
        raise NotDone("Tick someone to invite, or type their name and choose their agency.")
    shut = [one.name for one in guests if is_named([meeting.case_id], names=[one.name], emails=[one.email])]
    if shut:
        raise NotDone(f"{', '.join(shut)} cannot be invited: the folder's page says who is shut out of it, and why.")
    listed = {(one.body_id, one.name.lower()) for one in meeting.attendance.all()}
    twice = [guest.name for guest in guests if (guest.body.pk, guest.name.lower()) in listed]
    if twice:
        raise NotDone(f"Already invited: {', '.join(twice)}.")
    invited = Attendance.objects.bulk_create(Attendance(meeting=meeting, **vars(guest)) for guest in guests)
    audit.record(by, f"invited {len(invited)} people", meeting)
    return invited


@transaction.atomic
def uninvite(invited: Attendance, *, by: Person) -> None:
    """Take someone off the list, and tell them if they had been told. A body with nobody left loses its key."""
    meeting = held_fast(invited.meeting)
    refuse_over(meeting)
    if invited.told_at is not None:
        letters.tell_uninvited(meeting, invited)
    audit.record(by, f"took somebody from {invited.body} off the list of those invited", meeting)
    invited.delete()
    settle_keys(meeting.case, by=by)


@transaction.atomic
def choose_papers(meeting: Meeting, *, requests: Iterable[Request], documents: Iterable[Document], by: Person) -> None:
    """Make the pack these papers and no others. What is new goes to the invited with the next sending."""
    meeting = held_fast(meeting)
    refuse_cancelled(meeting)
    papers: dict[tuple[uuid.UUID | None, uuid.UUID | None], str] = {
        (asked.pk, None): f"Summary from {asked.body}" for asked in requests
    }
    papers |= {(None, document.pk): document.name for document in documents}
    held = {(item.request_id, item.document_id): item for item in meeting.pack.all()}
    gone = [item.pk for key, item in held.items() if key not in papers]
    PackItem.objects.filter(pk__in=gone).delete()
    PackItem.objects.bulk_create(
        PackItem(meeting=meeting, title=title[:200], request_id=request_id, document_id=document_id)
        for (request_id, document_id), title in papers.items()
        if (request_id, document_id) not in held
    )
    audit.record(by, f"chose {len(papers)} papers for the pack", meeting)


def _record_sharing(meeting: Meeting, body: Body, by: Person) -> None:
    papers = meeting.pack.count()
    share(
        meeting.case.folder, to=body, how=Share.How.PACK, words=INVITED, ground=MEETING, by=by,
        what=f"the agenda and {papers} {'paper' if papers == 1 else 'papers'}", paper_id=meeting.pk,
    )  # fmt: skip


@transaction.atomic
def send_pack(meeting: Meeting, *, by: Person) -> list[Attendance]:
    """Open the agenda and the pack to the bodies invited, and write to each person. Gives those with no address."""
    meeting = held_fast(meeting)
    refuse_over(meeting)
    invited = list(meeting.attendance.select_related("body"))
    if not invited:
        raise NotDone("Nobody is invited yet. Invite people first, then send the agenda and pack.")
    now = timezone.now()
    for body in {one.body for one in invited}:
        give_pack_key(meeting.case, body, by=by)
        _record_sharing(meeting, body, by)
    meeting.pack.filter(sent_at__isnull=True).update(sent_at=now)
    meeting.attendance.filter(told_at__isnull=True).update(told_at=now)
    settle_keys(meeting.case, by=by)
    meeting.pack_sent_at = now
    meeting.save(update_fields=["pack_sent_at"])
    audit.record(by, f"sent the agenda and pack to {len(invited)} people", meeting)
    follow(meeting)
    return [one for one in invited if not letters.tell_invited(meeting, one)]
