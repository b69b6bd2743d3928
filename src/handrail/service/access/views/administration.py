"""What is seldom needed, on one page, so that the menu holds what people use each day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from handrail.service.access.doors import signed_in


@signed_in
@require_GET
def administration(request: HttpRequest) -> HttpResponse:
    """The way there says to whom each opens, as it does everywhere."""
    return render(request, "access/administration.html")
