"""The processes that make up something that runs: started, looked after, and stopped."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

import click

SETTLED = 10  # seconds; a part that ends sooner, the first time, is at fault itself and would only end again
CALM = 60  # seconds without an ending, after which the next one counts as the first
PAUSES = (0, 1, 2, 5, 10, 30)
"""Seconds before a part is started again, longer each time that it ends soon after."""
LAST_WORDS = 30  # seconds a process has to finish what it is doing
PR_SET_PDEATHSIG = 1  # from <sys/prctl.h>
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None  # loaded here: a forked child must not look for it


@dataclass
class Part:
    """One process, and how often it has lately ended by itself."""

    command: list[str]
    env: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    first_at: float = field(default_factory=time.monotonic)
    begun_at: float = 0.0
    again_at: float = 0.0
    endings: int = 0

    def begin(self) -> None:
        # In a session of its own: Ctrl-C reaches us alone, and we stop the parts in order.
        self.begun_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            self.command, env=self.env, start_new_session=True, preexec_fn=_end_with_us
        )

    def tend(self) -> bool:
        """Start it again if it has ended. False where it could not even begin its work."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.begin()
            return True
        code = self.process.poll()
        if code is None:
            return True
        if now - self.first_at < SETTLED:
            return False
        self.endings = 0 if now - self.begun_at > CALM else self.endings
        pause = PAUSES[min(self.endings, len(PAUSES) - 1)]
        click.echo(f"A part of Handrail ended (code {code}) and is started again in {pause} seconds.", err=True)
        self.endings, self.again_at, self.process = self.endings + 1, now + pause, None
        return True


def _end_with_us() -> None:
    """On Linux, a part is asked to end when whoever looks after it is killed: left behind it would keep the port."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(parts: list[Part]) -> None:
    running = [part.process for part in parts if part.process is not None]
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(LAST_WORDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """Set by Ctrl-C, and by the signal with which a machine shuts down."""
    asked = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        asked.set()

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, action in before.items():
            signal.signal(number, action)
