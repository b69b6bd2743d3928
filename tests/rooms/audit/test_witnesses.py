"""Checkpoints in several places, signed; and what a witness finds of a rewritten or restored audit in one round."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from django.conf import LazySettings
from django.db import connections

from handrail.command_line import main
from handrail.service.audit import sealing
from handrail.service.audit.checkpoints import checkpoints_in
from handrail.service.web import audit as command
from handrail.service.web.logins import embedded_logins
from handrail.service.web.postgres import Cluster
from handrail.service.web.sealer import keep_sealing, seal_once
from tests.database import HOME, TEMPLATE
from tests.rooms.audit.written import as_application, as_superuser, write

COMMAND = "from handrail.command_line import main; main()"
LONG_AGO = float("-inf")
ANEW = ("delete from audit_seal", "delete from audit_sealing", "select audit_seal_next(100)")


@pytest.fixture
def places(
    own_database: None, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path
) -> tuple[Path, Path]:
    """Ten entries sealed, and checkpoints in two places; the command finds the tests' own database."""

    @contextmanager
    def there(home: Path) -> Iterator[None]:
        yield

    monkeypatch.setattr(command, "database", there)
    files = settings.CHECKPOINTS = (tmp_path / "here.jsonl", tmp_path / "elsewhere.jsonl")
    settings.CHECKPOINT_KEY = "5a" * 32
    write_and_seal(10)
    return files


def write_and_seal(count: int) -> None:
    with as_application() as writer:
        write(writer, count)
    seal_once(LONG_AGO, 60)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["audit", *(str(word) for word in words)])


def rewrite(cluster: Cluster, *statements: str) -> None:
    with as_superuser(cluster) as superuser:
        for statement in statements:
            superuser.execute(statement.encode())


@pytest.fixture
def key(places: tuple[Path, Path], tmp_path: Path) -> Path:
    file = tmp_path / "public.pem"
    file.write_text(run("key").stdout)
    return file


def test_every_place_gets_the_same_line(places: tuple[Path, Path]) -> None:
    here, elsewhere = ([found for _, found in checkpoints_in(path)] for path in places)
    assert [one.count for one in here if one] == [one.count for one in elsewhere if one] == [10]


