"""What tests of the rooms share: Wend Valley, and a unit of work to act in."""

from __future__ import annotations

import pytest

from tests.rooms.cast import Cast, wend_valley


@pytest.fixture
def cast(db: None) -> Cast:
    return wend_valley()
