"""`./test --full` goes on where it was stopped, and only on the very tree that it was stopped on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TWO = "def test_sound() -> None: ...\n\ndef test_broken() -> None: assert False\n"
MENDED = TWO.replace("assert False", "assert True")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_two.py").write_text(TWO, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("__pycache__/\n.pytest_cache/\n", encoding="utf-8")
    _git(tmp_path, "init", "-q")
    _commit(tmp_path)
    return tmp_path


def test_what_passed_is_left_out_and_what_failed_is_run_again(tree: Path) -> None:
    assert "1 failed, 1 passed" in run(tree)
    again = run(tree)
    assert "1 failed, 1 deselected" in again
    assert "1 had passed before" in again


def test_on_another_tree_all_is_run_again(tree: Path) -> None:
    run(tree)
    (tree / "tests" / "test_two.py").write_text(MENDED, encoding="utf-8")
    _commit(tree)
    assert "2 passed" in run(tree)


def test_where_something_is_not_committed_all_is_run(tree: Path) -> None:
    run(tree)
    (tree / "tests" / "test_two.py").write_text(MENDED, encoding="utf-8")
    assert "2 passed" in run(tree)
    assert "2 passed" in run(tree)


@pytest.mark.parametrize("processes", ["0", "2"])
def test_where_all_has_passed_nothing_is_run_and_that_is_no_failure(tree: Path, processes: str) -> None:
    (tree / "tests" / "test_two.py").write_text(MENDED, encoding="utf-8")
    _commit(tree)
    assert "2 passed" in run(tree, processes)
    assert "2 had passed before" in run(tree, processes)


def run(tree: Path, processes: str = "0") -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "xdist", "-p", "tests.going_on", "--go-on", "-n", processes]
    few = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    ran = subprocess.run(command, cwd=tree, env=few, capture_output=True, text=True)
    assert ran.returncode == ("failed" in ran.stdout), ran.stdout + ran.stderr
    return ran.stdout


def _commit(tree: Path) -> None:
    _git(tree, "add", ".gitignore", "tests", "pyproject.toml")
    _git(tree, "-c", "user.name=Tester", "-c", "user.email=tester@example.org", "commit", "-q", "-m", "as it is")


def _git(tree: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=tree, check=True)
