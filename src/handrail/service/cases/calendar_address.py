"""The address by which a calendar program reads what is due from somebody: made when asked for, and with an end.

Whoever has it reads, for no program can sign in. So it opens for a year at most, and no longer than a post lasts that
its owner held on the day it was made or renewed.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import CalendarAddress, Person, Post
from handrail.service.audit import actions as audit
from handrail.service.partnerships.actions import NotDone


@transaction.atomic
def make(person: Person) -> CalendarAddress:
    """An address for this person. The one they had is useless from now."""
    anew = {"key": uuid.uuid4(), "made_on": timezone.localdate()}
    address, _ = CalendarAddress.objects.update_or_create(person=person, defaults=anew)
    audit.record(person, "made an address for their calendar", address)
    return address


@transaction.atomic
def renew(person: Person) -> CalendarAddress:
    """The same address, for a year from today, under the posts that are held today. Raises NotDone."""
    address = CalendarAddress.objects.select_for_update(of=("self",)).filter(person=person).first()
    if address is None:
        raise NotDone("You have no address to renew. Make one first.")
    address.made_on = timezone.localdate()
    address.save(update_fields=["made_on"])
    audit.record(person, "renewed the address of their calendar", address)
    return address


def address_of(person: Person) -> CalendarAddress | None:
    return CalendarAddress.objects.filter(person=person).first()


def whose(key: uuid.UUID) -> Person | None:
    """Whom an address reads for. Nobody, where it is not there, or is over."""
    address = CalendarAddress.objects.select_related("person").filter(key=key, person__is_active=True).first()
    return address.person if address is not None and timezone.localdate() <= last_day(address) else None


def last_day(address: CalendarAddress) -> date:
    """The last day on which it opens, as things now stand."""
    posts = [post for post in Post.objects.filter(person=address.person_id) if post.holds_on(address.made_on)]
    ends = [post.until_on or address.until_on for post in posts]
    return min(address.until_on, max(ends, default=date.min))
