"""The open page: who tells, the code that shows that the address is theirs, and the way back to what was begun."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from handrail.service.access import form_codes as codes
from handrail.service.access.asking import typed
from handrail.service.access.practitioners import Teller
from handrail.service.requests.forms_by_code import Door, TypeCode
from handrail.service.requests.views.opening import NO_MORE, NOT_RIGHT, pause
from handrail.service.tellings.actions import asking
from handrail.service.tellings.doors import open_pages
from handrail.service.tellings.forms import Come


@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Nothing of any child is asked or looked up here."""
    pages = list(open_pages())
    form = Come(typed(request), pages=pages)
    if request.method == "POST" and pages and form.is_valid():
        refused = asking.come(request, form.page, form.named)
        if not refused:
            return redirect("tellings:code")
        form.add_error(None, refused)
    open_here = codes.teller_of(request) is not None and not request.user.is_authenticated
    return _private(render(request, "tellings/tell.html", {"form": form, "pages": pages, "open_here": open_here}))


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Back to what was begun. Whatever is typed, the answer is the same, and so is the work behind it."""
    form = Door(typed(request))
    if request.method == "POST" and form.is_valid():
        waiting = codes.ask_for_code(request, form.cleaned_data["number"], form.cleaned_data["email"])
        if waiting is None:
            return redirect("tellings:code")
        form.add_error(None, pause(waiting))
    return _private(render(request, "tellings/again.html", {"form": form}))


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code opens it in this browser. Wrong ones are counted, and the fifth ends the code."""
    if codes.ASKED not in request.session:
        return redirect("tellings:tell")
    form = TypeCode(typed(request))
    if request.method == "POST" and form.is_valid():
        found = codes.try_code(request, form.cleaned_data["code"], Teller, lambda teller: teller.ended_at is None)
        if isinstance(found, Teller):
            return _opened(found)
        form.add_error("code", pause(found) if found else NOT_RIGHT if codes.tries_left(request) else NO_MORE)
    words = {"form": form, "tries": codes.tries_left(request), "most": codes.TRIES}
    return _private(render(request, "tellings/code.html", words))


def _opened(teller: Teller) -> HttpResponse:
    asking.begin(teller)
    response = redirect("tellings:begun")
    codes.know_browser(response, teller)
    return response


@require_http_methods(["POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Shut it in this browser; someone signed in, or with nothing open, is only led to the page."""
    if codes.has_opened(request, Teller) and not request.user.is_authenticated:
        codes.leave(request)
        messages.success(request, "It is shut. What you typed is kept. Come back with its number and a new code.")
    return redirect("tellings:tell")


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
