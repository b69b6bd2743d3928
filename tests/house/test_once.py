"""Every form carries a key, and every address that takes a post asks for one: no room has to remember it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from handrail.service.access.once import is_shown_once
from handrail.service.reviews.views.registry import BY_KEY
from tests.house.house import SOURCE
from tests.house.oracle import RELATIONS, ROLES, Row, rows
from tests.house.scene import Scene

KEEP_AS_TYPED = {
    "child_deaths:notify_page",
    "incidents:record_page",
    "meetings:minutes",
    "reports:year_write",
    "requests:summary",
    "reviews:section",
    "tellings:page",
}
KEEP_AS_TYPED |= {f"reviews:add_{part}" for part in BY_KEY}
"""The pages whose autosave needs no key: a draft carries its version."""

SHOWN_ONCE = {"access:give_password", "access:recovery_codes", "child_deaths:look_over"}
WRITES_OF_ITS_OWN = re.compile(
    r'^(?i:insert into|update|delete from) "?(?!web_answer|audit_entry|django_session|access_failedsignin)(\w+)'
)
"""A failed sign-in is counted each time that it fails, as it should be."""


SHARES = pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.full)])
"""Each run walks one address in four: who asks for the key, and who draws it, is one place for all."""


def posts() -> list[Row]:
    return [row for row in rows() if row.method == "POST"]


def visits(scene: Scene, row: Row) -> list[tuple[Client, str]]:
    """One visitor for whom the address is open, and one who is signed out where that is so."""
    found = [
        (role, relation) for role in ROLES for relation in RELATIONS if row.opens_to(role, relation)
    ][:1]  # fmt: skip
    clients = []
    for role, relation in found:
        client = Client(raise_request_exception=False)
        client.force_login(scene.visitor(role, relation))
        clients.append((client, reverse(row.url, kwargs=scene.kwargs_of(row.url, relation))))
    if row.signed_out == "yes":
        clients.append((Client(), reverse(row.url, kwargs=scene.kwargs_of(row.url, "own"))))
    return clients


@SHARES
@pytest.mark.django_db
def test_every_address_that_takes_a_post_asks_for_a_key(scene: Scene, step: int) -> None:
    wrong = []
    for row in posts()[::step]:
        for client, address in visits(scene, row):
            with scene.kept():
                without = client.post(address, HTTP_IDEMPOTENCY_KEY="").status_code
            with scene.kept():
                keyed = client.post(address).status_code
            if without != 428 or keyed in (403, 404, 428) or keyed >= 500:
                wrong.append(f"{row.url}: {without} without a key, {keyed} with one")
    assert posts()
    assert not wrong


@SHARES
@pytest.mark.django_db
def test_every_form_that_is_drawn_carries_a_key(scene: Scene, step: int) -> None:
    wrong, seen = [], 0
    for row in [row for row in rows() if row.method == "GET"][::step]:
        for client, address in visits(scene, row):
            with scene.kept():
                page = client.get(address, follow=True)
            if not page.streaming and "html" in page.headers.get("Content-Type", ""):
                forms = re.findall(r'<form[^>]*method="post".*?</form>', page.content.decode(), re.S | re.I)
                seen += len(forms)
                wrong += [row.url for form in forms if form.count('name="once"') != 1]
    assert seen > 200 / step
    assert not wrong


def test_every_template_takes_what_a_form_carries_from_the_one_place() -> None:
    for template in SOURCE.rglob("*.html"):
        words = template.read_text(encoding="utf-8")
        for form in re.findall(r'<form[^>]*method="post".*?</form>', words, re.S | re.I):
            assert "csrf(csrf_input)" in form or "{{ csrf_input }}" in form, template


@pytest.mark.django_db
def test_only_journeys_keep_as_typed(scene: Scene) -> None:
    found = {
        row.url
        for row in posts()
        if getattr(resolve(reverse(row.url, kwargs=scene.kwargs_of(row.url, "own"))).func, "keeps_as_typed", False)
    }
    assert found == KEEP_AS_TYPED


@pytest.mark.parametrize("step", [2, pytest.param(1, marks=pytest.mark.full)])
@pytest.mark.django_db
def test_a_post_that_is_answered_with_a_page_has_done_nothing(scene: Scene, step: int) -> None:
    """The answer of such a post is not kept, so the same post again is judged anew."""
    wrong, marked = [], set()
    for row in [row for place, row in enumerate(posts()) if place % step == 0 or row.url in SHOWN_ONCE]:
        for client, address in visits(scene, row):
            done: list[str] = []

            def note(execute: object, sql: str, *rest: object, done: list[str] = done) -> object:
                done += [found[1] for found in [WRITES_OF_ITS_OWN.match(sql)] if found]
                return execute(sql, *rest)  # type: ignore[operator]

            with scene.kept(), connection.execute_wrapper(note):
                answer = client.post(address)
            if answer.status_code == 200 and done:
                wrong.append(f"{row.url} wrote {', '.join(sorted(set(done)))}")
                marked |= {wrong.pop().split()[0]} if is_shown_once(answer) else set()  # type: ignore[arg-type]
    assert not wrong
    assert marked == SHOWN_ONCE, "those that do and are marked so would be seen"
