"""Wherever it is asked whether improvements were found before, the nearest earlier ones stand on the page itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.models import Case
from handrail.service.learning.actions.meanings import make_vectors
from handrail.service.learning.actions.recommending import Whence, recommend
from handrail.service.learning.meaning.vectors import MODEL, vector_of
from handrail.service.national_panel.models import PublishedFinding
from handrail.service.reviews.actions.calling import cover_folder
from handrail.service.reviews.under_way import UnderWay
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.reviews.in_full import review_of, reviewer_of, terms, write

ON = date(2024, 5, 1)
EARLIER = "Ring families back on the day they call."
ASKS = "Why was nobody rung back when families called the line?"


@pytest.fixture
def going(cast: Cast) -> tuple[Case, UnderWay]:
    """A local review under way, and something recommended years before in another folder."""
    case, review = review_of(cast)
    recommend(
        open_folder_for(cast, "coordinator"), text=EARLIER, made_on=date(2020, 5, 1), whence=Whence("A review"),
        by=cast["coordinator"],
    )  # fmt: skip
    make_vectors()
    name_actor(cast["coordinator"])
    return case, review


def page(case: Case, going: UnderWay, name: str = "practice_review") -> str:
    return reverse(f"reviews:{name}", args=[case.pk, going.pk])


def test_the_page_of_a_practice_review_shows_what_is_nearest_to_its_terms(
    client: Client, cast: Cast, going: tuple[Case, UnderWay]
) -> None:
    write(cast, *going, terms(questions="Was the tree in the yard safe?"))
    write(cast, *going, terms(questions=ASKS, changed="It asks what matters."))
    client.force_login(cast["coordinator"])
    told = client.get(page(*going))
    assert EARLIER in told.content.decode()
    assert Entry.objects.filter(did__contains="near to another review").exists(), "the look is recorded there"


def test_before_it_has_terms_the_decision_that_called_for_it_is_gone_by(
    client: Client, cast: Cast, going: tuple[Case, UnderWay]
) -> None:
    client.force_login(cast["coordinator"])
    assert EARLIER in client.get(page(*going)).content.decode()


def test_the_decision_made_again_and_the_decision_on_another_kind_show_it_too(
    client: Client, cast: Cast, going: tuple[Case, UnderWay]
) -> None:
    case, review = going
    assert review.rapid_review is not None
    client.force_login(cast["coordinator"])
    for name, key in (("decide", [review.rapid_review.pk]), ("call_review", [])):
        assert EARLIER in client.get(reverse(f"reviews:{name}", args=[case.pk, *key])).content.decode(), name


def test_a_reviewer_is_shown_nothing_of_other_folders_and_what_is_published(
    client: Client, cast: Cast, going: tuple[Case, UnderWay]
) -> None:
    write(cast, *going, terms(questions=ASKS))
    name_actor(Job("tests"))
    words = "Families called, and nobody rang them back."
    PublishedFinding.objects.create(
        address="reviews/0a1b2c3d4e", version=1, place=1, title="Child Q", publisher="Elsewhere", published_on=ON,
        words=words, vector=vector_of(words).tobytes(), made_by=MODEL,
    )  # fmt: skip
    name_actor(cast["coordinator"])
    client.force_login(reviewer_of(cast, going[0]))
    told = client.get(page(*going)).content.decode()
    assert EARLIER not in told
    assert words in told


def test_a_review_of_two_folders_shows_what_was_found_in_neither(
    client: Client, cast: Cast, going: tuple[Case, UnderWay]
) -> None:
    """What stands in a folder that the review is of was not found before it."""
    case, review = going
    other = open_folder_for(cast, "coordinator")
    recommend(other, text="Ring each family back.", made_on=date(2024, 5, 1), whence=Whence("This review"),
              by=cast["coordinator"])  # fmt: skip
    make_vectors()
    name_actor(cast["coordinator"])
    write(cast, case, review, terms(questions=ASKS))
    client.force_login(cast["coordinator"])
    assert "Ring each family back." in client.get(page(case, review)).content.decode()
    name_actor(cast["coordinator"])
    cover_folder(case, review, other, why="One family", by=cast["coordinator"])
    assert "Ring each family back." not in client.get(page(case, review)).content.decode()
