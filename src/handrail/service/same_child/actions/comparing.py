"""Compares a child who was added or set right with the children of other folders. Each child is a unit of work."""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.utils import timezone

from handrail.analysis.same_child.weighing import Alike
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.children.models import Child
from handrail.service.same_child.comparing import alike, digests_of
from handrail.service.same_child.models import Resemblance, Trace

JOB = Job("comparing children")
AT_ONCE = 200
"""How many children one round compares, so that a great many brought in at once do not hold it up."""


def compare_children() -> int:
    """Compare who was added or changed since the last round. Gives how many pairs were found."""
    with unit_of_work(JOB):
        waiting = list(Child.objects.filter(compared_at__isnull=True).order_by().values_list("pk", flat=True)[:AT_ONCE])
    return sum(_compare(child_id) for child_id in waiting)


def _compare(child_id: uuid.UUID) -> int:
    """One child. Whom somebody is at, or who was compared meanwhile, is left alone."""
    with unit_of_work(JOB):
        still = Child.objects.filter(pk=child_id, compared_at__isnull=True)
        child = still.select_for_update(of=("self",), skip_locked=True).first()
        if child is None:
            return 0
        found_by = _leave_traces(child)
        found = _keep(child, found_by)
        Child.objects.filter(pk=child.pk).update(compared_at=timezone.now())
        audit.record(JOB, "compared a child with those of other folders", child, child.folder_id)
    return found


def _leave_traces(child: Child) -> list[int]:
    found_by = digests_of(child)
    Trace.objects.filter(child=child).exclude(handle__in=found_by).delete()
    Trace.objects.bulk_create((Trace(child=child, handle=handle) for handle in found_by), ignore_conflicts=True)
    return found_by


def _keep(child: Child, found_by: list[int]) -> int:
    """A pair is said of no folder: whoever opens one of the two may not know of the other. One of which nobody has ever
    decided, and that does not hold any more, goes."""
    kept = 0
    still = set()
    for other, found in alike(child, found_by):
        pair, made = _pair(child, other, found)
        still.add(pair.pk)
        kept += made
    asked = Resemblance.objects.filter(Q(first=child) | Q(second=child), decided="", undone_at__isnull=True)
    gone = asked.exclude(pk__in=still)
    for pair in gone:
        audit.record(JOB, "found that two children resemble each other no more", pair)
        pair.delete()
    return kept


def _pair(child: Child, other: Child, found: Alike) -> tuple[Resemblance, bool]:
    first, second = sorted((child, other), key=lambda one: one.pk)
    says = {"likely": found.likely, "says": list(found.says), "but": list(found.but)}
    where = {"first_folder_id": first.folder_id, "second_folder_id": second.folder_id}
    pair, made = Resemblance.objects.get_or_create(first=first, second=second, defaults=says | where)
    if made:
        audit.record(JOB, "found that two children may be one", pair)
    elif not pair.decided and (pair.likely, pair.says, pair.but) != tuple(says.values()):
        Resemblance.objects.filter(pk=pair.pk).update(**says)
        audit.record(JOB, "said anew why two children may be one", pair)
    return pair, made
