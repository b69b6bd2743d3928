"""The only way into a folder. Unknown, forbidden and shut are the same page that is not there."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of, through_glass
from handrail.service.access.models import Folder, Person
from handrail.service.access.opening import opens_by_glass
from handrail.service.audit import actions as audit
from handrail.service.cases.models import Case

READS = ("GET", "HEAD")


def open_folder(request: HttpRequest, case_id: uuid.UUID, *, what: str, may: str | None = None) -> Case:
    """The folder, if this person may open `what` in it, and may do `may` there. Looking is recorded.

    Raises Http404, the same for a folder that does not exist and for one that may not be opened. Where only broken
    glass opens it, nothing is done in it, and every look is recorded as one through that glass.
    """
    person = person_of(request)
    case = Case.objects.select_related("partnership", "authority").filter(pk=case_id).first()
    # What is not there is asked after like what is shut, so that neither answer comes sooner.
    folder = case.folder if case else Folder(pk=case_id)
    by_post = _by_post(person, folder, what, may)
    by_glass = may is None and request.method in READS and opens_by_glass(person, folder)
    if case is None or not (by_post or by_glass):
        raise Http404
    case.opened_whole = by_glass or _by_post(person, folder, "all", None)
    audit.looked(person, what if by_post else f"{what}{through_glass(request, person, folder)}", case, case.pk)
    return case


def may_open(person: Person, case: Case, *, what: str, may: str | None = None) -> bool:
    """Whether one and the same post opens it and allows it; to read alone, broken glass is enough."""
    return _by_post(person, case.folder, what, may) or (may is None and opens_by_glass(person, case.folder))


def _by_post(person: Person, folder: Folder, what: str, may: str | None) -> bool:
    return any(opens(post, folder, what) for post in person.posts_today if may is None or may in post.in_role.may)
