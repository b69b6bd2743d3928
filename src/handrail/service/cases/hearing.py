"""Who is told of what happens to a folder, apart from its work: its lead, or else those next answerable for it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Person, Post
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case
from handrail.service.outbox.actions import write
from handrail.service.partnerships.models import Body

ANSWERABLE = (
    ("coordinator", "manage exclusions"),
    ("senior officer", "manage exclusions"),
    ("safeguarding partner", "give a partner's view"),
)
"""Whom to turn to, in order: by role, and what they must be able to do in the folder with the whole of it open."""


def who_hears(case: Case, *, but: Collection[uuid.UUID] = ()) -> list[Person]:
    """The lead; where that cannot be, the coordinators; where there is none, the next. Nobody who is shut out."""
    if case.lead is not None and case.lead_id not in but and _answers_for(case.lead, case):
        return [case.lead]
    for role, may in ANSWERABLE:
        people = [person for person in _answerable(case, role, may) if person.pk not in but]
        if people:
            return people
    return []


def in_turn(case: Case, *, but: Collection[uuid.UUID] = ()) -> list[Person]:
    """Everyone who may be told, the lead first."""
    people = [case.lead] if case.lead is not None and _answers_for(case.lead, case) else []
    for role, may in ANSWERABLE:
        people += _answerable(case, role, may)
    return list({person.pk: person for person in people if person.pk not in but}.values())


def in_roles(partnership: Body, *roles: str) -> list[Person]:
    """Everyone who holds one of these posts for a partnership today and may sign in."""
    posts = Post.objects.on(timezone.localdate()).filter(partnership=partnership, role__in=roles)
    return list(Person.objects.filter(pk__in=posts.values("person"), is_active=True).order_by("name", "pk"))


def tell(people: Collection[Person], case: Case, *, kind: str, subject: str, sentence: str, page: str = "") -> None:
    """Write to each. The message says the folder's reference and where to read on, and nothing of what happened."""
    address = settings.ADDRESS + (page or reverse("cases:case", args=[case.pk]))
    for person in people:
        write(
            to=person.email, subject=f"{case.reference}: {subject}", text=f"{sentence}\n\n{address}\n", kind=kind,
            partnership=case.partnership, about=[case.pk],
        )  # fmt: skip


def _answerable(case: Case, role: str, may: str) -> Iterator[Person]:
    for person in in_roles(case.partnership, role):
        if may_open(person, case, what=ALL, may=may):
            yield person


def _answers_for(lead: Person, case: Case) -> bool:
    return lead.is_active and any(may_open(lead, case, what=ALL, may=may) for _, may in ANSWERABLE)
