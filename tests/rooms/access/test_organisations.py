"""Signing in by one's own organisation: nobody is made an account by it, and no token is believed that does not prove
itself whole."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import LazySettings
from django.contrib.auth.hashers import is_password_usable
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.actions.inviting import invite
from handrail.service.access.factors.checking import code_now
from handrail.service.access.models import Person
from handrail.service.access.oidc.before import UNDER
from handrail.service.access.oidc.providers import FILE, ProvidersNotUnderstood, providers_in
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from tests.rooms.access.pages import give_code, is_in, sign_in
from tests.rooms.access.passwords import hash_kept
from tests.rooms.access.provider import CLIENT, SECRET, Organisation, organisation
from tests.rooms.cast import Cast, employ

TWO_FACTORS = {"amr": ["pwd", "mfa"]}


@pytest.fixture
def council(settings: LazySettings, tmp_path: Path) -> Iterator[Organisation]:
    with organisation() as one:
        (tmp_path / "council-secret").write_text(SECRET)
        (tmp_path / "council-secret").chmod(0o600)
        (tmp_path / FILE).write_text(
            f'[council]\nname = "Wendshire Council"\nissuer = "{one.issuer}"\nclient_id = "{CLIENT}"\n'
            'secret_file = "council-secret"\nemail_domains = ["wendvalley.example"]\nsecond_factor_amr = ["mfa"]\n'
        )
        settings.HOME = tmp_path
        yield one


def begin(client: Client, to: str = "") -> dict[str, str]:
    """What the browser is sent to the organisation with."""
    answer = client.get(reverse("access:provider", args=["council"]), {"next": to} if to else {})
    parts = urlsplit(answer.headers["Location"])
    assert parts.path == "/authorize", answer.headers["Location"]
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def come_back(client: Client, asked: dict[str, str], council: Organisation, **more: str) -> HttpResponse:
    said = {"code": council.code_for(asked), "state": asked["state"], **more}
    answer = client.get(reverse("access:provider_back", args=["council"]), said)
    assert isinstance(answer, HttpResponse)
    return answer


def go_round(client: Client, council: Organisation) -> HttpResponse:
    return come_back(client, begin(client), council)


def test_the_sign_in_page_offers_it(client: Client, db: None, council: Organisation) -> None:
    assert "Wendshire Council" in client.get(reverse("access:sign_in")).text


def test_with_two_factors_proved_it_opens(client: Client, cast: Cast, council: Organisation) -> None:
    council.says = TWO_FACTORS
    answer = come_back(client, begin(client, to="/account/"), council)
    assert answer.headers["Location"] == "/account/"
    assert is_in(client)
    how = "signed in by Wendshire Council, which vouched for a second factor"
    assert Entry.objects.filter(actor=cast["coordinator"].actor_key, did=how).exists()


def test_without_proof_of_a_second_factor_ours_is_asked(client: Client, cast: Cast, council: Organisation) -> None:
    council.says = {"amr": ["pwd"]}
    assert go_round(client, council).headers["Location"] == reverse("access:second_factor")
    assert not is_in(client)
    assert not SocialAccount.objects.exists(), "linked only once the second factor was given"
    give_code(client, code_now(cast["coordinator"]))
    assert is_in(client)
    assert SocialAccount.objects.get().uid == "u-1"


def test_whoever_has_no_second_factor_anywhere_is_not_let_in(client: Client, cast: Cast, council: Organisation) -> None:
    council.email = employ("Nerys Newland", "contributor", cast.school, cast.partnership).email
    assert "Set one up first" in client.get(go_round(client, council).headers["Location"]).text
    assert not is_in(client)


def test_nobody_is_made_an_account_by_it(client: Client, cast: Cast, council: Organisation) -> None:
    council.email, council.says = "a.stranger@wendvalley.example", TWO_FACTORS
    before = Person.objects.count()
    assert (
        "nobody signs in to Handrail with the address" in client.get(go_round(client, council).headers["Location"]).text
    )
    assert Person.objects.count() == before
    assert not is_in(client)


def test_somebody_invited_comes_in_where_two_factors_are_proved(
    client: Client, cast: Cast, council: Organisation
) -> None:
    name_actor(cast["administrator"])
    council.email = "newland@wendvalley.example"
    invite(
        name="Newland Fisher", email=council.email, role="contributor", body=cast.school, by=cast["administrator"],
        partnership=cast.partnership, until_on=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    go_round(client, council)
    assert not Person.objects.filter(email=council.email).exists(), "one factor alone accepts no invitation"
    council.says = TWO_FACTORS
    go_round(client, council)
    assert is_in(client)
    assert not is_password_usable(hash_kept(Person.objects.get(email=council.email)))


@pytest.mark.parametrize(
    "says",
    [
        {"email": "cora.ordway@another.example"}, {"email": "cora.ordway@wendvalley.example.another.example"},
        {"email": ""}, {"email": None}, {"email_verified": False},
    ],
)  # fmt: skip
def test_an_address_that_is_not_theirs_to_give_opens_nothing(
    client: Client, cast: Cast, council: Organisation, says: dict[str, Any]
) -> None:
    Person.objects.filter(pk=cast["notifier"].pk).update(email="cora.ordway@another.example")
    council.says = TWO_FACTORS | says
    go_round(client, council)
    assert not is_in(client)


def test_once_linked_it_is_the_subject_that_counts(client: Client, cast: Cast, council: Organisation) -> None:
    council.says = TWO_FACTORS
    go_round(client, council)
    client.post(reverse("access:sign_out"))
    council.email = cast["notifier"].email
    go_round(client, council)
    assert client.session["_auth_user_id"] == str(cast["coordinator"].pk)
    client.post(reverse("access:sign_out"))
    council.subject, council.email = "u-2", cast["coordinator"].email
    go_round(client, council)
    assert not is_in(client), "her address given to somebody else there is not she"


@pytest.mark.parametrize(
    "says",
    [
        {"iss": "https://another.example"}, {"aud": "another-service"}, {"aud": [CLIENT, "another"], "azp": "another"},
        {"azp": "another-service"}, {"nonce": "another"}, {"exp": 1_700_000_000}, {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000},
    ],
)  # fmt: skip
def test_a_token_that_says_something_else_is_refused(
    client: Client, cast: Cast, council: Organisation, says: dict[str, Any]
) -> None:
    council.says = TWO_FACTORS | says
    assert "does not answer as it should" in client.get(go_round(client, council).headers["Location"]).text
    assert not is_in(client)
    assert Entry.objects.filter(did__startswith="was refused a sign-in by Wendshire Council").exists()


@pytest.mark.parametrize("name", ["nonce", "exp", "iat", "aud", "iss", "sub"])
def test_a_token_that_leaves_something_out_is_refused(
    client: Client, cast: Cast, council: Organisation, name: str
) -> None:
    council.says, council.leaves_out = TWO_FACTORS, (name,)
    go_round(client, council)
    assert not is_in(client)


def test_a_token_signed_by_somebody_else_is_refused(client: Client, cast: Cast, council: Organisation) -> None:
    council.says = TWO_FACTORS
    council.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    go_round(client, council)
    assert not is_in(client)


@pytest.mark.parametrize(("algorithm", "key"), [("none", ""), ("HS256", SECRET * 3)])
def test_a_token_signed_in_another_way_is_refused(
    client: Client, cast: Cast, council: Organisation, algorithm: str, key: str
) -> None:
    council.says, council.algorithm, council.signs_with = TWO_FACTORS, algorithm, key or None
    if algorithm == "none":
        council.key = None  # type: ignore[assignment]
        keys = organisation_keys()
        council.keys = lambda: keys  # type: ignore[method-assign]
    go_round(client, council)
    assert not is_in(client)


def organisation_keys() -> dict[str, Any]:
    return Organisation().keys()


def test_an_issuer_that_calls_itself_otherwise_is_refused(client: Client, cast: Cast, council: Organisation) -> None:
    council.found = {"issuer": "https://another.example"}
    answer = client.get(reverse("access:provider", args=["council"]))
    assert answer.headers["Location"] == reverse("access:sign_in")


def test_an_answer_to_another_browser_or_to_nobody_opens_nothing(cast: Cast, council: Organisation) -> None:
    council.says = TWO_FACTORS
    mine, theirs = Client(), Client()
    asked = begin(mine)
    come_back(theirs, asked, council)
    assert not is_in(theirs)
    come_back(mine, asked | {"state": secrets.token_urlsafe(8)}, council)
    assert not is_in(mine)


def test_a_state_is_used_once(client: Client, cast: Cast, council: Organisation) -> None:
    council.says = TWO_FACTORS
    asked = begin(client)
    come_back(client, asked, council)
    client.post(reverse("access:sign_out"))
    come_back(client, asked, council)
    assert not is_in(client)


def test_an_organisation_is_asked_before_the_unit_of_work_begins(
    client: Client, cast: Cast, council: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is slow to answer holds no transaction."""
    council.says, asked = TWO_FACTORS, list[int]()
    ask = DefaultSocialAccountAdapter.get_requests_session

    def noticed(self: DefaultSocialAccountAdapter) -> Any:
        asked.append(len(connection.savepoint_ids))
        return ask(self)

    monkeypatch.setattr(DefaultSocialAccountAdapter, "get_requests_session", noticed)
    outside = len(connection.savepoint_ids)
    go_round(client, council)
    assert is_in(client)
    assert len(asked) >= 3
    assert set(asked) == {outside}
    assert all(reverse(f"access:{name}", args=["council"]).startswith(UNDER) for name in ("provider", "provider_back"))


