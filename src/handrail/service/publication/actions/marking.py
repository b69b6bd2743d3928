"""Resolving marks: the words stay, because. Where they change instead, a new version is written and checked."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.publication.actions.held import held
from handrail.service.publication.checking import answered_before, hold_against_case
from handrail.service.publication.gate import current
from handrail.service.publication.models import Mark, Publication


@transaction.atomic
def let_stay(mark: Mark, *, because: str, by: Person) -> Mark:
    """The words stay as they are, and this person says why."""
    publication = held(mark.version.publication)
    if mark.version_id != current(publication).pk:
        raise NotDone("The text was changed since. Go through the marks of the new version.")
    if not because.strip():
        raise NotDone("Say why these words may stay. If they may not, change the text.")
    mark = Mark.objects.select_for_update(of=("self",)).get(pk=mark.pk)
    if mark.resolved_at is not None:
        raise NotDone(f"{mark.resolved_by} resolved this a moment ago: “{mark.stays_because}”.")
    _resolve(mark, because.strip(), by)
    audit.record(by, "let marked words stand in a public text", mark, publication.case_id)
    return mark


@transaction.atomic
def let_stay_again(publication: Publication, *, marks: Collection[str], by: Person) -> int:
    """For the same words in the same surroundings, this person says again what was said of an earlier version."""
    publication = held(publication)
    version = current(publication)
    before = answered_before(version)
    chosen = [mark for mark in version.marks.filter(resolved_at__isnull=True) if str(mark.pk) in set(marks)]
    if not chosen:
        raise NotDone("Tick the marks for which the earlier reason still holds.")
    for mark in chosen:
        if mark.pk not in before:
            raise NotDone(
                "One of these was not answered before, or what stands around it changed. Look at it by itself."
            )
        _resolve(mark, before[mark.pk].stays_because, by)
        audit.record(by, "let marked words stand in a public text, as before", mark, publication.case_id)
    return len(chosen)


def _resolve(mark: Mark, because: str, by: Person) -> None:
    mark.stays_because, mark.resolved_by, mark.resolved_at = because, by, timezone.now()
    mark.save(update_fields=["stays_because", "resolved_by", "resolved_at"])


@transaction.atomic
def check_again(publication: Publication, *, by: Person) -> int:
    """Hold the text against all that the folder knows by now. Gives how many marks are new."""
    publication = held(publication)
    version = current(publication)
    new = hold_against_case(version)
    audit.record(by, "had the public text checked again", version, publication.case_id)
    return new
