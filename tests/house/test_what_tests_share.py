"""Tests share what takes long to make, and nothing that one of them does is there for another."""

from __future__ import annotations

import pytest

from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body
from tests.house.house import TREE
from tests.rooms.cast import Cast, open_folder_for
from tests.sharing import CASE_BY_CASE, LONGEST_FIRST, ONE_PROCESS, shared_by


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_does_is_not_there_for_the_next(cast: Cast, turn: str) -> None:
    assert cast.council.name == Body.objects.get(pk=cast.council.pk).name == "Wendshire Council", turn
    assert not Case.objects.exists(), turn
    open_folder_for(cast)
    cast.council.name = "Otherwise"
    cast.council.save()
    cast.people.clear()
    assert Case.objects.exists()


@pytest.mark.django_db
def test_nothing_stands_that_was_not_asked_for() -> None:
    """Though it stands below those that asked for more."""
    assert not Body.objects.exists()


def test_what_a_process_takes_together_is_there() -> None:
    gone = [place for place in {*LONGEST_FIRST, *ONE_PROCESS, *CASE_BY_CASE} if not (TREE / place).exists()]
    assert not gone, "these begin no test's name any more"


def test_a_file_stays_together_and_a_long_test_does_not() -> None:
    ours = "tests/rooms/cases/test_notes.py"
    assert shared_by(f"{ours}::test_one[a::b]") == shared_by(f"{ours}::test_two") == ours
    assert shared_by(f"{ONE_PROCESS[0]}test_one.py::test_it") == shared_by(f"{ONE_PROCESS[0]}test_two.py::test_it")
    assert shared_by(f"{CASE_BY_CASE[0]}::test_it[one]") != shared_by(f"{CASE_BY_CASE[0]}::test_it[two]")
