"""A folder whose death was joined to another's goes: before it does, the other is left whole, as the one that stays.

What was brought from one folder into another stands there in its own right. A folder that counted for nothing, because
its death went on in the one that goes, counts again, or goes on where that one's death did. Whoever was shut out of the
one is shut out of the other for good: it is the same child.
"""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet

from handrail.service.access.models import Exclusion
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import Death, Joining, KnownTo, Notification
from handrail.service.same_child.models import Resemblance

PARTS = "left a joined folder whole, as the other one goes"


def joined_folders(folder_id: uuid.UUID) -> set[uuid.UUID]:
    """The folders whose deaths are, or were, joined to one of this, and those that hold the same child."""
    pairs = _of(folder_id).values_list("goes_on__case", "superseded__case")
    return {one for pair in pairs for one in pair} - {folder_id} | _of_the_same_child(folder_id)


def _of_the_same_child(folder_id: uuid.UUID) -> set[uuid.UUID]:
    """The folders with a child of this one in them, as people have decided."""
    same = Resemblance.objects.filter(decided=Resemblance.Decided.SAME)
    pairs = same.filter(Q(first_folder=folder_id) | Q(second_folder=folder_id))
    return {one for pair in pairs.values_list("first_folder", "second_folder") for one in pair} - {folder_id}


def leave_joined_whole(case: Case, *, by: Actor) -> None:
    """Before the rows of a folder are gathered. The folders it is joined to are held."""
    for joining in _of(case.pk).select_related("goes_on", "superseded"):
        ends = {joining.goes_on.case_id, joining.superseded.case_id}
        if ends == {case.pk}:
            continue
        if joining.undone_at is not None:
            _take_back(joining)
        elif joining.superseded.case_id == case.pk:
            _stay_without_it(joining, by)
        else:
            _go_on_without_it(joining, by)
    same_child = sorted(_of_the_same_child(case.pk))
    for stays in same_child[1:]:
        _shut_there_too(case.pk, stays)
    for stays in same_child[:1]:
        _shut_as_well(case.pk, stays)
    for stays in same_child:
        audit.record(
            by, "kept shut out whoever was shut out of the folder of the same child, as that one goes", case, stays
        )


def _of(folder_id: uuid.UUID) -> QuerySet[Joining]:
    return Joining.objects.filter(Q(goes_on__case=folder_id) | Q(superseded__case=folder_id))


def _take_back(joining: Joining) -> None:
    """Of two that were found to be two, what had been brought into the other was never its own."""
    for brought in (Notification, KnownTo):
        brought._default_manager.filter(came_from=joining).delete()


def _stay_without_it(joining: Joining, by: Actor) -> None:
    """The one that was superseded goes: what it brought stays."""
    for brought in (Notification, KnownTo):
        brought._default_manager.filter(came_from=joining).update(came_from=None)
    _shut_as_well(joining.superseded.case_id, joining.goes_on.case_id)
    audit.record(by, PARTS, joining.goes_on, joining.goes_on.case_id)


def _go_on_without_it(joining: Joining, by: Actor) -> None:
    """The one that went on goes: the other goes on where it had itself gone on, or counts again."""
    _shut_as_well(joining.goes_on.case_id, joining.superseded.case_id)
    further = Joining.objects.filter(superseded=joining.goes_on_id, undone_at__isnull=True).first()
    if further is not None:
        Joining.objects.filter(pk=joining.pk).update(goes_on=further.goes_on_id)
    else:
        Death.objects.filter(pk=joining.superseded_id).update(superseded_at=None)
    left = Death.objects.get(pk=joining.superseded_id)
    audit.record(by, PARTS, left, left.case_id)
    follow(left, why="the folder in which this death went on was deleted")


def _shut_there_too(goes: uuid.UUID, stays: uuid.UUID) -> None:
    """Exclusions of the folder that goes, once more in another that stays: the two that stay need not be joined."""
    for held in Exclusion.objects.filter(folder=goes, ended_at__isnull=True):
        taken = list(held.taken.all())
        held.pk, held.folder_id, held._state.adding = uuid.uuid4(), stays, True
        held.save(force_insert=True)
        known = set(held.taken.values_list("person", flat=True))
        for one in taken:
            if one.person_id not in known:
                one.pk, one.exclusion, one._state.adding = None, held, True
                one.save(force_insert=True)


def _shut_as_well(goes: uuid.UUID, stays: uuid.UUID) -> None:
    """Exclusions of the folder that goes now stand in the one that stays."""
    Exclusion.objects.filter(folder=goes, ended_at__isnull=True).update(folder=stays)
