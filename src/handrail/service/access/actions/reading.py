"""Going on past the hour's measure."""

from __future__ import annotations

from django.db import transaction

from handrail.service.access.models import MoreReading, Person
from handrail.service.audit import actions as audit


@transaction.atomic
def give_a_reason(person: Person, *, of: MoreReading.Of, why: str) -> MoreReading:
    """Keep why more is needed. Whoever calls this has just asked for the second factor."""
    reason = MoreReading.objects.create(person=person, of=of, why=why)
    words = "to open more folders" if of == MoreReading.Of.FOLDERS else "to take away more lines"
    audit.record(person, f"gave a reason {words} in an hour than the measure", reason)
    return reason
