"""Where this installation keeps what it generates: the database, passwords and keys."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

RESTORING = "restoring"
"""A file of this name marks a home into which a backup is being restored, or was and did not finish."""


def home() -> Path:
    """The folder named by `HANDRAIL_HOME`, or `var` in the current folder."""
    return Path(os.environ.get("HANDRAIL_HOME", "var")).resolve()


def kept_secret(path: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(32)) -> str:
    """The secret in the file, made on first asking and readable by its owner only.

    The file appears whole or not at all, so that two processes starting together agree on one secret.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_text("")
        draft.chmod(0o600)
        draft.write_text(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first: its secret is the one
        finally:
            draft.unlink()
    return path.read_text()
