"""What may be done to a folder itself: open, close, reopen, join, note, give a reason for lateness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils import timezone

from handrail.service.access.grounds import AREA, ASKING, MEETING, NOT_RECORDED, Ground
from handrail.service.access.models import Folder, Grant, Person, Share, ShutOut
from handrail.service.access.roles import ALL, CONTRIBUTION, MEETING_PACK
from handrail.service.access.sharing import Given, share, share_each
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job
from handrail.service.cases.follow import follow, locked
from handrail.service.cases.models import Case, Join, KeptClock, LateReason, Note, SpentNumber
from handrail.service.cases.reckon import reckon
from handrail.service.partnerships.actions import NotDone as NotDone  # rooms above take it from here
from handrail.service.partnerships.models import Body, Coverage, Membership

ENDS_WITH_THE_FOLDER = (CONTRIBUTION, MEETING_PACK)
"""Kinds of key that are given for a piece of work, and end when the folder is closed over it."""


@transaction.atomic
def open_case(
    *, partnership: Body, authority: Body, by: Person | Job, opened_at: datetime | None = None,
    invented: bool = False, partners: Iterable[Body] | None = None,
) -> Case:  # fmt: skip
    """Open a folder for a partnership; the local authority and the other safeguarding partners get its key.

    `opened_at` is for a folder that was open before Handrail held it. `partners` are for a folder of which not all
    the safeguarding partners hold the key.
    """
    opened_at = opened_at or timezone.now()
    folder = Folder(partnership=partnership, made_by=_person(by))
    with audit.keeping(folder.pk):
        folder.save(force_insert=True)
        case = Case.objects.create(
            folder=folder, partnership=partnership, authority=authority, lead=None, opened_at=opened_at,
            reference=next_reference(partnership, opened_at.year), invented=invented,
        )  # fmt: skip
        others = safeguarding_partners(partnership, authority) if partners is None else partners
        why = "a safeguarding partner for the area" if partners is None else "a partner for the area"
        for body in {authority, *others}:
            give_key(case, body, opens=ALL, why=why, ground=AREA, by=by)
        audit.record(by, f"opened the folder {case.reference}", case, case.pk)
    return case


def next_reference(partnership: Body, year: int) -> str:
    """WV-2026-0014: the partnership, the year, and a number that only counts, and is never given twice. Who opens a
    folder need not see the others."""
    stem = f"{partnership.short_name or 'HR'}-{year}-"
    with connection.cursor() as cursor:
        cursor.execute("select wall.last_reference(%s, %s)", [partnership.pk, stem])
        (last,) = cursor.fetchone()
    spent = SpentNumber.objects.filter(partnership=partnership, stem=stem).aggregate(last=Max("number"))["last"] or 0
    return f"{stem}{max(int(last.rsplit('-', 1)[1]) if last else 0, spent) + 1:04d}"


def safeguarding_partners(partnership: Body, authority: Body) -> list[Body]:
    """The police and health partners for this authority's area. Other authorities and boards are not told."""
    today = timezone.localdate()
    places = Membership.objects.filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER)
    members = Body.objects.filter(memberships__in=places.on(today)).exclude(kind=authority.kind)
    elsewhere = Coverage.objects.on(today).exclude(authority=authority).values("body")
    here = Coverage.objects.on(today).filter(authority=authority).values("body")
    return list(members.filter(Q(pk__in=here) | ~Q(pk__in=elsewhere)))


def give_key(
    case: Case, body: Body, *, opens: str, why: str, ground: Ground, by: Person | Job,
    until_at: datetime | None = None,
) -> Grant:  # fmt: skip
    """Let a body open part of this folder. Giving it twice changes nothing."""
    if opens in ENDS_WITH_THE_FOLDER and case.closed_at is not None:
        raise NotDone("This folder is closed, so nobody is asked or invited. Reopen it first.")
    given = Grant.objects.filter(folder=case.folder, body=body, opens=opens, until_at=until_at).first()
    if given is not None:
        return given
    shared = share(
        case.folder, to=body, how=Share.How.KEY, what=f"the key to {opens}", words=why, ground=ground, by=_person(by)
    )  # fmt: skip
    grant = Grant.objects.create(
        folder=case.folder, body=body, opens=opens, until_at=until_at, why=why, given_by=_person(by), share=shared
    )
    audit.record(by, f"gave {body} the key to {opens}", grant, case.pk)
    return grant


