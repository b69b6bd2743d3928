"""The way to a document is the way to its folder, with the grant that the document itself asks for."""

from __future__ import annotations

import uuid
from functools import reduce
from operator import or_
from typing import cast

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.module_loading import import_string

from handrail.service.access.doors import opens, person_of, through_glass
from handrail.service.access.models import Folder, Person
from handrail.service.access.opening import opens_by_glass
from handrail.service.access.roles import ALL, CONTRIBUTION, RECOMMENDED
from handrail.service.audit import actions as audit
from handrail.service.documents.models import Document
from handrail.service.room import Room

OF_ONE_BODY = (CONTRIBUTION, RECOMMENDED)


def open_document(request: HttpRequest, case_id: uuid.UUID, document_id: uuid.UUID) -> Document:
    """The document, if this person may open it. Looking is recorded. Raises Http404 for all else alike."""
    person = person_of(request)
    documents = Document.objects.select_related("folder", "content")
    document = documents.filter(pk=document_id, folder=case_id).first()
    # What is not there is asked after like what is shut, so that neither answer comes sooner.
    by_post = may_open(person, document or Document(folder=Folder(pk=case_id), opens=ALL))
    by_glass = document is not None and request.method == "GET" and opens_by_glass(person, document.folder)
    by_glass = by_glass and not shut_in_open_folders(person, Document.objects.filter(pk=document_id)).exists()
    if document is None or not (by_post or by_glass):
        raise Http404
    how = "" if by_post else through_glass(request, person, document.folder)
    audit.looked(person, f"a document{how}", document, document.folder_id)
    return document


def may_open(person: Person, document: Document) -> bool:
    """What one agency sent, as its contribution or as evidence of what it did, opens to that agency, and to those who
    hold the key to the whole folder."""
    reads = any(
        opens(post, document.folder, ALL)
        or (
            opens(post, document.folder, document.opens)
            and (document.opens not in OF_ONE_BODY or document.for_body_id == post.body_id)
        )
        for post in person.posts_today
    )
    return reads and not shut_in_open_folders(person, Document.objects.filter(pk=document.pk)).exists()


def opens_whole(person: Person, document: Document) -> bool:
    """Whether the page of the folder that it is filed in opens to this person too."""
    by_post = any(opens(post, document.folder, ALL) for post in person.posts_today)
    return by_post or opens_by_glass(person, document.folder)


def shut_in_open_folders(person: Person, documents: QuerySet[Document]) -> QuerySet[Document]:
    """Those of some files that are shut to this person whatever they may open of the folder, as the rooms above say."""
    rooms = (one for one in apps.get_app_configs() if isinstance(one, Room) and one.files_shut)
    shut = [cast(Q, import_string(room.files_shut)(person)) for room in rooms]
    return documents.filter(reduce(or_, shut)) if shut else documents.none()
