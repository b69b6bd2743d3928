"""What is made alike for every run of the tests, and takes long, is kept in `.cache` and copied from there.

It is kept under the migrations and libraries that it was made by: of others nothing is taken.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

REPOSITORY = Path(__file__).parents[1]
OF_EACH = 3
"""So many are kept, for branches that differ in their migrations."""


def kept_as(name: str) -> Path:
    """Where it is kept, or would be, for these migrations and these libraries."""
    service = REPOSITORY / "src" / "handrail" / "service"
    makes_it = [*service.glob("*/migrations/*.py"), *service.glob("web/postgres/*.py"), service / "web" / "logins.py"]
    of_tests = [Path(__file__), REPOSITORY / "tests" / "database.py", REPOSITORY / "requirements-dev.lock"]
    told = hashlib.sha256()
    for path in sorted([*makes_it, *of_tests]):
        told.update(str(path.relative_to(REPOSITORY)).encode() + b"\0" + path.read_bytes() + b"\0")
    return REPOSITORY / ".cache" / name / told.hexdigest()[:24]


def copy(folder: Path, to: Path) -> None:
    subprocess.run(["cp", "-a", f"{folder}/.", to], check=True)  # the owner too: PostgreSQL reads nobody else's


def keep(folder: Path, here: Path) -> None:
    """As the folder is now. Two that do so at once make the same, and the later one's goes."""
    here.parent.mkdir(parents=True, exist_ok=True)
    for old in sorted(here.parent.iterdir(), key=lambda kept: kept.stat().st_mtime)[:-OF_EACH]:
        shutil.rmtree(old, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(dir=here.parent))
    draft.chmod(0o711)
    copy(folder, draft)
    try:
        draft.rename(here)
    except OSError:
        shutil.rmtree(draft)


class Turn:
    """Of processes that would make the same at once, one makes it, and the others wait for it and copy."""

    def __init__(self, here: Path) -> None:
        self.here = here
        self.lock: TextIO | None = None

    def mine(self) -> bool:
        """Whether this process is to make it, and then to say so by `over`; else it is kept now, maybe since long."""
        if self.here.exists():
            return False
        self.here.parent.mkdir(parents=True, exist_ok=True)
        self.lock = self.here.parent.with_suffix(".making").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        if self.here.exists():
            self.over()
            return False
        return True

    def over(self) -> None:
        """Made and kept, or given up."""
        if self.lock is not None:
            self.lock.close()
            self.lock = None


def made_or_kept(name: str, home: Path, make: Callable[[], object]) -> None:
    """Into an empty folder: as it was kept, or made anew and kept."""
    here = kept_as(name)
    turn = Turn(here)
    try:
        if turn.mine():
            make()
            keep(home, here)
        else:
            copy(here, home)
    finally:
        turn.over()
