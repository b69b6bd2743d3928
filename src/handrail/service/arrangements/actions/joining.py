"""Two entries of the register that are one school go on as one; and as two again, where that was said in error."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from handrail.service.access.models import Person
from handrail.service.arrangements.models import Attempt, School
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone, one_at_a_time

PART = ("way_id", "engages")
CONTACT = ("contact_name", "contact_job", "contact_email", "contact_telephone", "contact_entered")


def join(first: School, second: School) -> None:
    """The first goes on under the second's number, with both records. What both were is kept, to be put back."""
    attempts = list(Attempt.objects.filter(school=first).values_list("pk", flat=True))
    taken = [
        *(PART if second.way_id is None and second.engages == School.Engages.NOT_ASKED else ()),
        *(() if second.contact_name else CONTACT),
    ]
    first.before_joining = {
        "closed": first.closed, "attempts": [str(one) for one in attempts],
        "second": {name: _kept(getattr(second, name)) for name in taken},
    }  # fmt: skip
    Attempt.objects.filter(pk__in=attempts).update(school=second)
    second.earlier_urns = [*first.earlier_urns, first.urn, *second.earlier_urns]
    for name in taken:
        setattr(second, name, getattr(first, name))
    second.save()
    first.closed, first.joined_to = True, second
    first.other_urns = [*first.other_urns, second.urn]
    first.save(update_fields=["closed", "joined_to", "other_urns", "before_joining"])


def _kept(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value)


@transaction.atomic
def part_again(first: School, *, why: str, by: Person) -> School:
    """They are two schools after all. Each has what was its own; what was said of the second since stays with it."""
    one_at_a_time(first.partnership)
    first = School.objects.select_for_update(of=("self",)).get(pk=first.pk)
    if first.joined_to_id is None:
        raise NotDone("This school was not joined with another.")
    if not why.strip():
        raise NotDone("Say why they are two schools.", "why")
    second = School.objects.select_for_update(of=("self",)).get(pk=first.joined_to_id)
    if second.joined_to_id is not None:
        raise NotDone(f"{second.urn} was joined with another number since. Part those two first.")
    held = first.before_joining
    Attempt.objects.filter(pk__in=held["attempts"], school=second).update(school=first)
    own = {*first.earlier_urns, first.urn}
    second.earlier_urns = [urn for urn in second.earlier_urns if urn not in own]
    for names in (PART, CONTACT):
        if all(name in held["second"] and getattr(second, name) == getattr(first, name) for name in names):
            for name in names:
                setattr(second, name, held["second"][name])
    second.save()
    first.closed, first.joined_to, first.before_joining = held["closed"], None, {}
    first.save(update_fields=["closed", "joined_to", "before_joining"])
    audit.record(by, f"said that {first.urn} and {second.urn} are two schools after all: {why.strip()}"[:300], first)
    return first
