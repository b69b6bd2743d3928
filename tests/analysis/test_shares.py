"""A sum is shared to the last penny, and nobody's part is a penny away from what is exact."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.analysis.shares import in_shares

WEIGHTS = st.lists(st.integers(0, 5_000_000), min_size=1, max_size=12).filter(any)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""On a busy machine the first draw takes seconds."""


@CALM
@given(total=st.integers(0, 10**11), weights=WEIGHTS)
def test_shares_make_the_whole_to_the_penny_and_each_is_within_a_penny(total: int, weights: list[int]) -> None:
    parts = in_shares(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1
        assert part == 0 or weight


@CALM
@given(total=st.integers(0, 10**9), weights=WEIGHTS)
def test_whoever_weighs_more_pays_no_less(total: int, weights: list[int]) -> None:
    parts = in_shares(total, weights)
    by_weight = sorted(zip(weights, parts, strict=True))
    for (light, less), (heavy, more) in pairwise(by_weight):
        assert light == heavy or less <= more


def test_ten_pounds_among_three_and_of_equals_the_first_has_the_penny() -> None:
    assert in_shares(1000, [1, 1, 1]) == [334, 333, 333]
    assert in_shares(100, [2, 1]) == [67, 33]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_of_which_nothing_can_be_shared_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        in_shares(100, weights)
