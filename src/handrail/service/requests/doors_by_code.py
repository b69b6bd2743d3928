"""The door for a practitioner without an account: one form, and nothing else of the service."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.service.access import form_codes as codes
from handrail.service.access.models import Person
from handrail.service.access.practitioners import Practitioner
from handrail.service.access.shut_forms import handed_back
from handrail.service.access.turned_away import form_stayed_shut
from handrail.service.audit import actions as audit
from handrail.service.requests.models import Contribution, Request
from handrail.service.requests.naming import form_waiting_for

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Request, Practitioner, P], HttpResponse]


def by_code(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The form that is open in this browser, and who has it open. Everyone else is sent to where a form is opened.

    For someone with an account there is no such page: they have their own.
    """

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if isinstance(request.user, Person):
            raise Http404
        practitioner = codes.practitioner_of(request)
        had = practitioner or codes.last_open_here(request)
        if had is not None:
            audit.act_as(had, "a form opened by a code")
        asked = form_waiting_for(practitioner)
        if practitioner is None or asked is None:
            if had is not None:
                form_stayed_shut(had)
            audit.act_as(None)
            return handed_back(request, Practitioner, page="requests/form_shut.html", way_in="requests:form")
        request.practitioner = practitioner  # type: ignore[attr-defined]

        def answer() -> HttpResponse:
            return view(request, asked, practitioner, *args, **kwargs)

        return codes.shown(request, practitioner, asked, "own contribution", answer)

    return page


def shut_with_thanks(request: HttpRequest, asked: Request, sent: Contribution) -> HttpResponse:
    """The form is sent and shuts; what was sent is shown once."""
    codes.leave(request)
    del request.practitioner  # type: ignore[attr-defined]
    return render(request, "requests/form_sent.html", {"asked": asked, "sent": sent})
