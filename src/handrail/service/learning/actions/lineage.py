"""That a recommendation is an earlier one made again; a person says so, or takes it back, never a machine."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import all_locked
from handrail.service.learning.lineage import line_of
from handrail.service.learning.models import Recommendation, SameAs


@transaction.atomic
def say_same(one: Recommendation, other: Recommendation, *, why: str, by: Person) -> SameAs:
    """The earlier of the two is the earlier by the day it was made; whoever says so has to be able to read both."""
    all_locked({one.case_id, other.case_id})
    if one.pk == other.pk:
        raise NotDone("A recommendation is not made again by itself. Choose another one.")
    if other in [each.recommendation for each in line_of(one)]:
        raise NotDone("These two are on one line already.")
    earlier, later = sorted((one, other), key=lambda made: (made.made_on, made.recorded_at))
    said = SameAs.objects.create(earlier=earlier, later=later, why=why, said_by=by)
    for made in (one, other):
        audit.record(by, "said that a recommendation was made before", made)
    return said


@transaction.atomic
def part(said: SameAs, *, why: str, by: Person) -> None:
    """They are not the same after all. That somebody said so stays."""
    all_locked({said.earlier.case_id, said.later.case_id})
    said.refresh_from_db()
    if said.parted_at is not None:
        raise NotDone("This was taken back already.")
    said.parted_by, said.parted_at, said.parted_why = by, timezone.now(), why
    said.save(update_fields=["parted_by", "parted_at", "parted_why"])
    for made in (said.earlier, said.later):
        audit.record(by, "took back that a recommendation was made before", made)
