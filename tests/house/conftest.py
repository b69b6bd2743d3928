"""The house tests walk through Wend Valley too."""

from __future__ import annotations

import pytest

from handrail.service.access import factor
from tests.rooms.cast import Cast, wend_valley


@pytest.fixture
def cast(db: None) -> Cast:
    return wend_valley()


@pytest.fixture(autouse=True)
def second_factor_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor of the house tests has just given the second factor."""
    monkeypatch.setattr(factor, "fresh", lambda request: True)
