"""What stands in the way of deleting a folder, and what its page says of it."""

from __future__ import annotations

import uuid

from handrail.service.access.models import Folder
from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import Death, Joining
from handrail.service.records.models import Deletion, Hold
from handrail.service.reviews.models import FolderCovered


def holds_over(folder: Folder) -> list[Hold]:
    """Every hold that keeps this folder, its own and its partnership's."""
    return list(Hold.objects.standing().over(folder).select_related("put_on_by", "partnership"))


def held_whole() -> set[uuid.UUID]:
    """The partnerships over all of which a hold stands: of these nothing goes, in a folder or in none."""
    return set(Hold.objects.standing().filter(folder__isnull=True).values_list("partnership", flat=True))


REVIEWED_ELSEWHERE = (
    "A review that is filed in another folder is of this folder too, and opens only to who may open both. That folder "
    "goes first: else the review would open to people to whom this folder never did."
)


def reviewed_elsewhere(folder: Folder) -> bool:
    """Whether the rule that shuts a review hangs on this folder. Of those who ask, some do not see that it does: the
    job that lets folders go always does."""
    return FolderCovered.objects.filter(other=folder.pk).exists()


def open_deletion(folder: Folder) -> Deletion | None:
    waiting = Deletion.objects.filter(folder=folder, ended_at__isnull=True)
    return waiting.select_related("proposed_by", "confirmed_by", "period").first()


def told_on_folder(case: Case) -> list[str]:
    """Sentences for the page of the folder: that it is held, or that it is about to go."""
    told = [
        f"Legal hold{'' if hold.folder_id else ' over every folder'}, put on by {hold.put_on_by} on "
        f"{hold.put_on_at:%-d %B %Y}: nothing in this folder may be deleted."
        for hold in holds_over(case.folder)
    ]
    proposed = open_deletion(case.folder)
    if proposed is not None:
        when = (
            f"not before {proposed.goes_at:%-d %B %Y}" if proposed.goes_at else "once a second person has confirmed it"
        )
        told.append(
            f"{proposed.proposed_by} proposed to delete this folder; it goes {when}. Whoever holds it may object."
        )
        told += _told_of_joined(case)
    return told


def _told_of_joined(case: Case) -> list[str]:
    """What becomes of the folder with which this one's death was joined."""
    told = []
    if Death.objects.filter(case=case, superseded_at__isnull=False).exists():
        told.append("The death in this folder goes on in another one. What was brought into that one stays there.")
    if Joining.objects.filter(goes_on__case=case, undone_at__isnull=True).exists():
        told.append("The death of another folder goes on in this one. Once this folder is gone, that one counts again.")
    return told
