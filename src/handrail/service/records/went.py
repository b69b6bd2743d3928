"""The list of folders that went, kept outside the database: a backup older than a deletion knows nothing of it.

A line for each, beside every file of checkpoints: the tombstone as it stands. It names nobody and nothing of the
folder; only who holds the folder itself can tell that a line is of it.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from django.conf import settings

from handrail.service.records.models import Tombstone

LIST = "folders-that-went.jsonl"


@dataclass(frozen=True, slots=True)
class Went:
    """A tombstone as the list has it: keys and instants in the words of JSON."""

    id: str
    digest: str
    partnership_id: str
    held: dict[str, int]
    period_id: str
    kept_until: str
    proposed_by_id: str
    proposed_at: str
    confirmed_by_id: str
    confirmed_at: str
    done_at: str


def places() -> list[Path]:
    """Where the list is kept: beside each file of checkpoints, which is best in the care of somebody else."""
    return [path.with_name(LIST) for path in settings.CHECKPOINTS]


def keep_list() -> None:
    """Every tombstone stands on the list in each place; what a fault or a kill left out is put on by the next round."""
    stones = list(Tombstone.objects.order_by("done_at").values(*(field.name for field in fields(Went))))
    faults: list[OSError] = []
    for path in places():
        try:
            _add(path, stones)
        except OSError as problem:
            faults.append(problem)
    if faults:
        raise faults[0]


def went_by(paths: Iterable[Path]) -> dict[str, Went]:
    """By their digest. A line that is not whole, as a power cut may leave one, is passed over: it is put on anew."""
    found = (went for path in paths if path.is_file() for went in _read(path))
    return {went.digest: went for went in found}


def _add(path: Path, stones: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        torn = not (before := file.read()).endswith(b"\n") and bool(before)
        listed = {went.id for went in _lines(before.decode(errors="replace"))}
        lines = [json.dumps(stone, default=str) for stone in stones if str(stone["id"]) not in listed]
        if lines:
            file.write((b"\n" if torn else b"") + "".join(f"{line}\n" for line in lines).encode())
            file.flush()
            os.fsync(file.fileno())


def _read(path: Path) -> Iterator[Went]:
    yield from _lines(path.read_text(encoding="utf-8", errors="replace"))


def _lines(text: str) -> Iterator[Went]:
    for line in text.splitlines():
        try:
            yield Went(**json.loads(line))
        except (ValueError, TypeError):
            continue


def values_of(went: Went) -> dict[str, Any]:
    return asdict(went)
