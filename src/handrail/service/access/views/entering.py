"""For whoever is signed out and cannot sign in yet: a forgotten password, and an invitation."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access import codes, halfway, tries
from handrail.service.access.actions import inviting, resetting
from handrail.service.access.forms import AddressForm, InvitedCode, NewPassword, SentCode
from handrail.service.access.halfway import Halfway
from handrail.service.access.models import Invitation, Person
from handrail.service.access.views.asking import refuse
from handrail.service.access.views.second import CODE_NOT_RIGHT, begin_again
from handrail.service.access.views.signing import pause
from handrail.service.partnerships.actions import NotDone

PROVED = "proved to be"
"""Where the session keeps whose password may be set, and since when: for a quarter of an hour."""
NOBODY = str(uuid.UUID(int=0))
NOT_BOTH = (
    "The code or the word is not right, or the code no longer works. Check both. You can ask for another code; for the "
    "word, ask your administrator."
)


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    return _address(
        request, resetting.ask_to_reset, "access:forgotten_code", "I have forgotten my password",
        "You are sent a code, with which you choose a new one. You still need your authenticator app or passkey.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def forgotten_code(request: HttpRequest) -> HttpResponse:
    email = codes.asked_for(request, codes.RESET)
    if not email:
        return redirect("access:forgotten")
    form = SentCode(request.POST if request.method == "POST" else None)
    if form.is_valid():
        person = Person.objects.filter(email__iexact=email, is_active=True).first()
        if codes.code_fits(request, codes.RESET, form.cleaned_data["code"]) and person is not None:
            return _prove(request, "person", person.pk, "access:forgotten_password")
        form.add_error("code", CODE_NOT_RIGHT)
    return _code_page(request, form, email, "access:forgotten")


@require_http_methods(["GET", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    person = Person.objects.filter(pk=_proved(request, "person"), is_active=True).first()
    if person is None:
        return begin_again(request)

    def act(new: str) -> HttpResponse:
        resetting.reset_password(person, new)
        request.session.flush()
        messages.success(request, "Your password is changed. Sign in with it.")
        return redirect("access:sign_in")

    return _password_page(request, "Choose a new password", act)


@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    return _address(
        request, resetting.ask_to_come, "access:invited_code", "I have been invited",
        "You are sent a code. You also need the word that your administrator told you.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def invited_code(request: HttpRequest) -> HttpResponse:
    email = codes.asked_for(request, codes.INVITATION)
    if not email:
        return redirect("access:invited")
    form = InvitedCode(request.POST if request.method == "POST" else None)
    if form.is_valid():
        tried = tries.the_try(request, f"invitation of {email}")
        waiting = tries.pause_until(tried, timezone.now())
        invitation = None if waiting else _invitation(request, email, form)
        if invitation is not None:
            return _prove(request, "invitation", invitation.pk, "access:invited_password")
        if waiting is None:
            tries.count_failure(tried)
        form.add_error("code", pause(waiting) if waiting else NOT_BOTH)
    return _code_page(request, form, email, "access:invited")


@require_http_methods(["GET", "POST"])
def invited_password(request: HttpRequest) -> HttpResponse:
    invitation = Invitation.objects.filter(pk=_proved(request, "invitation")).first()
    if invitation is None:
        return begin_again(request)

    def act(new: str) -> HttpResponse:
        person = inviting.accept(invitation, password=new)
        halfway.begin(request, Halfway(person, "by invitation, with the word and a code", mailbox=True))
        return redirect("access:first_factor")

    return _password_page(request, "Choose a password", act)


def _invitation(request: HttpRequest, email: str, form: InvitedCode) -> Invitation | None:
    """Where word and code both fit. A wrong word uses no code up."""
    found = inviting.open_invitation(email)
    fits = inviting.word_fits(found, form.cleaned_data["word"])
    return found if fits and codes.code_fits(request, codes.INVITATION, form.cleaned_data["code"]) else None


def _address(
    request: HttpRequest, act: Callable[[HttpRequest, str], None], go: str, title: str, hint: str
) -> HttpResponse:
    """Ask for an address. Whatever it is, the next page is the same."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(request, form.cleaned_data["email"])
        except NotDone as refused:
            form.add_error("email", str(refused))
        else:
            return redirect(go)
    return render(request, "access/address.html", {"form": form, "title": title, "hint": hint})


def _code_page(request: HttpRequest, form: SentCode, email: str, again: str) -> HttpResponse:
    words: dict[str, Any] = {
        "form": form,
        "email": email,
        "again": reverse(again),
        "invited": again == "access:invited",
    }
    return render(request, "access/code.html", words)


def _password_page(request: HttpRequest, title: str, act: Callable[[str], HttpResponse]) -> HttpResponse:
    form = NewPassword(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return act(form.cleaned_data["new"])
        except NotDone as refused:
            refuse(form, refused)
    return render(request, "access/new_password.html", {"form": form, "title": title})


def _prove(request: HttpRequest, what: str, key: object, go: str) -> HttpResponse:
    request.session.flush()
    request.session[PROVED] = {"what": what, "key": str(key), "at": timezone.now().timestamp()}
    return redirect(go)


def _proved(request: HttpRequest, what: str) -> str:
    held = request.session.get(PROVED)
    if not held or held["what"] != what or timezone.now().timestamp() - held["at"] >= halfway.LASTS.total_seconds():
        return NOBODY
    return str(held["key"])
