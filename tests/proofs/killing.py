"""Kills a part of a running installation, and what an operator would do after."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.proofs.installation import Installation, below, kill, runs

PARTS = ("database", "backend", "pages", "worker", "writer", "sender", "everything")


@dataclass
class Killer:
    """Chooses from a seed. `again` starts a process of the test itself once more, by the name of its part."""

    here: Installation
    chosen: random.Random
    again: dict[str, Callable[[], None]]
    killed: Counter[str] = field(default_factory=Counter)
    begun_at: float = field(default_factory=time.monotonic)

    def kill_one(self, part: str = "") -> None:
        part = part or self.chosen.choice(PARTS)
        getattr(self, f"_{part}")()
        self.tend()
        print(f"{time.monotonic() - self.begun_at:6.1f} s: {part} killed and tended, {self.killed.total()} kills")

    def tend(self) -> None:
        """Start again what ended and nobody else looks after."""
        for name, begin in self.again.items():
            process = self.here.running[name]
            if process.poll() not in (None, 0):
                begin()
        if self.here.running["serve"].poll() is not None:
            self.here.serve()

    def _database(self) -> None:
        """The server and every process of it in one moment, as a machine loses its power: nothing is flushed after."""
        server = self.here.postmaster()
        self.killed["database"] += server > 0 and kill(server, *below(server))

    def _backend(self) -> None:
        """One process of the server: the server then ends the others and mends itself."""
        self._any_of("backend", below(self.here.postmaster()))

    def _pages(self) -> None:
        """A process that answers pages, or the one that looks after them."""
        self._any_of("pages", [one for one in below(self._serve()) if runs(one, "gunicorn")])

    def _worker(self) -> None:
        self._any_of("worker", [one for one in below(self._serve()) if runs(one, "procrastinate")])

    def _writer(self) -> None:
        self._started_here("writer")

    def _sender(self) -> None:
        self._started_here("sender")

    def _everything(self) -> None:
        """Service, pages, worker and database at once."""
        self.killed["everything"] += 1
        server, service = self.here.postmaster(), self._serve()
        kill(service, *below(service), server, *below(server))
        self.here.running["serve"].wait()
        self.here.serve()

    def _serve(self) -> int:
        return self.here.running["serve"].pid

    def _started_here(self, kind: str) -> None:
        names = [name for name in self.again if name.startswith(kind) and self.here.running[name].poll() is None]
        if names:
            name = self.chosen.choice(names)
            self.killed[kind] += kill(self.here.running[name].pid)
            self.here.running[name].wait()

    def _any_of(self, part: str, numbers: list[int]) -> None:
        if numbers:
            self.killed[part] += kill(self.chosen.choice(numbers))
