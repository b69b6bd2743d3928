"""A document: first what is known of it, then the file itself, always as something to save and never as a page."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.documents.doors import open_document, opens_whole
from handrail.service.documents.models import Document

LIKE_NO_PAGE = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; sandbox"
)
"""Whatever a file that somebody sent tries to run, should a browser show it after all."""


@signed_in
@require_http_methods(["GET"])
def document(request: HttpRequest, case_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """What it is, who added it and when, and whether anything has scanned it."""
    held = open_document(request, case_id, document_id)
    words = {"document": held, "case_id": case_id, "opened_whole": opens_whole(person_of(request), held)}
    return render(request, "documents/document.html", words)


@signed_in
@require_http_methods(["GET"])
def download(request: HttpRequest, case_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """The bytes as they were stored, as an attachment that no browser shows or runs."""
    return as_attachment(open_document(request, case_id, document_id))


def as_attachment(held: Document) -> HttpResponse:
    """The file of a document that this person was found to be allowed to open."""
    response = HttpResponse(bytes(held.content.held), content_type=held.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=held.name) or "attachment"
    response["Content-Security-Policy"] = LIKE_NO_PAGE
    return response
