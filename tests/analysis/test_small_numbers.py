"""Small numbers are kept back, and cannot be had from the total either."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handrail.analysis.small_numbers import FEWEST, shown

COUNTS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=8)


def test_small_counts_are_kept_back_and_none_is_not_small() -> None:
    assert shown({"a": 4, "b": 1, "c": 0, "d": 5}) == {"a": None, "b": None, "c": 0, "d": 5}


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    assert shown({"a": 2, "b": 9, "c": 30}) == {"a": None, "b": None, "c": 30}


@given(COUNTS)
def test_no_small_count_is_shown_nor_left_alone_beside_the_total(counts: dict[str, int]) -> None:
    table = shown(counts)
    assert not [label for label, count in table.items() if count is not None and 0 < count < FEWEST]
    hidden = [label for label, count in table.items() if count is None]
    assert len(hidden) != 1 or sum(1 for count in counts.values() if count) == 1