def give_keys(case: Case, bodies: Sequence[Body], *, opens: str, why: str, ground: Ground, by: Person) -> None:
    """The same to many bodies at once."""
    if opens in ENDS_WITH_THE_FOLDER and case.closed_at is not None:
        raise NotDone("This folder is closed, so nobody is asked or invited. Reopen it first.")
    held = Grant.objects.filter(folder=case.folder, body__in=bodies, opens=opens, until_at=None)
    having = set(held.values_list("body_id", flat=True))
    wanting = [body for body in bodies if body.pk not in having]
    given = [Given(body, f"the key to {opens}", why) for body in wanting]
    shares = share_each(case.folder, given, how=Share.How.KEY, ground=ground, by=by)
    grants = Grant.objects.bulk_create(
        Grant(folder=case.folder, body=body, opens=opens, why=why, given_by=by, share=shared)
        for body, shared in zip(wanting, shares, strict=True)
    )
    audit.record_several(by, [(f"gave {one.body} the key to {opens}", one, case.pk) for one in grants])


def _person(by: Person | Job) -> Person | None:
    """Who stands on the row: a job is named in the audit alone."""
    return by if isinstance(by, Person) else None


@transaction.atomic
def give_again(case: Case, grant: Grant, *, by: Person) -> Grant:
    """Give back a key that ended, for the purpose and on the basis that it was given before."""
    if grant.share.purpose == NOT_RECORDED:
        raise NotDone("For what purpose this key was given was not recorded. Give a new key, and say so.")
    ground = Ground(grant.share.purpose, grant.share.basis)
    return give_key(case, grant.body, opens=grant.opens, why=grant.why, ground=ground, by=by)


def take_key_back(case: Case, body: Body, *, opens: str, by: Person) -> None:
    """End a body's key to part of this folder, from now."""
    for grant in Grant.objects.filter(folder=case.folder, body=body, opens=opens, until_at__isnull=True):
        grant.until_at = timezone.now()
        grant.save(update_fields=["until_at"])
        audit.record(by, f"ended the key of {body} to {opens}", grant, case.pk)


@transaction.atomic
def close_case(case: Case, *, why: str, by: Person) -> None:
    """Nothing is waited for any more, and the keys of those who were only asked or invited end: decision 8."""
    case = locked(case.pk)
    if case.closed_at is not None:
        raise NotDone("This folder is already closed.")
    case.closed_at, case.closed_why = timezone.now(), why
    narrow = Grant.objects.live().opening(ENDS_WITH_THE_FOLDER).filter(folder=case.folder_id)
    narrow.filter(until_at__isnull=True).update(until_at=case.closed_at, shut_with_folder=True)
    narrow.update(until_at=case.closed_at)
    _changed(case, "closed the folder", why, by)


@transaction.atomic
def reopen_case(case: Case, *, why: str, by: Person) -> None:
    """What was not done is counted again, and the open-ended keys that closing ended are given again."""
    case = locked(case.pk)
    if case.closed_at is None:
        raise NotDone("This folder is open.")
    case.closed_at, case.closed_why, case.reopened_why = None, "", why
    _changed(case, "reopened the folder", why, by)
    for grant in Grant.objects.filter(folder=case.folder_id, shut_with_folder=True).select_related("body"):
        ground = MEETING if grant.opens == MEETING_PACK else ASKING
        give_key(case, grant.body, opens=grant.opens, why=grant.why, ground=ground, by=by)
        grant.shut_with_folder = False
        grant.save(update_fields=["shut_with_folder"])


def _changed(case: Case, did: str, why: str, by: Person) -> None:
    """The reason stands in the folder alone: the audit outlives it, and says nothing that is about a child."""
    case.save(update_fields=["closed_at", "closed_why", "reopened_why"])
    KeptClock.objects.filter(case=case, stopped_on__isnull=True, fell_away_on__isnull=True).update(
        ended=case.closed_at is not None
    )
    audit.record(by, did, case, case.pk)
    reckon(case, f"{did}: {why}", timezone.now())


