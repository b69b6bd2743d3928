"""A pytest plugin: with `--sample`, a fixed part of the tests of rooms and of the journeys is run.

Of each file of a room, of the tests that ask the database one in four, the first among them; of the others all. Of a
test that is made for many values, the first and the last. Of each file of journeys every other. `./test` says so, and
`./test --full` runs all of them. The law's own tests, the proofs and those of the house are left as they are: they
walk every address, table and job, also of a room that nobody thought of.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOMS = (HERE / "rooms", HERE / "public")
JOURNEYS = (HERE / "journeys",)
ASKING, JOURNEYS_MADE = 4, 2
"""One in so many."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sample", action="store_true", help="a fixed part of the tests of rooms and of the journeys")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("sample"):
        return
    kept = _of_those_one_in(ASKING, [item for item in items if _stands_in(item, ROOMS) and _asks_the_database(item)])
    kept |= _of_those_one_in(JOURNEYS_MADE, [item for item in items if _stands_in(item, JOURNEYS)])
    kept |= {item for item in items if _stands_in(item, ROOMS) and not _asks_the_database(item)}
    of_rooms = [item for item in items if item in kept and _stands_in(item, ROOMS)]
    kept -= set(of_rooms) - _first_and_last(of_rooms)
    left = [item for item in items if _stands_in(item, (*ROOMS, *JOURNEYS)) and item not in kept]
    if left:
        gone = set(left)
        items[:] = [item for item in items if item not in gone]
        config.hook.pytest_deselected(items=left)


def _of_those_one_in(number: int, items: list[pytest.Item]) -> set[pytest.Item]:
    """The first of each file, and every so many after it; what runs in full only is not counted."""
    tests: dict[Path, dict[str, int]] = defaultdict(dict)
    for item in items:
        if item.get_closest_marker("full") is None:
            tests[item.path].setdefault(_test_of(item), len(tests[item.path]))
    return {item for item in items if tests[item.path].get(_test_of(item), 1) % number == 0}


def _first_and_last(items: list[pytest.Item]) -> set[pytest.Item]:
    first: dict[str, pytest.Item] = {}
    last: dict[str, pytest.Item] = {}
    for item in items:
        first.setdefault(_test_of(item), item)
        last[_test_of(item)] = item
    return {*first.values(), *last.values()}


def _test_of(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


def _asks_the_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db"}.intersection(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


def _stands_in(item: pytest.Item, folders: tuple[Path, ...]) -> bool:
    return any(item.path.is_relative_to(folder) for folder in folders)
