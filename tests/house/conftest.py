"""The house tests walk through Wend Valley too, and through one folder with something of every kind in it."""

from __future__ import annotations

from copy import deepcopy

import pytest
from pytest_django.plugin import DjangoDbBlocker

from handrail.service.access import factor
from tests.house.scene import Scene, scene_of_wend_valley
from tests.rooms.cast import Cast
from tests.standing import made_once


@pytest.fixture(scope="module")
def standing_scene(standing_cast: Cast, django_db_blocker: DjangoDbBlocker) -> Scene:
    """Made once for the tests of a file, for it takes seconds: each test takes back what it does there."""
    with made_once(django_db_blocker):
        return scene_of_wend_valley(deepcopy(standing_cast))


@pytest.fixture
def scene(db: None, standing_scene: Scene) -> Scene:
    return deepcopy(standing_scene)


@pytest.fixture(autouse=True)
def second_factor_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor of the house tests has just given the second factor."""
    monkeypatch.setattr(factor, "fresh", lambda request: True)
