"""What tests of the rooms share: Wend Valley, and a unit of work to act in."""

from __future__ import annotations

import pytest

from tests.rooms.cast import Cast, wend_valley


@pytest.fixture
def cast(db: None) -> Cast:
    """Made for each test. A room none of whose tests commits, or sets its own clock first, may let it stand for a file:
    see `tests/standing.py`."""
    return wend_valley()
