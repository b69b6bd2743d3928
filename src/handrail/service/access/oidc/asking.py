"""The code flow, with what allauth has for it: where to send a browser, and what came back, checked whole.

Allauth alone trusts a token that came straight from the token address without its signature, and knows no nonce.
Here every token's signature, issuer, audience, times and nonce are checked, and the issuer found must be the one
written down.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from requests import RequestException

from handrail.service.access.oidc.providers import IdentityProvider, is_safe

SIGNED_WITH: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
LEEWAY: Final = 60  # seconds by which two clocks may differ
FRESH: Final = 5 * 60
NOT_ANSWERING: Final = "does not answer as it should. Try again, or sign in with your password"


class ProviderRefused(Exception):
    """A sentence for the person, and in `why` the fault as the audit keeps it."""

    def __init__(self, sentence: str, why: str) -> None:
        super().__init__(sentence)
        self.why = why


@dataclass(frozen=True)
class Proof:
    """What an organisation says of whoever signed in there."""

    provider: IdentityProvider
    subject: str
    email: str
    two_factors: bool
    fresh: bool
    wanted: str
    again: bool


class Exchange(OpenIDConnectOAuth2Adapter):
    """Allauth's part: discovery, and the exchange of the code for a token."""

    def __init__(self, request: HttpRequest, provider: IdentityProvider) -> None:
        super().__init__(request, provider.slug)
        self.app = SocialApp(
            provider="openid_connect", provider_id=provider.slug, name=provider.name, client_id=provider.client_id,
            secret=provider.secret, settings={"server_url": provider.issuer.rstrip("/")},
        )  # fmt: skip

    def get_provider(self) -> OpenIDConnectProvider:
        return OpenIDConnectProvider(self.request, app=self.app)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("access:provider_back", kwargs={"slug": app.provider_id}))


def ready(request: HttpRequest, provider: IdentityProvider) -> Exchange:
    """The organisation, asked where its sign-in is. Raises ProviderRefused."""
    exchange = Exchange(request, provider)
    try:
        _check_issuer(exchange, provider)
    except (RequestException, ValueError, KeyError, TypeError) as fault:
        raise ProviderRefused(f"{provider.name} {NOT_ANSWERING}.", f"no discovery: {fault}") from fault
    return exchange


def address_to_ask(
    request: HttpRequest, exchange: Exchange, provider: IdentityProvider, *, wanted: str, again: bool
) -> str:
    """Where to send the browser. Nothing more is asked of the organisation. Raises ProviderRefused."""
    nonce, pkce = secrets.token_urlsafe(32), generate_code_challenge()
    asked = {"nonce": nonce, "verifier": pkce["code_verifier"], "wanted": wanted, "again": again}
    extra: dict[str, str] = {
        "nonce": nonce, "code_challenge": pkce["code_challenge"].decode(), "code_challenge_method": "S256",
        **({"prompt": "login", "max_age": "0"} if again else {}),
    }  # fmt: skip
    try:
        client = exchange.get_client(request, exchange.app)
        client.state = statekit.stash_state(request, provider_id=provider.slug, state=asked)
        address: str = client.get_redirect_url(exchange.authorize_url, ["openid", "profile", "email"], extra)
    except (ValueError, KeyError, TypeError) as fault:
        raise ProviderRefused(f"{provider.name} {NOT_ANSWERING}.", f"no discovery: {fault}") from fault
    return address


def proof_from(request: HttpRequest, provider: IdentityProvider) -> Proof:
    """What came back with the browser, exchanged and checked. Raises ProviderRefused."""
    asked = statekit.unstash_state(request, provider_id=provider.slug, state_id=request.GET.get("state", ""))
    if asked is None:
        raise ProviderRefused("That took too long, or was begun in another window. Try again.", "unknown state")
    if "code" not in request.GET:
        raise ProviderRefused(f"{provider.name} did not sign you in. Try again.", "no code came back")
    exchange = Exchange(request, provider)
    try:
        _check_issuer(exchange, provider)
        client = exchange.get_client(request, exchange.app)
        answer = client.get_access_token(request.GET["code"], pkce_code_verifier=asked["verifier"])
        token = _checked(exchange, provider, answer["id_token"], asked["nonce"])
    except (RequestException, OAuth2Error, jwt.PyJWTError, ValueError, KeyError, TypeError) as fault:
        why = f"{type(fault).__name__}: {fault}"[:120]
        raise ProviderRefused(f"{provider.name} {NOT_ANSWERING}.", why) from fault
    return Proof(
        provider, str(token["sub"]), _email(provider, token), provider.proves_two_factors(token),
        0 <= time.time() + LEEWAY - float(token.get("auth_time") or 0) <= FRESH + LEEWAY, asked["wanted"],
        asked["again"],
    )  # fmt: skip


def _check_issuer(exchange: Exchange, provider: IdentityProvider) -> None:
    found: dict[str, Any] = exchange.openid_config
    if found["issuer"] != provider.issuer:
        raise ValueError(f"the issuer says it is {found['issuer']}")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not is_safe(found[name]):
            raise ValueError(f"its {name} is not https: {urlsplit(found[name]).hostname}")


def _checked(exchange: Exchange, provider: IdentityProvider, token: str, nonce: str) -> dict[str, Any]:
    read: dict[str, Any] = jwt.decode(
        token, key=_key(exchange, token), algorithms=SIGNED_WITH, audience=provider.client_id, issuer=provider.issuer,
        leeway=LEEWAY, options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
    )  # fmt: skip
    if not constant_time_compare(str(read["nonce"]), nonce):
        raise jwt.InvalidTokenError("the nonce is not the one that was sent")
    several = isinstance(read["aud"], list) and len(read["aud"]) > 1
    if (several or "azp" in read) and read.get("azp") != provider.client_id:
        raise jwt.InvalidTokenError("the token was made for another service")
    return read


def _key(exchange: Exchange, token: str) -> Any:
    """The key that its head names; a set of one key needs no name."""
    name = jwt.get_unverified_header(token).get("kid")
    with get_adapter().get_requests_session() as session:
        response = session.get(exchange.openid_config["jwks_uri"])
        response.raise_for_status()
        keys = [key for key in response.json()["keys"] if key.get("use", "sig") == "sig"]
    for key in keys:
        if key.get("kid") == name or (name is None and len(keys) == 1):
            return jwt.PyJWK.from_dict(key).key
    raise jwt.InvalidTokenError("no key of theirs has signed it")


def _email(provider: IdentityProvider, token: dict[str, Any]) -> str:
    """The address, if it is in a domain that this organisation may speak for and is not said to be unproved."""
    email = str(token.get(provider.email_claim) or "").strip().lower()
    if token.get("email_verified", True) not in (True, "true"):
        return ""
    return email if email.rpartition("@")[2] in provider.email_domains else ""
