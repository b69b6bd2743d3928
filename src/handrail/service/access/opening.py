"""The one place that says whether a folder opens: by a wide role, a key, or broken glass, and never to whom it is shut.

Every door asks here, whether about one folder or, in a query, about all of them. An exclusion is the last word.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Q

from handrail.service.access.models import Folder, Grant, Person, Post, ShutOut
from handrail.service.access.roles import ALL


def opens(post: Post, folder: Folder, what: str) -> bool:
    """Whether a post opens part of a folder: by its partnership, if its role is wide, or by a grant to its body."""
    shut = is_shut(post.person, folder.pk)
    if post.in_role.wide and post.partnership_id == folder.partnership_id and not shut:
        return True
    held = {what, ALL} if ALL in post.in_role.reach else post.in_role.reach & {what}
    # Asked of a folder that is shut, too, as of one that is nobody's: neither is answered sooner.
    return Grant.objects.live().opening(held).filter(folder=folder, body=post.body_id).exists() and not shut


def opens_by_glass(person: Person, folder: Folder) -> bool:
    """Whether this person may read the folder for now because they broke the glass; never more than read it."""
    return folder.pk in person.glass_broken and not is_shut(person, folder.pk)


def is_shut(person: Person, folder_id: uuid.UUID) -> bool:
    return folder_id in person.shut_out_of


def which_open(person: Person, what: Iterable[str] | None, *, folder: str, partnership: str, glass: bool = True) -> Q:
    """What a row's folder or partnership has to be for this person to open it, for any of `what`.

    Written so that PostgreSQL looks up one folder at a time, or lists this person's own keys, and never all folders.
    """
    wide = {post.partnership_id for post in person.posts_today if post.in_role.wide}
    doors = (Q(**{f"{partnership}__in": wide}) if wide else Q()) | by_keys(person, what, folder=folder)
    if glass and person.glass_broken:
        doors |= Q(**{f"{folder}__in": person.glass_broken})
    return doors & not_shut(person, folder=folder) if doors else Q(pk__in=[])


def by_keys(person: Person, what: Iterable[str] | None, *, folder: str) -> Q:
    """The folders to which this person holds a key that opens any of `what`; empty where they can hold none. Who is
    shut out has still to be asked."""
    keys = Q()
    for post in person.posts_today:
        if what is None and ALL in post.in_role.reach:
            keys |= Q(body=post.body_id)
        elif held := post.in_role.reach if what is None else _opening(post.in_role.reach, what):
            keys |= Q(body=post.body_id, opens__in=held)
    return Q(**{f"{folder}__in": Grant.objects.live().filter(keys).values("folder")}) if keys else Q()


def not_shut(person: Person, *, folder: str) -> Q:
    """What a row's folder has to be for this person not to be shut out of it. For every query that finds folders in a
    way of its own."""
    return ~Q(**{f"{folder}__in": ShutOut.objects.filter(person=person.pk).values("folder")})


def _opening(reach: frozenset[str], what: Iterable[str]) -> frozenset[str]:
    """The kinds of grant that open any of `what`, for a role of this reach."""
    return frozenset({*what, ALL}) if ALL in reach else reach & frozenset(what)
