"""Loads Wend Valley into an empty database, and says who may sign in to it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils import timezone

from handrail.demonstration.from_outside import those_from_outside
from handrail.demonstration.stories import STORIES
from handrail.demonstration.telling import Telling
from handrail.demonstration.wend_valley import PASSWORD, wend_valley
from handrail.service.access.models import Person
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.partnerships.models import Body

ONE_AT_A_TIME = 20171025
"""The number of the lock under which a demonstration is loaded."""


def load_if_empty() -> bool:
    """Load it where there is no body yet; says whether it did.

    All of it is one transaction: killed half way, nothing of it stands, and the next start loads the whole.
    """
    with unit_of_work(Job("demonstration")):
        _wait_for_another()
        if Body.objects.exists():
            return False
        cast = wend_valley()
        those_from_outside(cast)
        wv = Telling(cast, timezone.localdate())
        for story in STORIES:
            story(wv)
    return True


def _wait_for_another() -> None:
    """Two services started at once on one database: the second finds what the first loaded."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def people_who_can_sign_in() -> Iterator[str]:
    """A line for each person of the demonstration and, first, how all of them sign in."""
    invented = Person.objects.filter(invented=True, is_active=True)
    with unit_of_work(Job("demonstration")):
        people = list(invented.prefetch_related("posts__body", "posts__partnership"))
    if not people:
        return
    yield f"To sign in as anyone here, the password is: {PASSWORD}"
    yield "The next page asks for the code of an app; in the demonstration it shows that code itself."
    for person in people:
        yield f"{person.name}, {'; '.join(_posts_of(person))}, {person.email}"


def _posts_of(person: Person) -> Iterator[str]:
    """Each role once, with the bodies at which it is held."""
    bodies: dict[str, list[str]] = {}
    for post in person.posts.all():
        bodies.setdefault(post.in_role.title, []).append(str(post.body))
    for role, names in bodies.items():
        yield f"{role}, {' and '.join(names)}"
