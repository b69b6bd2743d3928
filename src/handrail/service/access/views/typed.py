"""What was typed before a session ended or the second factor was asked for again, with one button that sends it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.typed import kept_for


@signed_in
@require_http_methods(["GET"])
def typed(request: HttpRequest) -> HttpResponse:
    return render(request, "access/typed.html", {"found": kept_for(request, person_of(request))})
