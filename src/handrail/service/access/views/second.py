"""The second factor: asked when somebody signs in, and again before what is grave."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from handrail.service.access import halfway
from handrail.service.access.actions import resetting, signing
from handrail.service.access.codes import FIRST_FACTOR, asked_for, code_fits, done_with_code
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.factors.checking import code_now
from handrail.service.access.factors.keeping import Kind, factors_of, has_factor
from handrail.service.access.forms import SecondFactor, SentCode
from handrail.service.access.models import Person
from handrail.service.access.oidc.linking import providers_of
from handrail.service.access.views.asking import refuse
from handrail.service.access.views.signing import entered, next_of, pause, where_next
from handrail.service.partnerships.actions import NotDone

NOT_RIGHT = "This code is not right. Wait for the next one, then try again."
PASSKEY_NOT_RIGHT = "The passkey was not recognised. Try again, or use another way."
CODE_NOT_RIGHT = "This is not the code that was sent, or it no longer works. Check it, or ask for another."
BEGIN_AGAIN = "That took too long, or was begun in another window. Sign in again."


@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The second page of signing in."""
    held = halfway.begun(request)
    if held is None:
        return begin_again(request)
    if not has_factor(held.person):
        return redirect("access:mailbox")
    form = SecondFactor(request.POST if request.method == "POST" else None)
    if (said := _said(request, form)) is not None:
        try:
            found = signing.try_second(request, held, **said)
        except NotDone as refused:
            refuse(form, refused)
        else:
            if isinstance(found, Person):
                return entered(request, found, held.wanted)
            _not_right(form, found, said)
    return _page(request, held.person, form, "Check that it is you", "", "Sign in")


@signed_in
@require_http_methods(["GET", "POST"])
def factor_again(request: HttpRequest) -> HttpResponse:
    """Before what is grave: the second factor again, and back."""
    person, wanted = person_of(request), next_of(request)
    form = SecondFactor(request.POST if request.method == "POST" else None)
    if (said := _said(request, form)) is not None:
        try:
            found = signing.try_again(request, person, **said)
        except NotDone as refused:
            refuse(form, refused)
        else:
            if isinstance(found, Person):
                return redirect(wanted or where_next(person, ""))
            _not_right(form, found, said)
    return _page(request, person, form, "Check again that it is you", wanted, "Go on")


@require_http_methods(["GET", "POST"])
def mailbox(request: HttpRequest) -> HttpResponse:
    """Somebody with a password and no second factor yet: a code sent to their address stands in for one, this once."""
    held = halfway.begun(request)
    if held is None or has_factor(held.person):
        return begin_again(request)
    if held.mailbox:
        return redirect("access:first_factor")
    form = SentCode(request.POST if request.method == "POST" and "again" not in request.POST else None)
    if form.is_valid():
        if code_fits(request, FIRST_FACTOR, form.cleaned_data["code"]):
            done_with_code(request)
            halfway.prove_mailbox(request, held)
            return redirect("access:first_factor")
        form.add_error("code", CODE_NOT_RIGHT)
    elif "again" in request.POST or not asked_for(request, FIRST_FACTOR):
        try:
            resetting.ask_for_first_factor(request, held)
        except NotDone as refused:
            messages.warning(request, str(refused))
    return render(request, "access/mailbox.html", {"form": form, "email": held.person.email})


def begin_again(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, Person):
        return redirect(where_next(request.user, ""))
    messages.warning(request, BEGIN_AGAIN)
    return redirect("access:sign_in")


def _said(request: HttpRequest, form: SecondFactor) -> dict[str, str] | None:
    """What was given, if anything that can be checked."""
    credential = request.POST.get("credential", "")
    if credential:
        return {"credential": credential}
    return {"code": form.cleaned_data["code"]} if form.is_valid() else None


def _not_right(form: SecondFactor, found: datetime | None, said: dict[str, str]) -> None:
    words = pause(found) if isinstance(found, datetime) else PASSKEY_NOT_RIGHT if "credential" in said else NOT_RIGHT
    form.errors.clear()
    form.add_error("code" if "code" in said else None, words)


def _page(
    request: HttpRequest, person: Person, form: SecondFactor, title: str, wanted: str, button: str
) -> HttpResponse:
    kinds = {factor.type for factor in factors_of(person)}
    if Kind.TOTP not in kinds:
        form.fields["code"].label, form.fields["code"].help_text = "Recovery code", "Ten figures, from your list"
    demonstration = settings.DEMONSTRATION and person.invented and Kind.TOTP in kinds
    words = {
        "form": form, "title": title, "next": wanted, "button_words": button, "app": Kind.TOTP in kinds,
        "passkey": Kind.WEBAUTHN in kinds, "demonstration": demonstration,
        "code_now": code_now(person) if demonstration else "",
        "providers": providers_of(person) if request.user.is_authenticated else (),
        "question": reverse("access:passkey_question"),
    }  # fmt: skip
    return render(request, "access/second_factor.html", words)
