"""A commission ends: the work done, or the reviewer removed by whoever the edition says may. Its keys end with it."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked
from handrail.service.reviewers.actions.commissioning import held, take_keys
from handrail.service.reviewers.models import Commission
from handrail.service.reviewers.removing import may_remove, published_on


@transaction.atomic
def end(commission: Commission, *, how: str, on: date, why: str, by: Person) -> Commission:
    """The commission is over without a removal. In a closed folder too: nobody keeps a key for want of a form."""
    commission = _held(commission)
    if how == Commission.Ended.REMOVED:
        raise NotDone("A removal is recorded on its own page: who may decide it depends on the review.")
    if not why.strip():
        raise NotDone("Say in a few words how it ended.", "why")
    return _ended(commission, Commission.Ended(how), on, why, by)


@transaction.atomic
def end_with_the_review(review_id: uuid.UUID, *, why: str, by: Person) -> None:
    """The review is called off: nobody reads on for the sake of it."""
    for commission in _going(review_id):
        _ended(_held(commission), Commission.Ended.CALLED_OFF, timezone.localdate(), why, by)


@transaction.atomic
def end_with_the_appointment(review_id: uuid.UUID, reviewer: str, on: date, *, why: str, by: Person) -> None:
    """That they were appointed on that day was recorded in error: so was the commission that came with it."""
    for commission in _going(review_id).filter(appointed_on=on):
        if str(commission) == reviewer:
            _ended(_held(commission), Commission.Ended.ERROR, timezone.localdate(), why, by)


def _going(review_id: uuid.UUID) -> QuerySet[Commission]:
    return Commission.objects.filter(review_id=review_id, ended_on__isnull=True)


@transaction.atomic
def remove(
    commission: Commission, *, decided_on: date, by_name: str, why: str, by: Person, removed_on: date | None = None,
    another: str = "",
) -> Commission:  # fmt: skip
    """Record a removal by whoever may. `removed_on` is for a national review, where one decides and another removes;
    there the Panel also considers appointing another."""
    commission = _held(commission)
    law = may_remove(commission.case, commission.kind, decided_on)
    out = published_on(commission)
    if out is not None and out <= decided_on:
        raise NotDone(f"The review was published on {spoken(out)}: a reviewer is removed only before that.")
    if not by_name.strip():
        raise NotDone(f"Say who decided it: {law.decides[0].lower()}{law.decides[1:]}, each by name.", "by_name")
    if not why.strip():
        raise NotDone("Say why the reviewer was removed.", "why")
    if law.by_another and removed_on is None:
        raise NotDone(f"Enter the day on which {law.removes} removed the reviewer.", "removed_on")
    if law.by_another and not another.strip():
        raise NotDone(f"{law.decides} must consider another reviewer: say what was decided.", "another")
    if removed_on is not None and removed_on < decided_on:
        raise NotDone("The removal comes on the day of the decision or after it.", "removed_on")
    commission.removal_decided_on, commission.removed_by_name = decided_on, by_name.strip()
    commission.another = another.strip()
    return _ended(commission, Commission.Ended.REMOVED, removed_on or decided_on, why, by)


def _held(commission: Commission) -> Commission:
    case = locked(commission.case_id)
    found = held(commission)
    found.case = case
    return found


def _ended(commission: Commission, how: Commission.Ended, on: date, why: str, by: Person) -> Commission:
    if on > timezone.localdate():
        raise NotDone("Record it on the day itself, or later. To end it ahead, move its last day.")
    if on < commission.appointed_on:
        raise NotDone(f"They were appointed on {spoken(commission.appointed_on)}: give that day or a later one.")
    commission.ended_on, commission.ended, commission.ended_why = on, how, why.strip()
    commission.save(
        update_fields=["ended_on", "ended", "ended_why", "removal_decided_on", "removed_by_name", "another"]
    )
    audit.record(by, f"ended a commission: {how.label.lower()}", commission, commission.case_id)
    take_keys(commission, by)
    return commission
