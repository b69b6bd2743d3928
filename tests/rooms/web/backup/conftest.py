"""A whole installation with the demonstration in it, made as `handrail serve --demonstration` makes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from handrail.service.web import postgres
from handrail.service.web.backup.making import make
from handrail.service.web.backup.sealing import lock_with_key, make_key, opened_by_key
from handrail.service.web.logins import Logins, embedded_logins
from handrail.service.web.postgres import Cluster
from tests.kept import made_or_kept
from tests.places import throwaway_folder
from tests.rooms.web.backup.drill import WALLS, quiet

SET_UP = """
from pathlib import Path
from handrail.service.web.serving import database, migrate_and_grant
import sys
with database(Path(sys.argv[1])) as logins:
    migrate_and_grant(logins)
    from handrail.demonstration.load import load_if_empty
    assert load_if_empty()
"""
HANDRAIL = "from handrail.command_line import main; main()"
OF_THE_TESTS = ("DATABASE_URL", "HANDRAIL_ZONE_URL", "HANDRAIL_OWNER_URL", "DJANGO_SETTINGS_MODULE")


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """Not pytest's own temporary folder, which only root may enter when root runs the tests."""
    place = throwaway_folder()
    yield place
    shutil.rmtree(place)


@pytest.fixture(scope="session")
def running(place: Path) -> Iterator[Cluster]:
    """Its PostgreSQL, running as it does while people work."""
    home = place / "home"
    env = {name: text for name, text in os.environ.items() if name not in OF_THE_TESTS}
    home.mkdir(mode=0o711)
    env["HANDRAIL_HOME"] = str(home)

    def run(program: str, *words: object) -> None:
        subprocess.run([sys.executable, "-c", program, *map(str, words)], env=env, check=True)

    made_or_kept("installation", home, lambda: run(HANDRAIL, "migrate"))
    run(SET_UP, home)
    (home / "files").mkdir()
    (home / "files" / "beside.txt").write_text("A file that lies beside the database.\n")
    with postgres.running(home / "postgres") as cluster:
        with psycopg.connect(embedded_logins(cluster, home).owner_url) as owner:
            owner.execute(WALLS)
        yield cluster


@pytest.fixture
def home(running: Cluster, place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installation's folder; no other database is named meanwhile."""
    for name in OF_THE_TESTS:
        if name != "DJANGO_SETTINGS_MODULE":
            monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HANDRAIL_HOME", str(place / "home"))
    return place / "home"


@pytest.fixture
def logins(running: Cluster, home: Path) -> Logins:
    return embedded_logins(running, home)


@pytest.fixture(scope="session")
def key(place: Path) -> Path:
    path = place / "key"
    make_key(path)
    return path


@pytest.fixture
def identity(key: Path) -> object:
    return opened_by_key(key)


@pytest.fixture
def kept(place: Path, home: Path, key: Path) -> Path:
    """A backup of the installation while nobody works, made once."""
    path = place / "kept.backup"
    if not path.exists():
        make(path, home, lock_with_key(key), quiet)
    return path


@pytest.fixture
def folder(place: Path) -> Iterator[Path]:
    """Where to restore to: a folder that is not there yet."""
    path = place / "restored"
    yield path
    shutil.rmtree(path, ignore_errors=True)
