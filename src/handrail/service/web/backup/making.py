"""Makes a backup: under a name of its own until it is whole, read in one snapshot, sealed as it is written."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from handrail.service.access.oidc.providers import FILE as PROVIDERS
from handrail.service.web.backup.contents import sequences
from handrail.service.web.backup.faults import NotBackedUp, room_for
from handrail.service.web.backup.manifest import Closing, Manifest, written
from handrail.service.web.backup.programs import dumping, programs_for_server
from handrail.service.web.backup.sealing import Lock, sealed
from handrail.service.web.backup.source import manifest_of, snapshot, source

PART = 8 * 1024 * 1024
"""Bytes of a part of the dump. A tar must know the length of what follows; this much is held in memory."""
MANIFEST, CLOSING, SECRET_KEY, FILES, DUMP = "manifest.json", "closing.json", "secret-key", "files", "database"
BESIDE = "beside"
"""What whoever runs the installation wrote down in its folder: which organisations sign people in, and with what."""
UNFINISHED = ".unfinished"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    manifest: Manifest
    files: int
    size: int


def make(path: Path, home: Path, lock: Lock, say: Say) -> Made:
    """The backup, complete at `path` or not there at all. Raises NotBackedUp."""
    if path.exists():
        raise NotBackedUp(f"{path} is there already, and a backup is never written over. Choose another name.")
    with (
        room_for("the backup", path.parent, NotBackedUp),
        _appearing_whole(path) as out,
        source(home) as found,
        snapshot(found) as (connection, name),
    ):
        programs = programs_for_server(found.url, connection.info.server_version // 10000)
        manifest = manifest_of(found, connection, pg_dump=programs.major, say=say)
        with sealed(out, lock) as pipe, tarfile.open(fileobj=pipe, mode="w|", bufsize=1 << 18) as tar:
            _add(tar, MANIFEST, written(manifest))
            _add(tar, SECRET_KEY, (home / SECRET_KEY).read_bytes() if (home / SECRET_KEY).exists() else b"")
            files = dict(_files(tar, FILES, home / FILES, sorted((home / FILES).rglob("*"))))
            beside = dict(_files(tar, BESIDE, home, _beside(home)))
            with dumping(programs, found.url, name) as dump:
                parts, size, seen = _parts(tar, dump, say)
            _add(tar, CLOSING, written(Closing(parts, size, seen, files, sequences(connection), beside)))
    return Made(manifest, len(files), path.stat().st_size)


@contextmanager
def _appearing_whole(path: Path) -> Iterator[BinaryIO]:
    """A file that only its owner may read; it gets its name once every byte of it is on the disk."""
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
    except OSError as problem:
        raise NotBackedUp(f"No file can be made in {path.parent}: {problem.strerror}.") from problem
    draft = Path(name)
    try:
        with os.fdopen(number, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        draft.rename(path)
        keep_names(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def keep_names(folder: Path) -> None:
    """Names in a folder outlast a power cut only once the folder is on the disk too."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _parts(tar: tarfile.TarFile, dump: IO[bytes], say: Say) -> tuple[int, int, str]:
    """The dump in parts: how many, their bytes together, and their hash."""
    count, size, seen = 0, 0, hashlib.sha256()
    while part := dump.read(PART):
        count, size = count + 1, size + len(part)
        seen.update(part)
        _add(tar, f"{DUMP}/{count:08}", part)
        say(f"{size / 1e6:,.0f} MB written")
    return count, size, seen.hexdigest()


def _beside(home: Path) -> list[Path]:
    """The list of organisations and the secret of each, where it lies in the folder too. A list that cannot be read is
    kept as it is; Handrail does not start with it."""
    written = home / PROVIDERS
    if not written.is_file():
        return []
    try:
        said = tomllib.loads(written.read_text(encoding="utf-8")).values()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        said = {}.values()
    secrets = {home / str(one["secret_file"]) for one in said if isinstance(one, dict) and "secret_file" in one}
    inside = {path for path in secrets if path.is_relative_to(home) and ".." not in path.relative_to(home).parts}
    return [written, *sorted(inside)]


def _files(tar: tarfile.TarFile, where: str, folder: Path, paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Files that lie beside the database, each with its hash; read after the snapshot, so none it names is missing."""
    for path in paths:
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(folder).as_posix()
            with path.open("rb") as file:
                hashed = _Hashed(file)
                entry = tarfile.TarInfo(f"{where}/{name}")
                entry.size = os.fstat(file.fileno()).st_size
                tar.addfile(entry, hashed)
            yield name, hashed.seen.hexdigest()


class _Hashed(io.RawIOBase):
    """Reads a file and its hash in one go."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.seen = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self.seen.update(part)
        return part


def _add(tar: tarfile.TarFile, name: str, held: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(held), 0o600
    tar.addfile(entry, io.BytesIO(held))
