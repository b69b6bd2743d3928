"""What may go wrong with a backup, each a sentence for the person at the keyboard."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NotBackedUp(RuntimeError):
    """No backup was made; the message says how to mend it."""


class NotOpened(RuntimeError):
    """The file cannot be read as a backup; the message says why."""


class NotRestored(RuntimeError):
    """Nothing was restored; the message says why."""


@contextmanager
def room_for(what: str, place: Path, refused: type[RuntimeError]) -> Iterator[None]:
    """A full disk is said as such."""
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise refused(
                f"There is not enough room in {place} for {what}. Nothing was kept. "
                "Make room, or choose another folder."
            ) from problem
        raise
