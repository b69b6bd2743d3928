"""Whether it was found before: the nearest earlier findings and recommendations to whatever words are typed."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.turned_away import turned_away
from handrail.service.audit.kinds import searched
from handrail.service.cases.doors import open_folder
from handrail.service.cases.finding import plain
from handrail.service.learning.before import found_elsewhere
from handrail.service.learning.doors import LOOK

LONGEST = 2000


@signed_in
@require_http_methods(["GET"])
def before(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = open_folder(request, case_id, what="learning", may=LOOK)
    words = request.GET.get("words", "").replace("\0", "")[:LONGEST]
    near = found_elsewhere(request, [case], words)
    if words.strip():
        searched(person_of(request), words=plain(words).split(), found=len(near), room="learning")
        turned_away(person_of(request), words=words)
    return render(request, "learning/before.html", {"case": case, "words": words, "near": near})
