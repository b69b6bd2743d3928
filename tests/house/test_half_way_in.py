"""Somebody who gave one factor is, at every address, somebody signed out; and each page open to strangers is known."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.oracle import rows
from tests.house.scene import Scene
from tests.rooms.access.pages import give_password

OPEN_TO_STRANGERS = {
    # what each needs before it opens anything stands in decision 14; the tests that hold it, in tests/rooms/access
    "sign_in", "sign_in_passkey", "passkey_question", "sign_out",
    "second_factor", "mailbox", "first_factor", "set_up_app", "set_up_passkey", "passkey_offer",
    "provider", "provider_back",
    "forgotten", "forgotten_code", "forgotten_password",
    "invited", "invited_code", "invited_password",
}  # fmt: skip


def test_no_page_of_signing_in_is_open_to_strangers_that_was_not_looked_at() -> None:
    found = {row.url.partition(":")[2] for row in rows() if row.room == "access" and row.signed_out == "yes"}
    assert found == OPEN_TO_STRANGERS


@pytest.mark.django_db
def test_with_one_factor_every_other_address_asks_to_sign_in(scene: Scene) -> None:
    client = Client(raise_request_exception=False)
    give_password(client, scene.cast["coordinator"].email)
    for row in rows():
        if row.signed_out == "sign in":
            with scene.kept():
                answer = client.generic(row.method, reverse(row.url, kwargs=scene.kwargs_of(row.url, "own")))
            assert answer.status_code == 302, f"{row.method} {row.url}"
            assert answer["Location"].startswith(f"{reverse('access:sign_in')}?next="), f"{row.method} {row.url}"
