"""The bodies outside every partnership that are told things. Each has one key, the same in every installation: which
body is the Panel is nothing that somebody may enter."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from handrail.service.access.actions.people import LONGEST_POST
from handrail.service.access.models import Person, Post
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Actor
from handrail.service.partnerships.models import Body, Kind

READS: Final = "read what we were told"
WORKS: Final = "work for the Panel"
ROLE: Final = "outside reader"


@dataclass(frozen=True, slots=True)
class Outside:
    """A body that is told things, by the word under which rows are kept for it."""

    to: str
    key: uuid.UUID
    name: str


PANEL = Outside(
    "panel", uuid.UUID("6d1f0a52-2c8e-4c55-9a53-0e5d7a1c2018"), "The Child Safeguarding Practice Review Panel"
)
OFSTED = Outside("ofsted", uuid.UUID("b7a4c1de-90f3-4f0c-8d63-5a2f4e811992"), "Ofsted")
DEPARTMENT = Outside("department", uuid.UUID("2e95b8c4-71a6-4b1d-b0f7-c3d86f5a2010"), "The Department for Education")
OUTSIDE = (PANEL, OFSTED, DEPARTMENT)
BY_WORD = {one.to: one for one in OUTSIDE}


@transaction.atomic
def enter(one: Outside, *, by: Actor) -> Body:
    """The body itself, added the first time somebody works for it."""
    body = Body.objects.filter(pk=one.key).first()
    if body is None:
        body = Body.objects.create(pk=one.key, name=one.name, kind=Kind.NATIONAL)
        audit.record(by, f"added {body} as a body that is told things", body)
    return body


@transaction.atomic
def give_post_outside(person: Person, one: Outside, *, by: Actor) -> Post:
    """A post that the body itself gives: it reads what every partnership told it. Only at the server's keyboard.

    It ends after the longest time that any post is given for; given again while it stands, it is renewed.

    An administrator of a partnership may let somebody of the Panel in as well; they then read what that partnership
    told the Panel, and do none of the Panel's work.
    """
    body = enter(one, by=by)
    today = timezone.localdate()
    standing = Post.objects.filter(person=person, body=body, partnership=body, role=ROLE)
    post = standing.filter(Q(until_on=None) | Q(until_on__gte=today)).first()
    did = "gave" if post is None else "renewed for"
    post = post or Post(person=person, role=ROLE, body=body, partnership=body)
    post.until_on = today + LONGEST_POST
    post.save()
    audit.record(by, f"{did} {person} the post {post}", post)
    return post


def works_for_panel(person: Person) -> bool:
    """Whether the Panel itself gave this person a post."""
    return any(
        post.body_id == post.partnership_id == PANEL.key and WORKS in post.in_role.may for post in person.posts_today
    )


def told_as(person: Person) -> dict[str, set[uuid.UUID] | None]:
    """For whom a person reads, and what which partnerships told; None stands for every partnership."""
    found: dict[str, set[uuid.UUID] | None] = {}
    for post in person.posts_today:
        one = next((one for one in OUTSIDE if one.key == post.body_id), None)
        if one is None or READS not in post.in_role.may:
            continue
        of = found.setdefault(one.to, set())
        if post.partnership_id == post.body_id:
            found[one.to] = None
        elif of is not None:
            of.add(post.partnership_id)
    return found


def scrutinises(person: Person) -> set[uuid.UUID]:
    """The partnerships whose times a person reads as an independent scrutineer."""
    return {
        post.partnership_id
        for post in person.posts_today
        if post.body.kind == Kind.SCRUTINEER and READS in post.in_role.may
    }
