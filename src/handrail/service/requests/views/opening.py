"""Where a practitioner without an account opens their form: its number and their address, then the code."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access import form_codes as codes
from handrail.service.access.practitioners import Practitioner
from handrail.service.requests import actions
from handrail.service.requests.forms_by_code import Door, TypeCode
from handrail.service.requests.naming import form_waiting_for

NOT_RIGHT = "That is not the code, or it no longer works. Look at the last message you were sent."
NO_MORE = "This code no longer works. Ask for a new one."


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Whatever is typed, the answer is the same, and so is the work behind it."""
    asked = Door(request.POST if request.method == "POST" else None)
    if request.method == "POST" and asked.is_valid():
        waiting = codes.ask_for_code(request, asked.cleaned_data["number"], asked.cleaned_data["email"])
        if waiting is None:
            return redirect("requests:form_code")
        asked.add_error(None, pause(waiting))
    open_here = codes.practitioner_of(request) is not None and not request.user.is_authenticated
    return _private(render(request, "requests/form.html", {"form": asked, "open_here": open_here}))


@require_http_methods(["GET", "POST"])
def form_code(request: HttpRequest) -> HttpResponse:
    """The code opens the form in this browser. Wrong ones are counted, and the fifth ends the code."""
    if codes.ASKED not in request.session:
        return redirect("requests:form")
    typed = TypeCode(request.POST if request.method == "POST" else None)
    if request.method == "POST" and typed.is_valid():
        said = typed.cleaned_data["code"]
        found = codes.try_code(request, said, Practitioner, lambda named: form_waiting_for(named) is not None)
        if isinstance(found, Practitioner):
            return _opened(request, found)
        typed.add_error("code", pause(found) if found else NOT_RIGHT if codes.tries_left(request) else NO_MORE)
    words = {"form": typed, "tries": codes.tries_left(request), "most": codes.TRIES}
    return _private(render(request, "requests/form_code.html", words))


def _opened(request: HttpRequest, practitioner: Practitioner) -> HttpResponse:
    asked = form_waiting_for(practitioner)
    if asked is not None:
        actions.first_opened(asked, by=practitioner)
    response = redirect("requests:form_asked")
    codes.know_browser(response, practitioner)
    return response


@require_http_methods(["POST"])
def form_leave(request: HttpRequest) -> HttpResponse:
    """Shut the form in this browser; someone signed in, or with nothing open, is only led to the door."""
    if codes.has_opened(request) and not request.user.is_authenticated:
        codes.leave(request)
        messages.success(request, "The form is shut. What you typed is kept. Come back with a new code.")
    return redirect("requests:form")


def pause(until: datetime) -> str:
    minutes = max(1, round((until - timezone.now()).total_seconds() / 60))
    return f"There have been too many tries from here. Wait {minutes} minute{'s' * (minutes > 1)}, then try again."


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
