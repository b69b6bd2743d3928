"""What an independent scrutineer reads: minutes as agreed, rounds as closed, drafts as shared."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.audit import actions as audit
from handrail.service.cases.paging import page_of
from handrail.service.scrutiny.doors import RUNS, readings_for, the_partnership
from handrail.service.scrutiny.models import Reading


@signed_in
@require_http_methods(["GET"])
def readings(request: HttpRequest) -> HttpResponse:
    """The newest first, of each kind."""
    person = person_of(request)
    partnerships = the_partnership(person, RUNS, scrutineers=True)
    found = readings_for(person).select_related("partnership")
    kinds = [
        (kind, kind.label, page_of(request, list(found.filter(kind=kind)), called=kind.value)) for kind in Reading.Kind
    ]
    return render(request, "scrutiny/readings.html", {"kinds": kinds, "several": len(partnerships) > 1})


@signed_in
@require_http_methods(["GET"])
def reading(request: HttpRequest, reading_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    one = readings_for(person).filter(pk=reading_id).select_related("partnership", "shared_by").first()
    if one is None:
        raise Http404
    audit.looked(person, f"what scrutineers read: {one.get_kind_display().lower()}", one, one.folder_id)
    return render(request, "scrutiny/reading.html", {"one": one})
