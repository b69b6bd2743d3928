"""`handrail audit`: what it says, and the code it ends with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.conf import LazySettings
from django.db import connection

from handrail.command_line import main
from handrail.service.audit import verifying
from handrail.service.web import audit as command
from handrail.service.web import commands
from handrail.service.web.postgres import Cluster, NotStarted
from handrail.service.web.sealer import seal_once
from tests.rooms.audit.written import as_application, as_superuser, ask_of, write


@pytest.fixture
def outside(own_database: None, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> Path:
    """Ten entries, sealed, and the file of checkpoints; the command finds the tests' own database."""

    @contextmanager
    def there(home: Path) -> Iterator[None]:
        yield

    monkeypatch.setattr(command, "database", there)
    settings.CHECKPOINTS = (tmp_path / "checkpoints.jsonl",)
    with as_application() as writer:
        write(writer, 10)
    assert run("seal").exit_code == 0
    return tmp_path / "checkpoints.jsonl"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["audit", *(str(word) for word in words)])


def test_sealing_says_how_many_and_where_the_checkpoints_are(outside: Path) -> None:
    with as_application() as writer:
        write(writer, 1)
    said = run("seal")
    assert said.exit_code == 0, said.output
    assert said.stdout.splitlines() == [
        "Sealed 1 entry; 11 are sealed in all.",
        f"The checkpoints are in {outside}.",
    ]


def test_whatever_sealing_asks_it_asks_within_a_unit_of_work(outside: Path) -> None:
    """The login that the command has in its own installation is nobody between two of them, and is refused."""
    outside_of_one: list[str] = []

    def see(execute: Any, query: str, *more: Any) -> Any:
        if not connection.in_atomic_block:
            outside_of_one.append(query)
        return execute(query, *more)

    with connection.execute_wrapper(see):
        assert run("seal").exit_code == 0
    assert outside_of_one == []


def test_when_all_is_well_it_ends_with_nought(outside: Path) -> None:
    for words in (["verify"], ["verify", "--checkpoints", outside]):
        said = run(*words)
        assert said.exit_code == 0, said.output
        assert said.stdout.splitlines() == [
            f"Compared with 1 checkpoint in {outside}.",
            "10 sealed entries are as they were written.",
        ]


def test_what_waits_to_be_sealed_is_no_fault(outside: Path) -> None:
    with as_application() as writer:
        write(writer, 2)
    said = run("verify")
    assert said.exit_code == 0
    assert said.stdout.startswith("2 entries not sealed yet, the oldest of 30 March 2026, 04:30:27 UTC.")


def test_a_changed_row_is_named_and_it_ends_with_one(cluster: Cluster, outside: Path) -> None:
    with as_superuser(cluster) as superuser:
        superuser.execute(
            "update audit_entry set did = 'nothing', at = '2026-11-22 09:30 Asia/Kathmandu' where number = 4"
        )
    said = run("verify")
    assert said.exit_code == 1
    assert said.stdout.splitlines() == [
        "Entry 4 (22 November 2026, 03:45:00 UTC; seal 4) was changed after it was sealed.",
        f"Compared with 1 checkpoint in {outside}.",
        "Found 1 fault. Keep the database and the checkpoints as they are.",
    ]


def test_an_audit_written_anew_is_found_by_the_checkpoints_outside(cluster: Cluster, outside: Path) -> None:
    with as_superuser(cluster) as superuser:
        superuser.execute("update audit_entry set did = 'nothing' where number = 4")
        superuser.execute("delete from audit_seal")
        superuser.execute("delete from audit_sealing")
        superuser.execute("select audit_seal_next(100)")
    said = run("verify", "--checkpoints", outside)
    assert said.exit_code == 1
    assert "The audit was rewritten between seals 1 and 10" in said.stdout
    outside.unlink()
    said = run("verify")
    assert said.exit_code == 0
    assert "No checkpoint was compared, so a rewriting of the whole audit would not be seen." in said.stdout


def test_an_emptied_audit_is_not_a_whole_one(cluster: Cluster, outside: Path) -> None:
    with as_superuser(cluster) as superuser:
        superuser.execute("truncate audit_entry, audit_seal, audit_sealing")
    said = run("verify")
    assert said.exit_code == 1
    assert said.stdout.startswith("Seals 1 to 10 were cut from the end")


def test_many_faults_are_counted_and_the_first_hundred_are_told(cluster: Cluster, outside: Path) -> None:
    with as_application() as writer:
        write(writer, 200)
    run("seal")
    with as_superuser(cluster) as superuser:
        superuser.execute("update audit_entry set did = did || 'x'")
    said = run("verify")
    assert said.exit_code == 1
    assert said.stdout.splitlines()[command.MOST] == "... and 110 more."


def test_checkpoints_that_cannot_be_read_end_it_with_two(outside: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear all,\n")
    for path, says in ((tmp_path / "nowhere", "There is no file"), (other, "has no line that is a checkpoint")):
        said = run("verify", "--checkpoints", path)
        assert said.exit_code == 2
        assert says in said.output


def test_half_a_line_is_passed_over_and_said(outside: Path) -> None:
    with outside.open("a") as torn:
        torn.write('{"count": 1')
    said = run("verify")
    assert said.exit_code == 0
    assert "Line 2 is not whole and was passed over." in said.stdout


def test_a_database_that_does_not_answer_ends_it_with_two(outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(home: Path) -> AbstractContextManager[None]:
        raise NotStarted("PostgreSQL did not start.")

    monkeypatch.setattr(command, "database", nowhere)
    monkeypatch.delenv("HANDRAIL_ZONE_URL")
    assert run("verify").exit_code == 2
    assert run("seal").exit_code == 2


def test_a_database_without_the_audit_ends_it_with_two(cluster: Cluster, outside: Path) -> None:
    with as_superuser(cluster) as superuser:
        superuser.execute("drop table audit_seal")
    said = run("verify")
    assert said.exit_code == 2
    assert "handrail migrate" in said.output


def test_no_more_than_a_batch_is_held_at_a_time(outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "BATCH", 4)
    most = 0
    with as_application() as connection:
        ask = ask_of(connection)

        def counted(query: str, values: object) -> list[tuple[object, ...]]:
            nonlocal most
            rows = ask(query, values)  # type: ignore[arg-type]
            read_at_once = [str(row[0]).count("handrail audit 1") for row in rows]
            most = max(most, len(rows), *read_at_once)
            return rows

        assert list(verifying.faults_in(counted)) == []
    assert most == 4


def test_the_sealers_round_seals_and_adds_a_checkpoint(outside: Path) -> None:
    with as_application() as writer:
        write(writer, 3)
    seal_once(marked=float("-inf"), mark_every=60)
    assert len(outside.read_text().splitlines()) == 2
    assert "13 sealed entries are as they were written." in run("verify").stdout


def test_handrail_starts_although_no_checkpoint_can_be_written(
    outside: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_application() as writer:
        write(writer, 3)
    settings.CHECKPOINTS = (outside / "not a folder" / "checkpoints.jsonl",)
    commands._seal()
    assert "its checkpoint could not be written" in capsys.readouterr().err
    settings.CHECKPOINTS = (outside,)
    assert "Sealed 0 entries; 13 are sealed in all." in run("seal").stdout
