"""Whether two tellings may be of one child: what is found alike, what is not, and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.analysis.same_child.told import Told, handles
from handrail.analysis.same_child.weighing import weigh

WREN = Told(given_names="Wren", family_name="Fairlight", born_on=date(2018, 5, 24), sex="female")
NUMBER, ANOTHER = "9990001235", "9990001243"
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = st.sampled_from(
    ["Wren", "Wrenn", "Fairlight", "Fairlite", "Katherine", "Kate", "Mohammed", "Muhammad", "Baby", "", "O'Neill",
     "Zoë", "Ann-Marie", "Smith Jones", "Jones", "Otter", "Li"]
)  # fmt: skip
DAYS = st.none() | st.dates(date(2016, 12, 28), date(2019, 1, 4))
TOLD = st.builds(
    Told, given_names=NAMES, family_name=NAMES, also_known_as=NAMES, born_on=DAYS, about_then=st.booleans(),
    sex=st.sampled_from(["", "female", "male"]), number=st.sampled_from(["", NUMBER, ANOTHER]), died_on=DAYS,
)  # fmt: skip

ALIKE = {
    "the same names and day": ({}, True),
    "a surname spelt otherwise": ({"family_name": "Fairlite"}, True),
    "a surname of other letters that sounds alike": ({"family_name": "Phairlight"}, True),
    "accents, case and a hyphen": ({"given_names": "WRÉN", "family_name": "Fair-Light"}, True),
    "names changed about": ({"given_names": "Fairlight", "family_name": "Wren"}, True),
    "another surname": ({"family_name": "Otter"}, False),
    "another surname, known by the first": ({"family_name": "Otter", "also_known_as": "Fairlight"}, True),
    "no first name yet": ({"given_names": "Baby"}, False),
    "a day a night apart": ({"born_on": date(2018, 5, 25)}, False),
    "one figure of the day": ({"born_on": date(2018, 5, 14)}, False),
    "another year": ({"born_on": date(2017, 5, 24)}, False),
    "about then": ({"born_on": date(2018, 6, 20), "about_then": True}, False),
    "one sex not known": ({"sex": ""}, True),
    "a number that one folder lacks": ({"number": NUMBER}, True),
}  # fmt: skip


@pytest.mark.parametrize("how", ALIKE)
def test_one_child_told_otherwise_is_found_alike_and_looked_up(how: str) -> None:
    changed, likely = ALIKE[how]
    other = replace(WREN, **changed)  # type: ignore[arg-type]
    found = weigh(WREN, other)
    assert found is not None
    assert found.likely is likely
    assert found.says
    assert handles(WREN) & handles(other)


def test_day_and_month_changed_about_are_found() -> None:
    one, other = (replace(WREN, born_on=day) for day in (date(2018, 5, 4), date(2018, 4, 5)))
    found = weigh(one, other)
    assert found is not None
    assert found.says[0] == "Born on days that are the same with day and month changed about"
    assert handles(one) & handles(other)


TWO = {
    "a twin": {"given_names": "Robin"},
    "another day": {"born_on": date(2018, 9, 2)},
    "a namesake whose day is not known": {"born_on": None},
    "a boy of another surname": {"family_name": "Otter", "sex": "male"},
    "a boy born a day later": {"born_on": date(2018, 5, 25), "sex": "male"},
    "a stranger of the same day": {"given_names": "Robin", "family_name": "Otter"},
    "nothing held": {"given_names": "", "family_name": "", "born_on": None},
}


@pytest.mark.parametrize("how", TWO)
def test_two_children_are_not_taken_for_one(how: str) -> None:
    assert weigh(WREN, replace(WREN, **TWO[how])) is None  # type: ignore[arg-type]


def test_one_number_is_enough_and_what_speaks_against_it_is_said() -> None:
    one = replace(WREN, number=NUMBER)
    twin = Told(given_names="Robin", family_name="Fairlight", born_on=WREN.born_on, sex="male", number=NUMBER)
    found = weigh(one, twin)
    assert found is not None
    assert not found.likely
    assert found.says == ("Same NHS number", "Born on the same day", "The same surname")
    assert found.but == ("The first names differ", "One is recorded as a girl and one as a boy")
    assert weigh(one, Told(number=NUMBER)) is not None


def test_a_number_that_differs_is_only_possible_where_all_else_is_the_same() -> None:
    one, other = replace(WREN, number=NUMBER), replace(WREN, number=ANOTHER)
    found = weigh(one, other)
    assert found is not None
    assert not found.likely
    assert found.but[0].startswith("The NHS numbers differ")
    assert weigh(one, replace(other, family_name="Fairlite")) is None


def test_names_of_a_baby_that_are_no_names_make_nobody_alike() -> None:
    assert (
        weigh(Told(given_names="Baby", family_name="Unknown"), Told(given_names="Baby", family_name="Unknown")) is None
    )


def test_a_child_whose_birth_is_not_known_is_found_by_the_day_of_the_death() -> None:
    one = replace(WREN, born_on=None, died_on=date(2024, 5, 20))
    other = replace(WREN, died_on=date(2024, 5, 22))
    found = weigh(one, other)
    assert found is not None
    assert "Died on days at most two apart" in found.says
    assert handles(one) & handles(other)


@unhurried
@given(TOLD, TOLD)
def test_it_does_not_matter_which_was_told_first(one: Told, other: Told) -> None:
    assert weigh(one, other) == weigh(other, one)


@unhurried
@given(TOLD, TOLD)
def test_two_valid_numbers_that_differ_are_never_more_than_possible(one: Told, other: Told) -> None:
    found = weigh(replace(one, number=NUMBER), replace(other, number=ANOTHER))
    if found is not None:
        assert not found.likely
        assert one.given[0] == other.given[0]
        assert one.born_on == other.born_on is not None
        assert one.family


@unhurried
@given(TOLD, TOLD)
def test_one_number_is_always_found_and_looked_up(one: Told, other: Told) -> None:
    one, other = replace(one, number=NUMBER), replace(other, number=NUMBER)
    assert weigh(one, other) is not None
    assert handles(one) & handles(other)


@unhurried
@given(TOLD, TOLD)
def test_whatever_is_likely_is_looked_up(one: Told, other: Told) -> None:
    found = weigh(one, other)
    if found is not None and found.likely:
        assert handles(one) & handles(other)


@unhurried
@given(TOLD)
def test_twins_are_never_more_than_possible_and_twins_with_numbers_are_two(told: Told) -> None:
    one = replace(told, given_names="Jayden", family_name="Fairlight", also_known_as="", number="")
    twin = replace(one, given_names="Hayden")
    found = weigh(one, twin)
    assert found is None or not found.likely
    assert weigh(replace(one, number=NUMBER), replace(twin, number=ANOTHER)) is None


@unhurried
@given(TOLD)
def test_a_child_is_found_by_few_handles_none_of_which_is_a_name_alone(told: Told) -> None:
    found = handles(told)
    assert len(found) < 150
    if told.born_on is None and told.died_on is None and not told.number:
        assert not found


@unhurried
@given(TOLD, st.integers(-2, 2))
def test_a_slip_of_a_night_is_looked_up_over_the_turn_of_the_year(told: Told, days: int) -> None:
    one = replace(told, given_names="Wren", family_name="Fairlight", born_on=date(2018, 12, 31), number="")
    assert handles(one) & handles(replace(one, born_on=date(2018, 12, 31) + timedelta(days=days)))
