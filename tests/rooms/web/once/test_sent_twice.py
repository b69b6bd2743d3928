"""A double click, a browser that asks again after its answer was lost, and going back: the work is done once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.demonstration.wend_valley import PASSWORD
from handrail.service.audit.models import Entry
from handrail.service.cases.models import Case, Draft, Note
from handrail.service.learning.models import Spreadsheet
from handrail.service.learning.tracker.template import empty_tracker
from handrail.service.web.models import Answer
from handrail.service.web.once.sweeping import forget_old_answers
from tests.rooms.access.passwords import hash_kept
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.web.once.sending import CALL, browser, form_at, key_in, note_page

Said = dict[str, Any]


@pytest.fixture
def case(cast: Cast) -> Case:
    return open_folder_for(cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    return browser(cast["coordinator"])


@pytest.fixture
def said(client: Client, case: Case) -> Said:
    """A form as the page gave it, filled in."""
    return {**form_at(client, note_page(case)), **CALL}


def test_a_double_click_writes_one_note_and_both_answers_are_the_same(client: Client, case: Case, said: Said) -> None:
    first = client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")
    again = client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")
    assert Note.objects.count() == 1
    assert Entry.objects.filter(paper="Note", looked=False).count() == 1
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])


def test_after_a_lost_answer_the_second_brings_the_words_that_the_first_would_have(
    client: Client, case: Case, said: Said
) -> None:
    client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")  # the answer never arrived, and no page was drawn
    again = client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="", follow=True)
    assert 'role="status"' in again.content.decode()
    assert Note.objects.count() == 1


def test_going_back_to_the_page_gives_a_new_key_and_a_second_note(client: Client, case: Case, said: Said) -> None:
    client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")
    client.post(note_page(case), {**form_at(client, note_page(case)), **CALL}, HTTP_IDEMPOTENCY_KEY="")
    assert Note.objects.count() == 2


def test_other_words_with_a_key_that_was_used_are_not_lost_and_are_sent_when_wanted(
    client: Client, case: Case, said: Said
) -> None:
    client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")
    other = client.post(note_page(case), {**said, "text": "Rang again."}, HTTP_IDEMPOTENCY_KEY="")
    page = other.content.decode()
    assert other.status_code == 409
    assert "was sent before, with other words" in page
    assert "Rang again." in page
    assert Note.objects.count() == 1
    client.post(note_page(case), {**said, "text": "Rang again.", "once": key_in(page)}, HTTP_IDEMPOTENCY_KEY="")
    assert set(Note.objects.values_list("text", flat=True)) == {CALL["text"], "Rang again."}


def test_a_form_that_came_back_with_errors_is_mended_and_sent_with_the_same_key(
    client: Client, case: Case, said: Said
) -> None:
    wrong = client.post(note_page(case), {**said, "text": ""}, HTTP_IDEMPOTENCY_KEY="")
    assert wrong.status_code == 200
    assert client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="").status_code == 302
    assert Note.objects.count() == 1


def test_a_post_without_its_key_changes_nothing_and_can_be_sent_from_the_page_it_gets(
    client: Client, case: Case, said: Said
) -> None:
    del said["once"]
    refused = client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")
    page = refused.content.decode()
    assert refused.status_code == 428
    assert "Nothing was saved." in page
    assert CALL["text"] in page
    assert not Note.objects.exists()
    assert client.post(note_page(case), {**said, "once": key_in(page)}, HTTP_IDEMPOTENCY_KEY="").status_code == 302


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "with spaces in between it", "'; drop table--'''''"])
def test_what_could_be_no_key_is_none(client: Client, case: Case, said: Said, key: str) -> None:
    assert client.post(note_page(case), {**said, "once": key}, HTTP_IDEMPOTENCY_KEY="").status_code == 428


def test_a_forged_post_is_never_offered_to_be_sent_again(client: Client, case: Case) -> None:
    forged = client.post(note_page(case), {**CALL, "text": "Forged."}, HTTP_IDEMPOTENCY_KEY="")
    assert forged.status_code == 403
    assert "Forged." not in forged.content.decode()


def test_the_key_of_another_person_says_nothing_and_opens_nothing(
    cast: Cast, client: Client, case: Case, said: Said
) -> None:
    first = client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")
    other = browser(cast["stranger"])
    token = form_at(other, reverse("access:account"))["csrfmiddlewaretoken"]
    theirs = other.post(note_page(case), {**said, "csrfmiddlewaretoken": token}, HTTP_IDEMPOTENCY_KEY="")
    unknown = other.post(
        note_page(case), {**said, "csrfmiddlewaretoken": token, "once": "k" * 24}, HTTP_IDEMPOTENCY_KEY=""
    )
    assert first.status_code == 302
    assert (theirs.status_code, unknown.status_code) == (404, 404)
    assert Note.objects.count() == 1


def test_the_same_key_at_another_address_is_other_words(client: Client, case: Case, said: Said) -> None:
    client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")
    elsewhere = client.post(f"{note_page(case)}?from=elsewhere", said, HTTP_IDEMPOTENCY_KEY="")
    assert elsewhere.status_code == 409


def test_each_form_of_a_page_has_a_key_of_its_own(client: Client, case: Case) -> None:
    page = client.get(note_page(case)).content.decode()
    keys = page.count('name="once"')
    assert keys == page.count('method="post"') > 1
    assert len(set(page.split('name="once" value="')[1:])) == keys


def test_a_file_is_part_of_the_words(cast: Cast) -> None:
    coordinator = browser(cast["coordinator"])
    address = reverse("learning:tracker")
    form = form_at(coordinator, address)

    def upload(held: bytes) -> int:
        file = SimpleUploadedFile("tracker.xlsx", held)
        said = {**form, "partnership": str(cast.partnership.pk), "file": file}
        return coordinator.post(address, said, HTTP_IDEMPOTENCY_KEY="").status_code

    held = empty_tracker()
    statuses = [upload(held), upload(held), upload(held + b"\0")]
    assert statuses == [302, 302, 409], statuses
    assert Spreadsheet.objects.count() == 1


def test_what_is_shown_once_is_not_done_again_and_not_shown_again(cast: Cast) -> None:
    administrator, person = browser(cast["administrator"]), cast["school lead"]
    page = administrator.get(reverse("access:person", args=[person.pk])).content.decode()
    form = {"csrfmiddlewaretoken": page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0], "once": "k" * 24}
    address = reverse("access:give_password", args=[person.pk])
    shown = administrator.post(address, form, HTTP_IDEMPOTENCY_KEY="")
    kept = hash_kept(person)
    again = administrator.post(address, form, HTTP_IDEMPOTENCY_KEY="")
    assert (shown.status_code, again.status_code) == (200, 409)
    assert "That was done already" in again.content.decode()
    assert hash_kept(person) == kept


def test_a_draft_that_is_kept_while_it_is_typed_needs_no_key_and_loses_nothing(cast: Cast) -> None:
    notifier = browser(cast["notifier"])
    start = reverse("incidents:start")
    begun = {**form_at(notifier, start), "authority": str(cast.council.pk)}
    for _ in range(2):
        assert notifier.post(start, begun, HTTP_IDEMPOTENCY_KEY="").status_code == 302
    draft = Draft.objects.get()
    address = reverse("incidents:record_page", kwargs={"draft_id": draft.pk, "slug": "what-happened"})
    form = form_at(notifier, address)
    for words, version in (("Tam fell.", "1"), ("Tam fell.", "1"), ("Tam fell from a window.", "2")):
        said = {**form, "what_is_known": words, "version": version, "autosave": "yes"}
        saved = notifier.post(address, said, HTTP_IDEMPOTENCY_KEY="")
        assert saved.json() == {"version": int(version)}, saved.content
    assert not Answer.objects.filter(location="").exists()


def test_autosave_frees_no_other_page_from_its_key(client: Client, case: Case, said: Said) -> None:
    del said["once"]
    assert client.post(note_page(case), {**said, "autosave": "yes"}, HTTP_IDEMPOTENCY_KEY="").status_code == 428


def test_signing_in_twice_with_one_key_signs_in_twice_and_keeps_no_session(cast: Cast) -> None:
    address, person = reverse("access:sign_in"), cast["coordinator"]
    signed_out = browser()
    said = {**form_at(signed_out, address), "email": person.email, "password": PASSWORD}
    cookies = str(signed_out.cookies.output(header="", sep=";"))
    for _ in range(2):
        signed_out.cookies = SimpleCookie(cookies)
        assert signed_out.post(address, said, HTTP_IDEMPOTENCY_KEY="").status_code == 302
        assert signed_out.get(reverse("access:second_factor")).status_code == 200
    assert not Answer.objects.exclude(location="").exists()


def test_a_sign_in_without_a_key_is_asked_again_and_the_password_is_not_written_on_the_page(cast: Cast) -> None:
    address = reverse("access:sign_in")
    signed_out = browser()
    said = {**form_at(signed_out, address), "email": cast["coordinator"].email, "password": PASSWORD}
    del said["once"]
    asked = signed_out.post(address, said, HTTP_IDEMPOTENCY_KEY="")
    assert asked.status_code == 428
    assert PASSWORD not in asked.content.decode()


def test_two_browsers_that_are_signed_out_are_two(cast: Cast) -> None:
    address = reverse("access:sign_in")
    for _ in range(2):
        signed_out = browser()
        said = {**form_at(signed_out, address), "email": "nobody@wendvalley.example", "once": "k" * 24}
        assert signed_out.post(address, {**said, "password": "no"}, HTTP_IDEMPOTENCY_KEY="").status_code == 200
    assert Answer.objects.filter(actor="signed out", key="k" * 24).count() == 2


def test_nothing_that_was_typed_is_kept(client: Client, case: Case, said: Said) -> None:
    client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")
    kept = str(Answer.objects.values().get())
    assert not [words for words in CALL.values() if len(words) > 4 and words in kept]


def test_answers_are_forgotten_after_a_day(client: Client, case: Case, said: Said) -> None:
    client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="")
    now = timezone.now()
    assert forget_old_answers(now + timedelta(hours=23)) == 0
    assert forget_old_answers(now + timedelta(hours=25)) == 1
    assert not Answer.objects.exists()


def test_an_answer_that_could_not_be_kept_undoes_the_work(
    client: Client, case: Case, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise RuntimeError("the table is full")

    save: Callable[..., None] = Answer.save
    monkeypatch.setattr(Answer, "save", full)
    client.raise_request_exception = False
    assert client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="").status_code == 500
    assert not Note.objects.exists()
    monkeypatch.setattr(Answer, "save", save)
    assert client.post(note_page(case), said, HTTP_IDEMPOTENCY_KEY="").status_code == 302
