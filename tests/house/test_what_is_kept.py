"""What takes long to make is made by one process of a run, and lies where it costs least."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import places
from tests.house.house import TREE
from tests.kept import Turn

ONE_OF_TWO = """
import sys
from pathlib import Path
from tests.kept import Turn

turn = Turn(Path(sys.argv[1]))
mine = turn.mine()
if mine:
    Path(sys.argv[1]).mkdir()
turn.over()
print("made" if mine else "copied")
"""


def test_of_two_processes_that_would_make_the_same_the_second_waits_and_copies(tmp_path: Path) -> None:
    here = tmp_path / "kept" / "name"
    first = Turn(here)
    assert first.mine()
    other = subprocess.Popen(
        [sys.executable, "-c", ONE_OF_TWO, here], cwd=TREE, stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    with pytest.raises(subprocess.TimeoutExpired):
        other.wait(0.5)
    here.mkdir()
    first.over()
    said, _ = other.communicate()
    assert said == "copied\n"


def test_if_the_first_gives_up_the_second_makes_it(tmp_path: Path) -> None:
    here = tmp_path / "kept" / "name"
    first = Turn(here)
    assert first.mine()
    first.over()
    second = Turn(here)
    assert second.mine()
    second.over()


def test_what_a_killed_run_left_in_memory_goes_and_what_a_living_one_uses_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MEMORY", tmp_path)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left, ours, not_ours = (
        tmp_path / name for name in (f"handrail-test-{gone.pid}-x", f"handrail-test-{os.getpid()}-x", "else")
    )
    at_work = tmp_path / f"handrail-test-{gone.pid}-y"
    for folder in (left, ours, not_ours, at_work):
        folder.mkdir()
    with subprocess.Popen(["sleep", "60"], cwd=at_work) as works:
        places.clear_left_behind()
        works.kill()
    assert {folder.name for folder in tmp_path.iterdir()} == {ours.name, not_ours.name, at_work.name}


def test_without_room_in_memory_it_lies_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MEMORY", tmp_path / "not there")
    folder = places.throwaway_folder()
    assert not folder.is_relative_to(tmp_path)
    folder.rmdir()
