"""To another organisation to sign in there, and back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from handrail.service.access.actions import joining
from handrail.service.access.models import Person
from handrail.service.access.oidc.asking import Exchange, Proof, ProviderRefused, address_to_ask, proof_from, ready
from handrail.service.access.oidc.before import asks_elsewhere, found_elsewhere
from handrail.service.access.oidc.providers import IdentityProvider, providers
from handrail.service.access.views.signing import entered, next_of, where_next
from handrail.service.partnerships.actions import NotDone

NOT_SET_UP = "There is no such way to sign in here. Sign in with your password or a passkey."


def _find(request: HttpRequest, slug: str) -> Exchange | ProviderRefused | None:
    asked = providers().get(slug)
    try:
        return ready(request, asked) if asked else None
    except ProviderRefused as refused:
        return refused


def _prove(request: HttpRequest, slug: str) -> Proof | ProviderRefused | None:
    asked = providers().get(slug)
    try:
        return proof_from(request, asked) if asked else None
    except ProviderRefused as refused:
        return refused


@asks_elsewhere(_find)
@require_GET
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """A link, not a form: browsers hold the address that a form is led on to against our own policy."""
    asked, found = providers().get(slug), found_elsewhere(request)
    if asked is None:
        return _refuse(request, NOT_SET_UP)
    try:
        if not isinstance(found, Exchange):
            raise found
        again = isinstance(request.user, Person)
        return redirect(address_to_ask(request, found, asked, wanted=next_of(request), again=again))
    except ProviderRefused as refused:
        return _refuse(request, str(refused), asked, refused.why)


@asks_elsewhere(_prove)
@require_GET
def provider_back(request: HttpRequest, slug: str) -> HttpResponse:
    asked, found = providers().get(slug), found_elsewhere(request)
    if asked is None:
        return _refuse(request, NOT_SET_UP)
    try:
        if not isinstance(found, Proof):
            raise found
        return _open(request, found)
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
