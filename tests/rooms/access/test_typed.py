"""What somebody typed is not lost when their session ends or their second factor is asked for: it is theirs alone."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from handrail.service.access import typed
from handrail.service.access.models import MoreReading, Person
from handrail.service.access.sessions import open_session
from handrail.service.access.typed import HELD, new_key
from handrail.service.cases.models import Case, Note
from tests.rooms.cast import Cast, open_folder_for

WORDS = "Her grandmother rang: she is worried about Saturday."
KEPT_AT = reverse("access:typed")


@pytest.fixture
def folder(cast: Cast) -> Case:
    return open_folder_for(cast)


def note_of(cast: Cast, **more: str) -> dict[str, str]:
    """A note as its form sends it, drawn for the coordinator."""
    today = timezone.localdate()
    on = {"happened_on_day": today.day, "happened_on_month": today.month, "happened_on_year": today.year}
    said = {"of": "note", "text": WORDS, "once": new_key(cast["coordinator"]), **more}
    return said | {name: str(number) for name, number in on.items()}


def sent_signed_out(client: Client, folder: Case, said: dict[str, str]) -> str:
    """Sent from a page that was left open until the session had ended; gives where it led."""
    client.logout()
    answer = client.post(reverse("cases:write_note", args=[folder.pk]), said, HTTP_IDEMPOTENCY_KEY="")
    return unquote(answer["Location"])


def enter(client: Client, person: Person) -> None:
    """As signing in does: a new session, in the browser as it is."""
    request = RequestFactory().post("/")
    request.session = client.session
    open_session(request, person, "in a test")
    request.session.save()
    client.cookies["sessionid"] = str(request.session.session_key)


def test_what_is_sent_signed_out_is_shown_again_to_whoever_typed_it_and_is_saved_once(
    client: Client, cast: Cast, folder: Case
) -> None:
    said = note_of(cast)
    assert KEPT_AT in sent_signed_out(client, folder, said)
    assert WORDS not in str(dict(client.session)), "it is sealed"
    assert client.get(KEPT_AT).status_code == 302, "nobody who is signed out reads it"
    enter(client, cast["coordinator"])
    page = client.get(KEPT_AT).content.decode()
    assert WORDS in page
    (key,) = re.findall(rf'name="once" value="({said["once"]})"', page)
    again = {**said, "once": key}
    for _ in range(2):
        answer = client.post(reverse("cases:write_note", args=[folder.pk]), again, HTTP_IDEMPOTENCY_KEY="")
        assert answer.status_code == 302, answer.content.decode()
    assert Note.objects.filter(text=WORDS).count() == 1


def test_nobody_else_at_that_browser_reads_it(client: Client, cast: Cast, folder: Case) -> None:
    sent_signed_out(client, folder, note_of(cast))
    enter(client, cast["notifier"])
    assert HELD not in client.session
    assert WORDS not in client.get(KEPT_AT).content.decode()
    client.logout()
    enter(client, cast["coordinator"])
    assert WORDS not in client.get(KEPT_AT).content.decode()


def test_what_was_drawn_for_another_is_not_shown_though_it_stands_in_the_session(
    client: Client, cast: Cast, folder: Case
) -> None:
    client.force_login(cast["coordinator"])
    kept = _request(note_of(cast))
    assert typed.keep(kept)
    session = client.session
    session[HELD] = kept.session[HELD]
    session.save()
    assert WORDS in client.get(KEPT_AT).content.decode()
    client.force_login(cast["notifier"])
    session = client.session
    session[HELD] = kept.session[HELD]
    session.save()
    assert WORDS not in client.get(KEPT_AT).content.decode()


def test_it_is_kept_for_a_quarter_of_an_hour(cast: Cast) -> None:
    kept = _request(note_of(cast))
    assert typed.keep(kept)
    with time_machine.travel(timezone.now() + timedelta(minutes=14), tick=False):
        assert typed.kept_for(kept, cast["coordinator"])
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert typed.kept_for(kept, cast["coordinator"]) is None


@pytest.mark.parametrize(
    "more", [{"password": "x"}, {"code": "123456"}, {"credential": "{}"}, {"autosave": ""}, {"text": ""},
             {"text": "x" * 200_001}, {"once": "a" * 60}, {"once": ""}]
)  # fmt: skip
def test_passwords_codes_and_what_no_form_of_ours_sent_are_not_kept(cast: Cast, more: dict[str, str]) -> None:
    said = {"text": WORDS, "once": new_key(cast["coordinator"])}
    assert typed.keep(_request(said))
    request = _request({**said, **more})
    assert not typed.keep(request)
    assert HELD not in request.session


def test_files_are_not_kept_and_it_says_so(client: Client, cast: Cast, folder: Case) -> None:
    client.logout()
    file = SimpleUploadedFile("letter.txt", b"What the letter says")
    said = {**note_of(cast), "file": file}
    client.post(reverse("cases:write_note", args=[folder.pk]), said, HTTP_IDEMPOTENCY_KEY="")
    enter(client, cast["coordinator"])
    page = client.get(KEPT_AT).content.decode()
    assert WORDS in page
    assert "choose letter.txt anew" in page
    assert "Send it now" not in page


def test_a_reason_outlives_the_question_for_the_second_factor(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast["coordinator"])
    said = {"why": WORDS, "once": new_key(cast["coordinator"])}
    address = reverse("access:more", args=[MoreReading.Of.FOLDERS.value])
    monkeypatch.setattr("handrail.service.access.factor.fresh", lambda _: False)
    answer = client.post(address, said, HTTP_IDEMPOTENCY_KEY="")
    assert answer["Location"].startswith(reverse("access:factor_again"))
    assert "typed" in answer["Location"]
    monkeypatch.setattr("handrail.service.access.factor.fresh", lambda _: True)
    assert WORDS in client.get(KEPT_AT).content.decode()
    client.post(address, said, HTTP_IDEMPOTENCY_KEY="")
    assert MoreReading.objects.filter(why=WORDS).count() == 1, "that it led away before was no answer"


def test_every_form_drawn_for_somebody_says_so_in_its_key(client: Client, cast: Cast) -> None:
    client.force_login(cast["coordinator"])
    (key, *_) = re.findall(r'name="once" value="([^"]+)"', client.get(reverse("access:account")).content.decode())
    assert typed.keep(_request({"text": WORDS, "once": key}))


def _request(said: dict[str, str]) -> HttpRequest:
    request = RequestFactory().post("/folders/", said)
    request.session = SessionStore()
    return request
