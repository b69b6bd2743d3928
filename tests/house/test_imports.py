"""The import contracts themselves run in `./test`; here each is seen to fail when it is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.house import TREE

BREACHES = {
    "the law learns of Django": ("guidance/days.py", "import django"),
    "the law learns of the service": ("guidance/clock.py", "from handrail.service import room"),
    "a room looks up": ("service/cases/models/__init__.py", "from handrail.service.incidents import models as above"),
    "a room looks sideways": ("service/documents/models.py", "from handrail.service.outbox import models as beside"),
    "a room imports the web": ("service/access/views/account.py", "from handrail.service.web import settings"),
    "a model knows its screens": ("service/incidents/models.py", "from handrail.service.incidents import views"),
    "the public site learns of the service": ("public/bundle.py", "from handrail.service import room"),
    "the public site learns of Django": ("public/making.py", "import django"),
    "the public site speaks to a database": ("public/wsgi.py", "import psycopg"),
    "what both stand on learns of the service": ("common/headers.py", "from handrail.service import room"),
    "the service leans on the public site": ("service/web/publish.py", "from handrail.public import bundle"),
    "an action knows its forms": (
        "service/incidents/actions/record.py",
        "from handrail.service.incidents import forms",
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(TREE / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(TREE / "pyproject.toml", tmp_path)
    return tmp_path


def contracts_hold(tree: Path) -> bool:
    linter = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"]
    run = subprocess.run(linter, cwd=tree, env={"PYTHONPATH": str(tree / "src")}, capture_output=True, check=False)
    assert b"Contracts:" in run.stdout, run.stdout + run.stderr
    return run.returncode == 0


def test_the_contracts_hold_as_the_house_stands(copy: Path) -> None:
    assert contracts_hold(copy)


@pytest.mark.parametrize("breach", BREACHES)
def test_each_breach_is_seen(copy: Path, breach: str) -> None:
    name, line = BREACHES[breach]
    file = copy / "src" / "handrail" / name
    head, future, rest = file.read_text().partition("from __future__ import annotations\n")
    file.write_text(f"{head}{future}{line}\n{rest}")
    assert not contracts_hold(copy)
