"""What stands in the way of deleting a folder, and what its page says of it."""

from __future__ import annotations

from handrail.service.access.models import Folder
from handrail.service.cases.models import Case
from handrail.service.records.models import Deletion, Hold


def holds_over(folder: Folder) -> list[Hold]:
    """Every hold that keeps this folder, its own and its partnership's."""
    return list(Hold.objects.standing().over(folder).select_related("put_on_by", "partnership"))


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
    return told
