"""The tables of a new database, made quickly.

Before each step of a migration Django draws its picture of every table that hangs together with the one that changes.
Here nearly all do, so a first start spent a minute on pictures that nothing looks at: where no row is, no step reads
one. With a row anywhere, Django draws as it always does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

REDRAWN = "_find_reload_model"
"""Which pictures are drawn anew. It is Django's own: where a new Django has it no more, all are drawn, and slowly."""


def is_empty(alias: str) -> bool:
    return not MigrationRecorder(connections[alias]).has_table()


@contextmanager
def drawn_one_by_one() -> Iterator[None]:
    """Each step draws its own table alone. The tables are the same: tests/rooms/web/test_from_empty.py."""
    before = getattr(ProjectState, REDRAWN, None)
    if before is None:
        yield
        return
    setattr(ProjectState, REDRAWN, _itself)
    try:
        yield
    finally:
        setattr(ProjectState, REDRAWN, before)


def _itself(_: ProjectState, room: str, model: str, *__: Any, **___: Any) -> set[tuple[str, str]]:
    return {(room, model)}
