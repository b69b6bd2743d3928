"""The pages that belong to no room: when a page is not found, not allowed, or fails."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

TRY_AGAIN_AFTER = 15  # seconds; our own database is seldom away for longer


def healthy(request: HttpRequest) -> HttpResponse:
    """Says that the web process runs and the database answers; for load balancers, never for people."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("healthy\n", content_type="text/plain")


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where the session could not be kept because the database went away, nothing was wrong with what was sent."""
    if _of_the_database(exception):
        return no_database()
    return render(request, "web/400.html", status=400)


@requires_csrf_token
def not_allowed(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return render(request, "web/403.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/404.html", status=404)


@requires_csrf_token
def our_fault(request: HttpRequest) -> HttpResponse:
    """Drawn without the request, because whatever failed may fail again while drawing the page.

    A database that is away, or too busy, is no fault of ours to be reported, but a reason to try again.
    """
    if _of_the_database(sys.exc_info()[1]):
        return no_database()
    return render(None, "web/500.html", status=500)


def _of_the_database(fault: BaseException | None) -> bool:
    """Whether the database was away, also where something else went wrong because of it."""
    while fault is not None:
        if isinstance(fault, (OperationalError, InterfaceError)):
            return True
        fault = fault.__cause__ or fault.__context__
    return False


def no_database() -> HttpResponse:
    response = render(None, "web/503.html", status=503)
    response["Retry-After"] = str(TRY_AGAIN_AFTER)
    return response
