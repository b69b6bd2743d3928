"""What the web server itself answers, when a request never reaches Django or a page is drawn by it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handrail.service.web.home import home
from handrail.service.web.serving import SETTINGS, web_command
from tests.headers import faults

PATIENCE = 60
NO_DATABASE = "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server as `handrail serve` starts it, with no database behind it."""
    with socket.create_server(("localhost", 0)) as free:
        number: int = free.getsockname()[1]
    env = {
        **{name: words for name, words in os.environ.items() if name != "HANDRAIL_SERVING"},
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "HANDRAIL_HOME": str(home()),
        "HANDRAIL_ZONE_URL": NO_DATABASE,
    }
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as kept, subprocess.Popen(web_command("localhost", number), env=env, stderr=kept) as server:
        try:
            _wait_for(number, log)
            yield number
        finally:
            server.terminate()


def _wait_for(port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if asked(port, b"nonsense\r\n\r\n"):
                return
        except OSError:
            continue
    pytest.fail(log.read_text())


def asked(port: int, words: bytes) -> bytes:
    with socket.create_connection(("localhost", port), timeout=PATIENCE) as line:
        line.sendall(words)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def split(answer: bytes) -> tuple[int, dict[str, str], str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return int(first.split()[1]), dict(line.split(": ", 1) for line in lines), body.decode()


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n\r\n", 400),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400),
    ],
    ids=["nonsense", "version", "header name", "long line", "long header", "length"],
)
def test_what_the_server_cannot_read_gets_a_page_of_ours_that_repeats_nothing(
    port: int, request_: bytes, status: int
) -> None:
    answered, headers, page = split(asked(port, request_))
    assert answered == status
    assert not faults("/", status, headers)
    assert "We could not read what was sent" in page
    assert "nonsense" not in page


def test_a_kind_that_cannot_be_read_reaches_a_page_all_the_same(port: int) -> None:
    """Django would read it before any page of ours could answer. The address is one that is refused at once."""
    sent = b"GET /law/?q=%00 HTTP/1.0\r\nHost: localhost\r\nContent-Type: text/plain; charset*=none-such''x\r\n\r\n"
    status, headers, page = split(asked(port, sent))
    assert status == 400
    assert "We could not read what was sent" in page
    assert not faults("/law/", status, headers)


def test_without_its_database_the_service_says_to_wait_and_names_nothing_it_runs_on(port: int) -> None:
    status, headers, page = split(asked(port, b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"))
    assert status == 503
    assert headers["Retry-After"] == "15"
    assert not faults("/", status, headers)
    assert "cannot answer just now" in page
    assert "gunicorn" not in str(headers).lower()
