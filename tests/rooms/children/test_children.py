"""A child in a folder: what may be unknown, and what cannot be so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from handrail.service.audit.models import Entry
from handrail.service.children.actions import Known, NotRight, add_child, set_right
from handrail.service.children.identifiers import NotAnNhsNumber, in_threes, nhs_number
from handrail.service.children.models import Child
from tests.rooms.cast import Cast, open_folder_for


def test_everything_of_a_child_may_be_unknown(cast: Cast) -> None:
    case = open_folder_for(cast)
    assert str(add_child(case.folder, Known(), by=cast["notifier"])) == "Child whose name is not known"


def test_a_child_not_yet_born_may_be_expected_on_a_day_to_come(cast: Cast) -> None:
    case = open_folder_for(cast)
    expected = timezone.localdate() + timedelta(days=60)
    child = add_child(case.folder, Known(unborn=True, born_on=expected), by=cast["notifier"])
    assert (str(child), child.born_on) == ("Unborn child", expected)


def test_a_date_of_birth_may_be_estimated(cast: Cast) -> None:
    case = open_folder_for(cast)
    child = add_child(
        case.folder, Known(given_names="Tam", born_on=date(2019, 7, 1), born_on_is_estimated=True), by=cast["notifier"]
    )
    assert child.born_on_is_estimated


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (Known(born_on=date(2024, 2, 1), died_on=date(2024, 1, 31)), "before the date of birth"),
        (Known(died_on=date(2999, 1, 1)), "date of death must be today or in the past"),
        (Known(born_on=date(2999, 1, 1)), "not yet born"),
        (Known(nhs_number="9990001234"), "last figure does not fit"),
    ],
)
def test_what_cannot_be_so_is_refused(cast: Cast, known: Known, sentence: str) -> None:
    case = open_folder_for(cast)
    with pytest.raises(NotRight, match=sentence):
        add_child(case.folder, known, by=cast["notifier"])
    assert not Child.objects.exists()


def test_a_child_may_die_on_the_day_of_birth(cast: Cast) -> None:
    case = open_folder_for(cast)
    day = date(2024, 2, 1)
    assert add_child(case.folder, Known(born_on=day, died_on=day), by=cast["notifier"]).died_on == day


def test_what_is_set_right_is_recorded_by_what_changed_and_never_by_the_name(cast: Cast) -> None:
    case = open_folder_for(cast)
    child = add_child(case.folder, Known(unborn=True), by=cast["notifier"])
    set_right(child, Known(given_names="Wren", family_name="Underbridge", sex="female"), by=cast["notifier"])
    entry = Entry.objects.get(did__startswith="set right", case_id=case.pk)
    assert "given names" in entry.did
    assert "Wren" not in entry.did
    assert str(Child.objects.get()) == "Wren Underbridge"


@pytest.mark.parametrize("typed", ["9990001235", "999 000 1235", "999-000-1235", " 9990001235 "])
def test_an_nhs_number_is_read_however_it_is_spaced(typed: str) -> None:
    assert nhs_number(typed) == "9990001235"
    assert in_threes(nhs_number(typed)) == "999 000 1235"


@pytest.mark.parametrize("typed", ["9990001236", "999000123", "99900012355", "999000123X", "１２３４５６７８９０"])
def test_a_number_that_cannot_be_an_nhs_number_is_refused(typed: str) -> None:
    with pytest.raises(NotAnNhsNumber):
        nhs_number(typed)


def test_no_nhs_number_is_an_answer() -> None:
    assert nhs_number(" ") == ""
    assert in_threes("") == ""
