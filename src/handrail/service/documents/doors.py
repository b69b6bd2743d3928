"""The way to a document is the way to its folder, with the grant that the document itself asks for."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from handrail.service.access.doors import opens, person_of
from handrail.service.access.models import Person
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.audit import actions as audit
from handrail.service.documents.models import Document


def open_document(request: HttpRequest, case_id: uuid.UUID, document_id: uuid.UUID) -> Document:
    """The document, if this person may open it. Looking is recorded. Raises Http404 for all else alike."""
    person = person_of(request)
    documents = Document.objects.select_related("folder", "content")
    document = documents.filter(pk=document_id, folder=case_id).first()
    if document is None or not may_open(person, document):
        raise Http404
    audit.looked(person, "a document", document, document.folder_id)
    return document


def may_open(person: Person, document: Document) -> bool:
    """What one agency sent opens to that agency, and to those who hold the key to the whole folder."""
    return any(
        opens(post, document.folder, ALL)
        or (
            opens(post, document.folder, document.opens)
            and (document.opens != CONTRIBUTION or document.for_body_id == post.body_id)
        )
        for post in person.posts_today
    )
