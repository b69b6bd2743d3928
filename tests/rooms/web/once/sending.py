"""What tests of keys share: a browser that takes its forms from the pages, as browsers do."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.cases.models import Case

CALL = {
    "of": "call", "happened_on_day": "4", "happened_on_month": "3", "happened_on_year": "2019",
    "with_whom": "A ward", "text": "Rang about the family.",
}  # fmt: skip


class Forms(HTMLParser):
    """The hidden fields of each form on a page that is posted."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = said.get("method", "").lower() == "post"
            if self._inside:
                self.forms.append({})
        elif tag == "input" and self._inside and said.get("type") == "hidden" and said.get("name"):
            self.forms[-1][said["name"]] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def browser(person: Person | None = None) -> Client:
    """Checks against forgery as a browser meets them."""
    client = Client(enforce_csrf_checks=True)
    if person is not None:
        client.force_login(person)
    return client


def form_at(client: Client, address: str) -> dict[str, str]:
    """The page's own form: the last one, after that of the header."""
    return Forms(client.get(address).content.decode()).forms[-1]


def note_page(case: Case) -> str:
    return reverse("cases:write_note", args=[case.pk])


def key_in(page: str) -> str:
    found = re.findall(r'name="once" value="([^"]+)"', page)
    return found[-1] if found else ""
