"""The only way into a folder. Unknown and forbidden are the same page that is not there."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Folder, Person
from handrail.service.audit import actions as audit
from handrail.service.cases.models import Case


def open_folder(request: HttpRequest, case_id: uuid.UUID, *, what: str, may: str | None = None) -> Case:
    """The folder, if this person may open `what` in it, and may do `may` there. Looking is recorded.

    Raises Http404, the same for a folder that does not exist and for one that may not be opened.
    """
    person = person_of(request)
    case = Case.objects.select_related("folder__partnership", "authority").filter(pk=case_id).first()
    # What is not there is asked after like what is hidden: else the quicker answer would tell them apart.
    folder = case.folder if case is not None else Folder(pk=case_id)
    if not _opens(person, folder, what=what, may=may) or case is None:
        raise Http404
    audit.looked(person, what, case, case.pk)
    return case


def may_open(person: Person, case: Case, *, what: str, may: str | None = None) -> bool:
    """Whether one and the same post opens it and allows it."""
    return _opens(person, case.folder, what=what, may=may)


def _opens(person: Person, folder: Folder, *, what: str, may: str | None) -> bool:
    return any(opens(post, folder, what) for post in person.posts_today if may is None or may in post.in_role.may)
