"""Signing in and out."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from handrail.service.access import actions
from handrail.service.access.forms import SignIn
from handrail.service.access.models import Person
from handrail.service.access.tries import know_browser

NOT_RIGHT = "The e-mail address or the password is not right. Try again."


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignIn(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = actions.try_to_sign_in(request, form.cleaned_data["email"], form.cleaned_data["password"])
        if isinstance(found, Person):
            response = redirect(_where_next(request, found))
            know_browser(response, found)
            return response
        form.add_error("email", _pause(found) if found else NOT_RIGHT)
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "access/sign_in.html", {"form": form, "next": wanted})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    actions.sign_out(request)
    return redirect("access:sign_in")


def _pause(until: datetime) -> str:
    minutes = max(1, round((until - datetime.now(until.tzinfo)).total_seconds() / 60))
    return f"There have been too many wrong tries. Wait {minutes} minute{'s' * (minutes > 1)}, then try again."


def _where_next(request: HttpRequest, person: Person) -> str:
    """Back to the page that was asked for, if it is one of ours; who opens no folder has other work to go to."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    if {post.role for post in person.posts_today} == {"administrator"}:
        return reverse("access:bodies")
    return "/"
