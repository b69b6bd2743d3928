"""The second factor: asked of everyone, given once, set up before anything opens, never taken away unseen."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.codes import code_for_keyboard
from handrail.service.access.factors.checking import code_now
from handrail.service.access.factors.keeping import factors_of
from handrail.service.access.models import FailedSignIn, Person
from handrail.service.access.tries import GUESSES_FROM_ANYWHERE
from handrail.service.audit.models import Entry
from handrail.service.outbox.models import Message
from tests.rooms.access.pages import code_sent_to, give_code, give_password, is_in, post, sign_in, wrong
from tests.rooms.cast import Cast, employ


@pytest.fixture
def cora(cast: Cast) -> Person:
    return cast["coordinator"]


@pytest.fixture
def newcomer(cast: Cast) -> Person:
    """Somebody with a password and no second factor."""
    return employ("Nerys Newland", "contributor", cast.school, cast.partnership)


def told(person: Person) -> list[str]:
    return list(Message.objects.filter(to=person.email).order_by("written_at").values_list("subject", flat=True))


def secret_on(page: str) -> str:
    found = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page)
    assert found
    return found.group(1).replace(" ", "")


def app_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30)))


def test_a_password_alone_opens_nothing(client: Client, cora: Person) -> None:
    give_password(client, cora.email)
    for name in ("account", "people", "recovery_codes", "factor_again"):
        answer = client.get(reverse(f"access:{name}"))
        assert answer.status_code == 302
        assert reverse("access:sign_in") in answer.headers["Location"]


def test_a_wrong_code_opens_nothing_and_the_right_one_does(client: Client, cora: Person) -> None:
    give_password(client, cora.email)
    assert "This code is not right" in give_code(client, wrong(code_now(cora))).text
    assert not is_in(client)
    give_password(client, cora.email)
    code = code_now(cora)
    assert give_code(client, f"{code[:3]} {code[3:]}").status_code == 302
    assert is_in(client)


def test_a_code_opens_once_in_whatever_browser(cora: Person) -> None:
    code = code_now(cora)
    first, second = Client(), Client()
    for browser in (first, second):
        give_password(browser, cora.email)
        give_code(browser, code)
    assert is_in(first)
    assert not is_in(second)


def test_a_code_of_long_ago_does_not_open(client: Client, cora: Person) -> None:
    code = code_now(cora)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        give_password(client, cora.email)
        give_code(client, code)
        assert not is_in(client)


def test_being_half_way_lapses_after_a_quarter_of_an_hour(client: Client, cora: Person) -> None:
    begun = timezone.now()
    with time_machine.travel(begun, tick=False):
        give_password(client, cora.email)
    with time_machine.travel(begun + timedelta(minutes=14), tick=False):
        assert client.get(reverse("access:second_factor")).status_code == 200
    with time_machine.travel(begun + timedelta(minutes=15), tick=False):
        assert give_code(client, code_now(cora)).headers["Location"] == reverse("access:sign_in")
        assert not is_in(client)


def test_half_way_ends_when_the_password_is_changed_meanwhile(client: Client, cora: Person) -> None:
    give_password(client, cora.email)
    cora.set_password("something-else-altogether")
    cora.save()
    give_code(client, code_now(cora))
    assert not is_in(client)


def test_the_tenth_wrong_code_is_followed_by_a_pause_for_the_right_one_too(client: Client, cora: Person) -> None:
    give_password(client, cora.email)
    for _ in range(9):
        give_code(client, wrong(code_now(cora)))
    assert "Wait 5 minutes" in give_code(client, wrong(code_now(cora))).text
    assert "too many wrong tries" in give_code(client, code_now(cora)).text


def test_guessing_from_many_places_stops_and_is_told_while_a_browser_used_before_still_opens(cora: Person) -> None:
    known, stranger = Client(), Client()
    sign_in(known, cora)
    known.post(reverse("access:sign_out"))
    give_password(stranger, cora.email)
    for number in range(GUESSES_FROM_ANYWHERE):
        give_code(stranger, wrong(code_now(cora)), address=f"198.51.100.{number}")
    assert "Too many wrong codes" in give_code(stranger, code_now(cora), address="203.0.113.5").text
    assert told(cora).count("Wrong codes are being tried at your account") == 1
    sign_in(known, cora)
    assert is_in(known)


def test_a_wrong_code_is_on_record_and_not_what_was_typed(client: Client, cora: Person) -> None:
    typed = wrong(code_now(cora))
    give_password(client, cora.email)
    give_code(client, typed)
    entry = Entry.objects.get(did__contains="a wrong code as second factor of Cora Ordway")
    assert typed not in entry.did
    assert FailedSignIn.objects.count() == 1


def test_a_recovery_code_opens_once_and_its_owner_is_told(client: Client, cora: Person) -> None:
    sign_in(client, cora)
    page = client.post(reverse("access:recovery_codes")).text
    codes = re.findall(r"<li>(\d{5} \d{5})</li>", page)
    assert len(set(codes)) == 10
    first, second = Client(), Client()
    for browser in (first, second):
        give_password(browser, cora.email)
        give_code(browser, codes[3])
    assert is_in(first)
    assert not is_in(second)
    assert "9 left" in first.get(reverse("access:account")).text
    assert "A recovery code was used" in told(cora)


def test_new_recovery_codes_end_the_old_ones(client: Client, cora: Person) -> None:
    sign_in(client, cora)
    old = re.findall(r"<li>(\d{5} \d{5})</li>", client.post(reverse("access:recovery_codes")).text)
    client.post(reverse("access:recovery_codes"))
    other = Client()
    give_password(other, cora.email)
    give_code(other, old[0])
    assert not is_in(other)


def test_secrets_do_not_stand_readable_in_the_database(client: Client, cora: Person) -> None:
    sign_in(client, cora)
    client.post(reverse("access:recovery_codes"))
    for row in Authenticator.objects.filter(user=cora):
        kept = row.data.get("secret") or row.data.get("seed")
        assert kept.startswith("gAAAA"), "sealed, as Fernet writes"


def test_whoever_has_no_second_factor_sets_one_up_before_anything_opens(client: Client, newcomer: Person) -> None:
    assert give_password(client, newcomer.email).headers["Location"] == reverse("access:mailbox")
    assert client.get(reverse("access:set_up_app")).status_code == 302, "the address is not proved yet"
    client.get(reverse("access:mailbox"))
    assert not is_in(client)
    post(client, "mailbox", {"code": code_sent_to(newcomer.email)})
    assert not is_in(client)
    assert client.get(reverse("access:first_factor")).status_code == 200
    secret = secret_on(client.get(reverse("access:set_up_app")).text)
    assert "not the code that the app shows" in post(client, "set_up_app", {"code": wrong(app_code(secret))}).text
    assert not is_in(client)
    page = post(client, "set_up_app", {"code": app_code(secret)}).text
    assert len(re.findall(r"<li>\d{5} \d{5}</li>", page)) == 10
    assert is_in(client)
    assert {"A way to sign in was added", "New recovery codes were made"} <= set(told(newcomer))
    assert Entry.objects.filter(actor=newcomer.actor_key, did__startswith="added an authenticator app").exists()


def test_a_wrong_mailed_code_leads_nowhere_and_five_tries_use_it_up(client: Client, newcomer: Person) -> None:
    give_password(client, newcomer.email)
    client.get(reverse("access:mailbox"))
    for _ in range(5):
        assert "not the code that was sent" in post(client, "mailbox", {"code": "AAAA-AAAA"}).text
    assert "not the code" in post(client, "mailbox", {"code": code_sent_to(newcomer.email)}).text
    assert client.get(reverse("access:set_up_app")).status_code == 302


def test_nobody_with_a_second_factor_sets_up_another_by_their_mailbox(client: Client, cora: Person) -> None:
    give_password(client, cora.email)
    for name in ("mailbox", "first_factor", "set_up_app", "set_up_passkey"):
        assert client.get(reverse(f"access:{name}")).headers["Location"] == reverse("access:sign_in")
    assert not Message.objects.filter(to=cora.email).exists()


def test_adding_one_asks_for_the_second_factor_again_after_five_minutes(client: Client, cora: Person) -> None:
    sign_in(client, cora)
    began = timezone.now()
    with time_machine.travel(began + timedelta(minutes=4), tick=False):
        assert client.get(reverse("access:set_up_passkey")).status_code == 200
    with time_machine.travel(began + timedelta(minutes=6), tick=False):
        for name in ("set_up_passkey", "recovery_codes"):
            led = client.get(reverse(f"access:{name}")).headers["Location"]
            assert led.startswith(reverse("access:factor_again"))
        before = client.session.session_key
        answer = post(client, "factor_again", {"code": code_now(cora), "next": reverse("access:set_up_passkey")})
        assert answer.headers["Location"] == reverse("access:set_up_passkey")
        assert client.session.session_key != before, "the session goes on under another key"
        assert client.get(reverse("access:set_up_passkey")).status_code == 200
        assert Entry.objects.filter(did="gave their second factor again, a code from their app").exists()


def test_the_last_factor_cannot_be_removed(client: Client, cora: Person) -> None:
    sign_in(client, cora)
    (held,) = factors_of(cora)
    answer = client.post(reverse("access:remove_factor", args=[held.pk]), follow=True)
    assert "your only second factor" in answer.text
    assert factors_of(cora) == [held]


def test_one_of_two_is_named_and_removed_and_its_owner_told(client: Client, cora: Person) -> None:
    sign_in(client, cora)
    Authenticator.objects.create(user=cora, type="webauthn", data={"name": "Old laptop", "credential": {}})
    app, _ = factors_of(cora)
    client.post(reverse("access:rename_factor", args=[app.pk]), {"name": "My telephone"})
    assert "My telephone" in client.get(reverse("access:account")).text
    client.post(reverse("access:remove_factor", args=[app.pk]))
    assert [factor.data["name"] for factor in factors_of(cora)] == ["Old laptop"]
    assert "A way to sign in was removed" in told(cora)


def test_a_new_app_takes_the_place_of_the_old_one_only_once_it_shows_the_right_code(
    client: Client, cora: Person
) -> None:
    sign_in(client, cora)
    (old,) = factors_of(cora)
    secret = secret_on(client.get(reverse("access:set_up_app")).text)
    post(client, "set_up_app", {"code": wrong(app_code(secret))})
    assert factors_of(cora) == [old]
    assert post(client, "set_up_app", {"code": app_code(secret)}).status_code == 302
    (new,) = factors_of(cora)
    assert new != old
    assert Entry.objects.filter(did__endswith="in place of the one before").exists()


def test_a_code_given_at_the_keyboard_of_the_server_stands_in_for_one_sent(client: Client, newcomer: Person) -> None:
    code = code_for_keyboard(newcomer.email)
    give_password(client, newcomer.email)
    client.get(reverse("access:mailbox"))
    assert post(client, "mailbox", {"code": code}).headers["Location"] == reverse("access:first_factor")
    other = Client()
    give_password(other, newcomer.email)
    other.get(reverse("access:mailbox"))
    assert post(other, "mailbox", {"code": code}).status_code == 200, "it opens once"


def test_the_factor_of_another_is_not_there(client: Client, cora: Person, cast: Cast) -> None:
    sign_in(client, cora)
    (theirs,) = factors_of(cast["notifier"])
    for name in ("rename_factor", "remove_factor"):
        assert client.post(reverse(f"access:{name}", args=[theirs.pk]), {"name": "Mine"}).status_code == 404


def test_an_administrator_lets_somebody_who_lost_everything_begin_anew(
    client: Client, cora: Person, cast: Cast
) -> None:
    theirs = Client()
    sign_in(theirs, cora)
    sign_in(client, cast["administrator"])
    address = reverse("access:remove_factors", args=[cora.pk])
    assert "Enter why" in client.post(address, {"why": ""}).text
    client.post(address, {"why": "Her telephone was stolen"})
    assert not is_in(theirs)
    assert give_password(theirs, cora.email).headers["Location"] == reverse("access:mailbox")
    assert Entry.objects.filter(did="removed every second factor of Cora Ordway: Her telephone was stolen").exists()
    assert "Her telephone was stolen" in Message.objects.get(subject="Your ways to sign in were removed").text


def test_an_administrator_does_not_do_that_for_themselves(client: Client, cast: Cast) -> None:
    sign_in(client, cast["administrator"])
    answer = client.post(reverse("access:remove_factors", args=[cast["administrator"].pk]), {"why": "To be rid of it"})
    assert "Another administrator does this for you" in answer.text


def test_from_somebody_who_has_no_second_factor_none_is_taken(client: Client, newcomer: Person, cast: Cast) -> None:
    sign_in(client, cast["administrator"])
    answer = client.post(reverse("access:remove_factors", args=[newcomer.pk]), {"why": "Her telephone was stolen"})
    assert f"{newcomer} has no second factor to remove." in answer.text
    assert not Entry.objects.filter(did__contains="removed every second factor").exists()
    assert not Message.objects.filter(subject="Your ways to sign in were removed").exists()


@pytest.mark.parametrize(("demonstration", "invented"), [(False, True), (True, False), (False, False)])
def test_the_code_is_shown_to_nobody_but_the_demonstrations_people(
    client: Client, cora: Person, settings: LazySettings, demonstration: bool, invented: bool
) -> None:
    settings.DEMONSTRATION = demonstration
    Person.objects.filter(pk=cora.pk).update(invented=invented)
    give_password(client, cora.email)
    assert code_now(cora)[:3] not in client.get(reverse("access:second_factor")).text.split("<main")[1]


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", "not json", '{"id":"a","rawId":"a","response":{}}', "9" * 99]
)
def test_what_is_no_passkey_opens_nothing(client: Client, cora: Person, credential: str) -> None:
    post(client, "passkey_question", {"anybody": "yes"})
    assert post(client, "sign_in_passkey", {"credential": credential}).status_code == 200
    assert not is_in(client)
    give_password(client, cora.email)
    post(client, "passkey_question", {})
    assert post(client, "second_factor", {"credential": credential}).status_code == 200
    assert not is_in(client)


def test_the_square_is_drawn_without_style_or_script(client: Client, newcomer: Person) -> None:
    give_password(client, newcomer.email)
    client.get(reverse("access:mailbox"))
    post(client, "mailbox", {"code": code_sent_to(newcomer.email)})
    (square,) = re.findall(r"<svg class=\"handrail-square\".*?</svg>", client.get(reverse("access:set_up_app")).text)
    assert "style" not in square
    assert "script" not in square
    assert len(square) > 1000


def test_nobody_is_named_by_the_audit_for_an_address_nobody_has(client: Client, db: None) -> None:
    give_password(client, "somebody.unknown@wendvalley.example")
    post(client, "forgotten", {"email": "somebody.unknown@wendvalley.example"})
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(e::text, ' ') from audit_entry e")
        (kept,) = cursor.fetchone()
    assert "somebody.unknown" not in (kept or "")
