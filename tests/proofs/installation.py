"""A whole Handrail of its own in a throwaway folder: `handrail serve` as an operator runs it, and what else is started
beside it. Whatever is killed here is found by number, below the processes that were started here."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psycopg

from handrail.service.web import postgres
from handrail.service.web.logins import DATABASE, embedded_logins
from tests.house.house import TREE
from tests.kept import made_or_kept

PATIENCE = 600  # seconds, on a machine where much else runs
SENDER = "Handrail <handrail@wendvalley.example>"


@dataclass
class Installation:
    """The folder, its cluster, and the processes by the part they play."""

    home: Path
    port: int
    smtp: str
    cluster: postgres.Cluster
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    again: dict[str, Callable[[], None]] = field(default_factory=dict)
    """How a process that the test itself started is started once more."""

    @property
    def url(self) -> str:
        """As the superuser, from whom nothing is hidden."""
        return self.cluster.superuser_url(DATABASE)

    @property
    def environment(self) -> dict[str, str]:
        """As the worker has it, whose login the commands use as well; `serve` gives each of its parts its own."""
        known = {name: text for name, text in os.environ.items() if not name.startswith(("HANDRAIL_", "DATABASE_"))}
        return {
            **known,
            "HANDRAIL_HOME": str(self.home),
            "HANDRAIL_ZONE_URL": embedded_logins(self.cluster, self.home).worker_url,
            "HANDRAIL_SMTP": self.smtp,
            "HANDRAIL_MAIL_FROM": SENDER,
            "DJANGO_SETTINGS_MODULE": "handrail.service.web.settings",
            "PYTHONPATH": os.pathsep.join([str(TREE / "src"), str(TREE), os.environ.get("PYTHONPATH", "")]),
        }

    def start(self, part: str, *words: str) -> None:
        with (self.home / f"{part}.log").open("ab") as log:
            self.running[part] = subprocess.Popen(
                [sys.executable, *words], env=self.environment | self._own_login(part), cwd=TREE, stdout=log,
                stderr=log, start_new_session=True,
            )  # fmt: skip

    def _own_login(self, part: str) -> dict[str, str]:
        """Writers write for people, as the pages do."""
        logins = embedded_logins(self.cluster, self.home)
        return {"HANDRAIL_ZONE_URL": logins.app_url} if part.startswith("writer") else {}

    def run(self, *words: str) -> str:
        done = subprocess.run([sys.executable, *words], env=self.environment, cwd=TREE, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def handrail(self, *words: str) -> str:
        return self.run("-c", "from handrail.command_line import main; main()", *words)

    def serve(self) -> None:
        """Until it answers. What a kill left behind may hold the port for a moment: an operator tries again."""
        give_up_at = time.monotonic() + PATIENCE
        command = ("-c", "from handrail.command_line import main; main()", "serve", "--port", str(self.port))
        while not self.answers():
            assert time.monotonic() < give_up_at, self.log("serve")
            if "serve" not in self.running or self.running["serve"].poll() is not None:
                self.start("serve", *command)
            threading.Event().wait(0.2)

    def answers(self) -> bool:
        return self.ask("GET", "/healthy")[0] == 200

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """What the service answers; 0 where nobody is there, or who was there is gone."""
        connection = HTTPConnection("localhost", self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        except (OSError, HTTPException):
            return 0, {}, b""
        finally:
            connection.close()

    def log(self, part: str) -> str:
        return (self.home / f"{part}.log").read_text(errors="replace")[-4000:]

    def settled(self) -> dict[str, Any]:
        """Wend Valley moves in."""
        told: dict[str, Any] = json.loads(self.run("-m", "tests.proofs.settling").splitlines()[0])
        (self.home / "told.json").write_text(json.dumps(told))
        return told

    def postmaster(self) -> int:
        """Its number, as it wrote it down; 0 where there is none just now."""
        try:
            return int((self.cluster.data_folder / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return 0

    def ask_database(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            done = connection.execute(query.encode())
            return done.fetchall() if done.description else []

    def end(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        for process in self.running.values():
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        postgres.stop(self.cluster)


@contextmanager
def installation(smtp: str) -> Iterator[Installation]:
    home = Path(tempfile.mkdtemp(prefix="handrail-proof-"))
    home.chmod(0o711)
    cluster = postgres.cluster_in(home / "postgres")
    here = Installation(home, free_port(), smtp, cluster)
    try:
        made_or_kept("installation", home, lambda: here.handrail("migrate"))
        yield here
    finally:
        here.end()
        for folder in {home, cluster.folder, cluster.sockets}:
            shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.create_server(("localhost", 0)) as door:
        return int(door.getsockname()[1])


def below(number: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        parents[int(place.parent.name)] = int(words[1])
    found, looked = [], [number]
    while looked:
        one = looked.pop()
        children = [child for child, parent in parents.items() if parent == one]
        found += children
        looked += children
    return found


def runs(number: int, word: str) -> bool:
    try:
        return word in Path(f"/proc/{number}/cmdline").read_text()
    except OSError:
        return False


def kill(*numbers: int) -> bool:
    """SIGKILL, all of them stopped first, so that none can do a last thing for another. False where none was there."""
    there = [number for number in numbers if number > 1]
    done = 0
    for wanted in (signal.SIGSTOP, signal.SIGKILL):
        for number in there:
            try:
                os.kill(number, wanted)
                done += 1
            except ProcessLookupError:
                continue  # it had ended
    return bool(done)
