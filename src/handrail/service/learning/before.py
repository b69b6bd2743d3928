"""What earlier reviews found that is near to some words, drawn to stand beside the pages of a review."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from handrail.service.access.doors import person_of
from handrail.service.audit import actions as audit
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case
from handrail.service.learning.alike import Near, nearest
from handrail.service.learning.doors import LOOK


def found_before(request: HttpRequest, case: Case, words: str, also_of: Collection[Case] = ()) -> str:
    """The nearest findings and recommendations of other folders that this person may open. Nothing for whoever reads
    no learning, as a reviewer."""
    if not may_open(person_of(request), case, what="learning", may=LOOK):
        return ""
    drawn = {"near": found_elsewhere(request, (case, *also_of), words), "asked": bool(words.strip()), "case": case}
    return SafeString(render_to_string("learning/found_before.html", drawn, request))


def found_elsewhere(request: HttpRequest, here: Collection[Case], words: str) -> list[Near]:
    """In other folders than these. A look into those, and recorded as one in each of them."""
    person = person_of(request)
    near = nearest(words, reader=person, but_not_in=[one.pk for one in here])
    for other in {one.paper.case for one in near}:
        audit.looked(person, "learning, as near to another review", other, other.pk)
    return near
