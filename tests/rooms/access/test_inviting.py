"""Invited: with a last day, by a message without a secret; in by a code and a word together, and never by one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.actions.inviting import invite, withdraw
from handrail.service.access.models import Invitation, Person
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.outbox.models import Message
from tests.rooms.access.pages import code_sent_to, give_password, is_in, post, sign_in
from tests.rooms.access.passwords import opens
from tests.rooms.access.test_people import typed
from tests.rooms.access.test_second_factor import app_code, secret_on
from tests.rooms.cast import Cast

EMAIL = "newland@wendvalley.example"
PASSWORD = "otter-lantern-gravel-9"


@pytest.fixture
def word(cast: Cast) -> str:
    name_actor(cast["administrator"])
    _, word = invite(
        name="Newland Fisher", email=EMAIL, role="contributor", body=cast.school, partnership=cast.partnership,
        until_on=timezone.localdate() + timedelta(days=90), by=cast["administrator"],
    )  # fmt: skip
    return word


def come(client: Client, word: str, *, email: str = EMAIL) -> None:
    post(client, "invited", {"email": email})
    post(client, "invited_code", {"code": code_sent_to(email), "word": word})


def choose_password(client: Client) -> str:
    answer = post(client, "invited_password", {"new": PASSWORD, "again": PASSWORD})
    return str(answer.headers.get("Location", ""))


def test_an_administrator_invites_and_is_shown_a_word_once(client: Client, cast: Cast) -> None:
    sign_in(client, cast["administrator"])
    answer = client.post(reverse("access:invite"), typed(cast))
    (word,) = re.findall(r"<code[^>]*>([a-z0-9-]{19})</code>", answer.text)
    message = Message.objects.get(to=EMAIL)
    assert word not in message.text
    assert not re.search(r"https?://\S+/\S", message.text), "no address but that of the service"
    assert word not in client.get(reverse("access:people")).text
    assert "Newland Fisher" in client.get(reverse("access:people")).text
    assert not Entry.objects.filter(did__contains=word).exists()
    assert Entry.objects.filter(did__startswith="invited Newland Fisher").exists()
    assert not Person.objects.filter(email=EMAIL).exists()


def test_with_the_code_and_the_word_one_comes_in_by_a_second_factor_of_ones_own(client: Client, word: str) -> None:
    come(client, word)
    assert choose_password(client) == reverse("access:first_factor")
    assert not is_in(client)
    secret = secret_on(client.get(reverse("access:set_up_app")).text)
    post(client, "set_up_app", {"code": app_code(secret)})
    assert is_in(client)
    person = Person.objects.get(email=EMAIL)
    assert opens(person, PASSWORD)
    assert person.posts.get().until_on == timezone.localdate() + timedelta(days=90)
    assert Invitation.objects.get().person == person


@pytest.mark.parametrize(("with_code", "with_word"), [(True, False), (False, True), (False, False)])
def test_one_of_the_two_alone_opens_nothing(client: Client, word: str, with_code: bool, with_word: bool) -> None:
    post(client, "invited", {"email": EMAIL})
    said = {"code": code_sent_to(EMAIL) if with_code else "AAAA-AAAA", "word": word if with_word else "abcd-abcd"}
    assert "The code or the word is not right" in post(client, "invited_code", said).text  # type: ignore[arg-type]
    assert post(client, "invited_password", {"new": PASSWORD, "again": PASSWORD}).status_code == 302
    assert not Person.objects.filter(email=EMAIL).exists()


def test_a_mistyped_word_uses_no_code_up(client: Client, word: str) -> None:
    post(client, "invited", {"email": EMAIL})
    post(client, "invited_code", {"code": code_sent_to(EMAIL), "word": "mistyped"})
    post(client, "invited_code", {"code": code_sent_to(EMAIL), "word": word})
    assert choose_password(client) == reverse("access:first_factor")


def test_a_code_works_in_the_browser_that_asked_for_it_alone(client: Client, word: str) -> None:
    other = Client()
    post(client, "invited", {"email": EMAIL})
    code = code_sent_to(EMAIL)
    post(other, "invited", {"email": EMAIL})
    assert "not right" in post(other, "invited_code", {"code": code, "word": word}).text
    assert post(client, "invited_code", {"code": code, "word": word}).status_code == 302


def test_it_lapses_after_fourteen_days(client: Client, word: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        post(client, "invited", {"email": EMAIL})
        assert not Message.objects.filter(kind="one-time code").exists()
        assert "not right" in post(client, "invited_code", {"code": "AAAA-AAAA", "word": word}).text


def test_it_is_withdrawn_even_from_somebody_half_way_in(client: Client, word: str, cast: Cast) -> None:
    come(client, word)
    name_actor(cast["administrator"])
    withdraw(Invitation.objects.get(), by=cast["administrator"])
    answer = post(client, "invited_password", {"new": PASSWORD, "again": PASSWORD})
    assert "lapsed or was withdrawn" in answer.text
    assert not Person.objects.filter(email=EMAIL).exists()


def test_a_code_is_sent_to_nobody_who_was_not_invited_and_the_pages_are_the_same(client: Client, word: str) -> None:
    other, unknown = Client(), "somebody.else@wendvalley.example"
    pages = []
    for browser, email in ((client, EMAIL), (other, unknown)):
        answer = post(browser, "invited", {"email": email})
        page = browser.get(answer.headers["Location"]).text.replace(email, "")
        pages.append(re.sub(r'value="(\w{64}|[\w-]{24})"', "", page))
    assert pages[0] == pages[1]
    assert not Message.objects.filter(to=unknown).exists()


def test_codes_cannot_be_asked_for_without_end(client: Client, word: str) -> None:
    for _ in range(5):
        assert post(client, "invited", {"email": EMAIL}).status_code == 302
    assert "Too many codes have been asked for" in post(client, "invited", {"email": EMAIL}).text
    assert post(client, "invited", {"email": EMAIL}, address="203.0.113.9").status_code == 302


def test_who_signs_in_already_or_is_invited_already_is_not_invited_again(client: Client, cast: Cast, word: str) -> None:
    sign_in(client, cast["administrator"])
    assert "There is an open invitation" in client.post(reverse("access:invite"), typed(cast)).text
    known = typed(cast, email=cast["notifier"].email)
    assert "Someone already signs in" in client.post(reverse("access:invite"), known).text


def test_an_administrator_elsewhere_neither_sees_nor_withdraws_it(client: Client, cast: Cast, word: str) -> None:
    from tests.rooms.cast import employ

    client.force_login(employ("Edwin Elsewhere", "administrator", cast.neighbour, cast.neighbour))
    assert "Newland" not in client.get(reverse("access:people")).text
    assert client.post(reverse("access:withdraw", args=[Invitation.objects.get().pk])).status_code == 404


def test_a_forgotten_password_is_changed_by_a_code_and_the_second_factor_is_asked_all_the_same(
    client: Client, cast: Cast
) -> None:
    cora, before = cast["coordinator"], Client()
    sign_in(before, cora)
    post(client, "forgotten", {"email": cora.email.upper()})
    assert post(client, "forgotten_code", {"code": code_sent_to(cora.email)}).status_code == 302
    answer = post(client, "forgotten_password", {"new": PASSWORD, "again": PASSWORD})
    assert answer.headers["Location"] == reverse("access:sign_in")
    assert not is_in(client)
    assert not is_in(before), "other sessions ended"
    assert give_password(client, cora.email, PASSWORD).headers["Location"] == reverse("access:second_factor")
    assert not is_in(client)
    assert Message.objects.filter(to=cora.email, subject="Your password was changed").exists()


def test_without_a_second_factor_no_code_changes_a_password(client: Client, cast: Cast) -> None:
    """Or an address alone would open the account."""
    from tests.rooms.cast import employ

    newcomer = employ("Nerys Newland", "contributor", cast.school, cast.partnership)
    assert post(client, "forgotten", {"email": newcomer.email}).status_code == 302
    assert not Message.objects.filter(to=newcomer.email).exists()
    for code in ("", "AAAA-AAAA"):
        assert post(client, "forgotten_code", {"code": code}).status_code == 200


def test_a_code_lapses_after_a_quarter_of_an_hour_and_opens_once(client: Client, cast: Cast) -> None:
    cora = cast["coordinator"]
    post(client, "forgotten", {"email": cora.email})
    session = client.cookies["sessionid"].value
    with time_machine.travel(timezone.now() + timedelta(minutes=14), tick=False):
        code = code_sent_to(cora.email)
        assert post(client, "forgotten_code", {"code": "AAAA-AAAA"}).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert post(client, "forgotten_code", {"code": code}).status_code == 200
    assert post(client, "forgotten_code", {"code": code}).status_code == 302
    replayed = Client()
    replayed.cookies["sessionid"] = session
    assert (
        post(replayed, "forgotten_code", {"code": code}).status_code != 200
        or "not the code" in post(replayed, "forgotten_code", {"code": code}).text
    )
    assert post(replayed, "forgotten_password", {"new": PASSWORD, "again": PASSWORD}).headers["Location"] == reverse(
        "access:sign_in"
    )


def test_a_code_is_shown_to_whoever_keeps_people_and_to_no_coordinator(client: Client, cast: Cast) -> None:
    cora, other = cast["coordinator"], Client()
    post(client, "forgotten", {"email": cora.email})
    Message.objects.update(shown_at=timezone.now())
    code = code_sent_to(cora.email)
    other.force_login(cast["deputy coordinator"])
    assert code not in other.get(reverse("outbox:sent")).text
    other.force_login(cast["administrator"])
    assert code in other.get(reverse("outbox:sent")).text


def test_a_code_on_its_way_is_shown_to_nobody(client: Client, cast: Cast, settings: LazySettings) -> None:
    cora, other = cast["coordinator"], Client()
    post(client, "forgotten", {"email": cora.email})
    other.force_login(cast["administrator"])
    assert code_sent_to(cora.email) not in other.get(reverse("outbox:sent")).text
