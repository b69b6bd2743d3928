"""The way to a death: through its folder, and for the agency that notified it, to a page of its own."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db import models
from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.cases.doors import may_open, open_folder
from handrail.service.child_deaths.models import Death

NOTIFY = "notify child deaths"
WORK = "work on child deaths"
M = TypeVar("M", bound=models.Model)


def open_death(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID, *, may: str | None = None) -> Death:
    """The key to the whole folder opens it. Else Http404."""
    case = open_folder(request, case_id, what=ALL, may=may)
    found = Death.objects.select_related("child", "sent_by", "lived_in", "recorded_by")
    death = found.prefetch_related("corrections__made_by").filter(case=case, pk=death_id).first()
    if death is None:
        raise Http404
    death.case = case
    return death


def part_of(death: Death, kind: type[M], path: str = "death", **which: Any) -> M:
    """One row that hangs on this death, or Http404: one of another death is not there."""
    found = kind._default_manager.filter(**{path: death}, **which).first()
    if found is None:
        raise Http404
    return found


def open_sent(request: HttpRequest, case_id: uuid.UUID, death_id: uuid.UUID) -> Death:
    """What an agency notified, for that agency; those who may read the whole may see how it looks to them."""
    case = open_folder(request, case_id, what=CONTRIBUTION)
    death = Death.objects.select_related("child", "sent_by").filter(case=case, pk=death_id).first()
    person = person_of(request)
    if death is None or not (sent_it(person, death) or may_open(person, case, what=ALL)):
        raise Http404
    death.case = case
    return death


def sent_it(person: Person, death: Death) -> bool:
    """Whether this person works for the agency that notified it, in a post whose key still opens it."""
    posts = [post for post in person.posts_today if post.body_id == death.sent_by_id]
    return any(opens(post, death.case.folder, CONTRIBUTION) for post in posts)


def may_work(person: Person, death: Death) -> bool:
    return may_open(person, death.case, what=ALL, may=WORK)
