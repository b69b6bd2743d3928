"""PostgreSQL's own `pg_dump` and `pg_restore`, which know how to carry a database whole: found, and run."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from handrail.service.web.backup.faults import NotBackedUp, NotOpened, NotRestored
from handrail.service.web.postgres.binaries import folders_with

SAID_AT_MOST = 2000  # characters of what a program said


@dataclass(frozen=True)
class Programs:
    folder: Path
    major: int


def programs_for_server(url: str, major: int) -> Programs:
    """Those of the server's own version, else the next newer; they must also reach it (the wheel's speak no TLS)."""
    known = sorted(_known(), key=lambda programs: programs.major)
    said = ""
    for programs in known:
        if programs.major >= major:
            said = _tried(programs, url)
            if not said:
                return programs
    newest = max((programs.major for programs in known), default=0)
    if newest < major:
        raise NotBackedUp(
            f"The database is PostgreSQL {major}, and the newest pg_dump here is {newest or 'missing'}. "
            f"Install your system's package postgresql-client-{major}."
        )
    raise NotBackedUp(
        f"pg_dump cannot reach the database ({said}). If it asks for TLS, install your system's package "
        f"postgresql-client-{major}."
    )


def newest_programs() -> Programs:
    """Enough to read a backup without any server."""
    known = list(_known())
    if not known:
        raise NotOpened("There is no pg_restore here. Install your system's package postgresql-client.")
    return max(known, key=lambda programs: programs.major)


@contextmanager
def dumping(programs: Programs, url: str, snapshot: str) -> Iterator[IO[bytes]]:
    """The database as one snapshot sees it, in PostgreSQL's own archive format, as it is read."""
    words = ["--format=custom", "--compress=gzip:3", f"--snapshot={snapshot}", "--lock-wait-timeout=60s"]
    with _running(programs.folder / "pg_dump", words, url, stdout=subprocess.PIPE) as (process, said):
        assert process.stdout
        yield process.stdout
        if process.wait():
            raise NotBackedUp(f"pg_dump did not finish. {said()}")


@contextmanager
def restoring(programs: Programs, url: str | None) -> Iterator[IO[bytes]]:
    """Takes such an archive into a database, wholly or not at all; without one it only reads it through."""
    words = ["--file=/dev/null"] if url is None else ["--no-owner", "--single-transaction", "--exit-on-error"]
    with _running(programs.folder / "pg_restore", words, url, stdin=subprocess.PIPE) as (process, said):
        assert process.stdin
        try:
            yield process.stdin
            process.stdin.close()
        except BrokenPipeError:
            process.wait()
        if process.wait():
            raise NotRestored(f"PostgreSQL refused the backup. {said()}")


@contextmanager
def _running(
    program: Path, words: list[str], url: str | None, *, stdin: int | None = None, stdout: int | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], str]]]:
    """Stopped whatever happens; what it said is in the second."""
    where, env = _address(url)
    with tempfile.TemporaryFile() as heard:
        process = subprocess.Popen([program, *words, *where], env=env, stdin=stdin, stdout=stdout, stderr=heard)  # noqa: S603
        try:
            yield process, lambda: _said(heard)
        finally:
            if process.poll() is None:
                process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(BrokenPipeError):
                    pipe.close() if pipe else None
            process.wait()


def _address(url: str | None) -> tuple[list[str], dict[str, str]]:
    """The password goes by the environment: anyone may list what the machine's programs were called with."""
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    if url is None:
        return [], env
    parts = {name: str(part) for name, part in conninfo_to_dict(url).items()}
    env["PGPASSWORD"] = parts.pop("password", "")
    return [f"--dbname={make_conninfo(**parts)}"], env


def _said(heard: IO[bytes]) -> str:
    heard.seek(0)
    return heard.read(SAID_AT_MOST).decode(errors="replace").strip()


def _known() -> Iterator[Programs]:
    for folder in folders_with("pg_dump"):
        try:
            done = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=True)  # noqa: S603
        except (OSError, subprocess.CalledProcessError):
            continue
        yield Programs(folder, int(done.stdout.split()[2].split(".")[0]))


def _tried(programs: Programs, url: str) -> str:
    """What it said when it could not reach the server; empty when it could."""
    with _running(programs.folder / "psql", ["--no-psqlrc", "--command=select 1"], url, stdout=subprocess.DEVNULL) as (
        process,
        said,
    ):
        return (said() or "no reason given") if process.wait() else ""
