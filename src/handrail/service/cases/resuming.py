"""Drafts that a person can go on with: what each is called and where, as its room says of its journeys."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.access.opening import which_open
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case, Draft
from handrail.service.room import Room, Writing


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft as a line of a list; `link` is empty for who may see that it is written and may not write in it."""

    draft: Draft
    words: str
    link: str


def begun_in(case: Case, person: Person) -> list[Begun]:
    """What is being written in a folder, for someone who may open all of it."""
    return [_begun(draft, _may_write(draft, case, person)) for draft in _open().filter(case=case)]


def begun_by(person: Person, most: int) -> list[Begun]:
    """The latest drafts that this person may go on with, of every journey and folder."""
    return [_begun(draft, may_write=True) for draft in _open().filter(_mine(person))[:most]]


def _mine(person: Person) -> Q:
    """What a draft has to be for this person to go on with it. Each door is named once for all its journeys."""
    behind: dict[str, Q] = defaultdict(Q)
    mine = Q()
    for post in person.posts_today:
        allowed = {journey: writing for journey, writing in writings().items() if writing.may in post.in_role.may}
        for what in {writing.what for writing in allowed.values()}:
            journeys = [journey for journey, writing in allowed.items() if writing.what == what]
            behind[what] |= Q(body=post.body_id, journey__in=journeys)
        if allowed:
            mine |= Q(body=post.body_id, journey__in=list(allowed), case__isnull=True, partnership=post.partnership_id)
    for what, theirs in behind.items():
        mine |= theirs & which_open(person, {what}, folder="case", partnership="case__partnership")
    return mine or Q(pk__in=[])


def writings() -> dict[str, Writing]:
    """Every journey that a room says can be gone on with, by its key."""
    rooms = (room for room in apps.get_app_configs() if isinstance(room, Room))
    return {journey: writing for room in rooms for journey, writing in room.writing.items()}


def _open() -> QuerySet[Draft]:
    drafts = Draft.objects.filter(submitted_at__isnull=True, discarded_at__isnull=True)
    return drafts.select_related("saved_by", "saved_by_practitioner__body", "body", "case").order_by("-saved_at")


def _may_write(draft: Draft, case: Case, person: Person) -> bool:
    writing = writings().get(draft.journey)
    at_body = any(post.body_id == draft.body_id for post in person.posts_today)
    return writing is not None and at_body and may_open(person, case, what=writing.what, may=writing.may)


def _begun(draft: Draft, may_write: bool) -> Begun:
    writing = writings().get(draft.journey)
    if writing is None:
        return Begun(draft, draft.journey.replace("_", " ").capitalize(), "")
    given = {name: getattr(draft, of) for name, of in writing.given.items()}
    return Begun(draft, writing.words, reverse(writing.url_name, kwargs=given) if may_write else "")
