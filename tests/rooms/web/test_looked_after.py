"""`handrail serve` looks after its parts: what is killed is started again, and meanwhile a page says so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory

from handrail.common import parts
from handrail.common.parts import Part
from handrail.service.web import postgres, views
from handrail.service.web.serving import database_tended
from tests.rooms.web.test_postgres import folder as folder

LASTING = [sys.executable, "-c", "import signal; signal.pause()"]


@pytest.fixture
def part() -> Part:
    return Part(LASTING, dict(os.environ))


def killed(part: Part) -> None:
    assert part.process is not None
    part.process.send_signal(signal.SIGKILL)
    part.process.wait()


def test_a_part_that_was_killed_is_started_again_and_waits_longer_each_time(
    part: Part, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 1_000.0
    monkeypatch.setattr("handrail.common.parts.time.monotonic", lambda: now)
    part.first_at = now - parts.SETTLED
    part.begin()
    pauses = []
    for _ in range(8):
        killed(part)
        assert part.tend()
        pauses.append(part.again_at - now)
        now = part.again_at
        assert part.tend()
        assert part.process is not None
    parts.stop([part])
    assert pauses == [0, 1, 2, 5, 10, 30, 30, 30]
    assert "is started again in 5 seconds" in capsys.readouterr().err


def test_after_a_calm_while_a_part_is_started_again_at_once(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr("handrail.common.parts.time.monotonic", lambda: now)
    part.first_at, part.endings = 0, 5
    part.begin()
    now += parts.CALM + 1
    killed(part)
    assert part.tend()
    assert part.again_at == now


def test_a_part_that_never_began_its_work_is_not_tried_for_ever(part: Part) -> None:
    part.begin()
    killed(part)
    assert not part.tend()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_a_part_ends_with_whoever_looks_after_it(tmp_path: Path) -> None:
    number = tmp_path / "number"
    begin = (
        "import os, sys, signal\nfrom handrail.common.parts import Part\n"
        f"part = Part({LASTING!r}, dict(os.environ)); part.begin()\n"
        f"open({str(number)!r}, 'w').write(str(part.process.pid)); print('begun', flush=True); signal.pause()"
    )
    with subprocess.Popen([sys.executable, "-c", begin], stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == "begun\n"
        keeper.kill()
    patience = threading.Event()
    for _ in range(2_000):
        if not _is_there(int(number.read_text())):
            return
        patience.wait(0.01)
    pytest.fail("the part outlived who looked after it")


def _is_there(number: int) -> bool:
    """A process that has ended and that nobody has noticed yet has no folder to work in any more."""
    try:
        Path(f"/proc/{number}/cwd").readlink()
    except OSError:
        return False
    return True


def test_our_database_is_started_again_where_it_was_killed_and_left_alone_where_it_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with postgres.running(folder) as cluster:
        tend = database_tended(folder.parent)
        tend()
        assert capsys.readouterr().err == ""
        os.kill(int((cluster.data_folder / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
        patience = threading.Event()
        while not postgres.start_if_gone(cluster):  # until its last process has noticed
            patience.wait(0.05)
        with psycopg.connect(cluster.superuser_url()) as connection:
            assert connection.execute("select 1").fetchone() == (1,)


def test_a_database_that_will_not_start_is_said_and_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuses(cluster: postgres.Cluster) -> bool:
        raise postgres.NotStarted("PostgreSQL did not start.")

    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(postgres, "start_if_gone", refuses)
    database_tended(folder.parent)()
    assert "It is tried again." in capsys.readouterr().err


def test_a_server_that_is_not_ours_is_left_to_whoever_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner@db.wendvalley.example/handrail")
    database_tended(tmp_path)()
    assert not list(tmp_path.iterdir())


def away(*_: object, **__: object) -> None:
    raise OperationalError('connection to server on socket "/run/secret" failed: FATAL: no')


def test_while_the_database_is_away_a_page_says_so_and_when_to_try_again(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handrail.service.access.middleware.unit_of_work", away)
    client.raise_request_exception = False
    answer = client.get("/sign-in")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "15")
    assert "Handrail cannot answer just now" in page
    assert "It is kept once" in page
    assert "secret" not in page
    assert "Traceback" not in page


@pytest.mark.parametrize("fault", [OperationalError("gone"), InterfaceError("connection already closed")])
def test_a_session_that_could_not_be_kept_because_the_database_went_away_is_no_fault_of_the_sender(
    fault: Exception,
) -> None:
    def interrupted(raised: Callable[[], None]) -> SessionInterrupted:
        try:
            raised()
        except Exception as why:
            told = SessionInterrupted("The session was deleted.")
            told.__context__ = why
            return told
        raise AssertionError

    def fails() -> None:
        raise fault

    request = RequestFactory().post("/")
    assert views.bad_request(request, interrupted(fails)).status_code == 503
