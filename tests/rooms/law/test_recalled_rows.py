"""Whatever of child death review is only recalled says so on the page of its edition, whichever table it stands in."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from markupsafe import escape

from handrail.guidance.edition import Edition, Seen
from handrail.guidance.shelf import every_edition
from handrail.guidance.wording import name_of

pytestmark = pytest.mark.django_db

MARK = "Recalled, not checked"
OURS = (
    "child_death_review", "child_death_forms", "child_mortality_database", "working_together",
    "coroners_investigations_regulations",
)  # fmt: skip
RECALLED = [
    (edition, table, row)
    for edition in every_edition()
    if edition.instrument in OURS and edition.governs
    for table in ("criteria", "definitions", "roles", "contents")
    for row in getattr(edition, table).values()
    if row.seen is Seen.RECALLED
]


@pytest.mark.parametrize(
    ("edition", "table", "key"), [(edition, table, row.key) for edition, table, row in RECALLED],
    ids=[f"{name_of(edition)} {row.key}" for edition, _, row in RECALLED],
)  # fmt: skip
def test_a_row_that_is_recalled_says_so_on_the_page_of_its_edition(
    edition: Edition, table: str, key: str, client: Client
) -> None:
    told = client.get(f"/law/editions/{edition.instrument}/{edition.key}").content.decode()
    (heading,) = re.findall(rf'<h3[^>]*><a[^>]*href="/law/{table}/{key}".*?</h3>', told, re.DOTALL)
    assert MARK in heading


def test_a_part_of_a_document_that_is_recalled_says_so_though_the_document_was_seen(client: Client) -> None:
    told = client.get("/law/editions/working_together/2018").content.decode()
    items = {
        item.key: item
        for edition in every_edition()
        if name_of(edition) == "working_together/2018"
        for item in edition.contents["child_death_arrangements"].items
    }
    for key, item in items.items():
        (line,) = [one for one in re.findall(r"<li>.*?</li>", told, re.DOTALL) if str(escape(item.says)) in one]
        assert ("recalled" in line.lower()) is (item.seen is Seen.RECALLED), key
