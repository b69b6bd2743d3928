"""Sessions end: idle, after eight hours, with the last post, everywhere at once; and their keys open nothing after."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.actions import change_post
from handrail.service.access.factor import GIVEN_AT
from handrail.service.access.models import Person
from handrail.service.access.sessions import BEGAN_AT
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from tests.rooms.access.pages import is_in, sign_in
from tests.rooms.cast import Cast


@pytest.fixture
def cora(cast: Cast, client: Client) -> Person:
    sign_in(client, cast["coordinator"])
    return cast["coordinator"]


def with_key(key: str) -> Client:
    other = Client()
    other.cookies["sessionid"] = key
    return other


def key_of(client: Client) -> str:
    return client.cookies["sessionid"].value


@pytest.mark.usefixtures("cora")
def test_fifteen_minutes_idle_end_it_and_a_page_before_then_keeps_it(client: Client) -> None:
    began = timezone.now()
    for minutes in (14, 28, 42):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            assert is_in(client)
    with time_machine.travel(began + timedelta(minutes=57, seconds=1), tick=False):
        assert not is_in(client)


def test_eight_hours_end_it_however_busy(client: Client, cora: Person) -> None:
    began = timezone.now()
    for quarter in range(1, 48):
        with time_machine.travel(began + timedelta(minutes=10 * quarter - 1), tick=False):
            assert is_in(client), quarter
    with time_machine.travel(began + timedelta(hours=8, seconds=1), tick=False):
        assert not is_in(client)
        assert Entry.objects.filter(actor=cora.actor_key, did="was signed out after eight hours").count() == 1


@pytest.mark.usefixtures("cora")
def test_a_key_replayed_after_signing_out_opens_nothing(client: Client) -> None:
    key = key_of(client)
    assert is_in(with_key(key))
    client.post(reverse("access:sign_out"))
    assert not is_in(with_key(key))


def test_signing_out_everywhere_ends_every_session(client: Client, cora: Person) -> None:
    elsewhere = Client()
    elsewhere.force_login(cora)
    keys = [key_of(client), key_of(elsewhere)]
    client.post(reverse("access:sign_out_everywhere"))
    assert not any(is_in(with_key(key)) for key in keys)


def test_the_last_day_of_the_last_post_ends_it_at_the_next_request(client: Client, cora: Person, cast: Cast) -> None:
    name_actor(cast["administrator"])
    change_post(
        cora.posts.get(), from_on=None, until_on=timezone.localdate() - timedelta(days=1), by=cast["administrator"]
    )
    assert not is_in(client)
    assert Entry.objects.filter(did="was signed out: they hold no post today").exists()


def test_a_post_ends_by_itself_on_its_last_day(client: Client, cora: Person) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    cora.posts.update(until_on=timezone.localdate())
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(midnight - timedelta(seconds=30), tick=False):
        held = Client()
        held.force_login(cora)
        assert is_in(held)
    with time_machine.travel(midnight + timedelta(seconds=30), tick=False):
        assert not is_in(held)


@pytest.mark.parametrize("missing", [GIVEN_AT, BEGAN_AT])
def test_a_session_that_two_factors_did_not_open_opens_nothing(cast: Cast, missing: str) -> None:
    """Whatever code should one day call Django's own `login`, the page asked for is not shown."""
    store = SessionStore()
    store[SESSION_KEY] = str(cast["coordinator"].pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = cast["coordinator"].get_session_auth_hash()
    store[GIVEN_AT] = store[BEGAN_AT] = timezone.now().timestamp()
    store.save()
    assert store.session_key
    assert is_in(with_key(store.session_key))
    del store[missing]
    store.save()
    assert not is_in(with_key(store.session_key))


@pytest.mark.usefixtures("db")
def test_keys_have_more_than_128_bits_and_are_never_given_twice() -> None:
    keys = {SessionStore()._get_new_session_key() for _ in range(1000)}  # type: ignore[attr-defined]
    assert len(keys) == 1000
    assert {len(key) for key in keys} == {32}, "32 of 36 letters and figures: 165 bits"


@pytest.mark.usefixtures("db")
def test_a_key_that_a_browser_chose_is_not_taken_up(cast: Cast) -> None:
    chosen = "a" * 32
    browser = with_key(chosen)
    sign_in(browser, cast["coordinator"])
    assert key_of(browser) != chosen
    assert not is_in(with_key(chosen))
