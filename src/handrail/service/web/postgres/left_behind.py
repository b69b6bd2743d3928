"""Clears what a killed PostgreSQL leaves: lock files that name a process which no longer runs."""

from __future__ import annotations

from pathlib import Path

from handrail.service.web.postgres.places import SOCKET

PROCESSES = Path("/proc")


def clear_stale_locks(data: Path, socket_folder: Path) -> bool:
    """Remove the locks if no process works in the data folder; say whether the way is free.

    PostgreSQL trusts the process number in its lock. A killed server that nothing has reaped yet, or a
    stranger who was given its number after a restart, would keep it from starting for ever. Every
    process of a cluster has the data folder as its working folder, which cannot be mistaken.
    """
    if not (PROCESSES / "self").exists():
        return True  # no such view of processes here (macOS): PostgreSQL's own judgement stands
    if any(_works_in(process, data) for process in PROCESSES.glob("[0-9]*")):
        return False
    for lock in (data / "postmaster.pid", socket_folder / f"{SOCKET}.lock", socket_folder / SOCKET):
        lock.unlink(missing_ok=True)
    return True


def _works_in(process: Path, data: Path) -> bool:
    """A zombie has no working folder any more, so it counts as gone."""
    try:
        return (process / "cwd").readlink() == data
    except OSError:
        return False
