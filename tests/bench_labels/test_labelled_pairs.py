"""The labelled pairs that the ranking of earlier recommendations is marked against are whole and make sense."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

LABELS = Path(__file__).parents[2] / "bench" / "labels"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (LABELS / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def subjects() -> dict[str, str]:
    return {row["id"]: row["subject"] for row in rows("paraphrases.csv")}


def test_every_text_has_its_own_number_and_its_own_words() -> None:
    texts = rows("paraphrases.csv")
    assert len({row["id"] for row in texts}) == len({row["text"].casefold() for row in texts}) == len(texts)
    assert {row["kind"] for row in texts} == {"recommendation", "finding"}


def test_every_subject_has_at_least_five_texts() -> None:
    assert min(Counter(subjects().values()).values()) >= 5


def test_every_grade_is_of_two_different_texts_that_exist_and_is_given_once() -> None:
    pairs = [(row["query_id"], row["text_id"]) for row in rows("relevance.csv")]
    assert len(set(pairs)) == len(pairs)
    assert {name for pair in pairs for name in pair} <= set(subjects())
    assert not [pair for pair in pairs if pair[0] == pair[1]]
    assert {row["grade"] for row in rows("relevance.csv")} == {"0", "1", "2", "3"}


def test_every_query_has_an_answer_and_every_subject_a_query() -> None:
    answered = {row["query_id"] for row in rows("relevance.csv") if row["grade"] == "3"}
    asked = {row["query_id"] for row in rows("relevance.csv")}
    assert answered == asked
    assert {subjects()[query] for query in asked} == set(subjects().values())


def test_the_same_recommendation_is_never_one_from_another_subject() -> None:
    across = [row for row in rows("relevance.csv") if subjects()[row["query_id"]] != subjects()[row["text_id"]]]
    assert across
    assert {row["grade"] for row in across} == {"1"}


def test_every_text_of_the_querys_own_subject_has_a_grade() -> None:
    by_subject: dict[str, set[str]] = defaultdict(set)
    for text, subject in subjects().items():
        by_subject[subject].add(text)
    graded: dict[str, set[str]] = defaultdict(set)
    for row in rows("relevance.csv"):
        graded[row["query_id"]].add(row["text_id"])
    assert all(by_subject[subjects()[query]] - {query} <= texts for query, texts in graded.items())


def test_two_texts_that_say_the_same_have_the_same_grade_from_either_side() -> None:
    grade = {(row["query_id"], row["text_id"]): row["grade"] for row in rows("relevance.csv")}
    assert not [pair for pair, given in grade.items() if given == "3" and grade.get(pair[::-1], "3") != "3"]
