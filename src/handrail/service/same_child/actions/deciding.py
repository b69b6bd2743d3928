"""What people decide of two children: one child, and the folders are joined; or two; and that it was undone."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.grounds import Ground
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, join_folders, part_folders
from handrail.service.cases.follow import all_locked
from handrail.service.cases.models import Case, Join
from handrail.service.same_child.models import Resemblance

WHY = "The same child is in both"
"""Why the folders are joined. The reasons stand with the decision, for whoever may open both."""


@transaction.atomic
def decide(
    pair: Resemblance, decided: str, *, reasons: str, by: Person, ground: Ground | None = None
) -> Resemblance:  # fmt: skip
    """The same child, or two. The same joins the two folders, so that whoever is shut out of one is shut out of both.

    Raises NotDone.
    """
    cases, pair = _held(pair)
    if pair.decided:
        raise NotDone(f"This was decided already: {pair.get_decided_display().lower()}. Undo that first.")
    pair.decided, pair.reasons, pair.decided_by, pair.decided_at = decided, reasons.strip()[:300], by, timezone.now()
    pair.joined = False
    if decided == Resemblance.Decided.SAME and _joining(pair) is None:
        join_folders(cases[0], cases[1], why=WHY, by=by, ground=ground)
        pair.joined = True
    pair.save(update_fields=["decided", "reasons", "decided_by", "decided_at", "joined"])
    for case in cases:
        audit.record(by, f"decided of two children: {pair.get_decided_display().lower()}", pair, case.pk)
    return pair


@transaction.atomic
def undo(pair: Resemblance, *, why: str, by: Person) -> None:
    """It is asked anew. Folders that deciding had joined are parted, unless another pair of theirs was found to be one.

    Raises NotDone.
    """
    cases, pair = _held(pair)
    if not pair.decided:
        raise NotDone("Nothing is decided of these two, or somebody has undone it already.")
    joining = _joining(pair) if pair.joined else None
    if joining is not None and not _hand_on(pair):
        part_folders(joining, by=by)
    pair.decided, pair.joined = "", False
    pair.undone_by, pair.undone_at, pair.undone_why = by, timezone.now(), why.strip()[:300]
    pair.save(update_fields=["decided", "joined", "undone_by", "undone_at", "undone_why"])
    for case in cases:
        audit.record(by, "undid what was decided of two children", pair, case.pk)


def _hand_on(pair: Resemblance) -> bool:
    """A brother or sister who is in both folders too goes on joining them."""
    folders = {pair.first_folder_id, pair.second_folder_id}
    same = Resemblance.objects.filter(
        first_folder__in=folders, second_folder__in=folders, decided=Resemblance.Decided.SAME
    )
    other = same.exclude(pk=pair.pk).order_by("decided_at").first()
    if other is not None:
        Resemblance.objects.filter(pk=other.pk).update(joined=True)
    return other is not None


def _held(pair: Resemblance) -> tuple[list[Case], Resemblance]:
    """Both folders, held in one order, and the pair as it is now."""
    cases = all_locked({pair.first_folder_id, pair.second_folder_id})
    return cases, Resemblance.objects.select_for_update(of=("self",)).get(pk=pair.pk)


def _joining(pair: Resemblance) -> Join | None:
    first, second = pair.first_folder_id, pair.second_folder_id
    either = Q(first=first, second=second) | Q(first=second, second=first)
    return Join.objects.filter(either, parted_at__isnull=True).first()
