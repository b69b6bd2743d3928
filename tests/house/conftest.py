"""The house tests walk through Wend Valley too."""

from __future__ import annotations

import pytest

from tests.rooms.cast import Cast, wend_valley


@pytest.fixture
def cast(db: None) -> Cast:
    return wend_valley()


@pytest.fixture(autouse=True)
def factor_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever walks through the house has just given a second factor."""
    monkeypatch.setattr("handrail.service.access.factor.fresh", lambda _: True)
