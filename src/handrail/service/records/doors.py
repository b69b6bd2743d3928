"""Whose schedule, holds and deletions a person may see and change, beside those of one folder."""

from __future__ import annotations

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body

SCHEDULE, HOLD, PROPOSE, CONFIRM = "keep the schedule", "hold records", "propose deletion", "confirm deletion"
ANSWER = "answer subject access"


def partnerships_for(person: Person, *permissions: str) -> list[Body]:
    """The partnerships for which one and the same post allows any of these."""
    posts = [post for post in person.posts_today if any(may in post.in_role.may for may in permissions)]
    return list({post.partnership_id: post.partnership for post in posts}.values())


def wide_partnerships_for(person: Person, *permissions: str) -> list[Body]:
    """The same, for who also opens every folder of the partnership."""
    posts = [
        post for post in person.posts_today if post.in_role.wide and any(may in post.in_role.may for may in permissions)
    ]
    return list({post.partnership_id: post.partnership for post in posts}.values())
