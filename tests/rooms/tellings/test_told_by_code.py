"""A professional without an account tells of a child's death by themselves; it waits until somebody takes it in."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.practitioners import FormCode, Teller
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.models import Case, KeptClock
from handrail.service.child_deaths.models import Death, Notification
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.records.actions.answering import record_request
from handrail.service.tellings.models import Telling
from tests.rooms.cast import Cast
from tests.rooms.child_deaths.telling import OTHER_NUMBER, as_person, tell_of
from tests.rooms.child_deaths.telling import known as known_child
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.requests.by_code import code_in, mails_to, post
from tests.rooms.tellings.by_telling import (
    EMAIL,
    OTHERWISE,
    a_minute_passes,
    come,
    open_it,
    opened,
    send_it,
    the_teller,
    told,
    write_it,
)

pytestmark = pytest.mark.django_db
TAKEN_IN = {"made_sure": "Telephoned the hospital's switchboard.", "into": "new"}


@pytest.fixture
def waiting(cast: Cast, client: Client, office: PostOffice, server: MailServer) -> Telling:
    opened(cast)
    return told(client, office, server)


def as_coordinator(cast: Cast) -> Client:
    client = Client()
    client.force_login(as_person(cast["coordinator"]))
    return client


def page_of(telling: Telling, name: str = "telling") -> str:
    return reverse(f"tellings:{name}", kwargs={"waiting_id": telling.pk})


def test_what_is_sent_waits_and_is_in_no_folder_and_starts_no_clock(cast: Cast, waiting: Telling) -> None:
    assert waiting.sent_at is not None
    assert not Case.objects.exists()
    assert not KeptClock.objects.exists()
    due = as_coordinator(cast).get(reverse("cases:due")).text
    assert "A child’s death was told of by code, and waits for you to take it in" in due
    assert "A child’s death was told" not in _due_of(cast, "notifier")


def _due_of(cast: Cast, role: str) -> str:
    client = Client()
    client.force_login(as_person(cast[role]))
    return str(client.get(reverse("cases:due")).text)


def test_taken_in_it_counts_as_told_when_it_was_sent_and_its_words_stand_in_the_folder_alone(
    cast: Cast, waiting: Telling, server: MailServer, office: PostOffice
) -> None:
    client = as_coordinator(cast)
    page = client.get(page_of(waiting)).text
    assert "Found in the cot." in page
    assert "It is not known yet that the sender is who they say" in page
    answer = client.post(page_of(waiting, "take_in"), TAKEN_IN)
    death = Death.objects.get()
    assert answer["Location"] == reverse("child_deaths:death", kwargs={"case_id": death.case_id, "death_id": death.pk})
    note = Notification.objects.get()
    assert (note.at, note.by_name, note.agency, note.contact) == (waiting.sent_at, "Rowan Pike", "Wend Hospital", EMAIL)
    assert "What is known of the circumstances: Found in the cot." in note.said
    waiting.refresh_from_db()
    assert waiting.answers == {}
    assert f"How {cast['coordinator']} made sure who sent it: {TAKEN_IN['made_sure']}" in note.said
    assert not Entry.objects.filter(did__contains=TAKEN_IN["made_sure"]).exists(), "the audit is never emptied"
    a_minute_passes(server)
    (mail,) = mails_to(office, EMAIL, "has taken in what you sent")
    assert "Fairlight" not in str(mail)
    assert client.get(page_of(waiting)).status_code == 404


def test_a_death_that_is_known_is_found_and_the_sender_is_told_no_more_than_of_one_that_is_not(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    telling = told(client, office, server, what_happened={"abuse_suspected": "yes"})
    known = tell_of(cast)
    coordinator = as_coordinator(cast)
    assert f"{known.case}" in coordinator.get(page_of(telling)).text
    refused = coordinator.post(page_of(telling, "take_in"), TAKEN_IN)
    assert "already stands in" in refused.text
    coordinator.post(page_of(telling, "take_in"), TAKEN_IN | {"into": str(known.pk)})
    assert Death.objects.count() == 1
    assert known.notifications.count() == 2
    assert known.notifications.filter(abuse_suspected="yes").count() == 1
    assert [str(one) for one in known.known_to.all()] == ["Dr Sorrel Bright, GP"]
    a_minute_passes(server)
    (mail,) = mails_to(office, EMAIL, "has taken in what you sent")
    assert str(known.case) not in str(mail)
    assert "known" not in str(mail.get_payload())


def test_a_folder_is_named_by_its_reference_and_one_that_is_not_theirs_is_not_there(
    cast: Cast, waiting: Telling
) -> None:
    coordinator = as_coordinator(cast)
    other = TAKEN_IN | {"into": "other", "reference": "CD-1999-99"}
    assert "There is no such folder" in coordinator.post(page_of(waiting, "take_in"), other).text
    someone = known_child(given_names="Teal", family_name="Moss", nhs_number=OTHER_NUMBER)
    known = tell_of(cast, known=someone)
    coordinator.post(page_of(waiting, "take_in"), other | {"reference": known.case.reference.lower()})
    assert known.notifications.count() == 2


def test_what_is_refused_goes_nowhere_and_the_sender_is_told_a_reason_without_a_word_of_the_child(
    cast: Cast, waiting: Telling, server: MailServer, office: PostOffice
) -> None:
    coordinator = as_coordinator(cast)
    said = {"why": "not confirmed", "words": "Nobody there knows Fairlight.", "sure": "yes"}
    coordinator.post(page_of(waiting, "refuse"), said)
    assert not Death.objects.exists()
    a_minute_passes(server)
    (mail,) = mails_to(office, EMAIL, "has not taken in what you sent")
    words = " ".join(str(mail.get_payload()).replace("=\n", "").split())
    assert "It could not be confirmed with your employer" in words
    assert OTHERWISE in words
    assert "Fairlight" not in words
    assert "Nobody there knows Fairlight." in coordinator.get(reverse("tellings:waiting")).text
    assert coordinator.get(page_of(waiting, "refuse")).status_code == 404


def test_somebody_who_asks_what_is_held_of_them_is_found_in_it_by_who_may_read_it(cast: Cast, waiting: Telling) -> None:
    name_actor(cast["coordinator"])
    asked = record_request(
        cast.partnership, asked_by_name="A parent", asks="child", about_name="Wren Fairlight",
        identity_how="A passport.", received_on=timezone.localdate(), identity_on=None, by=cast["coordinator"],
    )  # fmt: skip
    at = reverse("records:match", kwargs={"asked_id": asked.pk})
    coordinator = as_coordinator(cast)
    assert page_of(waiting) in coordinator.get(at, {"name": "fairlight WREN"}).text
    assert page_of(waiting) in coordinator.get(at, {"name": "Rowan Pike"}).text
    assert page_of(waiting) not in coordinator.get(at, {"name": "Teal Moss"}).text
    officer = Client()
    officer.force_login(as_person(cast["senior officer"]))
    answer = officer.get(at, {"name": "Wren Fairlight"}).text
    assert "Ask one of them to search here too" in answer
    assert page_of(waiting) not in answer


def test_what_one_coordinator_refused_another_reads_and_takes_in_after_all(
    cast: Cast, waiting: Telling, server: MailServer, office: PostOffice
) -> None:
    said = {"why": "not confirmed", "words": "Nobody answered.", "sure": "yes"}
    as_coordinator(cast).post(page_of(waiting, "refuse"), said)
    other = Client()
    other.force_login(as_person(cast["deputy coordinator"]))
    assert page_of(waiting) in other.get(reverse("tellings:waiting")).text
    page = other.get(page_of(waiting)).text
    assert "Found in the cot." in page
    assert "Nobody answered." in page
    assert "Refuse it</a>" not in page
    other.post(page_of(waiting, "take_in"), TAKEN_IN)
    assert Notification.objects.get().at == waiting.sent_at
    waiting.refresh_from_db()
    assert (waiting.answers, waiting.refused_words) == ({}, "")
    assert "Rowan Pike" not in other.get(reverse("tellings:waiting")).text
    a_minute_passes(server)
    assert mails_to(office, EMAIL, "has taken in what you sent")


def test_only_whoever_takes_in_for_that_partnership_finds_it(cast: Cast, waiting: Telling) -> None:
    client = Client()
    for role in ("notifier", "senior officer", "school lead", "administrator"):
        client.force_login(as_person(cast[role]))
        assert client.get(page_of(waiting)).status_code in (403, 404), role
        assert client.get(reverse("tellings:waiting")).status_code in (403, 404), role


def test_it_is_kept_as_typed_left_and_gone_on_with_in_another_browser_which_shuts_the_first(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    open_it(client, office, server)
    typed = {"version": "0", "autosave": "yes", "circumstances": "Found"}
    assert client.post("/tell-of-a-death/open/pages/what-happened", typed).json() == {"version": 1}
    second, named = Client(), the_teller()
    post(second, "/tell-of-a-death/again", {"number": named.number_in_words, "email": EMAIL})
    a_minute_passes(server)
    post(second, "/tell-of-a-death/code", {"code": code_in(office, EMAIL)})
    assert "Found" in second.get("/tell-of-a-death/open/pages/what-happened").text
    shut = client.post("/tell-of-a-death/open/pages/what-happened", {"version": "1", "circumstances": "Found cold"})
    assert "It is shut in this browser" in shut.text
    assert "Found cold" in shut.text
    write_it(second)
    assert "It is sent" in send_it(second).text
    assert second.get("/tell-of-a-death/open/")["Location"] == reverse("tellings:tell")


def test_what_cannot_be_so_is_said_before_it_is_sent(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    open_it(client, office, server)
    write_it(client)
    wrong = {"version": "99", "given_names": "Wren", "nhs_number": "9990001236"}
    assert "its last figure does not fit" in post(client, "/tell-of-a-death/open/pages/child", wrong).text
    send_it(client)
    assert "Some answers are still needed" in client.get("/tell-of-a-death/open/check").text
    assert Telling.objects.get().sent_at is None


def test_an_address_elsewhere_is_told_whom_to_telephone_and_nothing_is_kept_of_it(cast: Cast, client: Client) -> None:
    opened(cast)
    for address in ("rowan@gmail.com", "rowan@evil.wend-hospital.example", "rowan@wend-hospital.example.evil.example"):
        answer = come(client, email=address)
        assert OTHERWISE in answer.text, address
    assert not Teller.objects.exists()
    assert not FormCode.objects.exists()


def test_a_closed_page_lets_nobody_in(cast: Cast, client: Client) -> None:
    assert "Tell us of a child’s death" not in client.get(reverse("access:sign_in")).text
    assert come(client).status_code == 200
    assert not Teller.objects.exists()
    opened(cast)
    assert "Tell us of a child’s death" in client.get(reverse("access:sign_in")).text


def test_the_page_is_opened_on_a_page_and_names_what_is_no_domain(cast: Cast) -> None:
    coordinator = as_coordinator(cast)
    at = reverse("tellings:open_page")
    said = {"is_open": "yes", "domains": "@nhs.net\nwend", "otherwise": OTHERWISE}
    assert "“wend” is no domain" in coordinator.post(at, said).text
    assert "Anybody can have an address at gmail.com" in coordinator.post(at, said | {"domains": "gmail.com"}).text
    said |= {"domains": "@nhs.net, police.example"}
    assert "Say for how many days what came to nothing is kept" in coordinator.post(at, said).text
    said |= {"keeps_unsent": "14", "keeps_refused": "90", "kept_by": "Retention policy, row 12"}
    assert coordinator.post(at, said).status_code == 302
    assert "nhs.net\npolice.example" in coordinator.get(at).text


def test_a_mail_scanner_that_opens_every_address_changes_nothing(
    cast: Cast, client: Client, office: PostOffice, server: MailServer
) -> None:
    opened(cast)
    come(client)
    a_minute_passes(server)
    before = (list(FormCode.objects.values()), list(Teller.objects.values()), Entry.objects.count())
    found = [one for mail in office.taken_in for one in re.findall(r"https?://\S+", str(mail.get_payload()))]
    assert found
    for address in found:
        Client().get("/" + address.split("/", 3)[3])
    assert before == (list(FormCode.objects.values()), list(Teller.objects.values()), Entry.objects.count())


def test_no_message_holds_a_word_of_the_child(cast: Cast, waiting: Telling) -> None:
    for message in Message.objects.all():
        for word in ("Wren", "Fairlight", "cot", "999 000", "9990001235"):
            assert word not in f"{message.subject} {message.text}", message.subject
