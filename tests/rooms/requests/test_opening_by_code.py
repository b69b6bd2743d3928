"""A form opens to its practitioner with a code and to nobody else: not by guessing, asking, waiting, scanning mail."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.service.access.codes import LETTERS
from handrail.service.access.form_codes import LIFE, TRIES, NotWanted, make
from handrail.service.access.models import FailedSignIn
from handrail.service.access.practitioners import FormCode, Practitioner
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import close_case
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import CODE_STANDS_HERE, Message
from handrail.service.requests.models import Request
from handrail.service.requests.naming import look_for_asked_codes
from tests.rooms.cast import Cast
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.requests.asking import ABOUT_WHOM, a_folder, ask_one
from tests.rooms.requests.by_code import (
    EMAIL,
    a_minute_passes,
    ask_for_code,
    code_in,
    is_open,
    mails_to,
    name_one,
    open_form,
    post,
    the_code,
    time_passes,
    tries_were,
)
from tests.tokens import without_tokens

PAUSED = "There have been too many tries from here."


@pytest.fixture
def asked(cast: Cast) -> Request:
    return ask_one(cast, a_folder(cast), cast.school)


@pytest.fixture
def named(cast: Cast, asked: Request) -> Practitioner:
    return name_one(cast, asked)


def test_the_message_carries_no_secret_and_no_word_of_the_child_or_the_case(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer
) -> None:
    a_minute_passes(server)
    (mail,) = mails_to(office, EMAIL, "asks you to fill in a form")
    words = f"{mail['Subject']} {mail.get_payload()}"
    assert named.number_in_words in words
    assert str(cast.partnership) in words
    secret = [asked.case.reference, str(asked.case_id), str(asked.pk), str(named.pk), named.door]
    for word in (*secret, *ABOUT_WHOM.split(", ")):
        assert word not in words, word
    assert re.findall(r"https?://\S+", words) == ["http://localhost:8000/form"]


def test_a_mail_scanner_that_opens_every_address_changes_nothing(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    a_minute_passes(server)
    before = (list(FormCode.objects.values()), list(Practitioner.objects.values()), Entry.objects.count())
    scanner = Client()
    mails = mails_to(office, EMAIL, "")
    addresses = [found for mail in mails for found in re.findall(r"https?://\S+", str(mail.get_payload()))]
    for address in addresses:
        for _ in range(3):
            assert scanner.get(address).status_code == 200
            scanner.head(address)
    assert addresses
    after = (list(FormCode.objects.values()), list(Practitioner.objects.values()), Entry.objects.count())
    assert after == before
    assert post(client, "/form/code", {"code": code_in(office)}).status_code == 302
    assert is_open(client)


def test_a_code_opens_the_form_once_in_the_browser_that_asked_for_it(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    answer = open_form(client, named, office, server)
    assert answer["Location"] == "/form/open/"
    assert ABOUT_WHOM in client.get("/form/open/").text
    assert client.get("/form/open/")["Cache-Control"] == "no-store"
    again = Client()
    again.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_open(again)  # the same browser
    elsewhere = Client()
    ask_for_code(elsewhere, named)
    assert post(elsewhere, "/form/code", {"code": code_in(office)}).status_code == 200
    assert not is_open(elsewhere)


def test_a_code_may_be_typed_small_and_with_spaces(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    a_minute_passes(server)
    code = code_in(office).lower()
    post(client, "/form/code", {"code": f" {code[:4]}-{code[4:]} "})
    assert is_open(client)


def test_the_code_is_kept_nowhere_but_as_a_keyed_digest(
    cast: Cast, named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    a_minute_passes(server)
    code = code_in(office)
    kept = the_code()
    assert len(kept.digest) == 64
    held = [
        *Message.objects.values_list("text", "subject"),
        *Entry.objects.values_list("did"),
        tuple(vars(kept).values()),
    ]
    assert not [row for row in held if code in str(row) or f"{code[:4]} {code[4:]}" in str(row)]
    assert CODE_STANDS_HERE in Message.objects.get(kind="form code").text
    client.force_login(cast["coordinator"])
    assert code[:4] not in client.get("/outbox/").text.replace(kept.digest, "")


def test_the_same_answer_whatever_is_typed_at_the_door(named: Practitioner) -> None:
    answers = []
    for number, email in (
        (named.number, named.email), ("00000000", named.email), (named.number, "nobody@otter-lane.example"),
    ):  # fmt: skip
        client = Client()
        asked = post(client, "/form", {"number": number, "email": email})
        page = client.get(asked["Location"]).text
        wrong = post(client, "/form/code", {"code": "AAAA AAAA"})
        answers.append((asked.status_code, without_tokens(page), wrong.status_code, without_tokens(wrong.text)))
    assert answers[0] == answers[1] == answers[2]


def test_the_same_work_whatever_is_typed_at_the_door(
    named: Practitioner,
) -> None:
    """Not one statement more for a form that is there: whose it is, is looked for afterwards."""
    counts = []
    for number in (named.number, "00000000"):
        browser = Client()
        with CaptureQueriesContext(connection) as statements:
            post(browser, "/form", {"number": number, "email": named.email})
            post(browser, "/form/code", {"code": "AAAA AAAA"})
        counts.append([re.sub(r"'[^']*'|\d+", "", one["sql"]) for one in statements])
    assert counts[0] == counts[1]


def test_nothing_is_sent_for_a_number_or_an_address_that_do_not_belong_together(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    post(client, "/form", {"number": "00000000", "email": named.email})
    post(Client(), "/form", {"number": named.number, "email": "somebody@elsewhere.example"})
    a_minute_passes(server)
    assert not [mail for mail in office.taken_in if "Your code" in mail["Subject"]]


def test_what_strangers_type_is_not_kept(cast: Cast, client: Client) -> None:
    post(client, "/form", {"number": "12345678", "email": "my-Password@x.example"})
    assert "password" not in str(list(FormCode.objects.values())).lower()
    assert "12345678" not in str(list(FormCode.objects.values("door", "place", "digest")))


def test_five_wrong_codes_end_the_code_and_the_right_one_no_longer_opens(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    a_minute_passes(server)
    for left in (4, 3, 2):
        assert f"You can try {left} more times." in post(client, "/form/code", {"code": "AAAAAAAA"}).text
    post(client, "/form/code", {"code": "AAAAAAAA"})
    assert "Ask for a new one." in post(client, "/form/code", {"code": "AAAAAAAA"}).text
    post(client, "/form/code", {"code": code_in(office)})
    assert not is_open(client)
    assert Entry.objects.filter(did__contains=f"tried wrongly {TRIES} times").count() == 1


def test_a_code_works_for_fifteen_minutes_from_when_it_left(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    a_minute_passes(server)
    FormCode.objects.update(until_at=timezone.now() - timedelta(seconds=1))
    post(client, "/form/code", {"code": code_in(office)})
    assert not is_open(client)
    ask_for_code(client, named)
    a_minute_passes(server)
    until_at = the_code().until_at
    assert until_at is not None
    assert LIFE - timedelta(minutes=1) < until_at - timezone.now() <= LIFE
    post(client, "/form/code", {"code": code_in(office)})
    assert is_open(client)


def test_asking_again_in_one_browser_ends_the_code_before(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    a_minute_passes(server)
    first = code_in(office)
    ask_for_code(client, named)
    post(client, "/form/code", {"code": first})
    assert not is_open(client)


def test_somebody_else_who_asks_for_codes_and_types_wrong_ones_never_keeps_the_rightful_person_out(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    a_minute_passes(server)
    mine = code_in(office)
    for turn in range(30):
        stranger = Client()
        ask_for_code(stranger, named, address="203.0.113.9")
        post(stranger, "/form/code", {"code": "AAAAAAAA"}, address="203.0.113.9")
        assert turn < 5 or PAUSED in ask_for_code(Client(), named, address="203.0.113.9").text
    post(client, "/form/code", {"code": mine})
    assert is_open(client)


def test_a_browser_that_opened_the_form_before_is_not_paused_with_its_office(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    open_form(client, named, office, server)
    post(client, "/form/leave", {})
    for _ in range(12):
        ask_for_code(Client(), named)
    assert PAUSED in ask_for_code(Client(), named).text
    assert ask_for_code(client, named).status_code == 302


def test_the_pause_ends(named: Practitioner) -> None:
    for _ in range(11):
        ask_for_code(Client(), named)
    assert PAUSED in ask_for_code(Client(), named).text
    tries_were(6)
    assert ask_for_code(Client(), named).status_code == 302


def test_numbers_cannot_be_gone_through(named: Practitioner) -> None:
    """From one place a hundred are tried, then there is a pause; there are a hundred million."""
    took, dice = 0, random.Random(1847)  # noqa: S311 the same numbers each time
    for _ in range(300):
        answer = post(Client(), "/form", {"number": f"{dice.randrange(10**8):08}", "email": named.email})
        took += answer.status_code == 302
    assert took == 100
    assert FailedSignIn.objects.count() == 100


def test_codes_cannot_be_gone_through(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    """Of a thousand guesses from one place ten are weighed; one in 78 thousand million is right."""
    weighed, dice = 0, random.Random(1847)  # noqa: S311 the same guesses each time
    ask_for_code(client, named)
    a_minute_passes(server)
    for _ in range(1000):
        answer = post(client, "/form/code", {"code": "".join(dice.choices(LETTERS, k=8))})
        assert answer.status_code == 200
        weighed += PAUSED not in answer.text
        if "Ask for a new one" in answer.text:
            ask_for_code(client, named)
    assert not is_open(client)
    assert weighed < 10
    assert len(LETTERS) ** 8 > 78e9


def test_what_strangers_asked_for_is_forgotten_after_a_day(named: Practitioner, client: Client) -> None:
    for number in ("00000000", named.number):
        post(client, "/form", {"number": number, "email": named.email})
    look_for_asked_codes()
    FormCode.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    assert post(Client(), "/form", {"number": "11111111", "email": named.email}).status_code == 302
    look_for_asked_codes()
    assert list(FormCode.objects.order_by("asked_at").values_list("practitioner", flat=True)) == [named.pk, None]


def test_letters_that_are_taken_for_one_another_are_in_no_code() -> None:
    assert not set(LETTERS) & set("0O1IL2Z5S8BUV")


def test_a_form_left_alone_for_fifteen_minutes_shuts(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    open_form(client, named, office, server)
    time_passes(client, idle=timedelta(minutes=14))
    assert is_open(client)
    time_passes(client, idle=timedelta(minutes=15))
    assert "Your form is shut in this browser" in client.get("/form/open/").text
    assert client.get("/form/open/").status_code == 302


def test_a_form_shuts_eight_hours_after_it_was_opened_however_busy(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    open_form(client, named, office, server)
    time_passes(client, since=timedelta(hours=8))
    assert "Your form is shut" in client.get("/form/open/").text


def test_opening_it_in_another_browser_shuts_it_in_the_first_and_loses_no_word(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    open_form(client, named, office, server)
    client.post("/form/open/begin")
    client.post("/form/open/pages/involvement", {"involvement": "On the roll.", "version": "0"})
    other = Client()
    open_form(other, named, office, server)
    assert "On the roll." in other.get("/form/open/pages/involvement").text
    late = client.post("/form/open/pages/involvement", {"involvement": "Typed here meanwhile.", "version": "1"})
    assert "What you were typing just now" in late.text
    assert "Typed here meanwhile." in late.text
    assert "On the roll." in other.get("/form/open/pages/involvement").text


def test_a_session_of_before_the_code_is_not_the_session_after_it(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    before = client.cookies["sessionid"].value
    a_minute_passes(server)
    post(client, "/form/code", {"code": code_in(office)})
    assert client.cookies["sessionid"].value != before
    planted = Client()
    planted.cookies["sessionid"] = before
    assert not is_open(planted)


def test_someone_signed_in_who_opens_a_form_is_signed_out_and_the_other_way_round(
    cast: Cast, named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    client.force_login(cast["school lead"])
    open_form(client, named, office, server)
    assert is_open(client)
    assert client.get("/requests/").status_code == 302
    client.force_login(cast["school lead"])
    assert client.get("/requests/").status_code == 200
    assert client.get("/form/open/").status_code == 404


def test_no_code_is_made_for_a_form_that_no_longer_waits(
    cast: Cast, asked: Request, named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    name_actor(cast["coordinator"])
    close_case(asked.case, why="Ended.", by=cast["coordinator"])
    a_minute_passes(server)
    assert not mails_to(office, EMAIL)


def test_a_code_asked_for_an_hour_ago_is_not_sent_any_more(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    ask_for_code(client, named)
    FormCode.objects.update(asked_at=timezone.now() - timedelta(hours=1, seconds=1))
    a_minute_passes(server)
    assert not mails_to(office, EMAIL)
    message = Message.objects.get(kind="form code")
    assert message.given_up_at is not None
    assert "no longer wanted" in message.fault
    with pytest.raises(NotWanted):
        make(the_code())


def test_a_code_that_could_not_leave_is_another_one_when_it_does(
    named: Practitioner, office: PostOffice, server: MailServer, client: Client
) -> None:
    office.refusing[EMAIL] = "450 mailbox is full"
    ask_for_code(client, named)
    a_minute_passes(server)
    first = the_code().digest
    office.refusing.clear()
    Message.objects.filter(kind="form code").update(send_after=timezone.now())
    a_minute_passes(server)
    assert the_code().digest != first
    post(client, "/form/code", {"code": code_in(office)})
    assert is_open(client)
