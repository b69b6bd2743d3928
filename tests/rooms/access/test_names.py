"""Two names are one person's in whatever case, accents, order and spacing they are written."""

from __future__ import annotations

import pytest

from handrail.service.access.names import email_key, keys_of, name_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann-Marie O'Neill", "ONEILL, Ann Marie"),
        ("Ann-Marie O'Neill", "annmarie o’neill"),
        ("Zoë Müller", "Zoe  Muller"),
        ("Søren Łuczak", "soren luczak"),
        ("DS Adam Hartley", "Hartley Adam"),
        ("Mac Donald", "Macdonald"),
        ("王小明", "王小明"),
        ("Jo\u00a0Ann Reed", "Joann Reed"),
    ],
)
def test_one_person_written_two_ways(one: str, other: str) -> None:
    assert name_keys(one) & name_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amy Jones", "May Jones"),
        ("Ann Reed", "Anne Reed"),
        ("Dr Reed", "Mr Reed"),
        ("", ""),
        ("---", "..."),
        ("1", "2"),
    ],
)
def test_two_people_are_not_taken_for_one(one: str, other: str) -> None:
    assert not name_keys(one) & name_keys(other)


def test_a_title_is_no_part_of_a_name_unless_little_else_is_left() -> None:
    assert name_keys("Rev Dr Ada Reed") == name_keys("Ada Reed")
    assert not name_keys("Rev Dr Reed") & name_keys("Reed")


def test_a_very_long_name_is_still_known_in_another_order() -> None:
    assert name_keys("a b c d e f") & name_keys("f e d c b a")


def test_an_address_is_the_same_with_a_tag_and_in_capitals() -> None:
    assert email_key(" A.Reed+home@Council.example ") == "a.reed@council.example"
    assert not email_key("nobody")
    assert not email_key("@council.example")


def test_nothing_is_known_by_nothing() -> None:
    assert keys_of(["", " - "], ["", "x"]) == []
