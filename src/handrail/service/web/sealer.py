"""The process that seals the audit: twice a second what was written since, and each minute a checkpoint.

It asks rather than being told: a NOTIFY with each entry would take a lock of the whole server's at every commit.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from types import FrameType

PAUSE = 0.5
"""Seconds between two looks: an entry is sealed within one second of its commit."""
MARK_EVERY = 60.0
AFTER_A_FAULT = 5.0

log = logging.getLogger(__name__)


def keep_sealing(asked_to_stop: threading.Event, *, pause: float = PAUSE, mark_every: float = MARK_EVERY) -> None:
    """Until asked to stop. A database that is away, or a file that cannot be written, ends nothing: it tries again."""
    from django.db import Error

    marked = float("-inf")
    while not asked_to_stop.wait(pause):
        try:
            marked = seal_once(marked, mark_every)
        except OSError:
            marked = time.monotonic()  # said where it happened; again in a minute
        except Error as problem:
            log.error("The audit could not be sealed, and will be tried again: %s", problem)
            _let_go()
            asked_to_stop.wait(AFTER_A_FAULT)


def seal_once(marked: float, mark_every: float) -> float:
    """Seal what waits, and mark it if it is time. Gives when it was last marked."""
    from handrail.service.audit.sealing import mark_everywhere, seal_waiting

    seal_waiting()
    if time.monotonic() - marked < mark_every:
        return marked
    mark_everywhere()
    return time.monotonic()


def _let_go() -> None:
    from django.db import connection

    connection.close()


def main() -> None:
    import django

    django.setup()
    asked = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        asked.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    keep_sealing(asked)


if __name__ == "__main__":
    main()
