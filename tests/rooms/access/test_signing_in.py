"""Signing in: a right password opens, wrong ones wait longer and longer, and nobody can keep the rightful one out."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.actions import stop_signing_in
from handrail.service.access.factors.checking import code_now
from handrail.service.access.models import FailedSignIn, Post
from handrail.service.access.tries import KNOWN_BROWSER, pause_after
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from tests.rooms.access.pages import give_code, give_password, is_in, sign_in
from tests.rooms.cast import PASSWORD, Cast
from tests.tokens import without_tokens

WRONG = "The e-mail address or the password is not right. Try again."
PAUSED = "There have been too many wrong tries."


def try_in(client: Client, email: str, password: str = PASSWORD, address: str = "192.0.2.1") -> HttpResponse:
    return give_password(client, email, password, address)


def fail(client: Client, email: str, times: int, address: str = "192.0.2.1") -> HttpResponse:
    for _ in range(times):
        answer = try_in(client, email, "not this", address)
    return answer


def later(minutes: int) -> None:
    """Let time pass over the tries so far."""
    for failure in FailedSignIn.objects.all():
        FailedSignIn.objects.filter(pk=failure.pk).update(at=failure.at - timedelta(minutes=minutes))


@pytest.fixture
def email(cast: Cast) -> str:
    return cast["coordinator"].email


def test_two_factors_open_a_session_of_its_own(client: Client, email: str, cast: Cast) -> None:
    client.get(reverse("access:sign_in"))
    session = client.session
    session["before"] = "signing in"
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    assert try_in(client, email.upper()).headers["Location"] == reverse("access:second_factor")
    halfway = client.session.session_key
    assert halfway != session.session_key
    give_code(client, code_now(cast["coordinator"]))
    assert client.session.session_key != halfway
    assert "before" not in client.session
    how = "signed in with a password and a code from their app"
    assert Entry.objects.filter(actor=str(cast["coordinator"].pk), did=how).count() == 1


def test_someone_unknown_and_a_wrong_password_get_the_same_answer(client: Client, email: str) -> None:
    known, unknown = fail(client, email, 1), fail(client, "nobody@wendvalley.example", 1)
    assert WRONG in known.text
    assert without_tokens(known.text, email) == without_tokens(unknown.text, "nobody@wendvalley.example")
    assert FailedSignIn.objects.count() == 2


def test_someone_unknown_costs_as_much_work(client: Client, email: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    fail(client, email, 1)
    known = len(hashed)
    fail(client, "nobody@wendvalley.example", 1)
    assert (known, len(hashed)) == (1, 2)


def test_the_tenth_wrong_try_is_followed_by_a_pause(client: Client, email: str) -> None:
    assert WRONG in fail(client, email, 9).text
    assert "Wait 5 minutes, then try again." in fail(client, email, 1).text
    assert PAUSED in try_in(client, email).text
    assert FailedSignIn.objects.count() == 10


def test_after_the_pause_the_right_password_opens_again(client: Client, email: str) -> None:
    fail(client, email, 10)
    later(minutes=5)
    assert try_in(client, email).status_code == 302
    assert not FailedSignIn.objects.exists()


def test_the_pause_grows_and_never_passes_half_an_hour(client: Client, email: str) -> None:
    assert [pause_after(number) // timedelta(minutes=1) for number in (1, 2, 3, 4, 400)] == [5, 10, 20, 30, 30]
    fail(client, email, 10)
    later(minutes=5)
    assert "Wait 10 minutes" in fail(client, email, 10).text


def test_an_account_that_does_not_exist_is_paused_alike(client: Client, db: None) -> None:
    assert "Wait 5 minutes" in fail(client, "nobody@wendvalley.example", 10).text


def test_tries_elsewhere_do_not_keep_the_rightful_person_out(client: Client, email: str) -> None:
    fail(client, email, 30, address="203.0.113.9")
    assert try_in(client, email, address="192.0.2.1").status_code == 302


def test_a_browser_that_signed_in_before_is_not_kept_out_by_its_own_office(email: str, cast: Cast) -> None:
    hers, theirs = Client(), Client()
    sign_in(hers, cast["coordinator"])
    hers.post(reverse("access:sign_out"))
    fail(theirs, email, 10)
    assert PAUSED in try_in(theirs, email).text
    assert try_in(hers, email).status_code == 302


def test_a_known_browser_is_counted_too(client: Client, email: str, cast: Cast) -> None:
    sign_in(client, cast["coordinator"])
    client.post(reverse("access:sign_out"))
    assert PAUSED in fail(client, email, 10).text


def test_a_password_alone_makes_no_browser_known(client: Client, email: str) -> None:
    try_in(client, email)
    assert KNOWN_BROWSER not in client.cookies


def test_a_known_browser_is_known_at_its_own_account_only(client: Client, email: str, cast: Cast) -> None:
    sign_in(client, cast["coordinator"])
    client.post(reverse("access:sign_out"))
    fail(client, cast["notifier"].email, 1)
    assert FailedSignIn.objects.get().place == "address 192.0.2.1"


def test_a_mark_that_we_did_not_give_makes_no_browser_known(client: Client, email: str) -> None:
    client.cookies[KNOWN_BROWSER] = "anything:at:all"
    fail(client, email, 1)
    assert FailedSignIn.objects.get().place == "address 192.0.2.1"


def test_many_accounts_tried_from_one_place_are_paused(client: Client, db: None) -> None:
    for number in range(100):
        FailedSignIn.objects.create(account=f"account {number}", place="address 192.0.2.1")
    assert PAUSED in try_in(client, "someone.else@wendvalley.example").text


def test_behind_our_proxy_the_address_is_the_one_it_saw(client: Client, email: str, settings: LazySettings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    client.post(
        reverse("access:sign_in"), {"email": email, "password": "not this"},
        headers={"x-forwarded-for": "198.51.100.1, 203.0.113.9", "x-forwarded-proto": "https"},
    )  # fmt: skip
    assert FailedSignIn.objects.get().place == "address 203.0.113.9"


def test_without_a_proxy_of_ours_nobody_chooses_their_address(client: Client, email: str) -> None:
    client.post(
        reverse("access:sign_in"), {"email": email, "password": "not this"}, headers={"x-forwarded-for": "203.0.113.9"}
    )
    assert FailedSignIn.objects.get().place == "address 127.0.0.1"


def test_what_was_typed_for_an_address_is_kept_nowhere(
    client: Client, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        fail(client, "my-password-by-mistake@wendvalley.example", 1)
    assert "my-password" not in FailedSignIn.objects.get().account
    assert "my-password" not in caplog.text


def test_tries_older_than_a_day_are_forgotten(client: Client, email: str) -> None:
    fail(client, email, 9)
    FailedSignIn.objects.update(at=timezone.now() - timedelta(days=2))
    assert WRONG in fail(client, email, 1).text
    assert FailedSignIn.objects.count() == 1


def test_a_pause_is_on_record(client: Client, email: str) -> None:
    fail(client, email, 10)
    entry = Entry.objects.get(paper="FailedSignIn", did__contains="paused")
    assert entry.actor_name == "signed out"


def test_each_refusal_is_on_record_and_says_nothing_of_whose_account(client: Client, email: str) -> None:
    fail(client, email, 1)
    fail(client, "nobody@wendvalley.example", 1)
    said = list(Entry.objects.filter(paper="FailedSignIn").values_list("did", flat=True))
    assert said == ["refused a wrong password, or an address that nobody signs in with, from address 192.0.2.1"] * 2


def test_somebody_stopped_is_signed_out_at_the_next_page(client: Client, email: str, cast: Cast) -> None:
    sign_in(client, cast["coordinator"])
    assert is_in(client)
    name_actor(cast["administrator"])
    stop_signing_in(cast["coordinator"], by=cast["administrator"])
    assert client.get(reverse("access:account")).status_code == 302
    assert WRONG in try_in(client, email).text


@pytest.mark.parametrize(
    ("wanted", "led"), [("/account/", "/account/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")]
)
def test_after_signing_in_one_goes_where_one_wanted_to(
    client: Client, email: str, cast: Cast, wanted: str, led: str
) -> None:
    give_password(client, email, to=wanted)
    assert give_code(client, code_now(cast["coordinator"])).headers["Location"] == led


def test_an_administrator_who_opens_no_folder_begins_at_the_bodies(client: Client, cast: Cast) -> None:
    assert sign_in(client, cast["administrator"]).headers["Location"] == reverse("access:bodies")


def test_somebody_without_a_post_today_is_told_so_once_they_have_proved_who_they_are(
    client: Client, email: str, cast: Cast
) -> None:
    Post.objects.filter(person=cast["coordinator"]).update(until_on=timezone.localdate() - timedelta(days=1))
    assert "no post today" not in try_in(client, email, "not this").text
    assert "You hold no post today" in sign_in(client, cast["coordinator"]).text
    assert not is_in(client)
