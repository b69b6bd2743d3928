"""The way to a family's record: for those who hold the whole folder, to write for its own partnership's people."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import open_folder
from handrail.service.cases.models import Case
from handrail.service.families.models import Kept

KEEP = "keep the family's record"
Row = TypeVar("Row", bound=Kept)


def to_read(request: HttpRequest, case_id: uuid.UUID) -> Case:
    return open_folder(request, case_id, what=ALL)


def to_write(request: HttpRequest, case_id: uuid.UUID) -> Case:
    case = open_folder(request, case_id, what=ALL, may=KEEP)
    if not may_keep(person_of(request), case):
        raise Http404
    return case


def may_keep(person: Person, case: Case) -> bool:
    """Another partnership that was given the folder to read does not write in it, whatever its people's roles."""
    return any(
        KEEP in post.in_role.may and post.partnership_id == case.partnership_id and opens(post, case.folder, ALL)
        for post in person.posts_today
    )


def there(model: type[Row], case: Case, key: uuid.UUID) -> Row:
    """One thing of the family's record in this folder. Raises Http404."""
    found = model._default_manager.filter(pk=key, case=case).first()
    if found is None:
        raise Http404
    found.case = case
    return found
