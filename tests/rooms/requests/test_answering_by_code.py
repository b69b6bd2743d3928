"""A practitioner with a form open: fills it in, leaves, comes back, attaches, prints, sends, or says no."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from handrail.service.access.practitioners import Practitioner
from handrail.service.audit.actions import unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.cases.models import Draft, KeptClock
from handrail.service.documents.models import Document
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.requests import actions
from handrail.service.requests.drafting import draft_of
from handrail.service.requests.models import Contribution, Request
from handrail.service.requests.views import by_code as pages
from tests.rooms.cast import Cast
from tests.rooms.outbox.post_office import PostOffice
from tests.rooms.requests.asking import ABOUT_WHOM, TYPED, a_folder, ask_one, send
from tests.rooms.requests.by_code import AGREED, NAME, ask_for_code, is_open, name_one, open_form

KEY = "oneKeyOfOneFormThatIsOne"
"""As every form carries one, which nobody typed."""

PAGES = ("involvement", "episodes", "at-once", "worked-well", "improve", "voices", "document", "approved")


@pytest.fixture
def asked(cast: Cast) -> Request:
    return ask_one(cast, a_folder(cast), cast.school)


@pytest.fixture
def named(cast: Cast, asked: Request) -> Practitioner:
    return name_one(cast, asked)


@pytest.fixture
def opened(named: Practitioner, office: PostOffice, server: MailServer, client: Client) -> Client:
    open_form(client, named, office, server)
    return client


def write_it_all(browser: Client, asked: Request) -> None:
    browser.post("/form/open/begin")
    draft = Draft.objects.get(paper_id=asked.pk)
    for slug in PAGES:
        typed = {name: values[0] for name, values in TYPED.get(slug, {}).items()}
        draft.refresh_from_db()
        browser.post(f"/form/open/pages/{slug}", typed | {"version": str(draft.version)})


def test_the_form_is_written_page_by_page_checked_and_sent(asked: Request, named: Practitioner, opened: Client) -> None:
    write_it_all(opened, asked)
    assert AGREED in opened.get("/form/open/check").text
    sent = opened.post("/form/open/check")
    assert "Your answer was received" in sent.text
    assert "On the roll since September" in sent.text
    assert sent["Cache-Control"] == "no-store"
    kept = Contribution.objects.get(request=asked)
    assert (kept.sent_by, kept.sent_by_practitioner) == (None, named)
    assert kept.answers["involvement"] == TYPED["involvement"]["involvement"][0]
    assert KeptClock.objects.get(duty="asked", about=str(asked.pk)).ended


def test_sending_shuts_the_form_at_once_and_no_code_opens_it_again(
    asked: Request, named: Practitioner, opened: Client, office: PostOffice
) -> None:
    write_it_all(opened, asked)
    opened.post("/form/open/check")
    assert not is_open(opened)
    ask_for_code(opened, named)
    named.refresh_from_db()
    assert named.ended_why == Practitioner.Ended.SENT
    assert opened.post("/form/open/check").status_code == 302
    assert Contribution.objects.count() == 1


def test_typing_saves_itself_under_the_practitioners_name(asked: Request, named: Practitioner, opened: Client) -> None:
    opened.post("/form/open/begin")
    answer = opened.post("/form/open/pages/involvement", {"involvement": "On the", "version": "0", "autosave": "yes"})
    assert answer.json() == {"version": 1}
    draft = Draft.objects.get(paper_id=asked.pk)
    assert (draft.begun_by, draft.begun_by_practitioner) == (None, named)
    assert (draft.saved_by, draft.saved_by_practitioner) == (None, named)
    assert f"last by {NAME} of {asked.body}, by code" in opened.get("/form/open/pages/involvement").text


def test_leaving_and_coming_back_elsewhere_with_a_new_code_loses_nothing(
    asked: Request, named: Practitioner, opened: Client, office: PostOffice, server: MailServer
) -> None:
    opened.post("/form/open/begin")
    opened.post("/form/open/pages/involvement", {"involvement": "On the roll.", "version": "0", "leave": "yes"})
    opened.post("/form/leave")
    assert opened.get("/form/open/").status_code == 302
    elsewhere = Client()
    open_form(elsewhere, named, office, server)
    assert "Go on with the summary" in elsewhere.get("/form/open/").text
    assert "On the roll." in elsewhere.get("/form/open/pages/involvement").text


def test_a_colleague_with_an_account_goes_on_with_the_same_draft(cast: Cast, asked: Request, opened: Client) -> None:
    opened.post("/form/open/begin")
    opened.post("/form/open/pages/involvement", {"involvement": "On the roll.", "version": "0"})
    colleague = Client()
    colleague.force_login(cast["school lead"])
    page = f"/cases/{asked.case_id}/requests/{asked.pk}/"
    assert f"Begun by {NAME} of {asked.body}, by code" in colleague.get(page).text
    overtaken = colleague.post(f"{page}summary/involvement", {"involvement": "Mine.", "version": "0"})
    assert overtaken.status_code == 409
    assert f"{NAME} of {asked.body}, by code changed this page while you were typing" in overtaken.text
    colleague.post(f"{page}summary/involvement", {"involvement": "Both.", "version": "1"})
    assert "Both." in opened.get("/form/open/pages/involvement").text
    draft = Draft.objects.get(paper_id=asked.pk)
    assert (draft.saved_by, draft.saved_by_practitioner) == (cast["school lead"], None)


def test_when_a_colleague_sends_it_the_form_shuts_to_the_practitioner(
    cast: Cast, asked: Request, named: Practitioner, opened: Client
) -> None:
    send(asked, cast["school lead"])
    assert not is_open(opened)
    kept = Contribution.objects.get(request=asked)
    assert (kept.sent_by, kept.sent_by_practitioner) == (cast["school lead"], None)


def test_a_file_goes_with_it_and_can_be_had_again_and_taken_out(
    asked: Request, named: Practitioner, opened: Client
) -> None:
    write_it_all(opened, asked)
    opened.post("/form/open/pages/document", {"file": SimpleUploadedFile("chronology.txt", b"a line\n")})
    document = Document.objects.get()
    assert (document.added_by, document.added_by_practitioner, document.for_body) == (None, named, asked.body)
    assert opened.get("/form/open/document/file").content == b"a line\n"
    assert opened.get(f"/cases/{asked.case_id}/documents/{document.pk}/file").status_code == 302
    opened.post("/form/open/pages/document", {"remove": "yes"})
    assert opened.get("/form/open/document/file").status_code == 404
    opened.post("/form/open/pages/document", {"file": SimpleUploadedFile("chronology.txt", b"a line\n")})
    opened.post("/form/open/check")
    sent = Contribution.objects.get(request=asked)
    assert sent.document is not None
    assert sent.document.name == "chronology.txt"


def test_the_answers_can_be_printed_and_kept_as_a_file(asked: Request, opened: Client) -> None:
    assert opened.get("/form/open/answers").status_code == 404
    write_it_all(opened, asked)
    assert AGREED in opened.get("/form/open/answers").text
    kept = opened.get("/form/open/answers/file")
    assert AGREED in kept.content.decode()
    assert kept["Content-Disposition"] == 'attachment; filename="answers-of-otter-lane-primary-school.txt"'
    assert ABOUT_WHOM not in kept.content.decode()


def test_holding_nothing_is_a_full_answer_in_one_step(asked: Request, named: Practitioner, opened: Client) -> None:
    assert "Tick to say that the records were searched" in opened.post("/form/open/nothing", {}).text
    answer = opened.post("/form/open/nothing", {"searched": ["yes"]})
    assert "holds nothing about them" in answer.text
    assert Contribution.objects.get(request=asked).sent_by_practitioner == named
    assert not is_open(opened)


def test_who_says_that_it_is_not_for_them_says_whom_to_ask_and_the_form_shuts(
    cast: Cast, asked: Request, named: Practitioner, opened: Client
) -> None:
    write_it_all(opened, asked)
    Message.objects.all().delete()
    assert "Say whom to ask instead" in opened.post("/form/open/not-for-me", {}).text
    opened.post("/form/open/not-for-me", {"ask_instead": "The school nurse team, 01632 960001"})
    assert not is_open(opened)
    told = Message.objects.filter(kind="answer")
    assert {one.to for one in told} == {cast.partnership.mailbox, cast["coordinator"].email}
    assert not any("nurse" in one.text for one in told)
    coordinator = Client()
    coordinator.force_login(cast["coordinator"])
    page = coordinator.get(f"/cases/{asked.case_id}/requests/{asked.pk}/").text
    assert "The school nurse team, 01632 960001" in page
    assert "Nobody is asked by name any more" in page
    assert Draft.objects.get(paper_id=asked.pk).discarded_at is None


@pytest.mark.parametrize("way", ["let go", "withdrawn", "closed"])
def test_it_shuts_at_once_when_it_is_no_longer_asked(
    cast: Cast, asked: Request, opened: Client, client: Client, way: str
) -> None:
    assert is_open(opened)
    coordinator = Client()
    coordinator.force_login(cast["coordinator"])
    page = f"/cases/{asked.case_id}/requests/{asked.pk}/"
    if way == "let go":
        coordinator.post(f"{page}no-longer-needed", {"why": "Merged."})
    elif way == "withdrawn":
        coordinator.post(f"{page}practitioner/withdraw")
    else:
        coordinator.post(f"/cases/{asked.case_id}/close", {"why": "Ended.", "sure": ["yes"]})
        asked.case.refresh_from_db()
        assert asked.case.closed_at is not None
    shut = opened.post("/form/open/pages/involvement", {"involvement": "More.", "once": KEY}).text
    assert "Your form is shut" in shut
    assert "More." in shut
    assert f">{KEY}<" not in shut


def test_all_that_a_practitioner_does_is_in_the_audit_as_theirs_by_code(
    asked: Request, named: Practitioner, opened: Client
) -> None:
    opened.get("/form/open/")
    write_it_all(opened, asked)
    opened.get("/form/open/answers")
    opened.post("/form/open/check")
    mine = Entry.objects.filter(actor=f"form:{named.pk}")
    assert set(mine.values_list("actor_name", flat=True)) == {f"practitioner {NAME} of {asked.body}, by code"}
    assert {entry.case_id for entry in mine if entry.did != "began draft of agency summary"} == {asked.case_id}
    did = set(mine.values_list("did", flat=True))
    assert {one for one in did if one.startswith("typed in")}
    assert {one for one in did if not one.startswith("typed in")} == {
        "opened the form with a one-time code",
        "opened the request for the first time",
        "looked at own contribution",
        "began draft of agency summary",
        "sent the summary",
    }


def test_the_practitioner_is_asked_for_one_thing_and_sees_no_other(cast: Cast, asked: Request, opened: Client) -> None:
    other = ask_one(cast, asked.case, cast.trust)
    folder = f"/cases/{asked.case_id}/"
    requests = [f"{folder}requests/{one.pk}/" for one in (asked, other)]
    for page in ("/", "/cases/", folder, *requests, "/requests/", "/search?q=Wilf", "/account/"):
        assert opened.get(page).status_code == 302, page
    page = opened.get("/form/open/").text
    assert asked.case.reference not in page
    assert cast.trust.name not in page


def test_the_database_refuses_an_answer_of_nobody_and_of_two(cast: Cast, asked: Request, named: Practitioner) -> None:
    for writers in ({}, {"sent_by": cast["school lead"], "sent_by_practitioner": named}):
        with pytest.raises(IntegrityError, match="contribution_sent_by_one"), transaction.atomic():
            Contribution.objects.create(request=asked, **writers)


def test_an_answer_that_was_let_go_meanwhile_is_not_sent(
    cast: Cast, asked: Request, opened: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was let go between the door and the sending: of the two, the first stands."""
    write_it_all(opened, asked)

    def let_go_first(one: Request) -> Draft | None:
        with unit_of_work(cast["coordinator"]):
            actions.let_go(one, why="Merged.", by=cast["coordinator"])
        return draft_of(one)

    monkeypatch.setattr(pages, "draft_of", let_go_first)
    assert opened.post("/form/open/check").status_code == 302
    assert not Contribution.objects.exists()
