"""The account of this machine under which PostgreSQL runs: it refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Account:
    """Who runs PostgreSQL. When we are root it is somebody lesser; otherwise it is ourselves."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    def run(self, command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[Any]:
        """Run a program as this account, from a folder that everyone may enter."""
        lesser: dict[str, Any] = {} if self.is_ours else {"user": self.uid, "group": self.gid, "extra_groups": []}
        env = {**os.environ, "LC_ALL": "C.UTF-8"}
        words = [str(part) for part in command]
        return subprocess.run(words, cwd="/", env=env, **lesser, **options)  # noqa: S603

    def may_run(self, program: Path) -> bool:
        try:
            return self.run([program, "--version"], capture_output=True).returncode == 0
        except PermissionError:
            return False

    def may_enter(self, folder: Path) -> bool:
        return self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder], capture_output=True).returncode == 0

    def owns(self, path: Path) -> None:
        """Give the file or folder to this account, for its eyes only."""
        path.chmod(0o700 if path.is_dir() else 0o600)
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)


def account() -> Account:
    """Ourselves, or for root the account `postgres`, or `nobody`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise RuntimeError("PostgreSQL will not run as root, and this machine has no account 'postgres' or 'nobody'.")
