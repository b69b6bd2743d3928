"""Somebody who stands only in the running text of a folder is marked, weaker, where the report names them too."""

from __future__ import annotations

import re

import pytest

from handrail.analysis.identity import Kind, Known, KnownPerson, Role, Surety, check, folded, may_be_names, pattern_of

NOTES = (
    "Rang at ten. The lodger, Ottoline Quarn, was there with Tigger; her friend Grace came later. Delphine MARSH was "
    "told. Supervising staff met NHS staff in Wendbridge on Monday. O’Malley of the club was seen, and Zoë."
)


def marked(report: str, papers: str = NOTES, **more: object) -> list[str]:
    asked = may_be_names(report)
    found = re.finditer(pattern_of(asked, edge=r"\b"), papers) if asked else []
    known = Known(mentioned=tuple(sorted({folded(one.group()) for one in found})), **more)  # type: ignore[arg-type]
    return [one.words for one in check(report, known) if one.kind is Kind.MENTIONED]


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("It was said that Ottoline had a key.", ["Ottoline"]),
        ("It was said that Ottoline Quarn had a key.", ["Ottoline Quarn"]),
        ("It was said that Ottoline Brown had a key.", ["Ottoline Brown"]),
        ("Ottoline’s key was used.", ["Ottoline"]),
        ("Ottoline was there.", ["Ottoline"]),
        ("Delphine Marsh was told.", ["Delphine Marsh"]),
        ("The family's dog, Tigger, was taken in.", ["Tigger"]),
        ("She went to see Grace.", ["Grace"]),
        ("A man called O'Malley was seen.", ["O'Malley"]),
        ("A girl called Zoë was seen.", ["Zoë"]),
        ("The family moved to Wendbridge, with OTTOLINE.", ["Wendbridge"]),
    ],
)
def test_a_word_written_as_a_name_in_both_is_marked(report: str, words: list[str]) -> None:
    assert marked(report) == words


@pytest.mark.parametrize(
    "report",
    [
        "It was done with grace. Grace was asked for.",
        "Supervising staff need time. The meeting was on a Monday.",
        "It was said that Perpetua had a key.",
        "It was asked of Wendbridge Council and of the NHS.",
        "In May the police and Ofsted met; the mother is a Methodist from Poland.",
        "",
    ],
)
def test_what_only_one_of_them_has_or_what_names_nobody_is_left_alone(report: str) -> None:
    assert marked(report) == []


def test_somebody_who_is_known_is_marked_as_known() -> None:
    known = Known(people=(KnownPerson(Role.FAMILY, "Ottoline", "Quarn"),), mentioned=("ottoline", "quarn"))
    (flag,) = check("It was said that Ottoline Quarn had a key.", known)
    assert (flag.kind, flag.surety) == (Kind.NAME, Surety.SURE)


def test_a_name_that_may_be_read_is_left_alone() -> None:
    assert marked("Written by Ottoline Quarn for the partnership.", published=("Ottoline Quarn",)) == []


def test_a_mention_is_the_weakest_of_marks_and_says_where_it_comes_from() -> None:
    (flag,) = check("It was said that Ottoline had a key.", Known(mentioned=("ottoline",)))
    assert flag.surety is Surety.POSSIBLE
    assert "the folder's own papers have it too" in flag.why
