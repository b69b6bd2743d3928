"""The house tests walk through Wend Valley too."""

from __future__ import annotations

import pytest

from tests.rooms.cast import Cast, wend_valley


@pytest.fixture
def cast(db: None) -> Cast:
    return wend_valley()
