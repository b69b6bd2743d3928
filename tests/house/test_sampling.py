"""`./test` runs a fixed part of the tests of rooms and of the journeys, and of each file something."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIVE = """
import pytest

@pytest.mark.parametrize("value", range(5))
def test_of_many(value: int) -> None: ...

def test_of_one() -> None: ...
"""


NINE = "\n".join(
    ["import pytest"]
    + [f"@pytest.mark.{'full' if n == 2 else 'django_db'}\ndef test_number_{n}() -> None: ..." for n in range(10)]
)
"""Ten, of which the third is run in full only."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for place in ("rooms/cases", "guidance"):
        (tmp_path / "tests" / place).mkdir(parents=True)
        (tmp_path / "tests" / place / f"test_of_{place[:2]}.py").write_text(FIVE, encoding="utf-8")
    (tmp_path / "tests" / "journeys").mkdir()
    (tmp_path / "tests" / "rooms/cases/test_asking.py").write_text(NINE, encoding="utf-8")
    (tmp_path / "tests" / "journeys/test_a_journey.py").write_text(NINE, encoding="utf-8")
    (tmp_path / "tests" / "sampling.py").write_text((ROOT / "tests" / "sampling.py").read_text("utf-8"), "utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("processes", ["0", "2"])
def test_of_a_rooms_many_values_the_first_and_the_last_are_run(tree: Path, processes: str) -> None:
    said = run(tree, "--sample", "-v", "-n", processes, "tests/rooms/cases/test_of_ro.py", "tests/guidance")
    assert "9 passed" in said
    ran = {number for number in range(5) if f"test_of_ro.py::test_of_many[{number}]" in said}
    assert ran == {0, 4}
    assert all(f"test_of_gu.py::test_of_many[{number}]" in said for number in range(5))


@pytest.mark.parametrize(
    ("file", "run_of_it"),
    [("rooms/cases/test_asking.py", {0, 5, 9}), ("journeys/test_a_journey.py", {0, 3, 5, 7, 9})],
    ids=["one in four that asks the database", "every other journey"],
)
def test_of_a_file_the_first_and_every_so_many_after_it_are_run(tree: Path, file: str, run_of_it: set[int]) -> None:
    said = run(tree, "--sample", "-v", "-m", "not full", f"tests/{file}")
    assert {number for number in range(10) if f"test_number_{number} PASSED" in said} == run_of_it


def test_unasked_all_are_run(tree: Path) -> None:
    assert "32 passed" in run(tree)


def test_the_script_asks_for_it_unless_all_is_asked_for() -> None:
    script = (ROOT / "test").read_text("utf-8")
    assert 'slow="not full" sample=--sample' in script
    assert 'slow="" sample=""' in script


def run(tree: Path, *more: str) -> str:
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "-p", "tests.sampling", *more]
    few = os.environ | {"PYTHONPATH": str(tree), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    ran = subprocess.run(command, cwd=tree, env=few, capture_output=True, text=True)
    return ran.stdout + ran.stderr
