"""Answering: opened once, drafted by several, sent once, added to later, and never lost however late."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.drafts import AlreadySubmitted
from handrail.service.cases.models import Draft, KeptClock, KeptFact
from handrail.service.documents.models import Document
from handrail.service.outbox.models import Message
from handrail.service.requests import actions
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Contribution, Request
from tests.rooms.cast import Cast, employ
from tests.rooms.requests.asking import (
    TYPED,
    a_folder,
    ask_one,
    days_later,
    review_completed,
    send,
    type_summary,
)


@pytest.fixture
def asked(cast: Cast) -> Request:
    return ask_one(cast, a_folder(cast), cast.school)


def page_of(asked: Request, end: str = "") -> str:
    return f"/cases/{asked.case_id}/requests/{asked.pk}/{end}"


def test_the_first_time_it_is_opened_is_kept_and_only_the_first(cast: Cast, asked: Request, client: Client) -> None:
    client.force_login(cast["school lead"])
    client.get(page_of(asked))
    asked.refresh_from_db()
    first = asked.opened_at
    assert first is not None
    client.get(page_of(asked))
    asked.refresh_from_db()
    assert asked.opened_at == first


def test_the_coordinators_look_does_not_count_as_opened(cast: Cast, asked: Request, client: Client) -> None:
    client.force_login(cast["coordinator"])
    client.get(page_of(asked))
    asked.refresh_from_db()
    assert asked.opened_at is None


def test_holding_nothing_is_a_full_answer_in_one_step(cast: Cast, asked: Request, client: Client) -> None:
    client.force_login(cast["school lead"])
    answer = client.post(page_of(asked, "holds-nothing"), {"searched": ["yes"]}, follow=True)
    assert "your agency holds nothing about them" in answer.text
    asked.refresh_from_db()
    assert asked.not_known_at is not None
    assert KeptFact.objects.filter(kind="summary_received", about=str(asked.pk)).count() == 1
    assert KeptClock.objects.get(duty="asked", about=str(asked.pk)).ended


def test_holding_nothing_needs_the_records_to_have_been_searched(cast: Cast, asked: Request, client: Client) -> None:
    client.force_login(cast["school lead"])
    answer = client.post(page_of(asked, "holds-nothing"), {})
    assert "Tick to say that the records were searched" in answer.text
    asked.refresh_from_db()
    assert asked.received_at is None


def test_colleagues_write_in_one_draft(cast: Cast, asked: Request) -> None:
    colleague = employ("Deirdre Second", "contributor", cast.school, cast.partnership)
    name_actor(cast["school lead"])
    first = begin(asked, by=cast["school lead"])
    name_actor(colleague)
    assert begin(asked, by=colleague) == first


def test_a_summary_is_written_page_by_page_checked_and_sent(cast: Cast, asked: Request, client: Client) -> None:
    client.force_login(cast["school lead"])
    client.post(page_of(asked, "begin"))
    draft = Draft.objects.get(paper_id=asked.pk)
    for slug in ("involvement", "episodes", "at-once", "worked-well", "improve", "voices", "document", "approved"):
        typed = {name: values[0] for name, values in TYPED.get(slug, {}).items()}
        draft.refresh_from_db()
        client.post(page_of(asked, f"summary/{slug}"), typed | {"version": draft.version})
    assert "Hedda Masterson" in client.get(page_of(asked, "summary/check")).text
    sent = client.post(page_of(asked, "summary/check"), follow=True)
    assert "Your summary was received" in sent.text
    assert "On the roll since September" in sent.text
    kept = Contribution.objects.get(request=asked)
    assert kept.answers["involvement"] == TYPED["involvement"]["involvement"][0]
    assert kept.answers["voices"] == ""
    assert kept.approved_by_name == "Hedda Masterson, head teacher"
    assert KeptClock.objects.get(duty="asked", about=str(asked.pk)).ended


def test_an_unfinished_summary_is_not_sent_and_says_what_is_needed(cast: Cast, asked: Request, client: Client) -> None:
    client.force_login(cast["school lead"])
    client.post(page_of(asked, "begin"))
    answer = client.post(page_of(asked, "summary/check"))
    assert "Give the name and job of the person who agreed it" in answer.text
    assert not Contribution.objects.exists()


def test_a_file_goes_with_it_and_opens_to_the_school_and_not_to_the_hospital(
    cast: Cast, asked: Request, client: Client
) -> None:
    ask_one(cast, asked.case, cast.trust)
    type_summary(asked, cast["school lead"])
    client.force_login(cast["school lead"])
    client.post(page_of(asked, "summary/document"), {"file": SimpleUploadedFile("chronology.txt", b"a line\n")})
    assert "chronology.txt" in client.get(page_of(asked, "summary/check")).text
    client.post(page_of(asked, "summary/check"))
    kept = Contribution.objects.get(request=asked)
    assert kept.document is not None
    file = f"/cases/{asked.case_id}/documents/{kept.document.pk}/file"
    assert client.get(file).status_code == 200
    client.force_login(cast["hospital lead"])
    assert client.get(file).status_code == 404


@pytest.mark.parametrize(("held", "said"), [(b"", "empty"), (b"\x00\x01\x02\x03binary", "Choose a file of one of")])
def test_a_file_that_cannot_be_kept_is_refused_with_a_sentence(
    cast: Cast, asked: Request, client: Client, held: bytes, said: str
) -> None:
    type_summary(asked, cast["school lead"])
    client.force_login(cast["school lead"])
    answer = client.post(page_of(asked, "summary/document"), {"file": SimpleUploadedFile("a.docx", held)})
    assert said in answer.text
    assert not Document.objects.exists()


def test_a_file_is_taken_out_again_before_sending(cast: Cast, asked: Request, client: Client) -> None:
    type_summary(asked, cast["school lead"])
    client.force_login(cast["school lead"])
    client.post(page_of(asked, "summary/document"), {"file": SimpleUploadedFile("wrong.txt", b"wrong\n")})
    client.post(page_of(asked, "summary/document"), {"remove": "yes"})
    client.post(page_of(asked, "summary/check"))
    assert Contribution.objects.get(request=asked).document is None


def test_somebody_elses_document_cannot_be_typed_into_the_draft(cast: Cast, asked: Request, client: Client) -> None:
    draft = type_summary(asked, cast["school lead"])
    client.force_login(cast["school lead"])
    client.post(
        page_of(asked, "summary/document"),
        {"document": "0f0e0d0c-0000-4000-8000-000000000001", "version": draft.version},
    )
    draft.refresh_from_db()
    assert "document" not in draft.answers


def test_of_two_who_send_at_once_the_second_sends_nothing(cast: Cast, asked: Request) -> None:
    send(asked, cast["school lead"])
    with pytest.raises((NotDone, AlreadySubmitted)):
        send(asked, cast["school lead"])
    assert Contribution.objects.count() == 1


def test_the_coordinator_is_told_that_an_answer_came(cast: Cast, asked: Request) -> None:
    Message.objects.all().delete()
    send(asked, cast["school lead"])
    told = Message.objects.filter(kind="answer")
    assert {message.to for message in told} == {cast.partnership.mailbox, cast["coordinator"].email}
    assert all("roll" not in message.text for message in told)


def test_what_comes_after_the_due_day_is_received_and_said_to_be_late(
    cast: Cast, asked: Request, client: Client
) -> None:
    days_later(asked, 60)
    send(asked, cast["school lead"])
    client.force_login(cast["coordinator"])
    assert "working days late" in client.get(page_of(asked)).text


def test_what_comes_after_the_rapid_review_is_received_and_both_sides_are_told(
    cast: Cast, asked: Request, client: Client
) -> None:
    review_completed(asked.case, asked.about)
    type_summary(asked, cast["school lead"])
    client.force_login(cast["school lead"])
    answer = client.post(page_of(asked, "summary/check"), follow=True)
    assert "received, after the rapid review had been completed" in answer.text
    assert Contribution.objects.get(request=asked).after_review
    assert Message.objects.filter(kind="answer", subject__contains="after the review").exists()
    client.force_login(cast["coordinator"])
    assert "This came after the rapid review had been completed" in client.get(page_of(asked)).text
    assert "After the review" in client.get(f"/cases/{asked.case_id}/requests/").text


def test_a_later_word_stands_beside_what_was_sent(cast: Cast, asked: Request, client: Client) -> None:
    sent = send(asked, cast["school lead"])
    before = dict(sent.answers)
    client.force_login(cast["school lead"])
    words = {"text": "He was seen on the Monday too.", "reason": "Found in the register."}
    answer = client.post(page_of(asked, "add"), words, follow=True)
    assert "He was seen on the Monday too." in answer.text
    assert "Found in the register." in answer.text
    sent.refresh_from_db()
    assert sent.answers == before


def test_a_later_word_needs_its_reason(cast: Cast, asked: Request, client: Client) -> None:
    send(asked, cast["school lead"])
    client.force_login(cast["school lead"])
    assert "Say why it is added now" in client.post(page_of(asked, "add"), {"text": "More."}).text


def test_something_found_after_holding_nothing_is_added(cast: Cast, asked: Request) -> None:
    name_actor(cast["school lead"])
    sent = actions.answer_holds_nothing(asked, by=cast["school lead"])
    actions.add_addendum(sent, text="One visit in 2020.", reason="Found in an archive.", by=cast["school lead"])
    assert sent.held_nothing
    assert sent.addenda.count() == 1


def test_a_received_summary_is_locked_once_and_can_still_be_added_to(cast: Cast, asked: Request) -> None:
    with pytest.raises(NotDone, match="has not come"):
        actions.lock(asked, by=cast["coordinator"])
    sent = send(asked, cast["school lead"])
    name_actor(cast["coordinator"])
    actions.lock(asked, by=cast["coordinator"])
    with pytest.raises(NotDone, match="already locked"):
        actions.lock(asked, by=cast["coordinator"])
    name_actor(cast["school lead"])
    actions.add_addendum(sent, text="More.", reason="Found.", by=cast["school lead"])
    assert sent.addenda.count() == 1


def test_a_page_left_open_after_sending_is_told_so(cast: Cast, asked: Request, client: Client) -> None:
    send(asked, cast["school lead"])
    client.force_login(cast["school lead"])
    answer = client.post(page_of(asked, "summary/involvement"), {"involvement": "again", "version": "9"})
    assert answer.status_code == 409
    assert "already been sent" in answer.text


def test_a_senior_officer_reads_what_the_council_is_asked_and_cannot_answer_it(cast: Cast, client: Client) -> None:
    asked = ask_one(cast, a_folder(cast), cast.council)
    client.force_login(cast["senior officer"])
    assert client.get(page_of(asked)).status_code == 200
    assert client.post(page_of(asked, "begin")).status_code == 404
    client.force_login(cast["notifier"])
    assert client.post(page_of(asked, "begin")).status_code == 302
