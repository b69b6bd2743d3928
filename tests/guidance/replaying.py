"""Runs `handrail` as a person would, on files written for a test."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner

from handrail.command_line import main


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads(self.out)
        return rows

    def of(self, duty: str) -> dict[str, Any]:
        (row,) = [row for row in self.rows if row["duty"] == duty]
        return row


def handrail(*words: str, given: str | bytes = b"") -> Said:
    ran = CliRunner().invoke(main, list(words), input=given)
    return Said(ran.exit_code, ran.stdout, ran.stderr)


def replay(log: str | bytes, *words: str) -> Said:
    """Replay a log from standard input, as at the end of 2023 unless told otherwise."""
    when = () if "--as-at" in words else ("--as-at", "2023-12-31")
    return handrail("replay", "-", *when, *words, given=log)


def refused(log: str | bytes, *words: str) -> list[str]:
    """The sentences of a refusal, having seen that nothing else was printed."""
    said = replay(log, *words)
    assert (said.code, said.out) == (2, "")
    return said.err.splitlines()
