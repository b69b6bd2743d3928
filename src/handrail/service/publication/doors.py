"""The way to a publication: for whoever holds the folder whole; writing and approving by permission."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Person, Post
from handrail.service.access.roles import ALL
from handrail.service.cases.doors import open_folder
from handrail.service.cases.models import Case
from handrail.service.publication.models import Mark, Publication
from handrail.service.reviews.doors import opens_all

WRITE, APPROVE, RELEASE = "write publications", "approve publications", "release publications"
STOP = "stop publications"
"""To hold it, stop it and take it down: for those who approve it too, and not only for whoever lets it leave."""


def folder_for(request: HttpRequest, case_id: uuid.UUID, may: str | None = None) -> Case:
    """The folder, for reading what is to be published of it, or to do `may`. Raises Http404."""
    case = open_folder(request, case_id, what=ALL, may=may)
    if may is not None and post_that_may(person_of(request), case, may) is None:
        raise Http404
    return case


def post_that_may(person: Person, case: Case, may: str) -> Post | None:
    """The post in the folder's own partnership by which this person may do it."""
    return next(
        (
            post for post in person.posts_today
            if may in post.in_role.may and post.partnership_id == case.folder.partnership_id
            and opens(post, case.folder, ALL)
        ),
        None,
    )  # fmt: skip


def open_publication(
    request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID, may: str | None = None
) -> Publication:
    case = folder_for(request, case_id, may)
    found = Publication.objects.filter(pk=publication_id, case=case)
    publication = found.select_related("review", "set_by", "ended_by").first()
    if publication is None:
        raise Http404
    publication.case = publication.review.case = case
    if not opens_all(person_of(request), publication.review):
        raise Http404
    return publication


def open_mark(
    request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID, mark_id: uuid.UUID, may: str | None = None
) -> tuple[Publication, Mark]:
    publication = open_publication(request, case_id, publication_id, may)
    mark = Mark.objects.filter(pk=mark_id, version__publication=publication).select_related("version").first()
    if mark is None:
        raise Http404
    mark.version.publication = publication
    return publication, mark
