"""The index: whatever a document says finds it, whatever is typed does no harm, and what is not there is not found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from handrail.public import search as searching
from handrail.public.search import TooSlow, understood
from tests.public.asking import Asking
from tests.public.bundles import Bundle, document, paragraph, section

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = some.text("abcdefghijklmnopqrstuvwxyzéüøß0123456789", min_size=1, max_size=12)
TEXTS = some.lists(WORDS, min_size=1, max_size=12).map(" ".join)


def found(site: Asking, typed: str, **more: object) -> Any:
    return site.ask(f"/search.json?{urlencode({'q': typed, **more}, errors='replace')}").told


def addresses(site: Asking, typed: str) -> list[str]:
    return [one["address"] for one in found(site, typed)["documents"]]


@contextmanager
def made_of(documents: list[dict[str, Any]]) -> Iterator[Asking]:
    with tempfile.TemporaryDirectory() as folder:
        asking = Asking(Bundle(Path(folder) / "bundle", documents), Path(folder) / "site")
        asking.take_up()
        yield asking


@FEW
@given(texts=some.lists(TEXTS, min_size=1, max_size=4))
def test_every_document_is_found_by_each_of_its_words(texts: list[str], quick_paper: None) -> None:
    documents = [
        document(f"reviews/r{place}", sections=[section("s1", "What happened", paragraph(text))])
        for place, text in enumerate(texts)
    ]
    with made_of(documents) as site:
        for place, text in enumerate(texts):
            for word in text.split():
                assert f"reviews/r{place}" in addresses(site, word)
            assert f"reviews/r{place}" in addresses(site, f'"{text}"'[: searching.LONGEST])


@FEW
@given(texts=some.lists(TEXTS, min_size=2, max_size=5), gone=some.integers(0, 4))
def test_an_index_brought_up_to_date_finds_what_one_made_anew_finds(
    texts: list[str], gone: int, quick_paper: None
) -> None:
    documents = [document(f"reviews/r{place}", summary=text, themes=[]) for place, text in enumerate(texts)]
    with made_of(documents) as site:
        left = site.bundle.documents.pop(gone % len(texts))
        site.bundle.withdrawn = [{
            "address": left["address"], "kind": "report", "withdrawn_on": "2026-11-20", "reason": "Asked for.",
        }]  # fmt: skip
        site.take_up()
        with made_of(site.bundle.documents) as anew:
            for word in " ".join(texts).split():
                assert found(site, word) == found(anew, word)
                assert left["address"] not in addresses(site, word)


@MANY
@given(typed=some.one_of(some.text(max_size=250), some.text("\"-*():^+{}ANDORNOTNEAR \\'a", max_size=60)))
def test_whatever_is_typed_is_answered(typed: str, shared_site: Asking) -> None:
    told = found(shared_site, typed)
    assert 0 <= told["number"] <= 1
    page = shared_site.ask(f"/search?{urlencode({'q': typed}, errors='replace')}")
    assert page.status == 200
    assert "<script" not in page.words


@MANY
@given(query=some.text(max_size=80))
def test_whatever_stands_behind_the_question_mark_is_answered(query: str, shared_site: Asking) -> None:
    assert shared_site.ask(f"/search?{query}").status == 200
    assert shared_site.ask(f"/search?q=calls&page={query}").status == 200


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """Read by many examples, and changed by none."""
    folder = tmp_path_factory.mktemp("shared")
    asking = Asking(Bundle(folder / "bundle", [document()]), folder / "site")
    asking.take_up()
    return asking


def test_words_are_found_in_any_of_their_forms(site: Asking) -> None:
    for typed in ("agency", "AGENCIES", "reads", "call", "recommendation telephoning", "hurting", "Wend information"):
        assert addresses(site, typed) == ["reviews/child-k"] or typed.startswith("recommendation"), typed


def test_words_in_a_row_and_words_that_must_not_be_there(site: Asking) -> None:
    site.bundle.documents.append(document("reviews/child-l", summary="A sibling was hurt. Not at school."))
    site.take_up()
    assert addresses(site, '"baby was hurt"') == ["reviews/child-k"]
    assert addresses(site, '"hurt baby"') == []
    assert addresses(site, "hurt -sibling") == ["reviews/child-k"]
    assert addresses(site, "-sibling") == []
    assert addresses(site, "sibling together -school") == ["reviews/child-k"], "nor where only some words are found"


def test_where_nothing_holds_every_word_it_says_so_and_shows_what_holds_some(site: Asking) -> None:
    told = found(site, "telephone zebra")
    assert (told["number"], told["some_words"]) == (1, True)
    assert "No document holds all of these words." in site.ask("/search?q=telephone+zebra").words
    assert "Nothing was found" in site.ask("/search?q=zebra").words


def test_a_title_counts_for_more_than_a_mention(site: Asking) -> None:
    said = section("s1", "What happened", paragraph("Neglect was mentioned once among many other words here."))
    site.bundle.documents = [
        document("reviews/a-mention", sections=[said]),
        document("reviews/b-title", title="Neglect of siblings"),
    ]
    site.take_up(anew=True)
    assert addresses(site, "neglect") == ["reviews/b-title", "reviews/a-mention"]


def test_many_results_are_turned_in_pages_each_document_once(site: Asking) -> None:
    site.bundle.documents = [document(f"reviews/r{number}") for number in range(45)]
    site.take_up(anew=True)
    pages = [[one["address"] for one in found(site, "agencies", page=page)["documents"]] for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({address for page in pages for address in page}) == 45
    assert found(site, "agencies", page=99)["page"] == 3
    assert 'href="/search?q=agencies&amp;page=2"' in site.ask("/search?q=agencies").words


def test_what_is_searched_for_is_kept_by_nobody(site: Asking) -> None:
    for path in ("/search?q=calls", "/search.json?q=calls", "/search"):
        assert site.ask(path).headers["cache-control"] == "no-store"
        assert "etag" not in site.ask(path).headers


def test_a_question_that_takes_too_long_is_given_up(site: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "SECONDS", -1.0)
    monkeypatch.setattr(searching, "STEPS", 1)
    made = site.application.shelf.site()
    assert made
    with pytest.raises(TooSlow):
        searching.search(made, understood("calls"))
    answer = site.ask("/search?q=calls")
    assert answer.status == 503
    assert "fewer words" in answer.words
    monkeypatch.undo()
    assert addresses(site, "calls") == ["reviews/child-k"], "the next question is answered"
