"""Each guard of signing in is taken out, and the test that holds it is seen to fail."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.http import HttpRequest
from django.test import Client

from handrail.service.access import halfway, sessions
from handrail.service.access.factor import GIVEN_AT
from handrail.service.access.models import Person
from tests.rooms.access import test_inviting as inviting
from tests.rooms.access import test_organisations as organisations
from tests.rooms.access import test_second_factor as second
from tests.rooms.access import test_sessions as ending
from tests.rooms.access.pages import sign_in
from tests.rooms.access.provider import Organisation
from tests.rooms.cast import Cast, employ

ROOM = "handrail.service.access"
council, word = organisations.council, inviting.word  # fixtures


def opens_at_once(request: HttpRequest, held: halfway.Halfway) -> None:
    sessions.open_session(request, held.person, "with a password alone")


def any_code_of_the_app(person: Person, typed: str) -> bool:
    """As allauth does, in a second process that has forgotten what the first saw."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    secret = decrypt(Authenticator.objects.get(user=person, type="totp").data["secret"])
    return any(
        compare_user_code(actual=typed, expected=format_hotp_value(hotp_value(secret, counter)))
        for counter in yield_hotp_counters_from_time()
    )


def without_the_mailbox(request: HttpRequest) -> Person | None:
    held = halfway.begun(request)
    return held.person if held else None


def unsigned(token: str, **more: Any) -> Any:
    return jwt.PyJWT().decode(token, options={"verify_signature": False})


def whatever_it_says(provider: Any, token: dict[str, Any]) -> str:
    return str(token["email"])


def all_of(*_: Any, **__: Any) -> bool:
    return True


Check = Callable[[Client, Cast, str, Organisation], None]
FAULTS: dict[str, tuple[str, Any, Check]] = {
    "a password opens a session": (
        "halfway.begin", opens_at_once,
        lambda client, cast, _, __: second.test_a_password_alone_opens_nothing(client, cast["coordinator"]),
    ),
    "a session is not looked at": (
        "sessions.reason_to_close", lambda *_: "",
        lambda _, cast, __, ___: ending.test_a_session_that_two_factors_did_not_open_opens_nothing(cast, GIVEN_AT),
    ),
    "a session has no end": (
        "sessions.LASTS", timedelta(days=9),
        lambda client, cast, _, __: ending.test_eight_hours_end_it_however_busy(client, within(client, cast)),
    ),
    "sessions elsewhere go on": (
        "actions.signing.end_sessions", lambda _: None,
        lambda client, cast, _, __: ending.test_signing_out_everywhere_ends_every_session(client, within(client, cast)),
    ),
    "an app's code opens again": (
        "actions.signing._WAYS", ((any_code_of_the_app, "a code from their app"),),
        lambda _, cast, __, ___: second.test_a_code_opens_once_in_whatever_browser(cast["coordinator"]),
    ),
    "a factor is fresh for ever": (
        "factor.FRESH_FOR", timedelta(days=9),
        lambda client, cast, _, __: second.test_adding_one_asks_for_the_second_factor_again_after_five_minutes(
            client, cast["coordinator"]
        ),
    ),
    "a first factor is set up by a password alone": (
        "actions.signing.may_set_up", without_the_mailbox,
        lambda client, cast, _, __: second.test_whoever_has_no_second_factor_sets_one_up_before_anything_opens(
            client, employ("Nerys Newland", "contributor", cast.school, cast.partnership)
        ),
    ),
    "the last factor may go": (
        "actions.factors.factors_of", lambda _: [1, 2],
        lambda client, cast, _, __: second.test_the_last_factor_cannot_be_removed(client, cast["coordinator"]),
    ),
    "a mailbox changes the password of whoever has no second factor": (
        "actions.resetting.has_factor", all_of,
        lambda client, cast, _, __: inviting.test_without_a_second_factor_no_code_changes_a_password(client, cast),
    ),
    "a code opens in any browser": (
        "codes.secrets", SimpleNamespace(choice=secrets.choice, token_urlsafe=lambda _: "the same"),
        lambda client, _, word, __: inviting.test_a_code_works_in_the_browser_that_asked_for_it_alone(client, word),
    ),
    "the word is not asked": (
        "actions.inviting.word_fits", all_of,
        lambda client, _, word, __: inviting.test_one_of_the_two_alone_opens_nothing(client, word, True, False),
    ),
    "the code is not asked": (
        "codes.code_fits", all_of,
        lambda client, _, word, __: inviting.test_one_of_the_two_alone_opens_nothing(client, word, False, True),
    ),
    "a token's nonce is not compared": (
        "oidc.asking.constant_time_compare", all_of,
        lambda client, cast, _, council: organisations.test_a_token_that_says_something_else_is_refused(
            client, cast, council, {"nonce": "another"}
        ),
    ),
    "a token's signature is not checked": (
        "oidc.asking.jwt.decode", unsigned,
        lambda client, cast, _, council: organisations.test_a_token_signed_by_somebody_else_is_refused(
            client, cast, council
        ),
    ),
    "an organisation speaks for any address": (
        "oidc.asking._email", whatever_it_says,
        lambda client, cast, _, council: organisations.test_an_address_that_is_not_theirs_to_give_opens_nothing(
            client, cast, council, {"email": "cora.ordway@another.example"}
        ),
    ),
    "one factor at an organisation is enough": (
        "oidc.providers.IdentityProvider.proves_two_factors", all_of,
        lambda client, cast, _, council: organisations.test_without_proof_of_a_second_factor_ours_is_asked(
            client, cast, council
        ),
    ),
}  # fmt: skip


def within(client: Client, cast: Cast) -> Person:
    sign_in(client, cast["coordinator"])
    return cast["coordinator"]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_is_seen(
    client: Client, cast: Cast, word: str, council: Organisation, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    where, instead, check = FAULTS[fault]
    monkeypatch.setattr(f"{ROOM}.{where}", instead)
    with pytest.raises((AssertionError, KeyError)):
        check(client, cast, word, council)
