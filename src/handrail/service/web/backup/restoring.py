"""Restores a backup into a folder of its own, and says it is done only when what is there is what was there.

While it works the folder carries a mark with which Handrail will not start; on any fault all that was made is removed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from psycopg import IsolationLevel, connect

from handrail.service.web import postgres
from handrail.service.web.backup.contents import contents, differences
from handrail.service.web.backup.faults import NotRestored, room_for
from handrail.service.web.backup.making import SECRET_KEY, keep_names
from handrail.service.web.backup.manifest import Closing, Manifest
from handrail.service.web.backup.programs import Programs, programs_for_server, restoring
from handrail.service.web.backup.reading import Opened, hash_of, opened
from handrail.service.web.backup.target import Target, target
from handrail.service.web.home import RESTORING

WENT = "folders-that-went.jsonl"
"""As the worker calls it: see `records/went.py`, which knows Django, and this does not."""
SPARE = 1.2  # of the size the database had: indexes are made anew beside what is there
MOST_TOLD = 10

Say = Callable[[str], None]


def restore(path: Path, folder: Path, identity: object, say: Say, went: Path | None = None) -> Manifest:
    """The backup, restored and compared. Raises NotRestored or NotOpened, and then nothing of it is there.

    `went` is the list of folders that went since: it is laid in the folder, and the first start from there heeds it.
    """
    with room_for("what is in the backup", folder, NotRestored), _marked(folder, say), opened(path, identity) as backup:
        _refuse_without_room(backup.manifest, folder)
        with target(backup.manifest, folder) as into:
            programs = programs_for_server(into.url, into.major)
            _refuse_older(backup.manifest, into)
            try:
                closing = _take(backup, into, programs, folder, say)
                _compare(backup.manifest, closing, into, say)
                into.tell_names()
                if went is not None:
                    _write(folder / WENT, _list_in(went))
            except BaseException:
                into.undo()
                raise
        return backup.manifest


def _take(backup: Opened, into: Target, programs: Programs, folder: Path, say: Say) -> Closing:
    if backup.secret_key:
        _write(folder / SECRET_KEY, backup.secret_key)

    def keep(place: PurePosixPath, stream: IO[bytes]) -> str:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "xb", opener=_private) as file:
            return hash_of(stream, file.write)

    with into.lent_names(), restoring(programs, into.restoring_url) as dump:
        return backup.rest(dump, keep, say)


def _compare(manifest: Manifest, closing: Closing, into: Target, say: Say) -> None:
    with connect(into.url) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        found = contents(connection, into.roles, lambda line: say(f"Comparing: {line}"))
    unlike = differences(
        manifest.contents,
        found,
        sequences_after=closing.sequences,
        same_postgres=into.major == manifest.postgres_major,
    )
    if unlike:
        more = f"\n... and {len(unlike) - MOST_TOLD} more" if len(unlike) > MOST_TOLD else ""
        raise NotRestored(
            "What was restored is not what was backed up, so it was removed again:\n"
            + "\n".join(unlike[:MOST_TOLD])
            + more
        )


def _list_in(went: Path) -> bytes:
    try:
        return went.read_bytes()
    except OSError as problem:
        raise NotRestored(f"The list of folders that went, {went}, cannot be read: {problem.strerror}.") from problem


def _refuse_without_room(manifest: Manifest, folder: Path) -> None:
    if "DATABASE_URL" in os.environ:
        return  # the database lies on another machine's disk
    free, needed = shutil.disk_usage(folder).free, manifest.size * SPARE
    if free < needed:
        raise NotRestored(
            f"There is not enough room in {folder}: about {needed / 1e6:,.0f} MB are needed and {free / 1e6:,.0f} MB "
            "are free. Nothing was restored. Make room, or choose another folder."
        )


def _refuse_older(manifest: Manifest, into: Target) -> None:
    if into.major < manifest.pg_dump:
        raise NotRestored(
            f"The backup was written for PostgreSQL {manifest.pg_dump} and this server is PostgreSQL {into.major}. "
            f"Restore it into PostgreSQL {manifest.pg_dump} or later."
        )


@contextmanager
def _marked(folder: Path, say: Say) -> Iterator[None]:
    """An empty folder, marked until everything in it is proved; emptied again on any fault."""
    made_here = not folder.exists()
    with _mark(folder):
        _clear(folder, say)
        try:
            yield
        except BaseException:
            _clear(folder, say)
            (folder / RESTORING).unlink()
            if made_here:
                folder.rmdir()
            raise
        (folder / RESTORING).unlink()
        keep_names(folder)


@contextmanager
def _mark(folder: Path) -> Iterator[None]:
    """Laid only in an empty folder, and held while a restore is at work there."""
    mark = folder / RESTORING
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)  # PostgreSQL, as another account, must pass through
        if any(folder.iterdir()) and not mark.exists():
            raise NotRestored(
                f"{folder} is not empty, and nothing is ever restored over anything. Choose another folder."
            )
        number = _private(str(mark), os.O_WRONLY | os.O_CREAT)
    except OSError as problem:
        raise NotRestored(f"{folder} cannot be used: {problem.strerror}. Choose another folder.") from problem
    with os.fdopen(number, "w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotRestored(f"Another restore into {folder} is at work. Wait until it has ended.") from None
        yield


def _clear(folder: Path, say: Say) -> None:
    """Remove all but the mark: it was laid in an empty folder, so whatever lies beside it came from a restore."""
    left = [path for path in folder.iterdir() if path.name != RESTORING]
    if not left:
        return
    say("Removing what is half restored")
    if (folder / "postgres").exists():
        cluster = postgres.cluster_in(folder / "postgres")
        if (cluster.data_folder / "postmaster.pid").exists():
            postgres.stop(cluster)
        shutil.rmtree(cluster.sockets, ignore_errors=True)
        shutil.rmtree(cluster.folder)
    for path in left:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)  # the cluster's own folder is gone already


def _write(path: Path, held: bytes) -> None:
    with open(path, "xb", opener=_private) as file:
        file.write(held)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
