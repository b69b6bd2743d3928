"""What is refused of bodies and of the days of their arrangements, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from handrail.service.audit.actions import name_actor
from handrail.service.partnerships import actions
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.cast import Cast
from tests.rooms.refused import refused

Asked = Callable[[], object]
BEGAN = date(2020, 4, 1)


def an_area_covered_twice(cast: Cast) -> Asked:
    days = {"from_on": date(2026, 1, 1), "until_on": None}
    return lambda: actions.add_coverage(cast.icb, authority=cast.council, **days, by=cast["administrator"])


def a_successor_before_its_first_day(cast: Cast) -> Asked:
    board = Body.objects.create(name="NHS Far Wend", kind=Kind.INTEGRATED_CARE_BOARD, from_on=BEGAN)
    other = Body.objects.create(name="NHS Wend North", kind=Kind.INTEGRATED_CARE_BOARD)
    return lambda: actions.record_successor(board, after=other, on=BEGAN, by=cast["administrator"])


def began(cast: Cast, **days: date | None) -> Asked:
    none = {"published_on": None, "began_on": None, "child_death_began_on": None}
    return lambda: actions.set_area_dates(cast.council, **none | days, by=cast["administrator"])


def safeguarding_before_the_law(cast: Cast) -> Asked:
    return began(cast, began_on=actions.NEW_LAW_BEGAN_ON - timedelta(days=1))


def child_deaths_before_the_law(cast: Cast) -> Asked:
    return began(cast, child_death_began_on=actions.NEW_LAW_BEGAN_ON - timedelta(days=1))


REFUSED: dict[str, list[Callable[[Cast], Asked]]] = {
    "already covers": [an_area_covered_twice],
    "began after that day": [a_successor_before_its_first_day],
    "no arrangements under it began before": [safeguarding_before_the_law, child_deaths_before_the_law],
}
EACH = [(sentence, asks) for sentence, several in REFUSED.items() for asks in several]


@pytest.mark.parametrize(("sentence", "asks"), EACH, ids=[asks.__name__ for _, asks in EACH])
def test_it_is_refused_and_nothing_is_changed(cast: Cast, sentence: str, asks: Callable[[Cast], Asked]) -> None:
    name_actor(cast["administrator"])
    asked = asks(cast)
    with refused(sentence, "partnerships"):
        asked()


def test_the_first_day_of_the_law_is_one_of_its_days(cast: Cast) -> None:
    name_actor(cast["administrator"])
    began(cast, began_on=actions.NEW_LAW_BEGAN_ON, child_death_began_on=actions.NEW_LAW_BEGAN_ON)()
