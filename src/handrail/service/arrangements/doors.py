"""Whose arrangements somebody reads, writes or agrees to: those of the partnerships they work for."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.models import Person
from handrail.service.arrangements.models import Arrangements, Line, School, Transition, Way
from handrail.service.arrangements.saying import SORTS
from handrail.service.partnerships.models import Body

READS, WRITES, AGREES = "read arrangements", "write arrangements", "agree arrangements"


def partnerships_of(person: Person, permission: str = READS) -> list[Body]:
    held = {post.partnership_id: post.partnership for post in person.posts_today if permission in post.in_role.may}
    return sorted(held.values(), key=lambda body: body.name)


def the_arrangements(person: Person, arrangements_id: uuid.UUID, permission: str = READS) -> Arrangements:
    """Http404 for what is not theirs, and for what there is not, alike."""
    found = Arrangements.objects.filter(pk=arrangements_id, partnership__in=partnerships_of(person, permission))
    one = found.select_related("partnership", "drawn_from", "published_by", "begun_by").first()
    if one is None:
        raise Http404
    return one


def sort_named(slug: str) -> type[Line]:
    found = next((sort for sort in SORTS if sort.sort == slug and slug != "section"), None)
    if found is None:
        raise Http404
    return found


def the_line(one: Arrangements, sort: type[Line], said_id: uuid.UUID) -> Line:
    held = sort._default_manager.filter(arrangements=one, pk=said_id, taken_out_at__isnull=True).first()
    if held is None:
        raise Http404
    return held


def the_partnership(request: HttpRequest, person: Person, permission: str = READS) -> Body:
    """The one asked for, where somebody works for several; otherwise the first."""
    held = partnerships_of(person, permission)
    asked = request.GET.get("of", "")
    found = next((body for body in held if str(body.pk) == asked), None) if asked else next(iter(held), None)
    if found is None:
        raise Http404
    return found


def the_school(person: Person, school_id: uuid.UUID, permission: str = READS) -> School:
    rows = School.objects.filter(pk=school_id, partnership__in=partnerships_of(person, permission))
    one = rows.select_related("partnership", "authority", "way").first()
    if one is None:
        raise Http404
    return one


def ways_of(partnership: Body) -> list[Way]:
    """Those that have not ended."""
    return list(Way.objects.filter(partnership=partnership, ended_on__isnull=True))


def the_way(person: Person, way_id: uuid.UUID, permission: str) -> Way:
    found = Way.objects.filter(pk=way_id, partnership__in=partnerships_of(person, permission))
    one = found.select_related("partnership").first()
    if one is None:
        raise Http404
    return one


def the_plan(person: Person, transition_id: uuid.UUID, permission: str = READS) -> Transition:
    found = Transition.objects.filter(pk=transition_id, partnership__in=partnerships_of(person, permission))
    one = found.select_related("partnership", "begun_by").first()
    if one is None:
        raise Http404
    return one
