"""A practitioner whose form is open by a code gets that form, and of all else what anyone gets who is signed out."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access import form_codes as codes
from handrail.service.access.models import Person
from handrail.service.access.practitioners import Practitioner
from handrail.service.requests import doors_by_code
from handrail.service.requests.models import Request
from tests.house.holders import asked_for_a_summary, asked_for_lines, has_open, writing_in
from tests.house.oracle import BY_CODE, BY_TELLING, Row, rows
from tests.house.scene import Scene
from tests.house.scene_tellings import one_who_writes

SOME = [row for row in rows() if row.url.startswith(("cases:", "requests:"))][::4]
THE_DOOR = "requests:form"
"""Where a form is opened: it says to whoever has one open that it is."""


@pytest.fixture
def practitioner(scene: Scene) -> Practitioner:
    return asked_for_a_summary(scene)


@pytest.fixture
def of_lines(scene: Scene) -> Practitioner:
    return asked_for_lines(scene)


def visit(scene: Scene, row: Row, client: Client) -> HttpResponseBase:
    with scene.kept():
        return client.generic(row.method, reverse(row.url, kwargs=scene.kwargs_of(row.url, "own")))


def told(response: HttpResponseBase) -> tuple[int, str, str]:
    """What a visitor can tell of an answer, but for a token, an instant or a question to a passkey, new each time."""
    words = getattr(response, "content", b"").decode(errors="replace")
    words = re.sub(r'name="(?:csrfmiddlewaretoken|once)" value="[\w-]+"|DTSTAMP:\w+|"challenge": ?"[^"]+"', "", words)
    return response.status_code, response.get("Location", ""), words


def opens_more(scene: Scene, named: Practitioner, chosen: Iterable[Row]) -> list[str]:
    """The addresses among these that answer otherwise than the tables say."""
    wrong = []
    for row in chosen:
        with_form, without = (
            visit(scene, row, has_open(named)),
            visit(scene, row, Client(raise_request_exception=False)),
        )
        if row.signed_out == BY_CODE:
            agrees = with_form.status_code in (200, 302) and with_form.get("Location", "") != reverse(THE_DOOR)
            agrees = agrees and (without.status_code, without.get("Location", "")) == (302, reverse(THE_DOOR))
        elif row.url == THE_DOOR:
            agrees = with_form.status_code == without.status_code == 200
        else:
            agrees = told(with_form) == told(without)
        if not agrees:
            wrong.append(f"{row.method} {row.url}: {with_form.status_code}, signed out {without.status_code}")
    return wrong


@pytest.mark.django_db
def test_a_form_that_is_open_opens_nothing_else(scene: Scene, practitioner: Practitioner) -> None:
    assert not opens_more(scene, practitioner, rows())


@pytest.mark.django_db
def test_a_chronology_that_is_open_opens_nothing_else(scene: Scene, of_lines: Practitioner) -> None:
    chosen = [row for row in rows() if row.room in ("chronologies", "requests") or row.signed_out == BY_CODE]
    assert not opens_more(scene, of_lines, chosen)


@pytest.mark.django_db
def test_each_opens_its_own_pages_and_is_led_away_from_those_of_the_other(
    scene: Scene, practitioner: Practitioner, of_lines: Practitioner
) -> None:
    name = "requests:form_page", "chronologies:form_ours"
    pages, lines = ([row for row in rows() if (row.url, row.method) == (one, "GET")] for one in name)
    for named, own, others in ((practitioner, pages, lines), (of_lines, lines, pages)):
        assert [visit(scene, row, has_open(named)).status_code for row in (*own, *others)] == [200, 302]


@pytest.mark.django_db
def test_a_form_that_ended_opens_nothing_at_all(scene: Scene, practitioner: Practitioner) -> None:
    Practitioner.objects.update(ended_at=timezone.now())
    shut = [row for row in rows() if row.signed_out == BY_CODE]
    assert len(shut) > 10
    for row in shut:
        page = visit(scene, row, has_open(practitioner))
        assert "Your form is shut" in getattr(page, "content", b"").decode(), row.url


@pytest.mark.django_db
def test_a_page_left_open_to_it_would_be_seen(
    scene: Scene, practitioner: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A code that signs its practitioner in as somebody of their agency, as a careless one would."""
    colleague = scene.visitor("contributor", "asked")

    def whoever(request: HttpRequest) -> Person | AnonymousUser:
        return colleague if codes.has_opened(request) else AnonymousUser()

    monkeypatch.setattr(auth, "get_user", whoever)
    assert opens_more(scene, practitioner, SOME)


@pytest.mark.django_db
def test_a_form_open_in_every_browser_would_be_seen(
    scene: Scene, practitioner: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Request.objects.get(pk=scene.things["request_id"])
    monkeypatch.setattr(doors_by_code, "form_waiting_for", lambda _: asked)
    monkeypatch.setattr(codes, "practitioner_of", lambda _: practitioner)
    assert opens_more(scene, practitioner, SOME)


@pytest.mark.django_db
def test_what_a_teller_has_open_opens_nothing_else(scene: Scene) -> None:
    """Beside their own pages and the door to them: a stride of every other address, and all that a code opens."""
    named = one_who_writes(scene)
    every = [row for row in rows() if row.url != "tellings:tell"]
    own = [row for row in every if row.signed_out == BY_TELLING]
    others = [row for row in every if row.signed_out == BY_CODE] + [row for row in every if row not in own][::7]
    assert len(own) > 3
    door = reverse("tellings:tell")
    for row in own:
        answer, without = visit(scene, row, writing_in(named)), visit(scene, row, Client())
        assert answer.status_code in (200, 302), row.url
        assert answer.get("Location", "") != door, row.url
        assert (without.status_code, without["Location"]) == (302, door), row.url
    for row in others:
        client = Client(raise_request_exception=False)
        assert told(visit(scene, row, writing_in(named))) == told(visit(scene, row, client)), row.url
