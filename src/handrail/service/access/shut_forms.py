"""What somebody without an account gets in place of a form that is not open in their browser any more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from handrail.service.access import form_codes as codes
from handrail.service.access.once import FIELD as ONCE

NOT_TYPED = {"csrfmiddlewaretoken", ONCE, "version", "autosave", "leave", "remove"}


def handed_back(request: HttpRequest, kind: type, *, page: str, way_in: str) -> HttpResponse:
    """Its time has ended, or it was opened elsewhere, or it no longer waits: which of them, only the holder could ask.

    What was being typed is handed back on a page, so that it can be kept and put in again. Whoever never had it open
    is sent to where one is opened.
    """
    opened = codes.has_opened(request, kind)
    if opened:
        codes.leave(request)
    names = [name for name in request.POST if name not in NOT_TYPED]
    typed = [words.strip() for name in names for words in request.POST.getlist(name) if words.strip()]
    if not opened and not typed:
        return redirect(way_in)
    response = render(request, page, {"typed": typed})
    response["Cache-Control"] = "no-store"
    return response
