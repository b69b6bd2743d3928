"""Where a cluster's files lie: somewhere its account can reach, with a socket path short enough to open."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from handrail.service.web.postgres.account import Account

# Unix socket paths end at 107 bytes on Linux and at 103 on macOS, the file's own name included.
LONGEST_SOCKET_PATH = 100
SOCKET = ".s.PGSQL.5432"
FOR_ROOT = Path("/var/lib/handrail")


def reachable_folder(wanted: Path, account: Account) -> Path:
    """The wanted folder; or, for root in a home that nobody else may enter, one of our own under /var/lib."""
    wanted.mkdir(parents=True, exist_ok=True)
    account.owns(wanted)
    if account.may_enter(wanted):
        return wanted
    folder = FOR_ROOT / _short_name(wanted)
    folder.mkdir(parents=True, exist_ok=True)
    account.owns(folder)
    return folder


def socket_folder(folder: Path, account: Account) -> Path:
    """A private folder for the socket: inside the cluster's, or under the temporary one if that is too long."""
    inside = folder / "run"
    if len(os.fsencode(inside / SOCKET)) <= LONGEST_SOCKET_PATH:
        inside.mkdir(exist_ok=True)
        account.owns(inside)
        return inside
    elsewhere = Path(tempfile.gettempdir()) / f"handrail-{_short_name(folder)}"
    return _private(elsewhere, account)


def _private(folder: Path, account: Account) -> Path:
    """Anyone may write in the temporary folder, so one that somebody else laid there is refused."""
    try:
        folder.mkdir(mode=0o700)
        account.owns(folder)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or stat.S_IMODE(found.st_mode) != 0o700:
            raise RuntimeError(
                f"{folder} belongs to somebody else. Remove it, or set TMPDIR to a folder of yours."
            ) from None
    return folder


def _short_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