def test_the_verifier_is_sent_with_the_code_and_never_with_the_browser(
    client: Client, cast: Cast, council: Organisation
) -> None:
    council.says = TWO_FACTORS
    asked = begin(client)
    assert asked["code_challenge_method"] == "S256"
    come_back(client, asked, council)
    (said,) = council.exchanged
    assert said["code_verifier"] not in str(asked)


def test_a_second_factor_is_given_again_there_and_only_just_now(
    client: Client, cast: Cast, council: Organisation
) -> None:
    council.says = TWO_FACTORS
    go_round(client, council)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        page = client.get(reverse("access:factor_again"))
        assert "Give it at Wendshire Council" in page.text
        asked = begin(client, to=reverse("access:recovery_codes"))
        assert (asked["prompt"], asked["max_age"]) == ("login", "0")
        council.says = TWO_FACTORS | {"auth_time": timezone.now().timestamp() - 1000}
        come_back(client, asked, council)
        assert client.get(reverse("access:recovery_codes")).status_code == 302
        council.says = TWO_FACTORS
        answer = come_back(client, begin(client, to=reverse("access:recovery_codes")), council)
        assert answer.headers["Location"] == reverse("access:recovery_codes")
        assert client.get(reverse("access:recovery_codes")).status_code == 200


def test_it_is_not_given_again_by_somebody_else(client: Client, cast: Cast, council: Organisation) -> None:
    council.says = TWO_FACTORS
    go_round(client, council)
    client.post(reverse("access:sign_out"))
    sign_in(client, cast["notifier"])
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        come_back(client, begin(client), council)
        assert client.get(reverse("access:recovery_codes")).status_code == 302


