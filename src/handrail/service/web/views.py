"""The pages that belong to no room: what is said when a page is not found, not allowed, or fails."""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token
from django.views.decorators.http import require_POST

from handrail.service.access.once import does_no_work
from handrail.service.partnerships.actions import NotDone
from handrail.service.web import policy

TRY_AGAIN_AFTER = 15  # seconds; our own database is seldom away for longer


def healthy(request: HttpRequest) -> HttpResponse:
    """Says that the web process runs and the database answers; for load balancers, never for people."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("healthy\n", content_type="text/plain")


@csrf_exempt
@require_POST
@does_no_work
def policy_report(request: HttpRequest) -> HttpResponse:
    """A browser says that it refused something on a page of ours; it carries no token and waits for no answer."""
    return HttpResponse(status=204 if policy.tell(request.body) else 429)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where the session could not be kept because the database went away, nothing was wrong with what was sent."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "web/413.html", status=413)
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

    Whichever rule of the database was broken, and whether by a row that this person may see or by a hidden one, the
    answer is the same. What may not be done is told in its own sentence also where a page did not expect it, such as a
    message that a safe-contact rule keeps from being written. A database that is away, or too busy, is no fault of
    ours to be reported, but a reason to try again.
    """
    fault = sys.exc_info()[1]
    if isinstance(fault, IntegrityError):
        return render(None, "web/409.html", status=409)
    if isinstance(fault, NotDone):
        return render(None, "web/not_done.html", {"sentence": str(fault)}, status=409)
    if _of_the_database(fault):
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
