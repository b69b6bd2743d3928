"""Every worked example, counted by hand from a printed calendar, comes out of the engine as people counted it."""

from __future__ import annotations

import pytest

from handrail.guidance.edition import Stage
from handrail.guidance.shelf import every_edition
from handrail.guidance.wording import name_of, number_of
from tests.guidance.examples.answering import beside, by_engine, by_hand
from tests.guidance.examples.reading import NOTHING, Example, read_examples

AT_LEAST = 150
EXAMPLES = read_examples()


@pytest.mark.parametrize("example", EXAMPLES.read, ids=str)
def test_the_engine_counts_as_people_do(example: Example) -> None:
    answer = by_engine(example)
    assert answer == by_hand(example), beside(example, answer)


def test_every_example_can_be_read_and_speaks_of_duties_and_facts_that_there_are() -> None:
    assert EXAMPLES.faults == ()


def test_there_are_at_least_a_hundred_and_fifty() -> None:
    assert len(EXAMPLES.read) >= AT_LEAST


def test_every_number_has_an_example_in_each_edition_that_gives_it_one() -> None:
    """Editions kept for comparison only are left out: nothing is ever counted by them."""
    shown = {(example.edition, example.duty) for example in EXAMPLES.read if example.due != NOTHING}
    missing = [
        f"{duty.key} in {name_of(edition)}: {number_of(duty)}"
        for edition in every_edition()
        if edition.stage is not Stage.HISTORY
        for duty in edition.duties.values()
        if (duty.within or duty.by) and (name_of(edition), duty.key) not in shown
    ]
    assert missing == [], "\n".join(["These numbers have no worked example:", *missing])
