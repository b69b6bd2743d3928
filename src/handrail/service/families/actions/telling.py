"""Naming a key worker, and saying what the family may be told, until somebody looks at it again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked_open
from handrail.service.cases.models import Case
from handrail.service.families.actions.keeping import kept, refuse_before, refuse_to_come
from handrail.service.families.facts import ended_on, looks_at
from handrail.service.families.models import KeyWorker, Telling, TellingLook


@transaction.atomic
def name_key_worker(case: Case, row: KeyWorker, *, handed_over: str = "", by: Person) -> KeyWorker:
    """Name the key worker of the whole family, or of one of them. Whoever was that before hands over, on that day."""
    with audit.keeping(case.pk):
        held = locked_open(case.pk)
    standing = KeyWorker.objects.filter(case=case, relative=row.relative, set_aside_at__isnull=True)
    before = standing.filter(Q(until_on__isnull=True) | Q(until_on__gte=row.from_on)).order_by("from_on").last()
    if before is not None:
        _end_for_the_next(before, row, handed_over)
        audit.record(by, "ended a key worker's time: another was named", before, case.pk)
    return kept(row, held, by)


def _end_for_the_next(before: KeyWorker, row: KeyWorker, handed_over: str) -> None:
    if row.from_on <= before.from_on:
        raise NotDone(
            f"{before.name} is the key worker from {spoken(before.from_on)}: the next one begins on a later day.",
            "from_on",
        )
    if before.until_on is not None:
        raise NotDone(
            f"{before.name} is the key worker until {spoken(before.until_on)}. Begin on a later day.", "from_on"
        )
    if not handed_over.strip():
        raise NotDone(
            f"{before.name} is the key worker now. Say what was handed over, and who told the family.", "handed_over"
        )
    before.until_on, before.ended_why = row.from_on - timedelta(days=1), f"{row.name} took over"
    before.handed_over = handed_over.strip()
    before.save(update_fields=["until_on", "ended_why", "handed_over"])


@transaction.atomic
def say_what_may_be_told(case: Case, row: Telling, *, by: Person) -> Telling:
    """What is held back from a family is held back by somebody, for a reason, and never without a day to look again."""
    with audit.keeping(case.pk):
        held = locked_open(case.pk)
    refuse_to_come(row)
    if row.held_back and row.look_on is None:
        raise NotDone("Give the day on which it is looked at again: nothing is held back for good.", "look_on")
    if row.look_on is not None:
        refuse_before(row.look_on, row.decided_on, "It was decided on", "look_on")
    return kept(row, held, by)


@transaction.atomic
def look_again(case: Case, telling: Telling, row: TellingLook, *, by: Person) -> TellingLook:
    """Somebody looked again: it stands until another day, or it has ended, and the family may be told."""
    with audit.keeping(case.pk):
        held = locked_open(case.pk)
    if not telling.stands or ended_on(telling) is not None:
        raise NotDone("This has ended already, so there is nothing to look at again.")
    refuse_to_come(row)
    earlier = [telling.decided_on, *(one.on for one in looks_at(telling))]
    refuse_before(row.on, max(earlier), "It was last looked at on", "on")
    if row.ends:
        row.look_on = None
    elif telling.held_back and row.look_on is None:
        raise NotDone("It stays held back: give the next day on which it is looked at.", "look_on")
    if row.look_on is not None:
        refuse_before(row.look_on, row.on, "You looked at it on", "look_on")
    row.telling = telling
    return kept(row, held, by)
