"""Brings the whole service up and takes it down again: database, logins, web pages and the worker."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from handrail.service.web import postgres
from handrail.service.web.home import RESTORING
from handrail.service.web.logins import Logins, grant, logins_beside, make_embedded

SETTINGS = "handrail.service.web.settings"
OWNERS_ALONE = ("HANDRAIL_OWNER_URL", "DATABASE_URL")
LAST_WORDS = 30  # seconds a process has to finish what it is doing


class CannotServe(RuntimeError):
    """Said to the person at the keyboard, who can mend it."""


@contextmanager
def database(home: Path) -> Iterator[Logins]:
    """Both logins to the database: that of `DATABASE_URL`, or our own PostgreSQL, kept running meanwhile."""
    home.mkdir(parents=True, exist_ok=True)
    refuse_half_restored(home)
    owner_url = os.environ.get("DATABASE_URL")
    with ExitStack() as stack:
        if owner_url and "HANDRAIL_APP_URL" in os.environ:
            logins = Logins(owner_url=owner_url, app_url=os.environ["HANDRAIL_APP_URL"])
        elif owner_url:
            logins = logins_beside(owner_url, home)
        else:
            logins = make_embedded(stack.enter_context(postgres.running(home / "postgres")), home)
        os.environ["HANDRAIL_OWNER_URL"] = logins.owner_url
        os.environ["HANDRAIL_APP_URL"] = logins.app_url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        yield logins


def refuse_half_restored(home: Path) -> None:
    if (home / RESTORING).exists():
        raise CannotServe(
            f"A backup was being restored into {home} and that has not finished. Wait for it; or, if it was broken "
            "off, run handrail restore again with the same folder."
        )


def migrate_and_grant(logins: Logins) -> None:
    """Bring the tables to the shape this version needs, as their owner."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    grant(logins)


@contextmanager
def alone_in(home: Path) -> Iterator[None]:
    """One service to a folder: two would share a database and each other's secrets."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "serving").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotServe(
                f"Handrail is already running from {home}. Stop it first, or set HANDRAIL_HOME."
            ) from None
        yield


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as refused:
            if refused.errno != errno.EADDRINUSE:
                raise CannotServe(f"Port {port} cannot be used: {refused.strerror}.") from None
            advice = f"Stop that program, or choose another port: --port {port + 1}"
            raise CannotServe(f"Port {port} is taken by another program. {advice}") from None


def web_command(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "handrail.service.web.wsgi:application"),
        *("--bind", f"{host}:{port}", "--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--graceful-timeout", "20", "--log-level", "warning", "--no-control-socket"),
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "django", "procrastinate", "--verbosity=0", "worker", "--delete-jobs=always"]


def sealer_command() -> list[str]:
    return [sys.executable, "-m", "handrail.service.web.sealer"]


def run_together(commands: list[list[str]]) -> bool:
    """Run them side by side until one ends or we are asked to stop. True when we were asked."""
    env = {name: text for name, text in os.environ.items() if name not in OWNERS_ALONE}
    with _asked_to_stop() as asked:
        # Each in a session of its own: Ctrl-C reaches us alone, and we stop them in order.
        processes = [subprocess.Popen(command, env=env, start_new_session=True) for command in commands]  # noqa: S603
        try:
            while not asked.wait(0.5) and all(process.poll() is None for process in processes):
                pass
        finally:
            _stop(processes)
    return asked.is_set()


@contextmanager
def _asked_to_stop() -> Iterator[threading.Event]:
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


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(LAST_WORDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
