"""Who goes on with a folder when a body that holds its key has ended and another has taken over.

Where a plan of the change says that one body alone takes over, the worker passes its folders on. Where several divided
an area, or nobody planned it, only a person knows who has the child's: until somebody says so in the folder, none is
given its key.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.grounds import AREA, NOT_RECORDED, Ground
from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import ENDS_WITH_THE_FOLDER, NotDone, give_key
from handrail.service.cases.doors import may_open
from handrail.service.cases.follow import locked
from handrail.service.cases.models import Case
from handrail.service.cases.reckon import reckon
from handrail.service.partnerships.models import Body, Succession

MANAGES = "manage folders"


def pass_all_on(before: Body, after: Body, *, on: date, by: Job) -> int:
    """Each folder in a transaction of its own: killed anywhere, it can be done again. Gives how many there were."""
    with unit_of_work(by):
        folders = list(_held_by(before).order_by("pk").values_list("pk", flat=True))
    for case_id in folders:
        with unit_of_work(by):
            go_on(locked(case_id), before, after, on=on, by=by)
    return len(folders)


def _over() -> QuerySet[Succession]:
    """Those of bodies that have ended: what is still to come passes nothing on."""
    return Succession.objects.filter(on__lte=timezone.localdate(), before__until_on__lt=timezone.localdate())


def _held_by(body: Body) -> QuerySet[Case]:
    live = Grant.objects.live().filter(body=body)
    return Case.objects.filter(Q(folder__in=live.values("folder")) | Q(authority=body, succeeded_by=None))


@transaction.atomic
def go_on(case: Case, before: Body, after: Body, *, on: date, by: Person | Job) -> None:
    """The keys of the one are given to the other, for the same purpose; and where it was the folder's authority, the
    other owes what was not done by the day."""
    with audit.keeping(case.pk):
        keys_over(case, before, after, by=by)
        if case.answers == before:
            case.succeeded_by, case.succeeded_on = after, on
            case.save(update_fields=["succeeded_by", "succeeded_on"])
            audit.record(by, f"said that {after} goes on with the folder in place of {before}", case, case.pk)
            reckon(case, f"{after} took over from {before}", timezone.now())


def keys_over(case: Case, before: Body, after: Body, *, by: Person | Job) -> None:
    for grant in Grant.objects.live().filter(folder=case.folder_id, body=before).select_related("share"):
        if case.closed_at is None or grant.opens not in ENDS_WITH_THE_FOLDER:
            known = grant.share.purpose != NOT_RECORDED
            ground = Ground(grant.share.purpose, grant.share.basis) if known else AREA
            give_key(
                case, after, opens=grant.opens, why=f"took over from {before}", ground=ground, by=by,
                until_at=grant.until_at,
            )  # fmt: skip


def choose(case: Case, before: Body, after: Body, *, by: Person) -> None:
    case = locked(case.pk)
    succession = Succession.objects.filter(before=before, after=after).first()
    if succession is None or before not in [body for body, _ in taken_over(case)]:
        raise NotDone("It has been said meanwhile who goes on with this folder. Look at it again.")
    go_on(case, before, after, on=succession.on, by=by)


def taken_over(case: Case) -> list[tuple[Body, list[Body]]]:
    """The bodies of this folder that have ended, each with those that took over, where none of these was said to go on
    with it."""
    ended = _ended()
    if not ended:
        return []
    held = {*Grant.objects.live().filter(folder=case.folder_id).values_list("body_id", flat=True), case.answers.pk}
    return [
        (found[0].before, [one.after for one in found])
        for before, found in ended.items()
        if before in held and not held & {one.after_id for one in found}
    ]


def _ended() -> dict[uuid.UUID, list[Succession]]:
    """By the body that ended, those that took over from it."""
    found: dict[uuid.UUID, list[Succession]] = {}
    for one in _over().select_related("before", "after").order_by("before__name", "after__name"):
        found.setdefault(one.before_id, []).append(one)
    return found


def waiting_for(person: Person) -> list[Case]:
    """The folders in which this person is to say who goes on."""
    ended = list(_ended())
    if not ended:
        return []
    held = Grant.objects.live().filter(body__in=ended).values("folder")
    rows = Case.objects.visible_to(person, {ALL}).filter(Q(folder__in=held) | Q(authority__in=ended, succeeded_by=None))
    found = rows.select_related("authority", "succeeded_by", "folder", "partnership").order_by("reference")
    return [one for one in found if may_open(person, one, what=ALL, may=MANAGES) and taken_over(one)]


def to_look_at(person: Person, case: Case | None) -> Iterable[tuple[str, str]]:
    """For the page of a folder that waits for somebody to say who goes on with it; for the list, how many do."""
    if case is None:
        number = len(waiting_for(person))
        words = "1 folder waits" if number == 1 else f"{number} folders wait"
        if number:
            yield f"{words} for you to say who goes on in place of a body that ended", reverse("cases:going_on")
    elif (found := taken_over(case)) and may_open(person, case, what=ALL, may=MANAGES):
        page = reverse("cases:goes_on", args=[case.pk])
        yield from ((f"{before} has ended. Say who goes on with this folder", page) for before, _ in found)
