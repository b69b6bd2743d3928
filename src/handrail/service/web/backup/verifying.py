"""Reads a backup through without restoring it: is it whole, and what is in it?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO

from handrail.service.web.backup.manifest import Manifest
from handrail.service.web.backup.programs import newest_programs, restoring
from handrail.service.web.backup.reading import hash_of, opened


def verify(path: Path, identity: object, say: Callable[[str], None]) -> Manifest:
    """Every byte against the seal and the closing list, and the dump as far as it can be read without a database."""
    with opened(path, identity) as backup:
        with restoring(newest_programs(), None) as dump:
            backup.rest(dump, _only_hash, say)
        return backup.manifest


def _only_hash(place: PurePosixPath, stream: IO[bytes]) -> str:
    return hash_of(stream)
