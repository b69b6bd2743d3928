"""Checkpoints: lines that say where the chain of seals stood and when, to be kept by somebody outside.

Whoever can write in the database could make the whole chain anew; they cannot make it agree with a line that
somebody else holds.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

LONGEST_LINE = 1_000  # bytes; ours have about 310


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many entries were sealed (which is the last seal's number), the last entry's number, and the last hash."""

    count: int
    entry: int | None
    hash: str
    at: datetime
    signature: str = ""

    def line(self) -> str:
        """As it stands in a file, with its signature if it has one."""
        return json.dumps(self._told() | ({"signature": self.signature} if self.signature else {}))

    def signed_bytes(self) -> bytes:
        """What is signed of it: the line without its signature, in UTF-8."""
        return json.dumps(self._told()).encode()

    def _told(self) -> dict[str, int | str | None]:
        at = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return {"count": self.count, "entry": self.entry, "hash": self.hash, "at": at}


def read_checkpoint(line: str) -> Checkpoint | None:
    """Nothing where the line is not a whole checkpoint: a machine that lost its power may leave half of one."""
    try:
        told = json.loads(line)
        count, entry, hashed, at = told["count"], told["entry"], told["hash"], datetime.fromisoformat(told["at"])
        signature = told.get("signature", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    whole = type(count) is int and 0 < count < 2**63 and isinstance(hashed, str) and at.tzinfo is not None
    whole = whole and isinstance(signature, str)
    return Checkpoint(count, entry, hashed, at, signature) if whole else None


def checkpoints_in(path: Path) -> Iterator[tuple[int, Checkpoint | None]]:
    """Each line's number, counted from 1, with its checkpoint; nothing for a line that is not whole."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, read_checkpoint(line)


def add_checkpoint(path: Path, now: Checkpoint) -> Checkpoint | None:
    """Append it, unless the chain stands where the last line says. Gives the checkpoint that was the last before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        before, torn = _last(file.fileno())
        if before is None or (before.count, before.hash) != (now.count, now.hash):
            os.write(file.fileno(), b"\n" * torn + now.line().encode() + b"\n")
            os.fsync(file.fileno())
    return before


def last_checkpoint(path: Path) -> Checkpoint | None:
    """The last whole one of a file; nothing where there is no file, or no checkpoint in it."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        return _last(file.fileno())[0]


def _last(file: int) -> tuple[Checkpoint | None, bool]:
    """The last whole checkpoint near the end of the file, and whether the file ends in the middle of a line."""
    size = os.fstat(file).st_size
    end = os.pread(file, 2 * LONGEST_LINE, max(0, size - 2 * LONGEST_LINE))
    whole = (read_checkpoint(line) for line in reversed(end.decode(errors="replace").splitlines()))
    return next((found for found in whole if found), None), bool(end) and not end.endswith(b"\n")