@transaction.atomic
def join_folders(
    first: Case, second: Case, *, why: str, by: Person, ground: Ground | None = None, job: Job | None = None
) -> Join:
    """Say that two folders concern one matter. Neither's readers learn anything of the other by it.

    Between folders of two partnerships it tells each of the other, and needs a ground. Where a `job` joins them, `by`
    is whose work it carries on.
    """
    if first.pk == second.pk:
        raise NotDone("Choose another folder: a folder cannot be joined to itself.")
    standing = Join.objects.filter(parted_at__isnull=True)
    if standing.filter(Q(first=first, second=second) | Q(first=second, second=first)).exists():
        raise NotDone("These two folders are already joined.")
    join = Join.objects.create(first=first, second=second, why=why, joined_by=by)
    _tell_other_partnership(first, second, why, ground, by)
    for case in (first, second):
        audit.record(job or by, "joined the folder to another", join, case.pk)
    return join


def _tell_other_partnership(first: Case, second: Case, why: str, ground: Ground | None, by: Person) -> None:
    if first.partnership.pk == second.partnership.pk:
        return
    if ground is None:
        raise NotDone("The other folder is another partnership's: say for what purpose, and what allows it.")
    for case, other in ((first, second), (second, first)):
        share(
            case.folder, to=other.partnership, how=Share.How.JOINED, what="that the two folders concern one matter",
            words=why, ground=ground, by=by,
        )  # fmt: skip


@transaction.atomic
def part_folders(join: Join, *, by: Person) -> None:
    join.parted_at = timezone.now()
    join.save(update_fields=["parted_at"])
    for case in (join.first, join.second):
        audit.record(by, "parted the folder from another", join, case.pk)


@transaction.atomic
def file_note(
    case: Case, *, of: str, happened_at: datetime, with_whom: str, text: str, by: Person, adds_to: Note | None = None
) -> Note:
    """File a note. It is never changed after; a later one may add to it."""
    if happened_at > timezone.now():
        raise NotDone("The note is of something that has happened: give a date and time that is not in the future.")
    if adds_to is not None and adds_to.case_id != case.pk:
        raise NotDone("A note adds to a note in the same folder. Write it in the folder of the first note.")
    note = Note.objects.create(
        case=case, of=of, happened_at=happened_at, with_whom=with_whom, text=text, recorded_by=by, adds_to=adds_to
    )
    audit.record(by, "filed a note", note)
    follow(note)
    return note


@transaction.atomic
def give_late_reason(case: Case, *, duty: str, about: str, reason: str, by: Person) -> LateReason:
    late = LateReason.objects.create(case=case, duty=duty, about=about, reason=reason, given_by=by)
    audit.record(by, f"gave the reason why {duty.replace('_', ' ')} is late", late)
    return late


@transaction.atomic
def change_details(case: Case, *, lead: Person | None, local_reference: str, by: Person) -> None:
    """Say who leads the folder, and the reference the partnership knows it by elsewhere."""
    case = locked(case.pk)
    if lead is not None and ShutOut.objects.filter(folder=case.pk, person=lead).exists():
        raise NotDone("Choose another lead: this person is shut out of the folder.", "lead")
    if case.lead != lead:
        case.lead = lead
        audit.record(by, f"made {lead} the lead" if lead else "left the folder without a lead", case, case.pk)
    if case.local_reference != local_reference:
        case.local_reference = local_reference
        audit.record(by, "changed the local reference", case, case.pk)
    case.save(update_fields=["lead", "local_reference"])


@transaction.atomic
def end_key(case: Case, grant: Grant, *, by: Person) -> None:
    """End one key, from now. What was done with it stays recorded."""
    case = locked(case.pk)
    grant.refresh_from_db(fields=["until_at"])
    if not grant.lives:
        raise NotDone("This key has already ended.")
    grant.until_at = timezone.now()
    grant.save(update_fields=["until_at"])
    audit.record(by, f"ended the key of {grant.body} to {grant.opens}", grant, case.pk)
