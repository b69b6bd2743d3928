"""The coordinator's part: asking one practitioner by name, seeing how far it has got, and mending a wrong choice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Draft
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Contact
from handrail.service.requests.models import Request
from handrail.service.requests.naming import is_known_address
from handrail.service.requests.reminders import write_due_reminders
from tests.rooms.cast import Cast
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.requests.asking import a_folder, ask_one, days_later, send, working_days_from_today
from tests.rooms.requests.by_code import EMAIL, NAME, a_minute_passes, ask_for_code, is_open, name_one, open_form

ELSEWHERE = "bryony@sedge.example"
ASKING = {"children_named": "Wilf Testerton", "what": "A summary."}


@pytest.fixture
def asked(cast: Cast) -> Request:
    return ask_one(cast, a_folder(cast), cast.school)


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast["coordinator"])
    return browser


def page_of(asked: Request, end: str = "") -> str:
    return f"/cases/{asked.case_id}/requests/{asked.pk}/{end}"


def name_on_page(browser: Client, asked: Request, **typed: object) -> str:
    said = {"who": "other", "full_name": NAME, "email": EMAIL, **typed}
    return browser.post(page_of(asked, "practitioner"), said, follow=True).text


def ask_by_code(browser: Client, asked_on: Request, *bodies: object) -> object:
    due = working_days_from_today(8)
    return browser.post(
        f"/cases/{asked_on.case_id}/requests/ask",
        {
            **ASKING, "bodies": [str(body) for body in bodies], "way": "code",
            "due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year,
        },
        follow=True,
    )  # fmt: skip


def test_asking_one_agency_by_code_leads_to_naming_and_nobody_is_told_before(
    cast: Cast, asked: Request, coordinator: Client
) -> None:
    Message.objects.all().delete()
    answer = ask_by_code(coordinator, asked, cast.trust.pk)
    assert "Name who fills in the form" in answer.text  # type: ignore[attr-defined]
    assert not Message.objects.exists()
    assert "Nobody is told" in coordinator.get(f"/cases/{asked.case_id}/requests/").text
    new = Request.objects.get(body=cast.trust)
    assert "Nobody is asked by name" in coordinator.get(page_of(new)).text
    email = f"ward@{cast.trust.mailbox.partition('@')[2]}"
    assert "is told that a form waits" in name_on_page(coordinator, new, email=email)
    assert {message.to for message in Message.objects.all()} == {email}
    assert "Nobody is told" not in coordinator.get(f"/cases/{asked.case_id}/requests/").text


def test_asking_several_by_code_says_whom_to_name(cast: Cast, asked: Request, coordinator: Client) -> None:
    answer = ask_by_code(coordinator, asked, cast.trust.pk, cast.police.pk)
    assert "Nobody has been told yet. Name a practitioner for each" in answer.text  # type: ignore[attr-defined]


def test_a_contact_of_the_agency_is_chosen_without_typing(cast: Cast, asked: Request, coordinator: Client) -> None:
    contact = Contact.objects.create(body=cast.school, name="Rhona Marsh", job="Nurse", email="rhona@marsh.example")
    page = coordinator.get(page_of(asked, "practitioner")).text
    assert "Rhona Marsh, Nurse, rhona@marsh.example" in page
    name_on_page(coordinator, asked, who=str(contact.pk), full_name="", email="")
    assert Practitioner.objects.get().email == "rhona@marsh.example"


def test_an_address_elsewhere_is_questioned_and_needs_its_check_told(
    cast: Cast, asked: Request, coordinator: Client
) -> None:
    assert "Check it letter by letter" in name_on_page(coordinator, asked, email=ELSEWHERE)
    assert "Say how you checked the address" in name_on_page(coordinator, asked, email=ELSEWHERE, sure=["yes"])
    assert not Practitioner.objects.exists()
    name_on_page(coordinator, asked, email=ELSEWHERE, sure=["yes"], why="Rang the school office.")
    named = Practitioner.objects.get()
    assert named.why_this_address == "Rang the school office."
    assert "Rang the school office." in coordinator.get(page_of(asked)).text
    assert Entry.objects.filter(did__contains="Rang the school office.").exists()


def test_the_action_itself_refuses_an_address_that_was_not_checked(cast: Cast, asked: Request) -> None:
    with pytest.raises(NotDone, match="is not an address known for"):
        name_one(cast, asked, email=ELSEWHERE)


def test_a_contacts_webmail_vouches_for_that_address_alone(cast: Cast, asked: Request) -> None:
    Contact.objects.create(body=cast.school, name="Rhona Marsh", email="rhona.marsh@gmail.com")
    assert is_known_address(cast.school, "Rhona.Marsh@gmail.com")
    assert not is_known_address(cast.school, "somebody.else@gmail.com")
    Contact.objects.create(
        body=cast.school, name="Long Gone", email="gone@old.example", until_on=timezone.localdate() - timedelta(days=1)
    )
    assert not is_known_address(cast.school, "other@old.example")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"who": ""}, "Choose who fills it in"),
        ({"full_name": ""}, "Give the name of who fills it in"),
        ({"email": ""}, "Give their work e-mail address"),
        ({"email": "not an address"}, "valid email"),
    ],
)
def test_what_is_missing_is_said(asked: Request, coordinator: Client, typed: dict[str, str], said: str) -> None:
    assert said in name_on_page(coordinator, asked, **typed)
    assert not Practitioner.objects.exists()


def test_the_coordinator_sees_how_far_it_has_got(
    cast: Cast, asked: Request, coordinator: Client, office: PostOffice, server: MailServer
) -> None:
    named = name_one(cast, asked)
    assert coordinator.get(page_of(asked)).text.count("Not yet") == 4
    a_minute_passes(server)
    assert coordinator.get(page_of(asked)).text.count("Not yet") == 3
    practitioner = Client()
    ask_for_code(practitioner, named)
    a_minute_passes(server)
    assert coordinator.get(page_of(asked)).text.count("Not yet") == 2
    open_form(practitioner, named, office, server)
    assert coordinator.get(page_of(asked)).text.count("Not yet") == 1
    practitioner.post("/form/open/begin")
    assert "Not yet" not in coordinator.get(page_of(asked)).text
    practitioner.post("/form/open/nothing", {"searched": ["yes"]})
    page = coordinator.get(page_of(asked)).text
    assert f"Sent by {NAME} of {asked.body}, by code" in page
    assert "Replace the practitioner" not in page


def test_a_message_that_could_not_be_delivered_is_shown(
    cast: Cast, asked: Request, coordinator: Client, office: PostOffice, server: MailServer
) -> None:
    office.refusing[EMAIL] = "550 no such mailbox"
    name_one(cast, asked)
    a_minute_passes(server)
    page = coordinator.get(page_of(asked)).text
    assert "Not delivered" in page
    assert "550 no such mailbox" in page
    office.refusing.clear()
    coordinator.post(page_of(asked, "practitioner/tell"))
    a_minute_passes(server)
    assert "Not delivered" not in coordinator.get(page_of(asked)).text


def test_without_a_mail_server_it_is_said_that_nothing_leaves(
    cast: Cast, asked: Request, coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDRAIL_SMTP", raising=False)
    assert "No mail server is set" in coordinator.get(page_of(asked, "practitioner")).text


def test_replacing_shuts_the_first_at_once_and_keeps_what_was_written(
    cast: Cast, asked: Request, coordinator: Client, office: PostOffice, server: MailServer
) -> None:
    first = name_one(cast, asked)
    hers = Client()
    open_form(hers, first, office, server)
    hers.post("/form/open/begin")
    hers.post("/form/open/pages/involvement", {"involvement": "On the roll.", "version": "0"})
    assert "Replace the practitioner" in coordinator.get(page_of(asked, "practitioner")).text
    second_email = EMAIL.replace("bryony", "rowan")
    name_on_page(coordinator, asked, full_name="Rowan Sedge", email=second_email)
    assert not is_open(hers)
    second = Practitioner.objects.get(email=second_email)
    assert second.number != first.number
    his = Client()
    open_form(his, second, office, server)
    assert "On the roll." in his.get("/form/open/pages/involvement").text
    assert Message.objects.filter(to=EMAIL, subject__contains="no longer waits").count() == 1
    ask_for_code(hers, first)
    sent = len(office.taken_in)
    a_minute_passes(server)
    assert len(office.taken_in) == sent


def test_who_was_never_reached_is_not_written_to_a_second_time(
    cast: Cast, asked: Request, office: PostOffice, server: MailServer
) -> None:
    office.refusing[EMAIL] = "550 no such mailbox"
    name_one(cast, asked)
    a_minute_passes(server)
    name_one(cast, asked, "Rowan Sedge", EMAIL.replace("bryony", "rowan"))
    assert not Message.objects.filter(to=EMAIL, subject__contains="no longer waits").exists()


def test_withdrawing_asks_the_agency_itself_again(cast: Cast, asked: Request, coordinator: Client) -> None:
    name_one(cast, asked)
    Message.objects.filter(kind="request").delete()
    coordinator.post(page_of(asked, "practitioner/withdraw"))
    assert not Practitioner.objects.live().exists()
    assert cast.school.mailbox in {message.to for message in Message.objects.filter(kind="request")}
    answer = coordinator.post(page_of(asked, "practitioner/withdraw"), follow=True)
    assert "asked by name any more" in answer.text


def test_reminders_go_to_the_practitioner_without_the_reference(cast: Cast, asked: Request) -> None:
    name_one(cast, asked)
    days_later(asked, 40)
    Message.objects.all().delete()
    today = working_days_from_today(0)
    write_due_reminders(today)
    write_due_reminders(today)
    (reminder,) = Message.objects.all()
    assert reminder.to == EMAIL
    assert asked.case.reference not in f"{reminder.subject} {reminder.text}"
    assert "/form" in reminder.text
    assert str(asked.pk) not in reminder.text


def test_letting_go_tells_the_practitioner_too(cast: Cast, asked: Request, coordinator: Client) -> None:
    name_one(cast, asked)
    Message.objects.all().delete()
    coordinator.post(page_of(asked, "no-longer-needed"), {"why": "Merged."})
    told = Message.objects.get(to=EMAIL)
    assert "no longer waits for you" in told.subject
    assert asked.case.reference not in f"{told.subject} {told.text}"


def test_what_was_answered_has_nobody_to_name(cast: Cast, asked: Request, coordinator: Client) -> None:
    send(asked, cast["school lead"])
    assert coordinator.get(page_of(asked, "practitioner")).status_code == 302
    with pytest.raises(NotDone, match="was received on"):
        name_one(cast, asked)


def test_one_practitioner_with_two_forms_opens_each_by_its_number(
    cast: Cast, asked: Request, office: PostOffice, server: MailServer
) -> None:
    first = name_one(cast, asked)
    other = ask_one(cast, a_folder(cast), cast.school)
    Request.objects.filter(pk=other.pk).update(children_named="Somebody Else")
    second = name_one(cast, other)
    browser = Client()
    open_form(browser, first, office, server)
    assert "Wilf Testerton" in browser.get("/form/open/").text
    open_form(browser, second, office, server)
    page = browser.get("/form/open/").text
    assert "Somebody Else" in page
    assert "Wilf Testerton" not in page


def test_what_nobody_began_is_no_draft_of_the_practitioners(cast: Cast, asked: Request) -> None:
    name_one(cast, asked)
    assert not Draft.objects.filter(paper_id=asked.pk).exists()
