"""To another organisation to sign in there, and back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from handrail.service.access.actions import joining
from handrail.service.access.models import Person
from handrail.service.access.oidc.asking import Proof, ProviderRefused, address_to_ask, proof_from
from handrail.service.access.oidc.providers import IdentityProvider, providers
from handrail.service.access.views.signing import entered, next_of, where_next
from handrail.service.partnerships.actions import NotDone

NOT_SET_UP = "There is no such way to sign in here. Sign in with your password or a passkey."


@require_GET
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """A link, not a form: browsers hold the address that a form is led on to against our own policy."""
    asked = providers().get(slug)
    if asked is None:
        return _refuse(request, NOT_SET_UP)
    try:
        again = isinstance(request.user, Person)
        return redirect(address_to_ask(request, asked, wanted=next_of(request), again=again))
    except ProviderRefused as refused:
        return _refuse(request, str(refused), asked, refused.why)


@require_GET
def provider_back(request: HttpRequest, slug: str) -> HttpResponse:
    asked = providers().get(slug)
    if asked is None:
        return _refuse(request, NOT_SET_UP)
    try:
        return _open(request, proof_from(request, asked))
    except ProviderRefused as refused:
        return _refuse(request, str(refused), asked, refused.why)
    except NotDone as refused:
        return _refuse(request, str(refused))


def _open(request: HttpRequest, proof: Proof) -> HttpResponse:
    if proof.again:
        if not isinstance(request.user, Person):
            return _refuse(request, "You were signed out meanwhile. Sign in again.")
        joining.give_again_by(request, request.user, proof)
        return redirect(proof.wanted or where_next(request.user, ""))
    opened = joining.sign_in_by(request, proof)
    return redirect("access:second_factor") if opened.half else entered(request, opened.person, proof.wanted)


def _refuse(request: HttpRequest, sentence: str, asked: IdentityProvider | None = None, why: str = "") -> HttpResponse:
    if asked is not None:
        joining.record_refusal(request, asked, why)
    messages.warning(request, sentence)
    return redirect("access:factor_again" if isinstance(request.user, Person) else "access:sign_in")
