"""The letters of a review as files, to print and to sign."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.audit import actions as audit
from handrail.service.reviews.doors import open_message, open_practice
from handrail.service.reviews.files import answer_file
from handrail.service.reviews.letters import letter_of, whole_of
from handrail.service.reviews.models import PanelMessage


@signed_in
@require_http_methods(["GET"])
def letter(
    request: HttpRequest, case_id: uuid.UUID, practice_id: uuid.UUID, review_letter_id: uuid.UUID, slug: str
) -> HttpResponse:
    case, _, paper = open_practice(request, case_id, practice_id)
    found = letter_of(paper, review_letter_id) if paper else None
    if found is None or paper is None:
        raise Http404
    answer = answer_file(slug, whole_of(found, paper), f"{case.reference} letter")
    audit.looked(person_of(request), f"a letter of a review as {slug}", paper, case.pk)
    return answer


@signed_in
@require_http_methods(["GET"])
def to_panel(request: HttpRequest, case_id: uuid.UUID, message_id: uuid.UUID, slug: str) -> HttpResponse:
    """What the partnership wrote to the Panel; what the Panel wrote is kept as it came."""
    found = open_message(request, case_id, message_id)
    if found.direction != PanelMessage.Direction.TO_PANEL:
        raise Http404
    answer = answer_file(slug, whole_of(found), f"{found.case.reference} letter to the Panel")
    audit.looked(person_of(request), f"a letter to the Panel as {slug}", found, found.case.pk)
    return answer
