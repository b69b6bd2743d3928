"""Signing in with a password or a passkey, and signing out."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from handrail.service.access import halfway
from handrail.service.access.actions import signing
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.factors.keeping import has_factor
from handrail.service.access.forms import SignIn
from handrail.service.access.models import Person
from handrail.service.access.oidc.providers import providers
from handrail.service.access.tries import know_browser
from handrail.service.partnerships.actions import NotDone

NOT_RIGHT = "The e-mail address or the password is not right. Try again."
PASSKEY_NOT_RIGHT = "The passkey was not recognised. Try again, or sign in with your password."


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignIn(request.POST if request.method == "POST" else None)
    if form.is_valid():
        wanted = _ours(request, request.POST.get("next", ""))
        found = signing.try_password(request, form.cleaned_data["email"], form.cleaned_data["password"], wanted)
        if isinstance(found, Person):
            return redirect("access:second_factor" if has_factor(found) else "access:mailbox")
        form.add_error("email", pause(found) if found else NOT_RIGHT)
    return _page(request, form)


@require_POST
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    form = SignIn()
    try:
        person = signing.sign_in_with_passkey(request, request.POST.get("credential", ""))
    except NotDone as refused:
        messages.warning(request, str(refused))
    else:
        if person is not None:
            return entered(request, person, _ours(request, request.POST.get("next", "")))
        messages.warning(request, PASSKEY_NOT_RIGHT)
    return _page(request, form)


@require_POST
def passkey_question(request: HttpRequest) -> HttpResponse:
    """What a browser's passkey is asked: by whoever is half way in or signed in, or by nobody known yet."""
    held = halfway.begun(request)
    person = request.user if isinstance(request.user, Person) else held.person if held else None
    if "anybody" in request.POST:
        person = None
    return JsonResponse(webauthn.begin_authentication(person))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    signing.sign_out(request)
    return redirect("access:sign_in")


@signed_in
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    signing.sign_out_everywhere(request, person_of(request))
    messages.success(request, "You are signed out everywhere.")
    return redirect("access:sign_in")


def entered(request: HttpRequest, person: Person, wanted: str) -> HttpResponse:
    """Where somebody goes whose session has just been opened; their browser is known from now on."""
    response = redirect(where_next(person, wanted))
    know_browser(response, person)
    return response


def where_next(person: Person, wanted: str) -> str:
    """Back to the page that was asked for; who opens no folder has other work to go to."""
    if wanted:
        return wanted
    return reverse("access:bodies") if {post.role for post in person.posts_today} == {"administrator"} else "/"


def pause(until: datetime) -> str:
    minutes = max(1, round((until - timezone.now()).total_seconds() / 60))
    return f"There have been too many wrong tries. Wait {minutes} minute{'s' * (minutes > 1)}, then try again."


def _page(request: HttpRequest, form: SignIn) -> HttpResponse:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    words = {"form": form, "next": wanted, "providers": providers().values()}
    return render(request, "access/sign_in.html", words)


def _ours(request: HttpRequest, wanted: str) -> str:
    """The page that was asked for, if it is one of ours."""
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else ""


def next_of(request: HttpRequest) -> str:
    return _ours(request, request.POST.get("next") or request.GET.get("next", ""))
