"""What published reviews found is read out of the very documents that are public, and brought together by meaning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.learning.meaning.vectors import vector_of
from handrail.service.national_panel.models import PublishedFinding
from handrail.service.national_panel.published import findings_in, keep_published
from handrail.service.national_panel.themes import Theme, found_in, themes_of
from handrail.service.publication import actions
from handrail.service.publication.rounds import release_due
from tests.rooms.cast import Cast
from tests.rooms.national_panel.outside import secretariat
from tests.rooms.publication.publishing import LEAVES, NOW, set_to_leave

READ = "Agencies did not read each other's notes before they met."
SAME = ("Professionals met without having read what the other agencies had written.",
        "Nobody looked at the records of the other services before the meeting.")  # fmt: skip
ELSE = "The father was never spoken to, and nothing is known of his part in the family."


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def section(heading: str, *blocks: dict[str, Any], level: int = 2) -> dict[str, Any]:
    return {"heading": heading, "level": level, "blocks": list(blocks)}


def paragraph(words: str) -> dict[str, Any]:
    return {"kind": "paragraph", "text": words}


def document(*sections: dict[str, Any]) -> dict[str, Any]:
    return {"sections": list(sections)}


def finding(words: str, *, address: str = "reviews/one", year: int = 2024, place: int = 1) -> PublishedFinding:
    return PublishedFinding(
        address=address, version=1, place=place, title="Child Q", publisher="Wend Valley", words=words,
        published_on=date(year, 5, 24), vector=vector_of(words).tobytes(), made_by="x",
    )  # fmt: skip


def test_each_part_of_a_learning_section_is_a_finding_and_a_story_is_none() -> None:
    told = document(
        section("Introduction", paragraph("This review was asked for in May.")),
        section("What happened", paragraph("There were two calls in one week.")),
        section("Before the first call", paragraph("Nobody knew the family then."), level=3),
        section("What was learnt", paragraph(READ), {"kind": "list", "ordered": False, "items": [ELSE, "Too short"]}),
        section("Fathers were not seen", paragraph("He was named in no assessment."), paragraph("Nobody asked.")),
        section("To talk about in your team", paragraph("Who reads the notes in your team?")),
    )
    assert [(one.heading, one.words) for one in findings_in(told)] == [
        ("", READ), ("", ELSE), ("Fathers were not seen", "He was named in no assessment."),
    ]  # fmt: skip


def test_what_somebody_is_quoted_with_is_no_finding() -> None:
    assert not list(findings_in(document(section("Findings", {"kind": "quotation", "text": READ}))))


def test_findings_that_mean_the_same_are_one_theme_whatever_their_words() -> None:
    made = [finding(words, address=f"reviews/{n}") for n, words in enumerate((READ, ELSE, *SAME))]
    first, other = themes_of(made)
    assert {one.words for one in first.findings} == {READ, *SAME}
    assert (first.reviews, [one.words for one in other.findings]) == (3, [ELSE])


def test_a_theme_tells_since_when_it_was_found_before() -> None:
    (theme,) = themes_of([finding(READ)], [finding(SAME[0], year=2019), finding(ELSE, year=2018)])
    assert [one.words for one in theme.before] == [SAME[0]]


def test_a_year_without_published_reviews_has_no_theme(db: None) -> None:
    assert themes_of([]) == []
    assert found_in(2024).findings == 0


def test_a_theme_is_called_by_the_heading_of_the_finding_in_its_middle() -> None:
    one = finding("He was named in no assessment. Nobody asked.")
    assert Theme((one,)).called == "He was named in no assessment"
    one.heading = "Fathers were not seen."
    assert Theme((one,)).called == "Fathers were not seen"


def test_what_is_released_comes_to_the_panel_and_what_is_withdrawn_goes(
    cast: Cast, client: Client, monday: None
) -> None:
    publication = set_to_leave(cast)
    assert keep_published() == 0
    with time_machine.travel(LEAVES + timedelta(hours=1), tick=False):
        assert release_due() == 1
        assert (keep_published(), keep_published()) == (4, 0)
        found = list(PublishedFinding.objects.all())
        assert "Agencies did not read their notes together." in [one.words for one in found]
        assert all(one.vector for one in found)
        client.force_login(secretariat())
        year = {"panel_year": 2024}
        page = client.get(reverse("national_panel:year", kwargs=year)).content.decode()
        assert "4 findings in 1 published document." in page
        assert client.get(reverse("national_panel:year_file", kwargs={**year, "slug": "word"})).status_code == 200
        name_actor(cast["coordinator"])
        actions.withdraw(publication, reason="A slip was found.", by=cast["coordinator"])
        assert keep_published() == 0
        assert not PublishedFinding.objects.exists()
