"""The first administrator of a partnership, who lets everyone else in."""

from __future__ import annotations

from django.db import transaction

from handrail.service.access.actions import add_person, give_post
from handrail.service.access.actions.people import ADMINISTERS
from handrail.service.access.models import Post
from handrail.service.audit.actions import Actor
from handrail.service.partnerships.actions import NotDone, add_body
from handrail.service.partnerships.models import Body, Kind


@transaction.atomic
def first_administrator(email: str, name: str, partnership: str, short_name: str, *, by: Actor) -> str:
    """Their first password. Raises NotDone where the partnership has an administrator, or the address is used."""
    office = Body.objects.filter(kind=Kind.PARTNERSHIP, name__iexact=partnership).first() or add_body(
        kind=Kind.PARTNERSHIP, name=partnership, short_name=short_name, from_on=None, until_on=None, by=by
    )
    if Post.objects.filter(partnership=office, role__in=ADMINISTERS, until_on=None, person__is_active=True).exists():
        raise NotDone(f"{office} has an administrator, who adds people under “People”.")
    person, password = add_person(email=email, name=name, by=by)
    give_post(person, role="administrator", body=office, partnership=office, by=by)
    return password