def test_whoever_was_stopped_is_not_let_in_by_it(client: Client, cast: Cast, council: Organisation) -> None:
    council.says = TWO_FACTORS
    go_round(client, council)
    client.post(reverse("access:sign_out"))
    Person.objects.filter(pk=cast["coordinator"].pk).update(is_active=False)
    go_round(client, council)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("not toml [", "cannot be read"),
        ("[Council]\n", "small letters"),
        ('[council]\nname = "A"\n', "[council] has no issuer. Add it."),
        ('issuer = "http://login.example"', "must begin with https://"),
        ('issuer = "https://login.example/.well-known/openid-configuration"', "the issuer itself"),
        ('email_domains = ["*"]', "Write a domain alone"),
        ('email_domains = "wendvalley.example"', "must be a list"),
        ('secret_file = "not-there"', "Put the client secret in that file"),
        ('colour = "red"', "means nothing here"),
        ("name = 3", "quotation marks"),
    ],
)
def test_what_is_written_wrong_is_said_with_how_to_mend_it(tmp_path: Path, written: str, says: str) -> None:
    (tmp_path / "secret").write_text("s")
    (tmp_path / "secret").chmod(0o600)
    lines = {
        "name": '"Wendshire"', "issuer": '"https://login.example"', "client_id": '"handrail"',
        "secret_file": '"secret"', "email_domains": '["wendvalley.example"]',
    }  # fmt: skip
    name, _, value = written.partition(" = ")
    whole = "[council]\n" + "\n".join(f"{key} = {said}" for key, said in (lines | {name: value}).items())
    (tmp_path / FILE).write_text(whole if value and not written.startswith("[") else written)
    with pytest.raises(ProvidersNotUnderstood) as refused:
        providers_in(tmp_path)
    assert says in str(refused.value)


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s")
    (tmp_path / "secret").chmod(0o644)
    (tmp_path / FILE).write_text(
        '[council]\nname = "W"\nissuer = "https://login.example"\nclient_id = "h"\nsecret_file = "secret"\n'
        'email_domains = ["wendvalley.example"]\n'
    )
    with pytest.raises(ProvidersNotUnderstood, match="chmod 600"):
        providers_in(tmp_path)


def test_without_the_file_there_are_none(tmp_path: Path) -> None:
    assert providers_in(tmp_path) == {}
