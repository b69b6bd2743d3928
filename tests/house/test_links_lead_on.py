"""Whatever a page offers somebody is theirs: no link and no button of it answers them that there is nothing there."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.browsers import browser_of
from tests.house.oracle import RELATIONS, ROLES, Row, rows
from tests.house.scene import Scene

SAMPLE = 16
NOT_OURS = ("/static/", "/accounts/", "/sign-out/")
"""Files, and the ways in and out, which belong to nobody in particular."""


@dataclass(frozen=True)
class Offer:
    """What a page lets its reader do: follow a link, or send a form."""

    method: str
    address: str


@dataclass
class _Offers(HTMLParser):
    at: str
    found: list[Offer] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: words or "" for name, words in attrs}
        if tag == "a" and told.get("href"):
            self._add("GET", told["href"])
        elif tag == "form":
            self._add(told.get("method", "get").upper(), told.get("action", ""))
        elif tag in ("button", "input") and told.get("formaction"):
            self._add("POST", told["formaction"])

    def _add(self, method: str, address: str) -> None:
        whole = urlsplit(urljoin(f"http://testserver{self.at}", address))
        if whole.hostname == "testserver" and not whole.path.startswith(NOT_OURS):
            self.found.append(Offer(method, whole.path + (f"?{whole.query}" if whole.query else "")))


def offers(page: str, at: str) -> list[Offer]:
    reader = _Offers(at)
    reader.feed(page)
    return list(dict.fromkeys(reader.found))


def pages(*, once: bool) -> Iterator[tuple[Row, str, str]]:
    """Every page as everybody who may open it; or as one of each role."""
    for row in rows():
        if row.method != "GET":
            continue
        for role in ROLES:
            open_to = [relation for relation in RELATIONS if row.opens_to(role, relation)]
            for relation in open_to[:1] if once else open_to:
                yield row, role, relation


@dataclass
class Walk:
    """What was offered to whom, each asked once, and what of it was not there."""

    scene: Scene
    asked: dict[tuple[object, Offer], int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def visit(self, row: Row, role: str, relation: str) -> None:
        person, scene = self.scene.visitor(role, relation), self.scene
        address = reverse(row.url, kwargs=scene.kwargs_of(row.url, relation))
        client = browser_of(scene, person)
        with scene.kept():
            answer = client.get(address)
        if answer.status_code != 200 or answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
            return
        for offer in offers(answer.content.decode(), address):
            self._try(client, person.pk, offer, f"{row.url} as {role}, {relation}")

    def _try(self, client: Client, who: object, offer: Offer, where: str) -> None:
        if (who, offer) not in self.asked:
            with self.scene.kept():
                self.asked[who, offer] = client.generic(offer.method, offer.address).status_code
        if self.asked[who, offer] in (403, 404) or self.asked[who, offer] >= 500:
            self.wrong.append(f"{where}: {offer.method} {offer.address} answered {self.asked[who, offer]}")


def walked(scene: Scene, chosen: list[tuple[Row, str, str]]) -> Walk:
    walk = Walk(scene)
    for row, role, relation in chosen:
        walk.visit(row, role, relation)
    return walk


@pytest.mark.django_db
def test_what_a_sample_of_pages_offers_its_reader_is_theirs(scene: Scene) -> None:
    chosen = random.Random(1870).sample(list(pages(once=True)), SAMPLE)  # noqa: S311 the same sample each time
    walk = walked(scene, chosen)
    assert len(walk.asked) > SAMPLE
    assert not walk.wrong, "\n".join(walk.wrong)


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_whatever_any_page_offers_its_reader_is_theirs(scene: Scene, role: str) -> None:
    walk = walked(scene, [one for one in pages(once=False) if one[1] == role])
    assert not walk.wrong, "\n".join(walk.wrong)


@pytest.mark.django_db
def test_a_link_and_a_button_that_are_not_their_readers_would_be_seen(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: Callable[[str, str], list[Offer]] = offers
    close, bodies = reverse("cases:close", kwargs=scene.kwargs_of("cases:close", "own")), reverse("access:people")
    more = f'<form method="post" action="{close}"></form><a href="{bodies}">People</a>'
    monkeypatch.setitem(globals(), "offers", lambda page, at: told(more + page, at))
    (row,) = [one for one in rows() if one.url == "cases:case" and one.method == "GET"]
    walk = walked(scene, [(row, "safeguarding partner", "own")])
    wrong = [one.partition(": ")[2] for one in walk.wrong]
    shut = [walk.asked[scene.visitor("safeguarding partner", "own").pk, Offer("POST", close)]]
    assert wrong == [f"POST {close} answered 404", f"GET {bodies} answered 404"], (wrong, shut)


def test_links_forms_and_buttons_are_read_from_a_page() -> None:
    page = '<a href="../b/?c=1#d">x</a><a href="https://www.gov.uk/">y</a><a href="#top">z</a><form method="post">'
    page += '<form action="/s/"></form><button formaction="/t/">go</button><a href="mailto:a@b.example">m</a>'
    assert offers(page, "/a/e/") == [
        Offer("GET", "/a/b/?c=1"), Offer("GET", "/a/e/"), Offer("POST", "/a/e/"), Offer("GET", "/s/"),
        Offer("POST", "/t/"),
    ]  # fmt: skip
