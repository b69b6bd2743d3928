"""What earlier reviews found that is near to some words, drawn to stand beside the pages of a review."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from handrail.service.access.doors import person_of
from handrail.service.audit import actions as audit
from handrail.service.cases.models import Case
from handrail.service.learning.alike import Near, nearest


def found_before(request: HttpRequest, case: Case, words: str) -> str:
    """The nearest findings and recommendations of other folders that this person may open."""
    drawn = {"near": found_elsewhere(request, case, words), "asked": bool(words.strip()), "case": case}
    return SafeString(render_to_string("learning/found_before.html", drawn, request))


def found_elsewhere(request: HttpRequest, case: Case, words: str) -> list[Near]:
    """A look into those folders, and recorded as one in each of them."""
    person = person_of(request)
    near = nearest(words, reader=person, but_not_in=case.pk)
    for other in {one.paper.case for one in near}:
        audit.looked(person, "learning, as near to another review", other, other.pk)
    return near
