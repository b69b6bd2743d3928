"""What stands at the front and at the end of a backup: what it is of, what must be in it, and that it is whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from handrail.service.web.backup.contents import Contents
from handrail.service.web.backup.faults import NotOpened

FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """The first part. `roles` are the names that the owner, the zones' logins and the roles to act in had."""

    version: str
    made_at: str
    database: str
    roles: dict[str, str]
    postgres: int
    pg_dump: int
    size: int
    """Bytes that the database takes on disk."""
    contents: Contents
    format: int = FORMAT

    @property
    def postgres_major(self) -> int:
        return self.postgres // 10000


@dataclass(frozen=True)
class Closing:
    """The last part, written once everything before it was. The files are those of the folder `files`, by hash."""

    parts: int
    dump_size: int
    dump_sha256: str
    files: dict[str, str]
    sequences: dict[str, int]
    beside: dict[str, str] = field(default_factory=dict)
    """The list of organisations that sign people in, and their secrets, by hash."""


def written(told: Manifest | Closing) -> bytes:
    return json.dumps(asdict(told), indent=1, ensure_ascii=False).encode()


def manifest_from(held: bytes) -> Manifest:
    told = _read(held)
    if told.get("format") != FORMAT:
        raise NotOpened("A newer Handrail made this backup. Upgrade Handrail here, then restore it.")
    try:
        return Manifest(**{**told, "contents": Contents.kept(told["contents"])})
    except (KeyError, TypeError) as fault:
        raise NotOpened("The list at the front of this backup cannot be read.") from fault


def closing_from(held: bytes) -> Closing:
    return Closing(**_read(held))


def _read(held: bytes) -> dict[str, Any]:
    told = json.loads(held)
    assert isinstance(told, dict)
    return told
