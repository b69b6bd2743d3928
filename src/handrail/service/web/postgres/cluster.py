"""One PostgreSQL cluster: its files, how it is made, started, asked whether it answers, and stopped."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg

from handrail.service.web.home import kept_secret
from handrail.service.web.postgres.account import Account, account
from handrail.service.web.postgres.binaries import major_version, programs_for
from handrail.service.web.postgres.left_behind import clear_stale_locks
from handrail.service.web.postgres.places import reachable_folder, socket_folder

SUPERUSER = "postgres"
PATIENCE = 300  # seconds; a long recovery after a power cut is no failure
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


class NotStarted(RuntimeError):
    """PostgreSQL did not start; the message names the log."""


@dataclass(frozen=True)
class Cluster:
    """A cluster in `folder`. A throwaway one, for tests only, may lose its rows when the power goes."""

    folder: Path
    account: Account
    programs: Path
    sockets: Path
    throwaway: bool = False

    @property
    def data_folder(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "start.log"

    @cached_property
    def password(self) -> str:
        return kept_secret(self.folder / "superuser-password")

    def url(self, login: str, password: str, database: str) -> str:
        """The address of a database here, over the socket."""
        where = quote(str(self.sockets), safe="")
        return f"postgresql://{quote(login)}:{quote(password)}@/{quote(database)}?host={where}"

    def superuser_url(self, database: str = "postgres") -> str:
        """Only for making logins and databases; nothing else may know it."""
        return self.url(SUPERUSER, self.password, database)


def cluster_in(folder: Path, *, throwaway: bool = False) -> Cluster:
    """The cluster kept in the folder, whether or not it has been made yet."""
    runs_as = account()
    place = reachable_folder(folder.resolve(), runs_as)
    return Cluster(place, runs_as, programs_for(runs_as, place / "programs"), socket_folder(place, runs_as), throwaway)


@contextmanager
def running(folder: Path, *, throwaway: bool = False) -> Iterator[Cluster]:
    """The cluster, started if need be; stopped at the end only by whoever started it."""
    cluster = cluster_in(folder, throwaway=throwaway)
    started_here = start(cluster)
    try:
        yield cluster
    finally:
        if started_here:
            stop(cluster)


def start(cluster: Cluster) -> bool:
    """Start it, making it first if need be. False when it was already running."""
    with (cluster.folder / "starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (cluster.data_folder / "PG_VERSION").exists():
            if _answers(cluster):
                return False
        else:
            _make(cluster)
        _configure(cluster)
        _start(cluster)
    _refuse_unsafe(cluster)
    return True


def start_if_gone(cluster: Cluster) -> bool:
    """Start it where no server is there at all; one that is starting, stopping or mending itself is left to it."""
    found = psycopg.pq.PGconn.ping(cluster.superuser_url().encode())
    return found == psycopg.pq.Ping.NO_RESPONSE and start(cluster)


def stop(cluster: Cluster) -> None:
    """End every connection and stop; what was committed is on disk."""
    _control(cluster, "stop", "--mode=fast", "--wait", f"--timeout={PATIENCE}")


def _make(cluster: Cluster) -> None:
    """Made beside its place and then moved, so that an interrupted making is never taken for a cluster."""
    draft = cluster.folder / "data.draft"
    shutil.rmtree(draft, ignore_errors=True)
    password = cluster.folder / "superuser-password"
    kept_secret(password)
    cluster.account.owns(password)
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]  # the same sort order on every machine
    command: list[str | Path] = [
        cluster.programs / "initdb",
        f"--pgdata={draft}",
        f"--username={SUPERUSER}",
        f"--pwfile={password}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--data-checksums",
        *(builtin if major_version(cluster.programs, cluster.account) >= 17 else []),
        *(["--no-sync"] if cluster.throwaway else []),
    ]
    done = cluster.account.run(command, capture_output=True, text=True)
    if done.returncode:
        raise NotStarted(f"PostgreSQL could not make its files in {cluster.folder}:\n{done.stderr}")
    draft.rename(cluster.data_folder)


def _configure(cluster: Cluster) -> None:
    """Written anew at each start, so that the settings are always the ones read here."""
    sockets = str(cluster.sockets).replace('"', '""').replace("'", "''")
    durable = "off" if cluster.throwaway else "on"
    settings = {
        "listen_addresses": "''",
        "unix_socket_directories": f"'\"{sockets}\"'",
        "unix_socket_permissions": "0700",
        "password_encryption": "'scram-sha-256'",
        "max_connections": "60",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        "logging_collector": "on",
        "log_filename": "'postgresql-%a.log'",
        "log_rotation_age": "1d",
        "log_truncate_on_rotation": "on",
        "log_min_error_statement": "panic",  # a failed statement may name a child; the log must not
        **dict.fromkeys(DURABLE, durable),
    }
    lines = [f"{name} = {setting}\n" for name, setting in settings.items()]
    path = cluster.data_folder / "postgresql.conf"
    path.write_text("".join(lines))
    cluster.account.owns(path)


def _start(cluster: Cluster) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while time.monotonic() < give_up_at:
        if clear_stale_locks(cluster.data_folder, cluster.sockets):
            _control(cluster, "start", "--wait", f"--timeout={PATIENCE}", f"--log={cluster.log}")
        if _answers(cluster):
            return
        time.sleep(0.1)  # the processes of a killed server take a moment to notice and end
    raise NotStarted(f"PostgreSQL did not start. What it said is in {cluster.log}.")


def _control(cluster: Cluster, *words: str) -> None:
    command: list[str | Path] = [cluster.programs / "pg_ctl", f"--pgdata={cluster.data_folder}", *words]
    cluster.account.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _answers(cluster: Cluster) -> bool:
    try:
        psycopg.connect(cluster.superuser_url(), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _refuse_unsafe(cluster: Cluster) -> None:
    """A cluster that might lose committed rows is stopped, unless it is a throwaway."""
    if cluster.throwaway:
        return
    with psycopg.connect(cluster.superuser_url()) as connection:
        query = "select name from pg_settings where name = any(%s) and setting = 'off'"
        off = [name for (name,) in connection.execute(query, [list(DURABLE)])]
    if off:
        stop(cluster)
        raise NotStarted(f"PostgreSQL would not keep rows safely: {', '.join(off)} is off in {cluster.data_folder}.")
