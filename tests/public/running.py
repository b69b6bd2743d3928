"""The public site as whoever publishes runs it: `handrail publish serve` in processes of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.house.house import TREE
from tests.proofs.installation import below, free_port

PATIENCE = 60  # seconds; only a test that has gone wrong waits for it
OF_THE_CASES = {
    "DATABASE_URL": "postgresql://owner:secret@localhost/handrail",
    "HANDRAIL_ZONE_URL": "postgresql://app:secret@localhost/handrail",
    "HANDRAIL_OWNER_URL": "postgresql://owner:secret@localhost/handrail",
    "HANDRAIL_HOME": "/nowhere",
    "PGPASSWORD": "secret",
    "PGHOST": "localhost",
    "DJANGO_SETTINGS_MODULE": "handrail.service.web.settings",
}


@dataclass
class Running:
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def ask(self, path: str) -> tuple[int, bytes]:
        """0 where nobody is there."""
        connection = HTTPConnection("localhost", self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException):
            return 0, b""
        finally:
            connection.close()

    def processes(self) -> list[int]:
        return [self.process.pid, *below(self.process.pid)]

    def wait_for(self, true: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < until, self.log.read_text()
            assert self.process.poll() is None, self.log.read_text()
            threading.Event().wait(0.1)


@contextmanager
def running(bundle: Path, folder: Path, *options: str) -> Iterator[Running]:
    port, log = free_port(), folder.with_name("public.log")
    command = [sys.executable, "-c", "from handrail.command_line import main; main()", "publish", "serve", str(bundle)]
    environment = {**os.environ, **OF_THE_CASES, "PYTHONPATH": os.pathsep.join([str(TREE / "src"), str(TREE)])}
    with log.open("wb") as kept:
        process = subprocess.Popen(
            [*command, "--site", str(folder), "--port", str(port), *options], env=environment, stdout=kept, stderr=kept
        )
    here = Running(process, port, log)
    try:
        here.wait_for(lambda: here.ask("/healthy")[0] == 200)
        yield here
    finally:
        process.terminate()
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
