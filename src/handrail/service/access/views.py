"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from handrail.service.access import actions
from handrail.service.access.forms import SignIn
from handrail.service.access.models import Person


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignIn(request.POST or None)
    if form.is_valid():
        person = authenticate(request, username=form.cleaned_data["email"], password=form.cleaned_data["password"])
        if isinstance(person, Person):
            actions.sign_in(request, person)
            return redirect(_where_next(request))
        form.add_error("email", "The e-mail address or the password is not right. Try again.")
    return render(request, "access/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    actions.sign_out(request)
    return redirect("access:sign_in")


def _where_next(request: HttpRequest) -> str:
    """Back to the page that was asked for, if it is one of ours."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else "/"
