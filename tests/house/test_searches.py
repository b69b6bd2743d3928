"""Wherever a page lets somebody type what they look for, the search is in the audit: no room has to remember it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse

from handrail.service.audit.kinds import SEARCH
from handrail.service.audit.models import Entry
from tests.house.browsers import browser_of
from tests.house.forms_shown import forms_on
from tests.house.oracle import RELATIONS, ROLES, Row, rows
from tests.house.scene import Scene

FIGURES = re.compile(r"_(day|month|year)$|^(days|year|sum|amount)")
"""What takes a day or a number, and no words."""
OF_THE_LAW = "law:"
"""The law is nobody's secret, and says nothing of anyone."""


def searched_on(scene: Scene, row: Row) -> Iterator[tuple[str, int]]:
    """The fields of a page that are sent with its address, as the first who may open it is shown them; and how many
    searches are in the audit when words are typed in each."""
    for role, relation in [(role, one) for role in ROLES for one in RELATIONS if row.opens_to(role, one)][:1]:
        browser = browser_of(scene, scene.visitor(role, relation))
        address = reverse(row.url, kwargs=scene.kwargs_of(row.url, relation))
        with scene.kept():
            page = browser.get(address)
        if page.status_code != 200 or page.streaming or "html" not in page.headers.get("Content-Type", ""):
            return
        for form in forms_on(page.content.decode()):
            for field in form.fields.values() if form.method == "get" else ():
                if field.takes_words and not FIGURES.search(field.name):
                    with scene.kept():
                        last = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
                        browser.get(form.action or address, {field.name: "Wren"})
                        left = list(Entry.objects.filter(number__gt=last).values_list("paper", flat=True))
                    yield field.name, left.count(SEARCH)


def left_by_searches(scene: Scene, *, in_folders: bool) -> dict[tuple[str, str], int]:
    return {
        (row.url, name): left
        for row in rows()
        if row.method == "GET"
        and not row.url.startswith(OF_THE_LAW)
        and ("case_id" in scene.kwargs_of(row.url, "own")) == in_folders
        for name, left in searched_on(scene, row)
    }


@pytest.mark.django_db
def test_every_field_that_a_folder_is_looked_for_by_leaves_a_search(scene: Scene) -> None:
    found = left_by_searches(scene, in_folders=False)
    assert found.keys() >= {("cases:search", "q"), ("cases:due", "reference"), ("learning:briefings", "words")}
    assert not [one for one, left in found.items() if left != 1]


@pytest.mark.full
@pytest.mark.django_db
def test_so_does_every_field_of_a_folders_own_pages(scene: Scene) -> None:
    found = left_by_searches(scene, in_folders=True)
    assert found
    assert not [one for one, left in found.items() if left != 1]
