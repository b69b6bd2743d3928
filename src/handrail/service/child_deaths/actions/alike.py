"""Two notifications of one death: found by a job, decided by people, joined with nothing lost, and parted again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import all_locked, follow
from handrail.service.child_deaths.comparing import alike
from handrail.service.child_deaths.lines import told_otherwise
from handrail.service.child_deaths.models import Death, Joining, KnownTo, Likeness, Notification
from handrail.service.child_deaths.standing import CORRECTABLE, standing
from handrail.service.children.actions import Known
from handrail.service.requests.actions import let_go
from handrail.service.requests.models import Request

JOB = Job("comparing deaths")
AT_ONCE = 200
"""How many deaths one round compares, so that a great many brought in at once do not hold it up."""


def look_for_likenesses() -> int:
    """Compare what was notified, or corrected, since the last round. Gives how many pairs were found."""
    with unit_of_work(JOB):
        fresh = Death.objects.filter(compared_at__isnull=True).order_by("recorded_at")
        waiting = list(fresh.values_list("pk", flat=True)[:AT_ONCE])
    return sum(_compare(death_id) for death_id in waiting)


def _compare(death_id: uuid.UUID) -> int:
    """One death in a unit of work of its own. One that somebody is at, or compared meanwhile, is left alone."""
    with unit_of_work(JOB):
        still = Death.objects.filter(pk=death_id, compared_at__isnull=True).select_related("child")
        death = still.select_for_update(of=("self",), skip_locked=True).first()
        if death is None:
            return 0
        found = _keep_likenesses(death)
        Death.objects.filter(pk=death.pk).update(compared_at=timezone.now())
        audit.record(JOB, "held the death against the others that were notified", death)
    return found


def _keep_likenesses(death: Death) -> int:
    """A pair is said of no folder: whoever reads one of the two may not know of the other."""
    kept = 0
    for other, how in alike(death):
        first, second = sorted((death, other), key=lambda one: (one.recorded_at, str(one.pk)))
        pair, made = Likeness.objects.get_or_create(first=first, second=second, defaults={"how": how})
        if made:
            audit.record(JOB, "found that two notified deaths may be one", pair)
        kept += made
    return kept


@transaction.atomic
def say_different(likeness: Likeness, *, reasons: str, by: Person) -> None:
    """Two deaths after all. It is not asked again."""
    _decide(likeness, Likeness.Decided.DIFFERENT, reasons, by)


@transaction.atomic
def join(goes_on: Death, superseded: Death, *, why: str, by: Person, likeness: Likeness | None = None) -> Joining:
    """Say that two deaths are one. The notifications of both stand in the folder that goes on; the other folder stays
    readable, and counts for nothing. Raises NotDone."""
    if goes_on.pk == superseded.pk:
        raise NotDone("Choose two different deaths.")
    cases = {case.pk: case for case in all_locked({goes_on.case_id, superseded.case_id})}
    goes_on, superseded = (Death.objects.select_related("child").get(pk=one.pk) for one in (goes_on, superseded))
    if cases[goes_on.case_id].closed_at is not None:
        raise NotDone("The folder that is to go on is closed. Reopen it first, or let the other go on.")
    if goes_on.superseded_at or superseded.superseded_at:
        raise NotDone("One of the two is joined to another folder already. Undo that first.")
    joining = Joining.objects.create(goes_on=goes_on, superseded=superseded, why=why.strip()[:300], joined_by=by)
    _carry(superseded, goes_on, joining, by)
    Death.objects.filter(pk=superseded.pk).update(superseded_at=joining.joined_at)
    if cases[superseded.case_id].closed_at is None:
        _let_forms_go(superseded, by)
    if likeness is not None:
        _decide(likeness, Likeness.Decided.SAME, why, by)
    for death in (goes_on, superseded):
        audit.record(by, "joined two notifications of one death", joining, death.case_id)
        follow(death, why="two notifications of one death were joined")
    return joining


def _let_forms_go(superseded: Death, by: Person) -> None:
    """What was still to come for the folder that does not go on is no longer chased, and whoever was asked is told."""
    waiting = Request.objects.filter(
        case=superseded.case_id, about=str(superseded.pk), received_at__isnull=True, no_longer_needed_at__isnull=True
    )
    for asked in waiting:
        let_go(asked, why=GOES_ON_ELSEWHERE, by=by)


GOES_ON_ELSEWHERE = (
    "This death was notified twice. If a form is needed from you, you are asked under the other reference."
)


def _carry(superseded: Death, goes_on: Death, joining: Joining, by: Person) -> None:
    """Who told, what they said, and who knew the child. With the words of whoever told first stands every answer of
    that folder that says more than what stands in this one, or says otherwise."""
    whole = {field: standing(superseded, field) for field in CORRECTABLE}
    others = [
        *told_otherwise(goes_on, whole, Known.of(superseded.child)),
        *_carry_known(superseded, goes_on, joining, by),
    ]
    notifications = superseded.notifications.filter(set_aside_at__isnull=True).order_by("recorded_at", "pk")
    for number, told in enumerate(notifications):
        first = (whole["circumstances"].strip(), *others) if number == 0 else ()
        suspected = whole["abuse_suspected"] if number == 0 else told.abuse_suspected
        Notification.objects.create(
            death=goes_on, on=told.on, at=told.at, by_name=told.by_name, job=told.job, body=told.body,
            agency=told.agency, contact=told.contact, said="\n".join(part for part in (told.said, *first) if part),
            abuse_suspected=suspected, came_from=joining, recorded_by=by,
        )  # fmt: skip


def _carry_known(superseded: Death, goes_on: Death, joining: Joining, by: Person) -> Iterator[str]:
    """Gives what was said of those who are named in both folders, where it says more."""
    for one in superseded.known_to.filter(set_aside_at__isnull=True).select_related("body"):
        held = goes_on.known_to.filter(body=one.body, name=one.name, set_aside_at__isnull=True).first()
        if held is None:
            KnownTo.objects.create(
                death=goes_on, body=one.body, name=one.name, part=one.part, came_from=joining, added_by=by
            )
        elif one.part and one.part != held.part:
            yield f"Knew the child: {one}"


@transaction.atomic
def undo(joining: Joining, *, why: str, by: Person) -> None:
    """The two are two again: each folder counts as it did before, with what was recorded in it since."""
    all_locked({joining.goes_on.case_id, joining.superseded.case_id})
    joining = Joining.objects.select_related("goes_on", "superseded").get(pk=joining.pk)
    if joining.undone_at is not None:
        raise NotDone("This joining is undone already.")
    if joining.goes_on.superseded_at is not None:
        raise NotDone("The folder that went on is itself joined to another one. Undo that joining first.")
    joining.undone_by, joining.undone_at, joining.undone_why = by, timezone.now(), why.strip()[:300]
    joining.save(update_fields=["undone_by", "undone_at", "undone_why"])
    brought = Notification.objects.filter(came_from=joining, set_aside_at__isnull=True)
    brought.update(set_aside_at=joining.undone_at, set_aside_why="The joining was undone")
    KnownTo.objects.filter(came_from=joining, set_aside_at__isnull=True).update(set_aside_at=joining.undone_at)
    Death.objects.filter(pk=joining.superseded_id).update(superseded_at=None)
    pair = {joining.goes_on_id, joining.superseded_id}
    Likeness.objects.filter(first__in=pair, second__in=pair).update(
        decided=Likeness.Decided.DIFFERENT, reasons=why.strip()[:300], decided_by=by, decided_at=joining.undone_at
    )
    for death in (joining.goes_on, joining.superseded):
        audit.record(by, "parted two deaths that had been joined", joining, death.case_id)
        follow(Death.objects.get(pk=death.pk), why="two deaths that had been joined were parted")


def _decide(likeness: Likeness, decided: str, reasons: str, by: Person) -> None:
    held = Likeness.objects.select_for_update(of=("self",)).get(pk=likeness.pk)
    if held.decided:
        raise NotDone("This was decided already. Open the two deaths to see what stands.")
    held.decided, held.reasons, held.decided_by, held.decided_at = decided, reasons.strip()[:300], by, timezone.now()
    held.save(update_fields=["decided", "reasons", "decided_by", "decided_at"])
    audit.record(by, f"decided of two deaths found alike: {held.get_decided_display().lower()}", held)