def test_a_place_that_fails_is_said_and_keeps_no_other_from_its_line(
    places: tuple[Path, Path], settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    here, elsewhere = places
    broken = here / "under a file" / "checkpoints.jsonl"
    settings.CHECKPOINTS = (broken, elsewhere)
    with as_application() as writer:
        write(writer, 2)
    with caplog.at_level(logging.ERROR), pytest.raises(OSError, match="Not a directory"):
        seal_once(LONG_AGO, 60)
    assert str(broken) in caplog.text
    assert [one.count for _, one in checkpoints_in(elsewhere) if one] == [10, 12]


def test_an_audit_written_anew_is_found_in_the_next_round_although_it_grew(
    cluster: Cluster, places: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    rewrite(cluster, "update audit_entry set did = 'nothing' where number = 4", *ANEW)
    with caplog.at_level(logging.ERROR):
        write_and_seal(5)
    assert f"The audit is not what the last checkpoint in {places[1]} says" in caplog.text


def test_an_older_state_that_was_put_back_is_found_in_the_next_round(
    cluster: Cluster, places: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    rewrite(
        cluster, "delete from audit_entry where number > 6", "delete from audit_seal where number > 6",
        "delete from audit_sealing", "insert into audit_sealing values (6, now(), 0, 6, 1)",
    )  # fmt: skip
    with caplog.at_level(logging.ERROR):
        seal_once(LONG_AGO, 60)
    assert "The audit is not what the last checkpoint in" in caplog.text


def test_an_emptied_audit_is_found_in_the_next_round(
    cluster: Cluster, places: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    rewrite(cluster, "truncate audit_entry, audit_seal, audit_sealing")
    with caplog.at_level(logging.ERROR):
        seal_once(LONG_AGO, 60)
    assert "The audit is not what the last checkpoint in" in caplog.text


def test_while_all_is_well_no_round_says_anything(places: tuple[Path, Path], caplog: pytest.LogCaptureFixture) -> None:
    for count in (3, 4, 5):
        write_and_seal(count)
    assert caplog.text == ""


def test_a_witness_adds_to_its_own_file_until_something_disagrees(
    cluster: Cluster, places: tuple[Path, Path], tmp_path: Path
) -> None:
    own = tmp_path / "witness.jsonl"
    assert run("witness", own).exit_code == 0
    write_and_seal(1)
    assert run("witness", own).exit_code == 0
    assert [one.count for _, one in checkpoints_in(own) if one] == [10, 11]
    rewrite(cluster, "update audit_entry set did = 'nothing' where number = 4", *ANEW)
    said = run("witness", own)
    assert said.exit_code == 1
    assert "The audit was rewritten between seals 1 and 10" in said.stdout
    assert len(own.read_text().splitlines()) == 2


def test_a_witness_outside_needs_a_login_that_reads_the_audit_and_no_more(
    cluster: Cluster, places: tuple[Path, Path], tmp_path: Path
) -> None:
    """Another machine's Handrail, with a folder of its own and one address."""
    url = embedded_logins(cluster, HOME, database=TEMPLATE).witness_url
    here = urlsplit(url)._replace(path=f"/{connections['default'].settings_dict['NAME']}").geturl()
    known = {name: text for name, text in os.environ.items() if not name.startswith("HANDRAIL_")}
    environment = {**known, "HANDRAIL_ZONE_URL": here, "HANDRAIL_HOME": str(tmp_path / "theirs")}
    own = tmp_path / "witness.jsonl"

    def watched() -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-c", COMMAND, "audit", "witness", str(own)]
        return subprocess.run(words, env=environment, capture_output=True, text=True)

    first = watched()
    assert first.returncode == 0, first.stdout + first.stderr
    assert [one.count for _, one in checkpoints_in(own) if one] == [10]
    rewrite(cluster, "update audit_entry set did = 'nothing' where number = 4", *ANEW)
    assert "The audit was rewritten between seals 1 and 10" in watched().stdout
    assert not (tmp_path / "theirs" / "postgres").exists()


def test_with_the_file_and_the_public_key_alone_somebody_else_can_check(
    places: tuple[Path, Path], key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(home: Path) -> None:
        raise AssertionError("no database was needed")

    monkeypatch.setattr(command, "database", nowhere)
    write_and_seal(2)
    said = run("verify", "--without-database", "--checkpoints", places[1], "--key", key)
    assert said.exit_code == 0, said.output
    assert said.stdout == "2 checkpoints are signed with this key and in order.\n"


@pytest.mark.parametrize(
    ("was", "made"), [('"count": 10', '"count": 11'), ('"entry": 10', '"entry": 9'), ('"signature"', '"sealed"')]
)
def test_a_line_that_was_changed_is_not_signed(places: tuple[Path, Path], key: Path, was: str, made: str) -> None:
    line = places[1].read_text()
    assert was in line
    places[1].write_text(line.replace(was, made))
    said = run("verify", "--without-database", "--checkpoints", places[1], "--key", key)
    assert said.exit_code == 1
    assert "The checkpoint of line 1 was not signed with this key, or was changed since." in said.stdout


def test_lines_of_another_installation_are_not_ours(
    places: tuple[Path, Path], key: Path, settings: LazySettings
) -> None:
    settings.CHECKPOINT_KEY = "6b" * 32
    write_and_seal(1)
    said = run("verify", "--checkpoints", places[0], "--key", key)
    assert said.exit_code == 1
    assert "The checkpoint of line 2 was not signed" in said.stdout


def test_what_is_no_public_key_ends_it_with_two(places: tuple[Path, Path], tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all,\n")
    said = run("verify", "--checkpoints", places[0], "--key", letter)
    assert said.exit_code == 2
    assert "is not a public key as handrail audit key prints it" in said.output


def test_the_sealer_goes_on_after_a_fault_and_stops_when_asked(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from django.db import OperationalError

    asked, rounds = threading.Event(), 0

    def seals() -> int:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            raise OperationalError("the database is away")
        asked.set()
        return 0

    monkeypatch.setattr(sealing, "seal_waiting", seals)
    monkeypatch.setattr("handrail.service.web.sealer.AFTER_A_FAULT", 0.0)
    keep_sealing(asked, pause=0.0)
    assert rounds == 2
    assert "will be tried again" in caplog.text
