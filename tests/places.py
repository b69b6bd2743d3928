"""Where tests lay what they throw away: in memory, where the machine has room for it there, else on its disk.

A journey's database is a thousand files, made and removed again: on a disk that takes seconds, in memory a part of one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 each folder in it is made by mkdtemp, for its owner alone
ROOM = 4 * 1024**3
"""Bytes: what the processes of a run need there at the most, several times over."""
BEGINS = "handrail-test-"


def throwaway_folder() -> Path:
    """A new folder of this process's own. As root, PostgreSQL runs as somebody else, who must pass through."""
    folder = Path(tempfile.mkdtemp(prefix=f"{BEGINS}{os.getpid()}-", dir=MEMORY if _has_room(MEMORY) else None))
    folder.chmod(0o711)
    return folder


def clear_left_behind() -> None:
    """Memory that a killed run still holds, once nothing works in it."""
    if not _has_room(MEMORY, least=0):
        return
    at_work = {place for process in Path("/proc").glob("[0-9]*") if (place := _works_in(process)) is not None}
    for folder in MEMORY.glob(f"{BEGINS}*"):
        maker = folder.name.removeprefix(BEGINS).partition("-")[0]
        alive = (Path("/proc") / maker).exists()
        if not alive and not any(place.is_relative_to(folder) for place in at_work):
            shutil.rmtree(folder, ignore_errors=True)


def _has_room(folder: Path, least: int = ROOM) -> bool:
    """It is there, whoever runs the tests may write in it, and programs can be run from it."""
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK) and Path("/proc/self").exists()):
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC and shutil.disk_usage(folder).free >= least


def _works_in(process: Path) -> Path | None:
    try:
        return (process / "cwd").readlink()
    except OSError:
        return None
