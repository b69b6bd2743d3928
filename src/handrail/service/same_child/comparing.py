"""Children who share a handle with one child, held against that child. What is read is bounded by the index."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from handrail.analysis.same_child.told import Told, handles
from handrail.analysis.same_child.weighing import Alike, weigh
from handrail.service.children.models import Child
from handrail.service.room import Room
from handrail.service.same_child.models import Trace

MOST = 500
"""Candidates that are read for one child. More share a handle only where a slip has made one day everybody's."""


def told_of(child: Child) -> Told:
    return Told(
        given_names=child.given_names,
        family_name=child.family_name,
        also_known_as=child.also_known_as,
        born_on=child.born_on,
        about_then=child.born_on_is_estimated or child.unborn,
        sex="" if child.sex == Child.Sex.NOT_KNOWN else child.sex,
        number=child.nhs_number,
        died_on=child.died_on,
    )


def digests_of(child: Child) -> list[int]:
    """The handles of a child, as they are kept: nobody reads a name in them."""
    found = (blake2b(handle.encode(), digest_size=8).digest() for handle in handles(told_of(child)))
    return sorted({int.from_bytes(digest, signed=True) for digest in found})


def sharing(found_by: list[int]) -> QuerySet[Trace, UUID]:
    """The keys of children who share a handle."""
    return Trace.objects.filter(handle__in=found_by).order_by().values_list("child", flat=True)


def candidates(child: Child, found_by: list[int]) -> QuerySet[Child]:
    """Children of other folders who share a handle. Two questions, each of which one index answers whatever else is
    planned; in one, PostgreSQL may begin with all children."""
    keys = set(sharing(found_by).exclude(child=child)[:MOST])
    return Child.objects.filter(pk__in=keys).exclude(folder=child.folder_id).order_by()


def alike(child: Child, found_by: list[int]) -> Iterator[tuple[Child, Alike]]:
    """Children of other folders who may be this one."""
    told, apart = told_of(child), compared_elsewhere(child)
    for other in candidates(child, found_by):
        found = weigh(told, told_of(other))
        if found is not None and not (apart and compared_elsewhere(other)):
            yield other, found


def compared_elsewhere(child: Child) -> bool:
    """Whether a room above compares such children among themselves, and asks people another question about them."""
    rooms = (one for one in apps.get_app_configs() if isinstance(one, Room) and one.compares)
    return any(bool(import_string(room.compares)(child)) for room in rooms)
