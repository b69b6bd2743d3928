"""A pytest plugin: how the processes of a run share the tests, so that none has a long one left at the end.

A file is one process's, for what its tests share is made once. So is a folder whose tests share what takes longest to
make. A test that would take its process an hour is shared case by case.
"""

from __future__ import annotations

from typing import Any

import pytest

LONGEST_FIRST = (
    "tests/rooms/web/backup/", "tests/house/test_malformed.py", "tests/proofs/test_killed.py",
    "tests/house/test_shut_out.py", "tests/house/test_once.py", "tests/proofs/", "tests/guidance/test_the_tutorials.py",
    "tests/house/", "tests/demonstration/",
)  # fmt: skip
"""Those that begin before all others, by how a test's name begins."""
ONE_PROCESS = ("tests/rooms/web/backup/", "tests/demonstration/")
CASE_BY_CASE = ("tests/house/test_malformed.py",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {begins: place for place, begins in enumerate(LONGEST_FIRST)}

    def place(item: pytest.Item) -> int:
        return next((at for begins, at in places.items() if item.nodeid.startswith(begins)), len(places))

    items.sort(key=place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadScopeScheduling

    class Shared(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return shared_by(nodeid)

    config.option.loadscopereorder = False  # the order is ours, and not the number of tests
    return Shared(config, log)


def shared_by(nodeid: str) -> str:
    """The part of a test's name by which it goes to a process together with others."""
    for folder in ONE_PROCESS:
        if nodeid.startswith(folder):
            return folder
    return nodeid if nodeid.startswith(CASE_BY_CASE) else nodeid.partition("::")[0]
