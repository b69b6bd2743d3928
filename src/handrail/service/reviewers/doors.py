"""The way to the register, which is one partnership's own, and to the commissions of a folder."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of, require
from handrail.service.access.models import Person
from handrail.service.cases.doors import open_folder
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from handrail.service.reviewers.models import Commission, Reviewer

ROOM = "reviewers"
READ = "read reviewers"
KEEP = "commission reviewers"


def partnerships_for(person: Person, may: str) -> list[Body]:
    """The partnerships whose register this person may read, or keep."""
    found = {post.partnership_id: post.partnership for post in person.posts_today if may in post.in_role.may}
    return sorted(found.values(), key=lambda body: body.name)


def open_reviewer(request: HttpRequest, reviewer_id: uuid.UUID, may: str = READ) -> Reviewer:
    person = person_of(request)
    require(person, may)
    rows = Reviewer.objects.filter(partnership__in=partnerships_for(person, may))
    reviewer = rows.select_related("body", "partnership").filter(pk=reviewer_id).first()
    if reviewer is None:
        raise Http404
    return reviewer


def folder_for(request: HttpRequest, case_id: uuid.UUID, may: str = READ) -> Case:
    """The folder, for those of its own partnership who read its commissions, or keep them. Raises Http404."""
    case = open_folder(request, case_id, what=ROOM, may=may)
    if not may_do(person_of(request), case, may):
        raise Http404
    return case


def may_do(person: Person, case: Case, may: str) -> bool:
    """Fees and interests are the business of the partnership whose folder it is, whoever else holds a key."""
    return any(
        may in post.in_role.may and post.partnership_id == case.partnership_id and opens(post, case.folder, ROOM)
        for post in person.posts_today
    )


def open_commission(request: HttpRequest, case_id: uuid.UUID, commission_id: uuid.UUID, may: str = READ) -> Commission:
    case = folder_for(request, case_id, may)
    rows = Commission.objects.filter(pk=commission_id, case=case)
    commission = rows.select_related("reviewer", "body", "recorded_by").first()
    if commission is None:
        raise Http404
    commission.case = case
    return commission
