"""Brings the whole service up and takes it down again: database, logins, web pages and the worker."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

import click

from handrail.common.parts import Part, asked_to_stop, stop
from handrail.service.web import postgres
from handrail.service.web.home import RESTORING
from handrail.service.web.logins import Logins, grant, logins_beside, make_embedded

SETTINGS = "handrail.service.web.settings"
OWNERS_ALONE = ("HANDRAIL_OWNER_URL", "DATABASE_URL")


class CannotServe(RuntimeError):
    """Said to the person at the keyboard, who can mend it."""


@contextmanager
def database(home: Path) -> Iterator[Logins]:
    """The logins to the database: that of `DATABASE_URL`, or our own PostgreSQL, kept running meanwhile.

    A command works as the worker does, for no person; the pages are given a login of their own.
    """
    home.mkdir(parents=True, exist_ok=True)
    refuse_half_restored(home)
    owner_url = os.environ.get("DATABASE_URL")
    with ExitStack() as stack:
        if owner_url:
            logins = logins_beside(owner_url, home)
        else:
            logins = make_embedded(stack.enter_context(postgres.running(home / "postgres")), home)
        os.environ["HANDRAIL_OWNER_URL"] = logins.owner_url
        os.environ["HANDRAIL_ZONE_URL"] = logins.worker_url
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
    from handrail.service.web.from_empty import drawn_one_by_one, is_empty

    with drawn_one_by_one() if is_empty("owner") else nullcontext():
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
        *(
            "--bind",
            f"{host}:{port}",
            "--worker-class",
            "handrail.service.web.worker.QuietThreads",
            "--workers",
            "2",
            "--threads",
            "4",
        ),
        *("--graceful-timeout", "20", "--log-level", "warning", "--no-control-socket"),
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "django", "procrastinate", "--verbosity=0", "worker", "--delete-jobs=always"]


def sealer_command() -> list[str]:
    return [sys.executable, "-m", "handrail.service.web.sealer"]


def run_together(commands: Sequence[tuple[str | None, list[str]]], tend: Callable[[], None] = lambda: None) -> bool:
    """Run them side by side, each with its zone's login, until we are asked to stop; what ends meanwhile is started
    again, and `tend` is called. What has no login is the public's, and is told nothing that is ours.

    True when we were asked; False where one ended before it had begun its work.
    """
    env = {name: text for name, text in os.environ.items() if name not in OWNERS_ALONE}
    parts = [
        Part(command, {**env, "HANDRAIL_ZONE_URL": url} if url else _of_the_public(env)) for url, command in commands
    ]
    with asked_to_stop() as asked:
        try:
            for part in parts:
                part.begin()
            while not asked.wait(0.5) and all(part.tend() for part in parts):
                tend()
        finally:
            stop(parts)
    return asked.is_set()


def _of_the_public(env: Mapping[str, str]) -> dict[str, str]:
    ours = ("HANDRAIL_", "DJANGO_", "PG")
    return {
        name: text for name, text in env.items() if name.startswith("HANDRAIL_PUBLIC_") or not name.startswith(ours)
    }


def database_tended(home: Path) -> Callable[[], None]:
    """What brings our own PostgreSQL back when it was killed; of a server that is not ours, nothing."""
    if "DATABASE_URL" in os.environ:
        return lambda: None
    cluster = postgres.cluster_in(home / "postgres")

    def tend() -> None:
        try:
            if postgres.start_if_gone(cluster):
                click.echo("PostgreSQL had ended and was started again.", err=True)
        except postgres.NotStarted as problem:
            click.echo(f"{problem} It is tried again.", err=True)

    return tend
