"""Runs the public site: a web server that reads the made site, and beside it what takes up each new bundle.

Neither has an address of a database in its environment: all but what is named here is left behind.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from handrail.common.parts import Part, asked_to_stop, stop
from handrail.public.bundle import BundleRefused
from handrail.public.making import make
from handrail.public.particulars import Particulars
from handrail.public.wsgi import SITE

NEEDED = frozenset("HOME LANG PATH PYTHONDONTWRITEBYTECODE PYTHONPATH TMPDIR TZ VIRTUAL_ENV".split())
OURS = "HANDRAIL_PUBLIC_"
LOOK = 1.0  # seconds between two looks at the bundle
AGAIN = 10.0  # seconds until a bundle that was refused is read again: it may have been half copied


def leave_behind_what_is_not_needed() -> None:
    """Where anything is in the environment that the site does not need, such as the address of a database, this
    process becomes one without it. Not only forgotten: what a process began with can be read from outside."""
    kept = needed(os.environ)
    if set(os.environ) - set(kept):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], kept)  # noqa: S606 the same command again


def needed(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: words for name, words in environment.items() if name in NEEDED or name.startswith(("LC_", OURS))}


def command(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "handrail.public.wsgi:application"),
        *("--bind", f"{host}:{port}", "--worker-class", "handrail.public.worker.QuietThreads"),
        *("--workers", str(workers), "--threads", "4", "--keep-alive", "15"),
        *("--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket"),
    ]


@dataclass
class Watch:
    """Takes up a bundle when its manifest changes, and says once what is wrong with one that is refused."""

    bundle: Path
    folder: Path
    particulars: Particulars
    say: Callable[[str], None]
    seen: tuple[int, ...] = ()
    refused: str = ""
    again_at: float = field(default=0.0)

    def look(self) -> None:
        now = self._manifest()
        if now == self.seen and not (self.refused and time.monotonic() >= self.again_at):
            return
        self.seen = now
        try:
            made = make(self.bundle, self.folder, self.particulars, say=self.say)
        except (BundleRefused, OSError) as fault:
            self.again_at = time.monotonic() + AGAIN
            if str(fault) != self.refused:
                self.say(f"The bundle is not taken up. {fault} What was served before is served still.")
            self.refused = str(fault)
            return
        self.refused = ""
        if made.changed:
            self.say(f"The bundle was taken up: {made.documents:,} published, {made.withdrawn:,} withdrawn.")

    def _manifest(self) -> tuple[int, ...]:
        try:
            told = (self.bundle / "manifest.json").stat()
        except OSError:
            return ()
        return told.st_ino, told.st_mtime_ns, told.st_size


def run(watch: Watch, *, host: str, port: int, workers: int) -> bool:
    """Until we are asked to stop. False where the web server ended before it had begun its work."""
    server = Part(command(host, port, workers), {**needed(os.environ), SITE: str(watch.folder.resolve())})
    with asked_to_stop() as asked:
        try:
            server.begin()
            while not asked.wait(LOOK) and server.tend():
                watch.look()
        finally:
            stop([server])
    return asked.is_set()


def say(words: str) -> None:
    click.echo(words, err=True)
