"""Checkpoints are lines added to a file: one for each time the chain has grown, whole after any interruption."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from handrail.service.audit.checkpoints import Checkpoint, add_checkpoint, checkpoints_in, read_checkpoint
from handrail.service.audit.sealing import head, mark, seal_and_mark
from tests.rooms.audit.written import as_application, write

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
FIRST, SECOND = Checkpoint(3, 5, "ab" * 32, AT), Checkpoint(4, 6, "cd" * 32, AT)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "checkpoints.jsonl"


def test_a_line_says_where_the_chain_stood_and_when() -> None:
    assert FIRST.line() == f'{{"count": 3, "entry": 5, "hash": "{"ab" * 32}", "at": "2026-11-22T09:30:00.000000Z"}}'
    assert read_checkpoint(FIRST.line()) == FIRST


def test_lines_are_added_and_none_where_nothing_was_sealed_since(file: Path) -> None:
    for checkpoint in (FIRST, FIRST, SECOND):
        add_checkpoint(file, checkpoint)
    assert list(checkpoints_in(file)) == [(1, FIRST), (2, SECOND)]


def test_after_half_a_line_the_next_one_is_whole(file: Path) -> None:
    add_checkpoint(file, FIRST)
    with file.open("a") as torn:
        torn.write(SECOND.line()[:40])
    add_checkpoint(file, SECOND)
    assert list(checkpoints_in(file)) == [(1, FIRST), (2, None), (3, SECOND)]


def test_the_last_line_of_a_long_file_is_found_without_reading_it_all(file: Path) -> None:
    for count in range(1, 60):
        add_checkpoint(file, Checkpoint(count, count, "ab" * 32, AT))
    assert add_checkpoint(file, SECOND) == Checkpoint(59, 59, "ab" * 32, AT)


@pytest.mark.parametrize(
    "line",
    ["", "{", "[]", "null", '"count"', '{"count": 3}', '{"count": true, "entry": 1, "hash": "", "at": "2026-11-22"}',
     FIRST.line().replace("3,", '"3",'), FIRST.line().replace("Z", ""),
     FIRST.line().replace("3,", "99999999999999999999,")],
)  # fmt: skip
def test_what_is_no_checkpoint_is_not_taken_for_one(line: str) -> None:
    assert read_checkpoint(line) is None


def test_an_audit_without_a_seal_has_no_checkpoint(own_database: None, file: Path) -> None:
    mark(file)
    assert not file.exists()


def test_each_round_adds_where_the_chain_then_stands(own_database: None, settings: LazySettings, file: Path) -> None:
    settings.CHECKPOINTS = (file,)
    with as_application() as writer:
        for count in (2, 3):
            write(writer, count)
            writer.commit()
            assert seal_and_mark() == count
            assert seal_and_mark() == 0
    assert [checkpoint.count for _, checkpoint in checkpoints_in(file) if checkpoint] == [2, 5]
    now = head()
    assert now is not None
    assert (now.count, now.entry) == (5, 5)


def test_a_chain_that_is_shorter_than_its_last_checkpoint_is_said_at_once(
    own_database: None, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add_checkpoint(file, Checkpoint(10, 10, "ab" * 32, AT))
    with as_application() as writer:
        write(writer, 1)
        writer.commit()
        writer.execute("select audit_seal_next(10)")
        writer.commit()
    with caplog.at_level(logging.ERROR):
        mark(file)
    assert "Run: handrail audit verify" in caplog.text
