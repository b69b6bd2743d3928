"""Each bench runs to its end, on a small share of what it measures: what is run seldom breaks unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"
SMALL = {
    "clocks": "--histories 200 --processes 1",
    "deaths": "--deaths 120 --panels 2",
    "hidden": "--pairs 5",
    "identity": "--count 3",
    "insiders": "--user-days 200 --patterns 2 --seeds 1",
    "insight": "--authorities 5 --years 6 --times 1 --folders 40",
    "public": "--documents 5 --seconds 1 --askers 1",
    "screens": "--folders 300",
    "sealing": "--writers 2 --seconds 1 --rounds 1 --long 400",
    "search": "--findings 400",
    "walls": "--people 2 --seconds 1 --rounds 1 --folders 60",
}
CALLED_BY_OTHERS = {"session"}


def test_every_bench_is_run_small_somewhere() -> None:
    run = {path.stem for path in BENCH.glob("*.py") if '__name__ == "__main__"' in path.read_text(encoding="utf-8")}
    assert run == SMALL.keys() | CALLED_BY_OTHERS


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(SMALL))
def test_a_bench_runs_to_its_end(name: str) -> None:
    """Its figures mean nothing here."""
    env = dict(os.environ)
    for ours in [one for one in env if one.startswith(("HANDRAIL_", "DJANGO_", "DATABASE_URL"))]:
        del env[ours]
    command = [sys.executable, str(BENCH / f"{name}.py"), *SMALL[name].split()]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert ended.stdout
