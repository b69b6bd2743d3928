"""A pytest plugin: with `--sample`, a test of a room that is made for many values is run for the first and the last.

`./test` says so, and `./test --full` runs all of them. The law's own tests and those of the house are left as they
are.
"""

from __future__ import annotations

from pathlib import Path

import pytest

SAMPLED = tuple(Path(__file__).parent / name for name in ("rooms", "public"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sample", action="store_true", help="of a room's test for many values, the first and the last")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("sample"):
        return
    ends: dict[str, tuple[pytest.Item, pytest.Item]] = {}
    for item in items:
        first, _ = ends.setdefault(_test_of(item), (item, item))
        ends[_test_of(item)] = (first, item)
    left = [item for item in items if _is_sampled(item) and item not in ends[_test_of(item)]]
    if left:
        gone = set(left)
        items[:] = [item for item in items if item not in gone]
        config.hook.pytest_deselected(items=left)


def _test_of(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


def _is_sampled(item: pytest.Item) -> bool:
    return any(item.path.is_relative_to(folder) for folder in SAMPLED)
