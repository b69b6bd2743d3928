"""Every way in which a page can fail has a page of its own that says what to do, and tells nothing of people."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.http import Http404, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.outbox.forbidden import REFUSED
from handrail.service.partnerships.actions import NotDone
from handrail.service.web import incoming, policy
from tests.headers import faults
from tests.rooms.cast import Cast, open_folder_for

pytestmark = pytest.mark.django_db
FAILURES: dict[int, Exception | HttpResponse] = {
    400: BadRequest(),
    404: Http404(),
    409: IntegrityError("Key (email)=(wren@example.org) already exists"),
    413: RequestDataTooBig(),
    429: HttpResponse(status=429),
    500: RuntimeError("Wren Fairlight"),
    503: OperationalError("could not connect to 10.0.0.1"),
}


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception | HttpResponse], Any]:
    """Asks for a page, signed out, whose own view fails so."""

    def ask(failure: Exception | HttpResponse) -> Any:
        def view(*_: object, **__: object) -> HttpResponse:
            if isinstance(failure, Exception):
                raise failure
            return failure

        monkeypatch.setattr("handrail.service.law.views.render", view)
        return Client(raise_request_exception=False).get(reverse("law:law"))

    return ask


@pytest.mark.parametrize("status", FAILURES)
def test_each_failure_has_its_own_page_in_words(status: int, failing: Callable[[Any], Any]) -> None:
    page = failing(FAILURES[status])
    assert page.status_code == status
    words = page.content.decode()
    assert words.count("<h1") == 1
    assert "Handrail</title>" in words
    assert "Wren" not in words
    assert "wren@" not in words
    assert "10.0.0.1" not in words


@pytest.mark.parametrize("failure", [FAILURES[500], FAILURES[503], FAILURES[409], DatabaseError("disk full")])
def test_a_page_of_a_failure_of_ours_asks_the_database_nothing(
    failing: Callable[[Any], Any], failure: Exception
) -> None:
    with CaptureQueriesContext(connection) as asked:
        failing(failure)
    assert asked.captured_queries
    assert not [one["sql"] for one in asked.captured_queries if " from " in one["sql"].lower()]


def test_what_may_not_be_done_is_said_where_a_page_did_not_expect_it(failing: Callable[[Any], Any]) -> None:
    page = failing(NotDone(REFUSED))
    assert page.status_code == 409
    assert "a safe-contact rule of a family in this folder" in page.content.decode()
    assert "Nothing was changed" in page.content.decode()


def test_a_form_without_its_token_is_told_in_words_what_to_do() -> None:
    page = Client(enforce_csrf_checks=True).post(reverse("access:sign_in"), {"email": "a"})
    assert page.status_code == 403
    assert "That was not accepted" in page.content.decode()


def test_an_address_where_a_button_leads_says_so_when_it_is_opened_as_a_page(cast: Cast) -> None:
    client = Client()
    client.force_login(cast["coordinator"])
    page = client.get(reverse("access:sign_out"))
    assert page.status_code == 405
    assert page["Allow"] == "POST"
    assert "It is where a button leads" in page.content.decode()


def test_another_host_and_an_attack_are_pages_of_ours_too(failing: Callable[[Any], Any]) -> None:
    assert Client(raise_request_exception=False).get("/", headers={"host": "evil.example"}).status_code == 400
    assert failing(SuspiciousOperation()).status_code == 400


def test_more_than_is_taken_in_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "LARGEST", 1000)
    page = Client().post(reverse("access:sign_in"), {"email": "a" * 1000})
    assert page.status_code == 413
    assert "up to 20 MB" in page.content.decode()


def test_a_text_of_three_million_characters_is_too_large() -> None:
    page = Client().post(
        reverse("access:sign_in"), "email=" + "a" * 3_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert page.status_code == 413


@pytest.mark.parametrize("path", ["/cases/%00", "/law/?q=%00", "/law/?q=a%00b"])
def test_an_address_with_a_character_that_no_database_keeps_is_refused(path: str) -> None:
    assert Client().get(path).status_code == 400


def test_over_tls_every_cookie_is_this_hosts_alone_and_the_browser_never_asks_without_it(
    settings: LazySettings, cast: Cast
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.SECURE_HSTS_SECONDS = 1
    client = Client()
    page = client.get("/sign-in", secure=True)
    assert page["Strict-Transport-Security"]
    assert set(page.cookies) == {"__Host-csrftoken"}
    client.force_login(cast["coordinator"])
    again = client.get("/", secure=True)
    assert again.status_code == 200
    assert "__Host-sessionid" in again.cookies


REPORT = {
    "csp-report": {
        "document-uri": "https://handrail.example/cases/11111111-2222-4333-8444-555555555555/?q=Wren",
        "effective-directive": "script-src-elem",
        "blocked-uri": "inline",
        "script-sample": "Wren Fairlight",
    }
}


@pytest.fixture(autouse=True)
def nothing_written_yet() -> None:
    policy._written.clear()


def tell(report: object) -> int:
    sent = report if isinstance(report, str) else json.dumps(report)
    return (
        Client(enforce_csrf_checks=True).post("/policy-report", sent, content_type="application/csp-report").status_code
    )


def test_what_a_browser_refused_is_logged_by_the_name_of_its_page(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "handrail.policy"):
        assert tell(REPORT) == 204
    (line,) = caplog.messages
    assert line == "A browser refused something on the page cases:case: rule script-src-elem, from inline"


def test_a_report_cannot_write_a_line_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    forged = {
        "csp-report": {"document-uri": "x\nCRITICAL", "effective-directive": "a\nb", "blocked-uri": "http://e\nvil"}
    }
    with caplog.at_level(logging.WARNING, "handrail.policy"):
        tell(forged)
    assert caplog.messages == ["A browser refused something on the page unknown: rule unknown, from evil"]


@pytest.mark.parametrize("nonsense", ["", "{", "[]", '{"csp-report": 1}', "null", "[" * 9000, '"' + "x" * 20_000 + '"'])
def test_what_is_no_report_is_put_by(nonsense: str, caplog: pytest.LogCaptureFixture) -> None:
    assert tell(nonsense) == 429
    assert not [line for line in caplog.records if line.name == "handrail.policy"]


def test_reports_beyond_thirty_in_a_minute_are_not_written() -> None:
    assert [tell(REPORT) for _ in range(32)] == [204] * 30 + [429] * 2


def test_a_missing_or_a_telling_header_would_be_seen() -> None:
    page = Client().get("/law/")
    assert not faults("/law/", 200, page.headers)
    for name in page.headers:
        rest = {other: words for other, words in page.headers.items() if other != name}
        plain = name in ("Content-Type", "Content-Length", "Vary", "X-Robots-Tag")
        assert bool(faults("/law/", 200, rest)) != plain, name
    assert faults("/law/", 200, {**page.headers, "Server": "gunicorn"})
    assert faults("/law/", 200, {**page.headers, "Content-Security-Policy": "default-src 'none' 'unsafe-inline'"})


def test_what_was_done_is_never_told_in_a_cookie(cast: Cast) -> None:
    case = open_folder_for(cast)
    client = Client()
    client.force_login(cast["coordinator"])
    answer = client.post(reverse("cases:details", args=[case.pk]), {"local_reference": "WV 7"})
    assert answer.status_code == 302
    assert set(answer.cookies) == {"sessionid"}
    assert Person.objects.exists()
