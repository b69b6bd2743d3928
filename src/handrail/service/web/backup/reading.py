"""Reads a backup from its front to its end, once, and believes it only when the end has been seen."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from handrail.service.web.backup.faults import NotOpened
from handrail.service.web.backup.making import BESIDE, CLOSING, DUMP, FILES, MANIFEST, SECRET_KEY
from handrail.service.web.backup.manifest import Closing, Manifest, closing_from, manifest_from
from handrail.service.web.backup.sealing import DAMAGED, unsealed

BLOCK = 1 << 20


@dataclass(frozen=True)
class Opened:
    """A backup that is being read: its manifest, its secret key, and the rest still to come."""

    manifest: Manifest
    secret_key: bytes
    tar: tarfile.TarFile

    def rest(
        self, dump: IO[bytes], keep: Callable[[PurePosixPath, IO[bytes]], str], say: Callable[[str], None]
    ) -> Closing:
        """Gives the dump and the files to whoever takes them; the closing part, if all of it was there.

        The last part of the dump is given only once everything has been seen, so that what is taken in one
        transaction is not taken from a file that was cut short.
        """
        files: dict[str, str] = {}
        beside: dict[str, str] = {}
        held, parts, size, seen = b"", 0, 0, hashlib.sha256()
        for entry in self.tar:
            stream = _held(self.tar, entry)
            folder, _, name = entry.name.partition("/")
            if folder == FILES:
                files[name] = keep(FILES / _within(name), stream)
            elif folder == BESIDE:
                beside[name] = keep(_within(name), stream)
            elif folder == DUMP:
                dump.write(held)
                held = stream.read()
                parts, size = parts + 1, size + len(held)
                seen.update(held)
                say(f"{size / 1e6:,.0f} MB read")
            elif entry.name == CLOSING:
                closing = closing_from(stream.read())
                if (parts, size, seen.hexdigest(), files, beside) != (
                    *(closing.parts, closing.dump_size, closing.dump_sha256),
                    *(closing.files, closing.beside),
                ):
                    raise NotOpened(DAMAGED)
                dump.write(held)
                return closing
        raise NotOpened(DAMAGED)


@contextmanager
def opened(path: Path, identity: object) -> Iterator[Opened]:
    """The backup, unsealed. Raises NotOpened."""
    with unsealed(path, identity) as plain:
        try:
            with tarfile.open(fileobj=plain, mode="r|", bufsize=1 << 18) as tar:
                yield Opened(manifest_from(_next(tar, MANIFEST)), _next(tar, SECRET_KEY), tar)
        except (tarfile.TarError, json.JSONDecodeError, EOFError) as fault:
            raise NotOpened(DAMAGED) from fault


def hash_of(stream: IO[bytes], keep: Callable[[bytes], object] = len) -> str:
    """The hash of what is read to its end, a block at a time."""
    seen = hashlib.sha256()
    while block := stream.read(BLOCK):
        seen.update(block)
        keep(block)
    return seen.hexdigest()


def _next(tar: tarfile.TarFile, name: str) -> bytes:
    entry = tar.next()
    if entry is None or entry.name != name:
        raise NotOpened(DAMAGED)
    return _held(tar, entry).read()


def _held(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    stream = tar.extractfile(entry)
    if stream is None:
        raise NotOpened(DAMAGED)
    return stream


def _within(name: str) -> PurePosixPath:
    """A file's place; never outside the folder it is restored into, whoever made the backup."""
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or not place.parts:
        raise NotOpened("The backup names a file outside its own folder, so none of it was used.")
    return place
