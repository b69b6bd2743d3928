"""Setting up second factors, seeing, naming and removing them."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from handrail.service.access import factor as second
from handrail.service.access import halfway
from handrail.service.access.actions import factors, signing
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.factors.keeping import OPENS, name_of
from handrail.service.access.factors.qr import path_of
from handrail.service.access.forms import AppCode, NameFactor, NewPasskey
from handrail.service.access.models import Person
from handrail.service.access.once import shown_once
from handrail.service.access.tries import know_browser
from handrail.service.access.views.asking import Question, ask, drawn, refuse
from handrail.service.access.views.second import begin_again
from handrail.service.access.views.signing import where_next
from handrail.service.partnerships.actions import NotDone


@require_http_methods(["GET"])
def first_factor(request: HttpRequest) -> HttpResponse:
    """Somebody without a second factor chooses one before anything opens."""
    person = signing.may_set_up(request)
    if person is None:
        return _not_yet(request)
    return render(request, "access/first_factor.html", {"person": person})


@require_http_methods(["GET", "POST"])
def set_up_app(request: HttpRequest) -> HttpResponse:
    person = signing.may_set_up(request)
    if person is None:
        return _not_yet(request)
    form = AppCode(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        done = _set_up(request, person, form, lambda: factors.add_app(request, person, code), "a new authenticator app")
        if done is not None:
            return done
    secret = factors.secret_of_new_app(request)
    path, width = path_of(get_adapter().build_totp_url(person, secret))
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    words = {"form": form, "secret": grouped, "path": path, "width": width, "email": person.email}
    return render(request, "access/set_up_app.html", words)


@require_http_methods(["GET", "POST"])
def set_up_passkey(request: HttpRequest) -> HttpResponse:
    person = signing.may_set_up(request)
    if person is None:
        return _not_yet(request)
    form = NewPasskey(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        done = _set_up(
            request,
            person,
            form,
            lambda: factors.add_passkey(person, said["credential"], said["name"]),
            "a new passkey",
        )
        if done is not None:
            return done
    return render(request, "access/set_up_passkey.html", {"form": form, "offer": reverse("access:passkey_offer")})


@require_POST
def passkey_offer(request: HttpRequest) -> HttpResponse:
    """What a browser is asked to make a passkey with."""
    person = signing.may_set_up(request)
    if person is None:
        return JsonResponse({}, status=400)
    return JsonResponse(webauthn.begin_registration(person, passwordless=True))


@signed_in
@require_http_methods(["GET", "POST"])
@second.asks_again
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the old, shown on the page that makes them and never again."""
    person = person_of(request)
    if request.method == "POST":
        return _show_codes(request, person, reverse("access:account"))
    question = Question(
        "Make new recovery codes", person.name, _trail(), reverse("access:account"), button="Make new codes",
        hint="Those you have now stop working. The new ones are shown once: print them, or write them down.",
    )  # fmt: skip
    return drawn(request, question)


@signed_in
@require_http_methods(["GET", "POST"])
@second.asks_again
def rename_factor(request: HttpRequest, factor_id: int) -> HttpResponse:
    person, held = person_of(request), _own(request, factor_id)
    question = Question("Name a way to sign in", name_of(held), _trail(), reverse("access:account"))

    def act(said: dict[str, str]) -> str:
        factors.rename_factor(held, said["name"], by=person)
        return f"It is now called “{name_of(held)}”."

    form = NameFactor(request.POST if request.method == "POST" else None, initial={"name": name_of(held)})
    return ask(request, question, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
@second.asks_again
def remove_factor(request: HttpRequest, factor_id: int) -> HttpResponse:
    person, held = person_of(request), _own(request, factor_id)
    name = name_of(held)
    if request.method == "POST":
        try:
            factors.remove_factor(held, by=person)
        except NotDone as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, f"“{name}” is removed.")
        return redirect("access:account")
    question = Question(
        "Remove a way to sign in", name, _trail(), reverse("access:account"), button="Remove it",
        hint="It can then no longer be used to sign in to your account.",
    )  # fmt: skip
    return drawn(request, question)


def _set_up(
    request: HttpRequest, person: Person, form: AppCode | NewPasskey, add: Callable[[], None], what: str
) -> HttpResponse | None:
    """Add it; for whoever was half way in, that opens the session. None where it could not be added."""
    held = halfway.begun(request)
    try:
        add()
        if isinstance(request.user, Person):
            messages.success(request, "It is added to your account.")
            return redirect("access:account")
        assert held is not None
        signing.enter(request, person, f"{held.by}, a code sent to their address and {what}")
    except NotDone as refused:
        refuse(form, refused)
        return None
    response = _show_codes(request, person, where_next(person, held.wanted))
    know_browser(response, person)
    return response


def _show_codes(request: HttpRequest, person: Person, go: str) -> HttpResponse:
    codes = [f"{code[:5]} {code[5:]}" for code in factors.new_recovery_codes(person)]
    return shown_once(render(request, "access/recovery_codes.html", {"codes": codes, "go": go, "person": person}))


def _not_yet(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, Person):
        return second.ask(request)
    return begin_again(request)


def _own(request: HttpRequest, factor_id: int) -> Authenticator:
    return get_object_or_404(Authenticator, pk=factor_id, user=person_of(request), type__in=OPENS)


def _trail() -> tuple[tuple[str, str], ...]:
    return (("Your account", reverse("access:account")),)
